//! `govm run`

use std::process::ExitCode;

use crate::args::RunArgs;
use crate::exit::Failure;

pub fn run(args: &RunArgs) -> Result<ExitCode, Failure> {
    let _ = args;
    Err(Failure::new("not yet"))
}
