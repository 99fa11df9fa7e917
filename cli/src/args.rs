//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::classic_args::{ChainCommandArgs, LogArgs, PackArgs, ProfileArg, UnpackArgs};
use crate::state_args::{StateArgs, StateStoreArgs};

/// Runs, checks and deploys smart contracts written in Go, without a Go toolchain.
///
/// A contract is one Go package: a file, or a directory of files. `govm check` tells what is wrong with it, `govm run` runs a
/// program, `govm deploy` puts a contract into a store, `govm call` and `govm query` call it there. `govm demo` shows all of it.
#[derive(Debug, Parser)]
#[command(name = "govm", version, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Run(RunArgs),
    Check(CheckArgs),
    Parse(ParseArgs),
    Dump(DumpArgs),
    Test(TestArgs),
    Doc(DocArgs),
    Deploy(DeployArgs),
    Upgrade(UpgradeArgs),
    Call(CallArgs),
    /// Calls an entry point of a deployed app without any effect and prints its results.
    Query(CallArgs),
    Fund(FundArgs),
    Abi(AbiArgs),
    Events(EventsArgs),
    New(NewArgs),
    State(StateArgs),
    Pack(PackArgs),
    Unpack(UnpackArgs),
    Chain(ChainCommandArgs),
    Log(LogArgs),
    /// Shows the main job: deploys a token contract into a store, calls it, and prints receipts and state.
    Demo,
}

