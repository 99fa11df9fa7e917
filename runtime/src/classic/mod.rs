//! The original GoVM of 2021: its packed apps, its counting, its energy, and its rules of chains, with its numbers. Apps that were
//! deployed there deploy here, and their runs replay (docs/classic.md says where that ends).

mod build;
mod chain;
mod count;
mod energy;
mod natives;
mod node;
mod packed;
mod process;
mod tables;

pub use build::{Refusal, Stage, pack_source};
pub use chain::{Transaction, base_ops_energy, block_interval, hash_power, log_distance, may_read_log, transaction_root};
pub use count::{CountError, Counter, Counters};
pub use energy::{ClassicMeter, Exhausted, INITIAL_ENERGY};
pub use natives::ClassicEvent;
pub use node::{Classic, ClassicBlock, ClassicCall, ClassicConfig, ClassicError, ClassicRun, FailedRun, GobNumbers};
pub use packed::{
    CODE_MAX, CORE_NAME, Depend, FLAG_GZIP, FLAG_IMPORT, FLAG_PUBLIC, FLAG_RUN, PackError, PackedApp, classic_account,
    classic_name,
};
pub use process::{ClassicHead, core_table};
pub use tables::ClassicEntry;
