//! `govm events`

use std::io::Write;
use std::process::ExitCode;

use serde_json::Value;

use crate::args::EventsArgs;
use crate::exit::Failure;
use crate::{chain, events};

pub(crate) fn events(args: &EventsArgs) -> Result<ExitCode, Failure> {
    let store = &args.store.store;
    chain::exists(store)?;
    let app = match &args.app {
        Some(app) => Some(chain::find_app(&chain::open(store)?, app)?.to_string()),
        None => None,
    };
    let mut out = std::io::stdout().lock();
    events::read(store, |event| {
        let text = |name: &str| event[name].as_str().unwrap_or_default();
        let block = event["block"].as_u64().unwrap_or_default();
        let is_wanted = app.as_ref().is_none_or(|app| app == text("app"))
            && args.name.as_ref().is_none_or(|name| name == text("name"))
            && args.from_block.is_none_or(|first| block >= first)
            && args.to_block.is_none_or(|last| block <= last);
        if !is_wanted {
            return Ok(());
        }
        if args.store.json {
            writeln!(out, "{event}")?;
        } else {
            let fields: &Value = &event["fields"];
            writeln!(out, "{block:>8} {} {} {fields}", short(text("app")), text("name"))?;
        }
        Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The beginning of an id: enough to find the app by.
fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}