/// Where a chain's state is kept, and who acts on it when.
#[derive(Debug, ClapArgs)]
pub(crate) struct ChainArgs {
    /// Directory of the store, or a file that ends in .redb; it is made when there is none
    #[arg(long, value_name = "DIR", default_value = "govm-store")]
    pub(crate) store: PathBuf,
    /// Who calls: an address in hexadecimal, or a name, which stands for a test account
    #[arg(long, value_name = "USER", default_value = "alice")]
    pub(crate) from: String,
    /// Time of the block in milliseconds; without it a second after the last block
    #[arg(long, value_name = "MS")]
    pub(crate) time: Option<u64>,
    /// Energy that the call may use
    #[arg(long, value_name = "UNITS", default_value_t = 10_000_000)]
    pub(crate) energy: u64,
    /// Prints the receipt as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Deploys a contract into a store and runs its constructor, the function Init, if it has one.
///
/// Arguments are JSON values; what is no JSON is a string. In strings, user:NAME stands for a test account, app:NAME for the id of a
/// deployed app and account:NAME for its account.
///
/// With --profile classic a packed app is deployed by a transaction on a chain that `govm chain` made; a Go file is packed for that.
#[derive(Debug, ClapArgs)]
pub(crate) struct DeployArgs {
    /// A Go file or directory, or a packed app
    pub(crate) path: PathBuf,
    /// Arguments of the constructor
    #[arg(allow_negative_numbers = true)]
    pub(crate) args: Vec<String>,
    /// The rules of the chain
    #[arg(long, value_enum, default_value_t = ProfileArg::Modern)]
    pub(crate) profile: ProfileArg,
    /// Number of the classic chain
    #[arg(long = "chain", value_name = "N", default_value_t = 1)]
    pub(crate) chain_number: u64,
    /// Funds that go with it, from the caller's account to the app's
    #[arg(long, value_name = "AMOUNT", default_value_t = 0)]
    pub(crate) cost: u64,
    #[command(flatten)]
    pub(crate) chain: ChainArgs,
}

/// Gives a deployed app new code, in a block of its own that is committed, and runs the new code's function Migrate, if it has one.
///
/// The app's function AllowUpgrade decides, with the sender as caller. Arguments are as for `govm deploy`. Exits with 2 when the upgrade
/// fails: then the app stays as it was.
#[derive(Debug, ClapArgs)]
pub(crate) struct UpgradeArgs {
    /// The app: its id, the beginning of its id, or the name of its package
    pub(crate) app: String,
    /// A Go file or directory
    pub(crate) path: PathBuf,
    /// Arguments of Migrate
    #[arg(allow_negative_numbers = true)]
    pub(crate) args: Vec<String>,
    #[command(flatten)]
    pub(crate) chain: ChainArgs,
}

/// Calls an entry point of a deployed app, in a block of its own that is committed. `govm query` is the same without effects.
///
/// Arguments are JSON values; what is no JSON is a string. In strings, user:NAME stands for a test account, app:NAME for the id of a
/// deployed app and account:NAME for its account. Exits with 2 when the call fails: then nothing that it did remains.
#[derive(Debug, ClapArgs)]
pub(crate) struct CallArgs {
    /// The app: its id, the beginning of its id, or the name of its package
    pub(crate) app: String,
    /// The entry point
    pub(crate) function: String,
    /// Its arguments
    #[arg(allow_negative_numbers = true)]
    pub(crate) args: Vec<String>,
    /// Funds that go with it, from the caller's account to the app's
    #[arg(long, value_name = "AMOUNT", default_value_t = 0)]
    pub(crate) cost: u64,
    #[command(flatten)]
    pub(crate) chain: ChainArgs,
}

/// Gives an account funds, in a block of its own, as a chain does with rewards. Prints what it has then.
#[derive(Debug, ClapArgs)]
pub(crate) struct FundArgs {
    /// Whose account: an address in hexadecimal, or the name of a test user
    pub(crate) user: String,
    /// How much; 0 only tells what there is
    #[arg(default_value_t = 0)]
    pub(crate) amount: u64,
    #[command(flatten)]
    pub(crate) store: StateStoreArgs,
}

/// Prints the interface of a contract: entry points with their parameters and results, and the events that it declares.
#[derive(Debug, ClapArgs)]
pub(crate) struct AbiArgs {
    /// A Go file or directory; or a deployed app: its id, the beginning of its id, or the name of its package
    pub(crate) contract: String,
    #[command(flatten)]
    pub(crate) store: StateStoreArgs,
}

/// Prints the events that deployments, calls and upgrades have told.
///
/// A chain keeps no events: only receipts have them. The commands write them to a file beside the store, DIR.events.
#[derive(Debug, ClapArgs)]
pub(crate) struct EventsArgs {
    /// Only those of this app: its id, the beginning of its id, or the name of its package
    pub(crate) app: Option<String>,
    /// Only those of this name
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Only those of this block and later ones
    #[arg(long = "from", value_name = "BLOCK")]
    pub(crate) from_block: Option<u64>,
    /// Only those of this block and earlier ones
    #[arg(long = "to", value_name = "BLOCK")]
    pub(crate) to_block: Option<u64>,
    #[command(flatten)]
    pub(crate) store: StateStoreArgs,
}

/// Makes a directory with a new contract, its test, and a stub of package govm for editors.
#[derive(Debug, ClapArgs)]
pub(crate) struct NewArgs {
    /// Name of the package, and of the directory
    pub(crate) name: String,
    /// The directory, where its name is to be another
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// Prints the names of the files as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Runs a program: the function main of package main.
///
/// Standard output and standard error are the program's. Exits with 0 when main returns, 2 on a panic or an exhausted limit, and
/// 1 if the program has errors.
#[derive(Debug, ClapArgs)]
pub(crate) struct RunArgs {
    /// A Go file, or a directory that holds package main (with a go.mod its other packages can be imported)
    pub(crate) path: PathBuf,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
    /// What runs the code: the threaded executor where the build has it (which is the default), its portable form, or the reference
    /// interpreter (the default with --stats)
    #[arg(long, value_enum)]
    pub(crate) engine: Option<EngineArg>,
    /// Prints to standard error at the end: energy by kind, instructions (which the reference interpreter alone counts),
    /// allocations, peak memory and collections
    #[arg(long)]
    pub(crate) stats: bool,
    /// Arguments of the program, which it cannot see: accepted for the sake of scripts
    #[arg(trailing_var_arg = true, hide = true)]
    pub(crate) rest: Vec<String>,
}

/// Runs the tests of packages: functions TestXxx(*testing.T), and examples that say what they print, in files named _test.go.
///
/// Each PATH is a directory with one package. Prints what `go test` prints, all durations being zero; exits with 1 if a test fails.
/// Benchmarks and fuzz tests are checked, but not run.
#[derive(Debug, ClapArgs)]
pub(crate) struct TestArgs {
    /// Directories with packages
    #[arg(default_value = ".")]
    pub(crate) paths: Vec<PathBuf>,
    /// Shows every test as it runs, and all output
    #[arg(short, long)]
    pub(crate) verbose: bool,
    /// Runs only tests and examples whose names contain this; after a slash, subtests
    #[arg(long, value_name = "NAME")]
    pub(crate) run: Option<String>,
    /// Tells long tests to be short
    #[arg(long)]
    pub(crate) short: bool,
    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

/// Prints the documentation of a package of the library, or of one of its names.
#[derive(Debug, ClapArgs)]
pub(crate) struct DocArgs {
    /// A package, or PACKAGE.Name, or PACKAGE.Type.Method; without it the packages are listed
    pub(crate) what: Option<String>,
}

/// What a run may use.
#[derive(Debug, ClapArgs)]
pub(crate) struct LimitArgs {
    /// Energy that the run may use; without it there is no limit
    #[arg(long, value_name = "UNITS")]
    pub(crate) energy: Option<u64>,
    /// Memory that the run may use, in bytes, or with K, M or G behind the number
    #[arg(long, value_name = "BYTES", value_parser = parse_size)]
    pub(crate) memory: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EngineArg {
    Threaded,
    Portable,
    Reference,
}

/// What a program may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PolicyArg {
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
pub(crate) struct CheckArgs {
    /// Go files or directories
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Rules beyond the language's
    #[arg(long, value_enum, default_value_t = PolicyArg::Full)]
    pub(crate) policy: PolicyArg,
    /// Prints errors as JSON, one object a line
    #[arg(long)]
    pub(crate) json: bool,
    /// Goes on after syntax errors, and leaves out restrictions that only the compiler gc has
    #[arg(long)]
    pub(crate) all: bool,
    /// A directory whose subdirectories are packages, imported by their paths below it; it comes before the library
    #[arg(long = "root", value_name = "DIR")]
    pub(crate) roots: Vec<PathBuf>,
}

/// Parses files and prints what is wrong with their syntax.
///
/// Each PATH is a Go file, or a directory: all files below it whose names end in .go, those of tests and in testdata and in hidden
/// directories too. Links to directories are not followed there. Errors are printed as `file:line:column: message`; exits with 1 if
/// there are any, or if a file cannot be read.
///
/// A file that parses may still be refused by `govm check`, which also looks at types, and at labels and where break, continue, goto
/// and fallthrough lead.
#[derive(Debug, ClapArgs)]
pub(crate) struct ParseArgs {
    /// Go files or directories
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Prints what was made of each file
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) dump: Option<ParseDump>,
    /// Prints errors and dumps as JSON, one object a line
    #[arg(long)]
    pub(crate) json: bool,
    /// Reports all errors of a file instead of the first ten
    #[arg(long)]
    pub(crate) all: bool,
    /// How many threads parse; without it as many as there are processors
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ParseDump {
    /// Tokens with their positions
    Tokens,
    /// The syntax tree
    Tree,
}

/// Prints what a stage of the compiler made of a package.
#[derive(Debug, ClapArgs)]
pub(crate) struct DumpArgs {
    /// Which stage
    #[arg(value_enum)]
    pub(crate) stage: Stage,
    /// A Go file or directory
    pub(crate) path: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
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
