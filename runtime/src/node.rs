//! A node: a store, a configuration, and the blocks that change the one under the rules of the other.

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use govm_interp::Engine;

use crate::block::Block;
use crate::call::{Access, BlockInfo};
use crate::config::{CALL_DEPTH_MAX, ChainConfig};
use crate::error::Error;
use crate::hash::Hash;
use crate::layout;
use crate::reader::Reader;
use crate::store::Store;

/// The one who writes a chain. All that only reads is a [`Reader`]'s, and a node is used as one.
pub struct Node {
    reader: Reader,
}

impl std::fmt::Debug for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Node").field("head", &self.head()).finish_non_exhaustive()
    }
}

impl Deref for Node {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

/// Stops what a node and its readers run, from another thread. A stopped run has no receipt.
#[derive(Clone, Debug)]
pub struct StopHandle(pub(crate) Arc<AtomicBool>);

impl StopHandle {
    /// Stops the runs that are under way, and every later one until [`StopHandle::resume`].
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Lets runs go on.
    pub fn resume(&self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

impl Node {
    /// Opens a chain on a store. There must be one node for a store.
    ///
    /// # Errors
    /// When the store fails, is of another version, holds something else, or belongs to another chain; when a package of the configuration
    /// has errors, or its calls may nest deeper than the native stack allows.
    pub fn open(store: Arc<dyn Store>, config: ChainConfig) -> Result<Node, Error> {
        let depth = config.limits.call_depth;
        if depth > CALL_DEPTH_MAX {
            return Err(Error::Misuse(format!("a call depth of {depth}, {CALL_DEPTH_MAX} is the most")));
        }
        let head = layout::open(&*store)?;
        if let Some(head) = head.filter(|head| head.chain != config.chain) {
            return Err(Error::Misuse(format!("the store is of chain {}, not of chain {}", head.chain, config.chain)));
        }
        Ok(Node { reader: Reader::new(store, config, head)? })
    }

    /// The same node with another engine, which changes how fast contracts run and nothing else. Readers made before keep theirs.
    #[must_use]
    pub fn with_engine(mut self, engine: Engine) -> Node {
        self.reader.set_engine(engine);
        self
    }

    /// A handle for other threads that read while this node writes.
    #[must_use]
    pub fn reader(&self) -> Reader {
        self.reader.clone()
    }

    /// A handle that stops runs.
    #[must_use]
    pub fn stop_handle(&self) -> StopHandle {
        StopHandle(self.stop_flag())
    }

    /// Begins a block. Numbers ascend, times do not descend.
    ///
    /// # Errors
    /// When number or time do not follow the head's, or the time is `u64::MAX`, when what never ends would.
    pub fn begin_block(&mut self, number: u64, time: u64, key: Hash) -> Result<Block<'_>, Error> {
        if time == u64::MAX {
            return Err(Error::Misuse(format!("time {time} is the end of time")));
        }
        if let Some(head) = self.head() {
            if number <= head.number {
                return Err(Error::Misuse(format!("block {number} does not follow block {}", head.number)));
            }
            if time < head.time {
                return Err(Error::Misuse(format!("time {time} lies before the last block's, {}", head.time)));
            }
        }
        let env = self.env(BlockInfo { number, time, key }, Access::ReadWrite);
        Ok(Block::new(self, env))
    }
}
