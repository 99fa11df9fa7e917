//! `govm call` and `govm query`

use std::io::Write;
use std::process::ExitCode;

use govm_runtime::{Node, Receipt};

use crate::args::CallArgs;
use crate::exit::{Failure, PANIC};
use crate::{chain, events, receipt};

pub(crate) fn call(args: &CallArgs) -> Result<ExitCode, Failure> {
    let mut node = chain::open(&args.chain.store)?;
    let app = chain::find_app(&node, &args.app)?;
    let json = chain::arguments(&node, &args.args)?;
    let arguments = node.arguments_from_json(&app, &args.function, &json)?;
    let from = chain::sender(&args.chain)?;
    let mut block = chain::begin(&mut node, args.chain.time)?;
    let receipt = block.call_with_cost(from, app, &args.function, &arguments, args.chain.energy, args.cost)?;
    // A failed call is part of the block too: its energy is paid.
    let head = block.commit()?;
    events::keep(&args.chain.store, &head, &receipt);
    print(&node, &receipt, args)
}

pub(crate) fn query(args: &CallArgs) -> Result<ExitCode, Failure> {
    if args.cost > 0 {
        return Err(Failure::new("a query takes no funds"));
    }
    let node = chain::open(&args.chain.store)?;
    let app = chain::find_app(&node, &args.app)?;
    let json = chain::arguments(&node, &args.args)?;
    let arguments = node.arguments_from_json(&app, &args.function, &json)?;
    let from = chain::sender(&args.chain)?;
    let receipt = node.query(from, app, &args.function, &arguments, args.chain.energy)?;
    print(&node, &receipt, args)
}

fn print(node: &Node, receipt: &Receipt, args: &CallArgs) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    if args.chain.json {
        writeln!(out, "{}", receipt::json(node, receipt))?;
    } else {
        write!(out, "{}", receipt::text(node, receipt))?;
    }
    Ok(if receipt.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(PANIC) })
}
