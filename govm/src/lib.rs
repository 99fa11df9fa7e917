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
//! # Opening a chain
//!
//! [`Node::open`] takes a store and the configuration. A store belongs to one chain and one node; what is in it is checked: another
//! layout, another chain's number or something that is no chain is an [`Error`], never a guess. All of the configuration is consensus:
//! change a value, and receipts differ.
//!
//! ```
//! use std::sync::Arc;
//! use govm::{CachedStore, ChainConfig, Node, SledStore};
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("chain");
//! let mut config = ChainConfig::new(7);
//! config.limits.memory = 16 << 20;
//! let store = CachedStore::new(Arc::new(SledStore::open(&path)?), 256 << 20);
//! let node = Node::open(Arc::new(store), config)?;
//! assert!(node.head().is_none());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | what you choose | here | example |
//! | --- | --- | --- |
//! | where state is kept | [`SledStore`], [`RedbStore`], [`MemoryStore`], or your own [`Store`] | `custom_store` |
//! | how much of a large state is in memory | [`CachedStore`] before it, of as many bytes as you give | |
//! | what contracts may use of Go | [`ChainConfig::policy`]: [`Policy::contract`], or your own rules | `custom_policy` |
//! | what contracts have beyond the library | [`ChainConfig::hosts`] and [`ChainConfig::packages`] | `host_function` |
//! | what a call may take | [`ChainConfig::limits`], and the energy that you pass | `node` |
//! | where funds come from | [`Block::credit`] and [`Block::debit`]; [`Block::transfer`] is a payment, [`Block::call_with_cost`] sends them, contracts move them | |
//! | what things cost | [`ChainConfig::schedule`] for instructions, [`ChainConfig::prices`] for state and events | |
//! | how code is run | [`Node::with_engine`]: how fast, and nothing else | |
//!
//! # Deploying
//!
//! A contract is one package of Go that imports package `govm` (`govm doc govm` lists it). Every exported function is an entry point; `Init`
//! is the constructor. [`Block::deploy`] compiles it, checks it against the policy, and runs `Init`. An app's id follows from its source
//! and its deployer, so it is known before: [`app_id`].
//!
//! A source that is refused is an [`Error::Source`] with lines as Go's compiler words them. To find out without a block, ask
//! [`Reader::compile`]; what it has compiled is kept, and the deployment is quick.
//!
//! ```
//! # use std::sync::Arc;
//! # use govm::{Address, ChainConfig, Error, Hash, MemoryStore, Node, Source};
//! # let counter = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/counter.go"));
//! # let (user, energy) = (Address([1; 24]), 10_000_000);
//! # let mut node = Node::open(Arc::new(MemoryStore::new()), ChainConfig::new(1))?;
//! use govm::app_id;
//!
//! let source = Source::new(vec![("counter.go".into(), counter.into())])?;
//! println!("{:?}", node.compile(&source)?.abi());
//!
//! let mut block = node.begin_block(1, 1_700_000_000_000, Hash::default())?;
//! let deployment = block.deploy(user, &source, &[], energy)?;
//! assert!(deployment.receipt.is_ok());
//! assert_eq!(deployment.app, app_id(&Hash::of(&source.pack()), &user));
//! block.commit()?;
//!
//! let wrong = Source::new(vec![("wrong.go".into(), "package wrong\n\nfunc F() int { return x }\n".into())])?;
//! let Err(Error::Source(errors)) = node.compile(&wrong) else { panic!("there is no x") };
//! assert_eq!(errors[0].line, "wrong.go:3:23: undefined: x");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Block::upgrade`] gives an app new code, where its old code allows it. [`Block::deploy_with_cost`] and [`Block::call_with_cost`] carry funds.
//!
//! # Calling, and what a receipt tells
//!
//! Arguments and results are canonical bytes: equal values have equal bytes on every machine (docs/state.md). Make them yourself, or from
//! JSON with [`Reader::arguments_from_json`]. You pass the energy that a call may use; it is bounded by that whatever it does.
//!
//! A [`Receipt`] has the status, the result, the energy by kind, the events and the writes, and where a call failed, the message, the place
//! in the source and the stack. [`Receipt::to_bytes`] is what nodes compare. A call that fails changes nothing, and the block goes on.
//!
//! ```
//! # use std::sync::Arc;
//! # use govm::{Address, ChainConfig, Error, Hash, MemoryStore, Node, Source};
//! # let counter = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/counter.go"));
//! # let (user, energy) = (Address([1; 24]), 10_000_000);
//! # let mut node = Node::open(Arc::new(MemoryStore::new()), ChainConfig::new(1))?;
//! # let source = Source::new(vec![("counter.go".into(), counter.into())]).expect("a file");
//! # let mut block = node.begin_block(1, 1_700_000_000_000, Hash::default())?;
//! # let app = block.deploy(user, &source, &[], energy)?.app;
//! # block.commit()?;
//! use govm::Status;
//!
//! let args = node.arguments_from_json(&app, "Add", "[42]")?;
//! assert_eq!(args, 42i64.to_be_bytes());
//! let mut block = node.begin_block(2, 1_700_000_001_000, Hash::default())?;
//! let receipt = block.call(user, app, "Add", &args, energy)?;
//! assert_eq!(receipt.result, 42i64.to_be_bytes());
//! assert_eq!(receipt.writes.len(), 1);
//!
//! let receipt = block.call(user, app, "Add", &args, 100)?;
//! assert_eq!(receipt.status, Status::OutOfEnergy);
//! let receipt = block.call(user, app, "Subtract", &args, energy)?;
//! assert_eq!(receipt.failure.expect("there is no such function").message, format!("app {app} has no function Subtract"));
//! let head = block.commit()?;
//! assert_eq!(node.head(), Some(head));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Committing
//!
//! [`Block::commit`] writes the block as one atomic batch, which is durable when it returns, and yields the [`Head`] with the root of the
//! state. Dropping a block instead undoes all of it. After a crash at any instant the store has the block or has nothing of it. If the
//! store fails, [`Reader::head`] says which; the same block can be made again.
//!
//! # Queries, and readers beside the writer
//!
//! A query runs an entry point on the last committed block, and nothing that it does stays. [`Node::reader`] yields a [`Reader`], a handle
//! that any thread can keep and clone: it has all that only reads, and sees each commit as a whole while the node makes the next block.
//! A query delays a commit at most until its energy is used up, so give queries little.
//!
//! ```
//! # use std::sync::Arc;
//! # use govm::{Address, ChainConfig, Error, Hash, MemoryStore, Node, Source};
//! # let counter = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/counter.go"));
//! # let (user, energy) = (Address([1; 24]), 10_000_000);
//! # let mut node = Node::open(Arc::new(MemoryStore::new()), ChainConfig::new(1))?;
//! # let source = Source::new(vec![("counter.go".into(), counter.into())]).expect("a file");
//! # let mut block = node.begin_block(1, 1_700_000_000_000, Hash::default())?;
//! # let app = block.deploy(user, &source, &[], energy)?.app;
//! # block.commit()?;
//! use govm::Reader;
//!
//! fn count(reader: &Reader, app: Hash, who: Address) -> Result<String, Error> {
//!     let args = reader.arguments_from_json(&app, "CountOf", &format!("[\"{who}\"]"))?;
//!     let receipt = reader.query(who, app, "CountOf", &args, 1_000_000)?;
//!     reader.results_to_json(&app, "CountOf", &receipt.result)
//! }
//!
//! let reader = node.reader();
//! std::thread::scope(|threads| {
//!     let asked = threads.spawn(move || count(&reader, app, user));
//!     let mut block = node.begin_block(2, 1_700_000_001_000, Hash::default())?;
//!     block.call(user, app, "Add", &5i64.to_be_bytes(), energy)?;
//!     block.commit()?;
//!     let before_or_after = asked.join().expect("a query does not panic")?;
//!     assert!(before_or_after == "0" || before_or_after == "5");
//!     assert_eq!(count(&node, app, user)?, "5");
//!     Ok::<(), Error>(())
//! })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The example `query_server` answers connections so.
//!
//! # State, proofs and copies
//!
//! [`Reader::tables`] tells what variables and maps an app declares, [`Reader::entries`] what is in them. [`Reader::prove`] proves an entry, or
//! its absence, to those who know the root of a block alone: they need this crate's [`StateProof`], and no store.
//!
//! ```
//! # use std::sync::Arc;
//! # use govm::{Address, ChainConfig, Error, Hash, MemoryStore, Node, Source};
//! # let counter = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/counter.go"));
//! # let (user, energy) = (Address([1; 24]), 10_000_000);
//! # let mut node = Node::open(Arc::new(MemoryStore::new()), ChainConfig::new(1))?;
//! # let source = Source::new(vec![("counter.go".into(), counter.into())]).expect("a file");
//! # let mut block = node.begin_block(1, 1_700_000_000_000, Hash::default())?;
//! # let app = block.deploy(user, &source, &[], energy)?.app;
//! # block.commit()?;
//! use govm::{StateProof, export_state, import_state};
//!
//! # let mut block = node.begin_block(2, 1_700_000_001_000, Hash::default())?;
//! # block.call(user, app, "Add", &5i64.to_be_bytes(), energy)?;
//! # block.commit()?;
//! let counts = &node.tables(&app)?[0];
//! let entry = node.entries(&app, &counts.prefix()).next().expect("an entry")?;
//! assert_eq!(counts.describe(&entry), Some((format!("counts[\"{user}\"]"), "5".into())));
//!
//! let (root, bytes) = (node.state_root(), node.prove(&app, &entry.key)?.proof.to_bytes());
//! // Elsewhere:
//! let proof = StateProof::from_bytes(&bytes)?;
//! proof.verify_entry(&root, &app, &entry.key, Some((&entry.value, entry.expiry)))?;
//! assert!(proof.verify_entry(&root, &app, &entry.key, None).is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`export_state`] writes the state of a store to a stream, [`import_state`] reads it into an empty one, of any kind, and checks it against its root.
//!
//! # A store of your own
//!
//! [`Store`] has three methods: `get`, `range`, and `apply`, which is atomic and durable. The example `custom_store` is one in eighty lines.
//! [`Reader::check_state`] reads a whole store and finds what does not belong together.
//!
//! # Functions and packages of your own
//!
//! [`HostFunction`] is a function in Rust that contracts call with `govm.Host`, by name and with typed arguments; [`Packages`] are packages in
//! Go that contracts import. The example `host_function` has both. They are consensus: docs/determinism.md says what a host function must obey.
//!
//! ```
//! use govm::{AbiBasic, AbiType, ChainConfig, HostFunction, HostPrice, Source};
//!
//! let mut config = ChainConfig::new(1);
//! let (text, number) = (AbiType::Basic(AbiBasic::String), AbiType::Basic(AbiBasic::Uint64));
//! let price = HostPrice { base: 100, byte: 1 };
//! config.hosts.add(HostFunction::new("shop.price", vec![text], number, price, |call| match call.bytes(0) {
//!     Some(b"apple") => Ok(40u64.to_be_bytes().to_vec()),
//!     _ => Err("shop: not for sale".into()),
//! }))?;
//! let go = "package shop\n\nimport \"govm\"\n\n\
//!     // Price yields the price of a thing; it panics if that is not for sale.\n\
//!     func Price(thing string) uint64 { return govm.Host[uint64](\"shop.price\", thing) }\n";
//! config.packages.add("shop", Source::new(vec![("shop.go".into(), go.into())])?)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Stopping
//!
//! A run ends when its energy is used up. To end one sooner, for a shutdown, keep a [`StopHandle`]: it stops what the node and its readers run, which
//! then has no receipt and is an [`Error::Stopped`].
//!
//! ```
//! # use std::sync::Arc;
//! # use govm::{Address, ChainConfig, Error, Hash, MemoryStore, Node, Source};
//! # let counter = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/counter.go"));
//! # let (user, energy) = (Address([1; 24]), 10_000_000);
//! # let mut node = Node::open(Arc::new(MemoryStore::new()), ChainConfig::new(1))?;
//! # let source = Source::new(vec![("counter.go".into(), counter.into())]).expect("a file");
//! # let mut block = node.begin_block(1, 1_700_000_000_000, Hash::default())?;
//! # let app = block.deploy(user, &source, &[], energy)?.app;
//! # block.commit()?;
//! let stop = node.stop_handle();
//! // Any thread:
//! stop.stop();
//! let mut block = node.begin_block(2, 1_700_000_001_000, Hash::default())?;
//! assert!(matches!(block.call(user, app, "Add", &5i64.to_be_bytes(), energy), Err(Error::Stopped)));
//! stop.resume();
//! assert!(block.call(user, app, "Add", &5i64.to_be_bytes(), energy)?.is_ok());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What can go wrong
//!
//! Three things, never mixed. A contract's failure is a receipt with a [`Status`]. An [`Error`] means that there is no receipt: the source was
//! refused, the store failed, or the request made no sense; [`Error::code`] is stable and made for programs. A panic is a bug: no source,
//! argument or content of a store causes one. Host functions and stores of yours run within the calls, and must not panic.
//!
//! # Snapshot tests
//!
//! [`snapshot_types`] and [`snapshot_bytecode`] show what the compiler makes of a contract, for tests that notice when it changes: the example
//! `snapshot`.
//!
//! The examples stand in `govm/examples` and run with `cargo run -p govm --example NAME`: `node`, `custom_store`, `host_function`, `custom_policy`,
//! `snapshot`, `query_server`. Apps of the original GoVM run in [`classic`].
//!
//! # Versions
//!
//! Three numbers can change, each alone. The crate's version follows semantic versioning: what is not named here is private. The
//! version of the bytecode and that of the [`Schedule`] say what a chain agrees on: receipts are the same for all versions of this crate
//! that have both the same, and a change of either is said in the release. The layout version of the store says which stores can be opened
//! (docs/state.md).

#![forbid(unsafe_code)]

pub use govm_interp::{Engine, Schedule};
pub use govm_runtime::{
    Abi, AbiBasic, AbiEvent, AbiField, AbiFunction, AbiType, Address, AppCode, AppRecord, Batch, Block, BlockInfo, CachedStore,
    ChainConfig, Deployment, EnergyUse, Entries, Error, Event, EventField, Failure, Frame, Hash, Head, HostCall, HostCode,
    HostFunction, HostFunctions, HostPrice, JsonError, Limits, MemoryStore, Node, Packages, Prices, ProofError, ProvenEntry,
    Reader, Receipt, RedbStore, SledStore, Source, SourceError, SourcePosition, StateEntry, StateIter, StateProof, Status,
    StopHandle, Store, StoreError, Table, TransferError, Write, address_of, app_id, export_state, hex, import_state, public_key,
    recover, sign, snapshot_bytecode, snapshot_types,
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
