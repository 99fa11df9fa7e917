//! The command line of what is about chains of the original GoVM.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

/// Which rules a chain has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProfileArg {
    /// Apps are Go packages with typed entry points
    Modern,
    /// Apps are packed, and run as the original GoVM ran them
    Classic,
}

/// What a packed app is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FlagArg {
    /// It can be called
    Run,
    /// Other apps may use it
    Import,
    /// Its name does not depend on who deploys it
    Public,
    /// Its code is compressed
    Gzip,
}

/// Packs a Go file as the original GoVM's apps are packed.
///
/// The file's imports are those of apps: import PATH/zNAME, where NAME is the app's name in hexadecimal; `core` is always there. They
/// become the depends of the packed app, and the lines are counted. A message says where the source has what such apps may not have.
#[derive(Debug, ClapArgs)]
pub(crate) struct PackArgs {
    /// A Go file
    pub(crate) path: PathBuf,
    /// Where the packed app goes; without it beside the file, its name ending in .packed
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// What the app is
    #[arg(long, value_enum, value_delimiter = ',', default_value = "run")]
    pub(crate) flags: Vec<FlagArg>,
    /// Who deploys it: a name, which stands for a test user, or an address in hexadecimal
    #[arg(long, value_name = "USER", default_value = "alice")]
    pub(crate) from: String,
    /// Prints JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Shows what is in a packed app: its head, what it uses, its names, and its code.
#[derive(Debug, ClapArgs)]
pub(crate) struct UnpackArgs {
    /// A packed app
    pub(crate) path: PathBuf,
    /// Who deploys it: a name, which stands for a test user, or an address in hexadecimal
    #[arg(long, value_name = "USER", default_value = "alice")]
    pub(crate) from: String,
    /// Prints the code alone
    #[arg(long, conflicts_with = "json")]
    pub(crate) code: bool,
    /// Prints JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Prints the logs of a classic chain: what apps wrote for neighbouring chains to read.
#[derive(Debug, ClapArgs)]
pub(crate) struct LogArgs {
    /// The app: its name, the beginning of its name, or core; without it all apps
    pub(crate) app: Option<String>,
    /// Number of the chain whose logs they are
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) chain: u64,
    /// Prints what this chain sees of them: nothing if it is too far away, and of the rest what has arrived there
    #[arg(long, value_name = "N")]
    pub(crate) reader: Option<u64>,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
}

/// Where chains are kept, and how results are printed.
#[derive(Debug, ClapArgs)]
pub(crate) struct StoreArgs {
    /// Directory of the store
    #[arg(long, value_name = "DIR", default_value = "govm-store")]
    pub(crate) store: PathBuf,
    /// Prints JSON, an object a line
    #[arg(long)]
    pub(crate) json: bool,
}

/// Works on a tree of chains of the original GoVM, all in one store.
///
/// Chain 1 is the root; the children of chain n are 2n and 2n+1. What a chain says in its logs is known to a neighbour ten minutes later
/// for each step between them. Users are names: the keys that they sign with follow from these.
#[derive(Debug, ClapArgs)]
pub(crate) struct ChainCommandArgs {
    #[command(subcommand)]
    pub(crate) command: ChainCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ChainCommand {
    /// Lists the chains in a store.
    List {
        #[command(flatten)]
        store: StoreArgs,
    },
    /// Makes a chain: chain 1 by its first block, any other by a transaction on its parent and, ten minutes later, its first block.
    Create {
        /// Number of the chain
        chain: u64,
        /// Coins that a user has from the beginning of chain 1; without any the sender has a million million
        #[arg(long = "give", value_name = "USER=COINS")]
        gifts: Vec<String>,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Adds blocks without transactions to a chain: they take what neighbours sent.
    Block {
        /// Number of the chain
        chain: u64,
        /// How many
        #[arg(long, default_value_t = 1)]
        count: u32,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Shows a chain: its last block, its prices and pace, its neighbours, its apps, and whose logs it may read.
    Show {
        /// Number of the chain
        chain: u64,
        #[command(flatten)]
        store: StoreArgs,
    },
    /// Pays coins to a user, or with --to-chain moves the sender's coins to a neighbouring chain.
    Send {
        /// Number of the chain
        chain: u64,
        /// How many
        coins: u64,
        /// Who gets them: a user, or an address in hexadecimal
        #[arg(required_unless_present = "to_chain", conflicts_with = "to_chain")]
        to: Option<String>,
        /// Where they go
        #[arg(long, value_name = "N")]
        to_chain: Option<u64>,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Runs an app in a block of its own. Exits with 2 when the run fails: then there is no such block.
    Run {
        /// Number of the chain
        chain: u64,
        /// The app: its name, or the beginning of its name
        app: String,
        /// What it is given: text, or bytes in hexadecimal after 0x
        #[arg(default_value = "")]
        input: String,
        /// Coins that it is paid
        #[arg(long, default_value_t = 0)]
        cost: u64,
        #[command(flatten)]
        act: ActArgs,
    },
    /// Prints the coins of a user on a chain.
    Coins {
        /// Number of the chain
        chain: u64,
        /// A user, or an address in hexadecimal
        user: String,
        #[command(flatten)]
        store: StoreArgs,
    },
}

/// Who acts on a chain when, and what it may cost.
#[derive(Debug, ClapArgs)]
pub(crate) struct ActArgs {
    /// Who acts
    #[arg(long, value_name = "USER", default_value = "alice")]
    pub(crate) from: String,
    /// Time of the block in milliseconds; without it the chain's interval after the last block
    #[arg(long, value_name = "MS")]
    pub(crate) time: Option<u64>,
    /// Energy of the transaction: half of it is what may be used
    #[arg(long, value_name = "UNITS", default_value_t = 100_000_000)]
    pub(crate) energy: u64,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
}
