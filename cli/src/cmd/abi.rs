//! `govm abi`

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use govm_runtime::{Abi, ChainConfig, MemoryStore, Node};

use crate::args::AbiArgs;
use crate::chain;
use crate::cmd::deploy;
use crate::exit::Failure;

pub(crate) fn abi(args: &AbiArgs) -> Result<ExitCode, Failure> {
    let abi = find(args)?;
    let mut out = std::io::stdout().lock();
    if args.store.json {
        writeln!(out, "{}", abi.to_json())?;
    } else {
        write!(out, "{abi}")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Of the source at a path, or where there is none, of an app in the store.
fn find(args: &AbiArgs) -> Result<Abi, Failure> {
    let path = Path::new(&args.contract);
    if path.exists() {
        let node = Node::open(Arc::new(MemoryStore::new()), ChainConfig::new(1))?;
        return Ok(node.compile(&deploy::source(path)?)?.abi().clone());
    }
    if !args.store.store.exists() {
        let message = format!("no file or directory {}, and no store in {}", args.contract, args.store.store.display());
        return Err(Failure::new(message));
    }
    let node = chain::open(&args.store.store)?;
    let app = chain::find_app(&node, &args.contract)?;
    Ok(node.abi(&app)?)
}
