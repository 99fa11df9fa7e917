//! `govm state`

use std::io::Write;
use std::process::ExitCode;

use govm_runtime::{Hash, Node, hex};
use serde_json::json;

use crate::args::StateArgs;
use crate::chain;
use crate::exit::Failure;

/// Entries read from the store at a time.
const PAGE: usize = 1000;

pub(crate) fn state(args: &StateArgs) -> Result<ExitCode, Failure> {
    if !args.store.exists() {
        return Err(Failure::new(format!("no store in {}", args.store.display())));
    }
    let node = chain::open(&args.store)?;
    let mut out = std::io::stdout().lock();
    match &args.app {
        Some(app) => {
            let app = chain::find_app(&node, app)?;
            entries(&node, &app, args.json, &mut out)?;
        }
        None => apps(&node, args.json, &mut out)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn apps(node: &Node, as_json: bool, out: &mut impl Write) -> Result<(), Failure> {
    if let Some(head) = node.head()
        && !as_json
    {
        writeln!(out, "block {} at {} ms", head.number, head.time)?;
    }
    for (id, record) in node.apps(None, usize::MAX)? {
        if as_json {
            let row = json!({
                "app": id.to_string(), "package": record.package, "deployer": record.deployer.to_string(), "block": record.number,
            });
            writeln!(out, "{row}")?;
        } else {
            writeln!(out, "{id} {} (block {})", record.package, record.number)?;
        }
    }
    Ok(())
}

/// Prints all entries of an app.
pub(crate) fn entries(node: &Node, app: &Hash, as_json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let tables = node.tables(app)?;
    for kind in [b"m", b"r", b"v"] {
        let mut after: Option<Vec<u8>> = None;
        loop {
            let page = node.state(app, kind, after.as_deref(), PAGE)?;
            for entry in &page {
                let (name, value) = tables
                    .iter()
                    .find_map(|t| t.describe(entry))
                    .unwrap_or_else(|| (hex(&entry.key), format!("\"{}\"", hex(&entry.value))));
                if as_json {
                    let value: serde_json::Value = serde_json::from_str(&value).unwrap_or_default();
                    writeln!(out, "{}", json!({ "key": name, "value": value, "until": entry.expiry }))?;
                } else {
                    writeln!(out, "{name} = {value}")?;
                }
            }
            match page.last() {
                Some(last) => after = Some(last.key.clone()),
                None => break,
            }
        }
    }
    Ok(())
}
