//! Smart contracts written in Go, inside of your node: deploy a package, call its functions against state, get a receipt, and get the
//! same bytes on every machine. No Go toolchain, no native code, no threads of its own.
//!
//! ```sh
//! cargo add govm
//! ```
//!
//! # A chain in twenty lines
//!
//! A [`Node`] stands on a [`Store`] and a [`ChainConfig`]. Blocks change it: within a [`Block`], sources are deployed and entry points
//! called, and each deployment or call yields a [`Receipt`]. [`Block::commit`] makes all of a block durable at once; a block that is
//! dropped has never been.
//!
//! ```
//! use std::sync::Arc;
//!
//! use govm::{Address, ChainConfig, Hash, MemoryStore, Node, Source};
//!
//! let contract = "package counter\n\nimport \"govm\"\n\nvar count = govm.NewVar[int](\"count\")\n\n\
//!     func Add(n int) int {\n\tcount.Set(count.Get() + n)\n\treturn count.Get()\n}\n";
//! let mut node = Node::open(Arc::new(MemoryStore::new()), ChainConfig::new(1))?;
//! let (user, energy) = (Address([1; 24]), 10_000_000);
//!
//! let mut block = node.begin_block(1, 1_700_000_000_000, Hash::default())?;
//! let source = Source::new(vec![("counter.go".into(), contract.into())]).expect("a file");
//! let app = block.deploy(user, &source, &[], energy)?.app;
//! block.commit()?;
//!
//! let args = node.arguments_from_json(&app, "Add", "[42]")?;
//! let mut block = node.begin_block(2, 1_700_000_001_000, Hash::default())?;
//! let receipt = block.call(user, app, "Add", &args, energy)?;
//! let head = block.commit()?;
//! assert!(receipt.is_ok());
//! assert_eq!(node.results_to_json(&app, "Add", &receipt.result)?, "42");
//! println!("state root {}", head.root);
//! # Ok::<(), govm::Error>(())
//! ```
//!
//! # What you choose
//!
//! | | here | example |
//! | --- | --- | --- |
//! | where state is kept | [`SledStore`], [`RedbStore`], [`MemoryStore`], or your own [`Store`] | `custom_store` |
//! | what contracts may use of Go | [`ChainConfig::policy`]: [`Policy::contract`], or your own rules | `custom_policy` |
//! | what a call may take | [`ChainConfig::limits`], and the energy that you pass | `node` |
//! | where funds come from | [`Block::credit`] and [`Block::debit`]; [`Block::call_with_cost`] sends them, contracts move them | |
//! | what things cost | [`ChainConfig::schedule`] for instructions, [`ChainConfig::prices`] for state and events | |
//! | how code is run | [`Node::with_engine`]: how fast, and nothing else | |
//! | apps of the original GoVM | [`classic`] | |
//!
//! The examples stand in `govm/examples` and run with `cargo run -p govm --example NAME`. Beside those named, `query_server` answers
//! queries as lines of JSON, and `snapshot` holds what the compiler made of a contract in a snapshot test.
//!
//! # What can go wrong
//!
//! Three things, never mixed: a contract's failure is a receipt with a [`Status`]; an [`Error`] means that there is no receipt, because
//! the source was refused, the store failed or the request made no sense; a panic is a bug. A run is bounded by its energy, and
//! [`Node::stop_handle`] stops one from another thread; then it has no receipt.
//!
//! # Versions
//!
//! Three numbers can change, each alone. The crate's version follows semantic versioning: what is not named here is private. The
//! version of the bytecode and that of the [`Schedule`] say what a chain agrees on: receipts are the same for all versions of this crate that have both
//! the same, and a change of either is said in the release. The layout version of the store says which stores can be opened (docs/state.md).

#![forbid(unsafe_code)]

pub use govm_interp::{Engine, Schedule};
pub use govm_runtime::{
    Abi, AbiBasic, AbiEvent, AbiField, AbiFunction, AbiType, Address, AppCode, AppRecord, Batch, Block, BlockInfo, ChainConfig,
    Deployment, EnergyUse, Entries, Error, Event, EventField, Failure, Frame, Hash, Head, JsonError, Limits, MemoryStore, Node,
    Prices, ProofError, ProvenEntry, Reader, Receipt, RedbStore, SledStore, Source, SourceError, SourcePosition, StateEntry,
    StateIter, StateProof, Status, StopHandle, Store, StoreError, Table, TransferError, Write, address_of, app_id, export_state,
    hex, import_state, public_key, recover, sign, snapshot_bytecode, snapshot_types,
};
pub use govm_typeck::{Builtin, Policy, Rule};

/// Apps of the original GoVM, under its numbers (docs/classic.md).
pub mod classic {
    pub use govm_runtime::{
        CODE_MAX, CORE_NAME, Classic, ClassicBlock, ClassicCall, ClassicConfig, ClassicEntry, ClassicError, ClassicEvent,
        ClassicHead, ClassicMeter, ClassicRun, CountError, Counter, Counters, Depend, Exhausted, FLAG_GZIP, FLAG_IMPORT,
        FLAG_PUBLIC, FLAG_RUN, FailedRun, GobNumbers, INITIAL_ENERGY, PackError, PackedApp, Refusal, Stage, Transaction,
        base_ops_energy, block_interval, classic_account, classic_name, core_table, hash_power, log_distance, may_read_log,
        pack_source, transaction_root,
    };
}

/// The README's example runs too.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
