//! `govm demo`

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use govm_runtime::Source;

use crate::exit::Failure;
use crate::{chain, receipt};

/// The contract that is shown; it stands in the repository as `corpus/contracts/token/token.go`.
const TOKEN: &str = include_str!("../../../corpus/contracts/token/token.go");

/// Calls of the demonstration: who calls what.
const CALLS: &[(&str, &str, &[&str])] = &[
    ("alice", "Transfer", &["user:bob", "250"]),
    ("bob", "Approve", &["user:carol", "100"]),
    ("carol", "TransferFrom", &["user:bob", "user:carol", "60"]),
    ("bob", "Transfer", &["user:alice", "100000"]),
];

/// Energy of each step.
const ENERGY: u64 = 10_000_000;

pub(crate) fn demo() -> Result<ExitCode, Failure> {
    let dir = Dir::new()?;
    let store = dir.0.join("store");
    let mut out = std::io::stdout().lock();
    writeln!(out, "A chain in a new sled store, and a token contract deployed into it.\n")?;
    let flags = "--store govm-store";
    let init = ["Demo", "DMO", "1000000"].map(String::from);
    writeln!(out, "$ govm deploy {flags} --from alice corpus/contracts/token/token.go {}", init.join(" "))?;
    let mut node = chain::open(&store)?;
    let source = Source::new(vec![("token.go".to_string(), TOKEN.as_bytes().to_vec())]).map_err(Failure::new)?;
    let arguments = super::deploy::first_arguments(&node, &source, "Init", &chain::arguments(&node, &init)?)?;
    let mut block = chain::begin(&mut node, None)?;
    let deployed = block.deploy(chain::test_account("alice"), &source, &arguments, ENERGY)?;
    block.commit()?;
    writeln!(out, "app      {}\n{}", deployed.app, receipt::text(&node, &deployed.receipt))?;
    for (from, function, args) in CALLS {
        writeln!(out, "$ govm call {flags} --from {from} token {function} {}", args.join(" "))?;
        let args: Vec<String> = args.iter().map(ToString::to_string).collect();
        let arguments = node.arguments_from_json(&deployed.app, function, &chain::arguments(&node, &args)?)?;
        let mut block = chain::begin(&mut node, None)?;
        let called = block.call(chain::test_account(from), deployed.app, function, &arguments, ENERGY)?;
        block.commit()?;
        writeln!(out, "{}", receipt::text(&node, &called))?;
    }
    writeln!(out, "The last call failed, so nothing of it remains.\n\n$ govm query {flags} token BalanceOf user:bob")?;
    let arguments = chain::arguments(&node, &["user:bob".to_string()])?;
    let arguments = node.arguments_from_json(&deployed.app, "BalanceOf", &arguments)?;
    let asked = node.query(chain::test_account("alice"), deployed.app, "BalanceOf", &arguments, ENERGY)?;
    writeln!(out, "{}\n$ govm state list {flags} token", receipt::text(&node, &asked))?;
    super::state::entries(&node, &deployed.app, false, &mut out)?;
    Ok(ExitCode::SUCCESS)
}

/// A directory that goes away with the demonstration.
struct Dir(PathBuf);

impl Dir {
    fn new() -> Result<Dir, Failure> {
        let base = std::env::temp_dir();
        let id = std::process::id();
        for n in 0..1000 {
            let path = base.join(format!("govm-demo-{id}-{n}"));
            match std::fs::create_dir(&path) {
                Ok(()) => return Ok(Dir(path)),
                Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(Failure::new(format!("{}: {e}", path.display()))),
            }
        }
        Err(Failure::new(format!("no room for a directory in {}", base.display())))
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        // What stays behind is in the directory for temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
