//! `govm fund`

use std::io::Write;
use std::process::ExitCode;

use serde_json::json;

use crate::args::FundArgs;
use crate::chain;
use crate::exit::Failure;

pub(crate) fn fund(args: &FundArgs) -> Result<ExitCode, Failure> {
    let account = chain::user(&args.user)?;
    let mut node = chain::open(&args.store.store)?;
    if args.amount > 0 {
        let mut block = chain::begin(&mut node, None)?;
        block.credit(&account, args.amount)?;
        block.commit()?;
    }
    let balance = node.balance(&account)?;
    let mut out = std::io::stdout().lock();
    if args.store.json {
        writeln!(out, "{}", json!({ "account": account.to_string(), "balance": balance }))?;
    } else {
        writeln!(out, "{account} has {balance}")?;
    }
    Ok(ExitCode::SUCCESS)
}
