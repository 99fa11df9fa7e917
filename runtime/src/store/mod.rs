//! What keeps the state: a small ordered map of bytes with atomic, durable batches. docs/state.md draws the keys and values.

mod cached;
mod faulty;
mod memory;
mod redb;
mod sled;

use std::collections::BTreeMap;
use std::path::PathBuf;

use thiserror::Error;

pub use self::cached::CachedStore;
pub use self::faulty::{Fault, FaultyStore, Operation};
pub use self::memory::MemoryStore;
pub use self::redb::RedbStore;
pub use self::sled::SledStore;

/// Changes to apply together: for each key a new value, or none to delete it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    changes: BTreeMap<Vec<u8>, Option<Vec<u8>>>,
}

impl Batch {
    /// An empty batch.
    #[must_use]
    pub fn new() -> Batch {
        Batch::default()
    }

    /// Sets a value. The last change of a key counts.
    pub fn put(&mut self, key: Vec<u8>, value: Vec<u8>) {
        self.changes.insert(key, Some(value));
    }

    /// Deletes a key, present or not.
    pub fn delete(&mut self, key: Vec<u8>) {
        self.changes.insert(key, None);
    }

    /// The changes in order of key.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], Option<&[u8]>)> {
        self.changes.iter().map(|(key, value)| (key.as_slice(), value.as_deref()))
    }

    /// Number of keys that change.
    #[must_use]
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// Changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// A page of entries, in order of key.
pub type Entries = Vec<(Vec<u8>, Vec<u8>)>;

/// An ordered map of byte strings.
pub trait Store: Send + Sync {
    /// The value under `key`.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// The first `limit` entries whose key is at least `start` and less than `end`, in order of key.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn range(&self, start: &[u8], end: &[u8], limit: usize) -> Result<Entries, StoreError>;

    /// Applies all changes or none, and returns once they are durable. After an error, or a crash at any instant, a later open
    /// finds all of them or none.
    ///
    /// # Errors
    /// When the changes could not be made durable.
    fn apply(&self, batch: &Batch) -> Result<(), StoreError>;
}

/// What can go wrong with a store.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// D0001: it cannot be opened.
    #[error("cannot open the store {}: {reason}", path.display())]
    Open {
        /// Where it is.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// D0002: another process has it open.
    #[error("the store {} is in use by another process", path.display())]
    Busy {
        /// Where it is.
        path: PathBuf,
    },
    /// D0003: it was written by a version of GoVM with another layout.
    #[error("the store has layout version {found}; this GoVM reads version {expected}")]
    Version {
        /// The version in the store.
        found: u32,
        /// The version that this build reads and writes.
        expected: u32,
    },
    /// D0004: it holds something else.
    #[error("not a GoVM store: {0}")]
    Foreign(String),
    /// D0005: a record in it is not what was written.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// D0006: reading or writing failed.
    #[error("the store failed: {0}")]
    Io(String),
}

impl StoreError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            StoreError::Open { .. } => "D0001",
            StoreError::Busy { .. } => "D0002",
            StoreError::Version { .. } => "D0003",
            StoreError::Foreign(_) => "D0004",
            StoreError::Damaged(_) => "D0005",
            StoreError::Io(_) => "D0006",
        }
    }
}

/// The key after all keys that begin with `prefix`; `None` when there is none.
pub(crate) fn prefix_end(prefix: &[u8]) -> Option<Vec<u8>> {
    let last = prefix.iter().rposition(|b| *b != 255)?;
    let mut end = prefix[..=last].to_vec();
    end[last] += 1;
    Some(end)
}

/// Rows that are read at a time.
const ROWS_AT_ONCE: usize = 1000;

/// Visits the rows whose keys begin with a letter, in order of key, and counts them.
pub(crate) fn each_row<E: From<StoreError>>(
    store: &dyn Store,
    letter: u8,
    mut visit: impl FnMut(&[u8], &[u8]) -> Result<(), E>,
) -> Result<u64, E> {
    let end = prefix_end(&[letter]).expect("invariant: the letters are below 255");
    let mut start = vec![letter];
    let mut count = 0;
    loop {
        let rows = store.range(&start, &end, ROWS_AT_ONCE)?;
        rows.iter().try_for_each(|(key, value)| visit(key, value))?;
        count += rows.len() as u64;
        let Some((last, _)) = rows.into_iter().next_back() else { return Ok(count) };
        start = last;
        start.push(0);
    }
}

#[cfg(test)]
mod tests;
