//! Apps, their state, and what happens to it: the interface for those who embed GoVM in a node.
#![forbid(unsafe_code)]

mod abi;
mod app;
mod block;
mod call;
mod code;
mod codec;
mod compile;
mod config;
mod error;
mod event;
mod hash;
mod layout;
mod marshal;
mod natives;
mod node;
mod overlay;
mod receipt;
mod sign;
mod store;
mod vm;

pub use abi::{Abi, AbiBasic, AbiField, AbiFunction, AbiType, JsonError};
pub use app::{AppRecord, Source, app_id};
pub use block::{Block, Deployment};
pub use call::BlockInfo;
pub use code::AppCode;
pub use config::{ChainConfig, Limits, Prices};
pub use error::{Error, SourceError};
pub use event::{Event, EventField};
pub use hash::{Address, Hash};
pub use layout::Head;
pub use node::{Node, StateEntry, StopHandle, Table};
pub use receipt::{EnergyUse, Failure, Frame, Receipt, SourcePosition, Status, Write};
pub use sign::recover;
pub use store::{Batch, Entries, MemoryStore, SledStore, Store, StoreError};
