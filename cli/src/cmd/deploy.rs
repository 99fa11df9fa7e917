//! `govm deploy`

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use govm_runtime::{Node, Source};

use crate::args::DeployArgs;
use crate::classic_args::ProfileArg;
use crate::exit::{Failure, PANIC};
use crate::{chain, events, receipt, sources};

pub(crate) fn deploy(args: &DeployArgs) -> Result<ExitCode, Failure> {
    if args.profile == ProfileArg::Classic {
        if args.cost > 0 {
            return Err(Failure::new("--cost is for modern chains: a classic deployment pays by its transaction"));
        }
        return super::chain::deploy(args);
    }
    let source = source(&args.path)?;
    let mut node = chain::open(&args.chain.store)?;
    let json = chain::arguments(&node, &args.args)?;
    let from = chain::sender(&args.chain)?;
    let arguments = first_arguments(&node, &source, "Init", &json)?;
    let mut block = chain::begin(&mut node, args.chain.time)?;
    let deployment = block.deploy_with_cost(from, &source, &arguments, args.chain.energy, args.cost)?;
    if deployment.receipt.is_ok() {
        let head = block.commit()?;
        events::keep(&args.chain.store, &head, &deployment.receipt);
    } else {
        drop(block);
    }
    let mut out = std::io::stdout().lock();
    if args.chain.json {
        writeln!(out, "{}", receipt::json(&node, &deployment.receipt))?;
    } else {
        if deployment.receipt.is_ok() {
            writeln!(out, "app      {}\naccount  {}", deployment.app, deployment.app.account())?;
        }
        write!(out, "{}", receipt::text(&node, &deployment.receipt))?;
    }
    Ok(if deployment.receipt.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(PANIC) })
}

/// The source at a path: names of files without their directories.
pub(crate) fn source(path: &Path) -> Result<Source, Failure> {
    let files = sources::read(path, &[])?.root.files;
    let name = |path: &str| Path::new(path).file_name().map(|n| n.to_string_lossy().into_owned());
    let files = files.into_iter().filter_map(|(path, text)| Some((name(&path)?, text))).collect();
    Source::new(files).map_err(Failure::new)
}

/// The canonical bytes of the arguments of the function that a new source begins with.
pub(crate) fn first_arguments(node: &Node, source: &Source, function: &str, json: &str) -> Result<Vec<u8>, Failure> {
    let code = node.compile(source)?;
    match code.abi().function(function) {
        Some(first) => first.arguments_from_json(json).map_err(|e| Failure::new(e.to_string())),
        None if json == "[]" => Ok(Vec::new()),
        None => Err(Failure::new(format!("the contract has no function {function} that could take arguments"))),
    }
}
