//! Apps, their state, and what happens to it: the interface for those who embed GoVM in a node.
//!
//! A [`Node`] stands on a [`Store`] and a [`ChainConfig`]. Blocks change it: within a [`Block`], sources are deployed and entry
//! points called, each with a [`Receipt`]; [`Block::commit`] makes all of it durable at once. Queries run on committed state.
//!
//! ```
//! use std::sync::Arc;
//!
//! use govm_runtime::{Address, ChainConfig, Hash, MemoryStore, Node, Source};
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
//! block.commit()?;
//! assert!(receipt.is_ok());
//! assert_eq!(node.results_to_json(&app, "Add", &receipt.result)?, "42");
//! # Ok::<(), govm_runtime::Error>(())
//! ```
//!
//! What can go wrong has three kinds, never mixed: a contract's failure is a receipt with a [`Status`]; an [`Error`] means that
//! there is no receipt, because the source was refused, the store failed or the request made no sense; a panic is a bug. Whatever
//! is stored or hashed has a documented form: docs/state.md.
//!
//! [`Classic`] is the original GoVM under the same numbers: packed apps, their lines and energy, a tree of chains (docs/classic.md).
//!
//! Limits: [`Limits`]. Prices: [`Prices`] and the schedule of the interpreter. Both are part of the chain's configuration.

#![forbid(unsafe_code)]

mod abi;
mod app;
mod block;
mod call;
mod check;
mod classic;
mod code;
mod codec;
mod compile;
mod config;
mod error;
mod event;
mod funds;
mod hash;
mod host;
mod layout;
mod marshal;
mod natives;
mod node;
mod overlay;
mod packages;
mod reader;
mod receipt;
mod sign;
mod snapshot;
mod state;
mod store;
mod transfer;
mod tree;
mod upgrade;
mod vm;

pub use abi::{Abi, AbiBasic, AbiEvent, AbiField, AbiFunction, AbiType, JsonError};
pub use app::{AppRecord, Source, app_id};
pub use block::{Block, Deployment};
pub use call::BlockInfo;
pub use classic::{
    CODE_MAX, CORE_NAME, Classic, ClassicBlock, ClassicCall, ClassicConfig, ClassicEntry, ClassicError, ClassicEvent,
    ClassicHead, ClassicMeter, ClassicRun, CountError, Counter, Counters, Depend, Exhausted, FLAG_GZIP, FLAG_IMPORT, FLAG_PUBLIC,
    FLAG_RUN, FailedRun, GobNumbers, INITIAL_ENERGY, PackError, PackedApp, Refusal, Stage, Transaction, base_ops_energy,
    block_interval, classic_account, classic_name, core_table, hash_power, log_distance, may_read_log, pack_source,
    transaction_root,
};
pub use code::AppCode;
pub use config::{ChainConfig, Limits, Prices};
pub use error::{Error, SourceError};
pub use event::{Event, EventField};
pub use govm_interp::Engine;
pub use govm_typeck::Policy;
pub use hash::{Address, Hash, hex};
pub use host::{HostCall, HostCode, HostFunction, HostFunctions, HostPrice};
pub use layout::Head;
pub use natives::chain_natives;
pub use node::{Node, StopHandle};
pub use packages::Packages;
pub use reader::{Reader, StateEntry, Table};
pub use receipt::{EnergyUse, Failure, Frame, Receipt, SourcePosition, Status, Write};
pub use sign::{address_of, public_key, recover, sign};
pub use snapshot::{snapshot_bytecode, snapshot_types};
pub use state::{ProvenEntry, StateIter};
pub use store::{
    Batch, CachedStore, Entries, Fault, FaultyStore, MemoryStore, Operation, RedbStore, SledStore, Store, StoreError,
};
pub use transfer::{TransferError, export_state, import_state};
pub use tree::{ProofError, StateProof};
