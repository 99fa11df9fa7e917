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

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use args::{Args, Command};
use exit::{ERROR, Failure};
use render::Format;

fn main() -> ExitCode {
    let format = format(std::env::args_os().skip(1));
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(e) => return misuse(&e, format),
    };
    // Passes recurse by nesting, which is limited; deep nesting in a debug build needs more than a main thread has.
    let worker = std::thread::Builder::new().stack_size(STACK_SIZE).spawn(move || dispatch(args.command));
    let result = match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(result)) => result,
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(e) => Err(Failure::new(format!("cannot start a thread: {e}"))),
    };
    match result {
        Ok(code) => code,
        Err(failure) => failure.report(format),
    }
}

/// How errors that end the command are printed. It is told from the arguments as they are, so that it holds for those that cannot
/// be understood too. What stands behind the file of a program that is run belongs to the program.
fn format(mut args: impl Iterator<Item = OsString>) -> Format {
    let is_run = args.next().is_some_and(|command| command == "run");
    if !is_run && args.take_while(|arg| arg != "--").any(|arg| arg == "--json") { Format::Json } else { Format::Text }
}

/// Prints what is wrong with the arguments, or the help that they ask for.
fn misuse(e: &clap::Error, format: Format) -> ExitCode {
    let is_asked_for = matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if is_asked_for || format == Format::Text {
        // Nothing can be done where the stream is closed.
        let _ = e.print();
        return if is_asked_for { ExitCode::SUCCESS } else { ExitCode::from(ERROR) };
    }
    let text = e.to_string();
    let message = text.split("\n\n").next().unwrap_or_default().trim_start_matches("error: ");
    Failure::new(message.trim_end()).report(format)
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
