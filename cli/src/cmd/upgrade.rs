//! `govm upgrade`

use std::io::Write;
use std::process::ExitCode;

use crate::args::UpgradeArgs;
use crate::cmd::deploy;
use crate::exit::{Failure, PANIC};
use crate::{chain, events, receipt};

pub(crate) fn upgrade(args: &UpgradeArgs) -> Result<ExitCode, Failure> {
    let source = deploy::source(&args.path)?;
    let mut node = chain::open(&args.chain.store)?;
    let app = chain::find_app(&node, &args.app)?;
    let json = chain::arguments(&node, &args.args)?;
    let from = chain::sender(&args.chain)?;
    let arguments = deploy::first_arguments(&node, &source, "Migrate", &json)?;
    let mut block = chain::begin(&mut node, args.chain.time)?;
    let receipt = block.upgrade(from, app, &source, &arguments, args.chain.energy)?;
    // A failed upgrade is part of the block too: its energy is paid.
    let head = block.commit()?;
    events::keep(&args.chain.store, &head, &receipt);
    let mut out = std::io::stdout().lock();
    if args.chain.json {
        writeln!(out, "{}", receipt::json(&node, &receipt))?;
    } else {
        let record = node.app(&app)?.filter(|_| receipt.is_ok());
        if let Some(record) = record {
            writeln!(out, "app      {app}\nversion  {}", record.version)?;
        }
        write!(out, "{}", receipt::text(&node, &receipt))?;
    }
    Ok(if receipt.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(PANIC) })
}
