//! What classic apps keep: entries of tables, of all the chains of a tree in one store (docs/state.md). A block changes them under
//! its own view; the store sees all of a block or nothing.

use std::sync::Arc;

use im::OrdMap;

use crate::codec::{DecodeError, Reader, Writer};
use crate::store::{Batch, Store, StoreError, prefix_end};

/// Letter that keys of entries begin with.
const ENTRY: u8 = b'T';

/// Longest name of a table.
const TABLE_MAX: usize = 1024;

/// How long the parts of an entry may be.
#[derive(Clone, Copy)]
pub(super) struct EntryLimits {
    pub(super) key: usize,
    /// With the life.
    pub(super) value: usize,
}

/// An entry of a table, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClassicEntry {
    /// The chain that it belongs to.
    pub chain: u64,
    /// The table: `d` or `l`, the name of the app in hexadecimal, a dot, and the name of the type that owns it.
    pub table: String,
    /// The key.
    pub key: Vec<u8>,
    /// Value and life u64; empty for what was deleted.
    pub stored: Vec<u8>,
}

/// The key of an entry in the store: letter, chain u64, table after its length u32, key.
pub(super) fn store_key(chain: u64, table: &str, key: &[u8]) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.u8(ENTRY).u64(chain).text(table).raw(key);
    writer.finish()
}

fn entry_of(store_key: &[u8], stored: &[u8]) -> Result<ClassicEntry, StoreError> {
    let mut reader = Reader::new(store_key);
    let parts = (|| {
        reader.u8()?;
        Ok::<_, DecodeError>((reader.u64()?, reader.text()?))
    })();
    let (chain, table) = parts.map_err(|e| crate::layout::damaged("the key of an entry", e))?;
    Ok(ClassicEntry { chain, table, key: reader.rest().to_vec(), stored: stored.to_vec() })
}

/// Value and life of what is stored; without a life it is nothing.
pub(super) fn split(mut stored: Vec<u8>) -> (Vec<u8>, u64) {
    let Some(life) = stored.last_chunk().copied() else { return (Vec::new(), 0) };
    stored.truncate(stored.len() - 8);
    (stored, u64::from_be_bytes(life))
}

/// Changes by key in the store; empty for what was deleted.
type Changes = OrdMap<Arc<[u8]>, Arc<[u8]>>;

/// The tables as a block sees them.
#[derive(Clone)]
pub(super) struct Tables {
    store: Arc<dyn Store>,
    limits: EntryLimits,
    block: Changes,
    /// Of the run that is under way.
    run: Changes,
}

impl Tables {
    pub(super) fn new(store: Arc<dyn Store>, limits: EntryLimits) -> Tables {
        Tables { store, limits, block: Changes::new(), run: Changes::new() }
    }

    pub(super) fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    /// What is stored under a key; empty if nothing is.
    pub(super) fn get(&self, chain: u64, table: &str, key: &[u8]) -> Result<Vec<u8>, StoreError> {
        let key = store_key(chain, table, key);
        match self.run.get(key.as_slice()).or_else(|| self.block.get(key.as_slice())) {
            Some(stored) => Ok(stored.to_vec()),
            None => Ok(self.store.get(&key)?.unwrap_or_default()),
        }
    }

    /// Stores value and life, or deletes where there is neither. False if a limit forbids it.
    pub(super) fn set(&mut self, chain: u64, table: &str, key: &[u8], stored: &[u8]) -> bool {
        if table.len() > TABLE_MAX || key.len() > self.limits.key || stored.len() > self.limits.value {
            return false;
        }
        self.run.insert(store_key(chain, table, key).into(), stored.into());
        true
    }

    /// What the run has changed so far. What is as it was before is no change.
    pub(super) fn changed(&self) -> Result<Vec<ClassicEntry>, StoreError> {
        let mut changed = Vec::new();
        for (key, stored) in &self.run {
            let before = match self.block.get(key) {
                Some(before) => before.to_vec(),
                None => self.store.get(key)?.unwrap_or_default(),
            };
            if before != **stored {
                changed.push(entry_of(key, stored)?);
            }
        }
        Ok(changed)
    }

    /// Makes what the run changed part of the block.
    pub(super) fn accept(&mut self) {
        for (key, stored) in std::mem::take(&mut self.run) {
            self.block.insert(key, stored);
        }
    }

    /// Forgets what the run changed.
    pub(super) fn discard(&mut self) {
        self.run = Changes::new();
    }

    /// Adds the block's changes to a batch.
    pub(super) fn commit(&self, batch: &mut Batch) {
        for (key, stored) in &self.block {
            if stored.is_empty() {
                batch.delete(key.to_vec());
            } else {
                batch.put(key.to_vec(), stored.to_vec());
            }
        }
    }
}

/// Up to `limit` committed entries of a table in order of key, those after `after` where it is given.
pub(super) fn entries(
    store: &dyn Store,
    chain: u64,
    table: &str,
    after: Option<&[u8]>,
    limit: usize,
) -> Result<Vec<ClassicEntry>, StoreError> {
    let first = store_key(chain, table, &[]);
    let start = after.map_or_else(|| first.clone(), |key| [&store_key(chain, table, key)[..], &[0]].concat());
    let end = prefix_end(&first).expect("invariant: the key begins with a letter");
    store.range(&start, &end, limit)?.iter().map(|(key, stored)| entry_of(key, stored)).collect()
}

/// Numbers of up to `limit` chains that have entries, from `from` on.
pub(super) fn chains(store: &dyn Store, from: u64, limit: usize) -> Result<Vec<u64>, StoreError> {
    let mut found = Vec::new();
    let mut next = Some(from);
    let end = prefix_end(&[ENTRY]).expect("invariant: letters have a next one");
    while let Some(from) = next.filter(|_| found.len() < limit) {
        let start = [&[ENTRY], &from.to_be_bytes()[..]].concat();
        let Some((key, stored)) = store.range(&start, &end, 1)?.pop() else { break };
        let chain = entry_of(&key, &stored)?.chain;
        found.push(chain);
        next = chain.checked_add(1);
    }
    Ok(found)
}

/// Names of the tables of a chain that have entries.
pub(super) fn names(store: &dyn Store, chain: u64) -> Result<Vec<String>, StoreError> {
    let prefix = [&[ENTRY], &chain.to_be_bytes()[..]].concat();
    let end = prefix_end(&prefix).expect("invariant: the key begins with a letter");
    let mut found = Vec::new();
    let mut start = prefix;
    while let Some((key, stored)) = store.range(&start, &end, 1)?.pop() {
        let table = entry_of(&key, &stored)?.table;
        start = prefix_end(&store_key(chain, &table, &[])).expect("invariant: the key begins with a letter");
        found.push(table);
    }
    Ok(found)
}
