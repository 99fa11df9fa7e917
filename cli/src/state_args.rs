//! The command line of `govm state`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

/// Reads, proves, moves and checks the state in a store.
///
/// KEY is the name of a variable, NAME[KEY] for an entry of a map, its key in JSON, or the bytes of a key in hexadecimal with 0x.
#[derive(Debug, ClapArgs)]
pub(crate) struct StateArgs {
    #[command(subcommand)]
    pub(crate) command: StateCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StateCommand {
    /// Prints the apps in a store, or the state of one of them.
    List {
        /// The app: its id, the beginning of its id, or the name of its package
        app: Option<String>,
        /// Only the entries of this variable or map, or those whose keys begin with these bytes in hexadecimal with 0x
        #[arg(long, value_name = "NAME", requires = "app")]
        prefix: Option<String>,
        #[command(flatten)]
        store: StateStoreArgs,
    },
    /// Prints the value of an entry.
    Get {
        #[command(flatten)]
        entry: EntryArgs,
        #[command(flatten)]
        store: StateStoreArgs,
    },
    /// Writes the whole state to a file.
    Export {
        /// The file, or - for standard output
        file: PathBuf,
        #[command(flatten)]
        store: StateStoreArgs,
    },
    /// Reads an exported state into a store that is empty or not there yet.
    Import {
        /// The file, or - for standard input
        file: PathBuf,
        #[command(flatten)]
        store: StateStoreArgs,
    },
    /// Proves the value of an entry, or that there is none, to those who know the state root.
    Proof {
        #[command(flatten)]
        entry: EntryArgs,
        #[command(flatten)]
        store: StateStoreArgs,
    },
    /// Checks a proof as JSON, which takes no store; without a proof, the whole store against its state root.
    Verify {
        /// What `govm state proof --json` printed: a file, or - for standard input
        proof: Option<PathBuf>,
        /// The root that is trusted; without it, what the proof says of it
        #[arg(long, value_name = "HASH", requires = "proof")]
        root: Option<String>,
        #[command(flatten)]
        store: StateStoreArgs,
    },
}

/// Which entry.
#[derive(Debug, ClapArgs)]
pub(crate) struct EntryArgs {
    /// The app: its id, the beginning of its id, or the name of its package
    pub(crate) app: String,
    /// The entry: NAME, NAME[KEY] or 0xBYTES
    pub(crate) key: String,
}

/// Where the state is, and how it is printed.
#[derive(Debug, ClapArgs)]
pub(crate) struct StateStoreArgs {
    /// Directory of the store, or a file that ends in .redb
    #[arg(long, value_name = "DIR", default_value = "govm-store")]
    pub(crate) store: PathBuf,
    /// Prints JSON, an object a line
    #[arg(long)]
    pub(crate) json: bool,
}
