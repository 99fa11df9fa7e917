//! The `govm` command.

#![forbid(unsafe_code)]

mod args;
mod chain;
mod classic;
mod classic_args;
mod cmd;
mod compile;
mod events;
mod exit;
mod files;
mod host;
mod ordered;
mod progress;
mod receipt;
mod render;
mod sources;
mod state_args;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use exit::Failure;

fn main() -> ExitCode {
    let args = Args::parse();
    // Passes recurse by nesting, which is limited; deep nesting in a debug build needs more than a main thread has.
    let worker = std::thread::Builder::new().stack_size(STACK_SIZE).spawn(move || dispatch(args.command));
    let result = match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(result)) => result,
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(e) => Err(Failure::new(format!("cannot start a thread: {e}"))),
    };
    match result {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}

/// Stack of the thread that does the work.
const STACK_SIZE: usize = 256 << 20;

fn dispatch(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Run(args) => cmd::run::run(&args),
        Command::Check(args) => cmd::check::check(&args),
        Command::Parse(args) => cmd::parse::parse(&args),
        Command::Dump(args) => cmd::dump::dump(&args),
        Command::Deploy(args) => cmd::deploy::deploy(&args),
        Command::Upgrade(args) => cmd::upgrade::upgrade(&args),
        Command::Call(args) => cmd::call::call(&args),
        Command::Query(args) => cmd::call::query(&args),
        Command::Abi(args) => cmd::abi::abi(&args),
        Command::Fund(args) => cmd::fund::fund(&args),
        Command::Events(args) => cmd::events::events(&args),
        Command::New(args) => cmd::new::new(&args),
        Command::State(args) => cmd::state::state(&args),
        Command::Pack(args) => cmd::pack::pack(&args),
        Command::Unpack(args) => cmd::unpack::unpack(&args),
        Command::Chain(args) => cmd::chain::chain(&args),
        Command::Log(args) => cmd::log::log(&args),
        Command::Demo => cmd::demo::demo(),
        Command::Test(args) => cmd::test::test(&args),
        Command::Doc(args) => cmd::doc::doc(&args),
    }
}
