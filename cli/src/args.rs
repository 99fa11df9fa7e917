//! The command line.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Runs, checks and deploys smart contracts written in Go, without a Go toolchain.
///
/// A contract is one Go package: a file, or a directory of files. `govm check` tells what is wrong with it, `govm run` runs a
/// program, `govm deploy` puts a contract into a store, `govm call` and `govm query` call it there. `govm demo` shows all of it.
#[derive(Debug, Parser)]
#[command(name = "govm", version, disable_help_subcommand = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Run(RunArgs),
    Check(CheckArgs),
    Dump(DumpArgs),
}

/// Runs a program: the function main of package main.
///
/// Standard output and standard error are the program's. Exits with 0 when main returns, 2 on a panic, an exhausted limit or a
/// program with errors (1).
#[derive(Debug, ClapArgs)]
pub struct RunArgs {
    /// A Go file, or a directory that holds package main (with a go.mod its other packages can be imported)
    pub path: PathBuf,
    #[command(flatten)]
    pub limits: LimitArgs,
    /// What runs the code: the threaded executor where the build has it, its portable form, or the reference interpreter
    #[arg(long, value_enum, default_value_t = EngineArg::Threaded)]
    pub engine: EngineArg,
    /// Prints energy, instructions' share, and memory to standard error at the end
    #[arg(long)]
    pub stats: bool,
    /// Arguments of the program, which it cannot see: accepted for the sake of scripts
    #[arg(trailing_var_arg = true, hide = true)]
    pub rest: Vec<String>,
}

/// What a run may use.
#[derive(Debug, ClapArgs)]
pub struct LimitArgs {
    /// Energy that the run may use; without it there is no limit
    #[arg(long, value_name = "UNITS")]
    pub energy: Option<u64>,
    /// Memory that the run may use, in bytes, or with K, M or G behind the number
    #[arg(long, value_name = "BYTES", value_parser = parse_size)]
    pub memory: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EngineArg {
    Threaded,
    Portable,
    Reference,
}

/// What a program may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PolicyArg {
    /// The whole language
    Full,
    /// What a contract may use: no goroutines, channels, or packages that are not deterministic
    Contract,
    /// What contracts of the original GoVM could use
    Classic,
}

/// Parses and type-checks packages and prints what is wrong with them.
///
/// Each PATH is a package: a Go file, or a directory of files. Errors are printed as `file:line:column: message`; exits with 1 if
/// there are any.
#[derive(Debug, ClapArgs)]
pub struct CheckArgs {
    /// Go files or directories
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Rules beyond the language's
    #[arg(long, value_enum, default_value_t = PolicyArg::Full)]
    pub policy: PolicyArg,
    /// Prints errors as JSON, one object a line
    #[arg(long)]
    pub json: bool,
    /// Reports all errors instead of the first ten
    #[arg(long)]
    pub all: bool,
}

/// Prints what a stage of the compiler made of a package.
#[derive(Debug, ClapArgs)]
pub struct DumpArgs {
    /// Which stage
    #[arg(value_enum)]
    pub stage: Stage,
    /// A Go file or directory
    pub path: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// Tokens with their positions
    Tokens,
    /// The syntax tree
    Ast,
    /// Declarations with their types
    Types,
    /// Canonical bytecode with its energy
    Bytecode,
}

fn parse_size(text: &str) -> Result<u64, String> {
    let (digits, unit) = match text.find(|c: char| !c.is_ascii_digit()) {
        Some(i) => text.split_at(i),
        None => (text, ""),
    };
    let scale: u64 = match unit {
        "" => 1,
        "K" | "k" | "KiB" => 1 << 10,
        "M" | "m" | "MiB" => 1 << 20,
        "G" | "g" | "GiB" => 1 << 30,
        _ => return Err(format!("unknown unit {unit}: use K, M or G")),
    };
    let n: u64 = digits.parse().map_err(|_| "expected a number of bytes".to_string())?;
    n.checked_mul(scale).ok_or_else(|| "too large".to_string())
}
