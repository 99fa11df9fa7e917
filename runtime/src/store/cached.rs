//! Rows of a store held in memory, so that what a call reads does not depend on how large the state is.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::{Batch, Entries, Store, StoreError};
use crate::layout;

/// A store with a cache of the rows that calls read: entries, apps, and pages of the state tree. Rows that are written are
/// kept too, and those that were used last stay. Nothing but time depends on it.
pub struct CachedStore {
    store: Arc<dyn Store>,
    shards: Vec<Mutex<Shard>>,
    /// Bytes of the younger half of a shard.
    half_max: usize,
    /// Held for writing while rows change: nobody may keep a row that he has read before the change.
    gate: RwLock<()>,
}

/// Parts of the cache, each with a lock of its own. When one drops its older half, it drops little.
const SHARDS: usize = 64;

/// Longer values are not worth their room: they are sources and bytecode, which are held as programs, and rare.
const VALUE_MAX: usize = 8192;

/// What a row takes beside key and value, in bytes.
const ROW_SIZE: usize = 128;

type Row = Option<Box<[u8]>>;

/// Rows in two halves. A row that is used moves to the younger one; when this is full, it becomes the older one, and what was not used
/// since is gone.
#[derive(Default)]
struct Shard {
    // Keys are chosen by contracts, so their hashes are seeded: nobody can make them all fall into one place.
    young: HashMap<Box<[u8]>, Row>,
    old: HashMap<Box<[u8]>, Row>,
    young_bytes: usize,
}

impl Shard {
    fn get(&mut self, key: &[u8], half_max: usize) -> Option<Option<Vec<u8>>> {
        if let Some(row) = self.young.get(key) {
            return Some(row.as_ref().map(|value| value.to_vec()));
        }
        let (key, row) = self.old.remove_entry(key)?;
        let value = row.as_ref().map(|value| value.to_vec());
        self.put(key, row, half_max);
        Some(value)
    }

    fn put(&mut self, key: Box<[u8]>, row: Row, half_max: usize) {
        let size = |row: &Row| row.as_ref().map_or(0, |value| value.len());
        self.old.remove(&key);
        let (key_size, new_size) = (key.len() + ROW_SIZE, size(&row));
        self.young_bytes += match self.young.insert(key, row) {
            Some(replaced) => {
                self.young_bytes -= size(&replaced);
                new_size
            }
            None => key_size + new_size,
        };
        if self.young_bytes > half_max {
            self.old = std::mem::take(&mut self.young);
            self.young_bytes = 0;
        }
    }

    fn remove(&mut self, key: &[u8]) {
        self.old.remove(key);
        if let Some((key, row)) = self.young.remove_entry(key) {
            self.young_bytes -= key.len() + ROW_SIZE + row.map_or(0, |value| value.len());
        }
    }
}

impl CachedStore {
    /// A cache of about `bytes` bytes before a store. A row takes some 130 bytes beside its key and value.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, bytes: usize) -> CachedStore {
        let shards = (0..SHARDS).map(|_| Mutex::default()).collect();
        CachedStore { store, shards, half_max: bytes / SHARDS / 2, gate: RwLock::default() }
    }

    /// Changes or reads the shard of a key. A poisoned shard is whole: nothing panics between two of its states.
    fn shard<T>(&self, key: &[u8], act: impl FnOnce(&mut Shard) -> T) -> T {
        // Which shard a row is in matters as little as that chosen keys may all share one.
        let mix = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        let hash = key.iter().rev().take(16).fold(0x811c_9dc5, mix);
        act(&mut self.shards[hash as usize >> 8 & (SHARDS - 1)].lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn forget(&self) {
        for shard in &self.shards {
            *shard.lock().unwrap_or_else(PoisonError::into_inner) = Shard::default();
        }
    }
}

impl std::fmt::Debug for CachedStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CachedStore").field("half_max", &self.half_max).finish_non_exhaustive()
    }
}

impl Store for CachedStore {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        if !layout::is_read_often(key) {
            return self.store.get(key);
        }
        let _gate = self.gate.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = self.shard(key, |shard| shard.get(key, self.half_max)) {
            return Ok(value);
        }
        let value = self.store.get(key)?;
        if value.as_ref().is_none_or(|value| value.len() <= VALUE_MAX) {
            let row = value.as_deref().map(Box::from);
            self.shard(key, |shard| shard.put(key.into(), row, self.half_max));
        }
        Ok(value)
    }

    fn range(&self, start: &[u8], end: &[u8], limit: usize) -> Result<Entries, StoreError> {
        self.store.range(start, end, limit)
    }

    fn apply(&self, batch: &Batch) -> Result<(), StoreError> {
        let _gate = self.gate.write().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = self.store.apply(batch) {
            // All of it was applied or nothing.
            self.forget();
            return Err(error);
        }
        for (key, value) in batch.iter().filter(|(key, _)| layout::is_read_often(key)) {
            match value {
                Some(value) if value.len() > VALUE_MAX => self.shard(key, |shard| shard.remove(key)),
                row => self.shard(key, |shard| shard.put(key.into(), row.map(Box::from), self.half_max)),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Fault, FaultyStore, MemoryStore, Operation};

    fn key(n: u32) -> Vec<u8> {
        [b"S", &n.to_be_bytes()[..]].concat()
    }

    #[test]
    fn says_what_the_store_says_whatever_is_kept() {
        let plain = Arc::new(MemoryStore::new());
        let cached = CachedStore::new(plain.clone(), 64 * 1024);
        let mut random = 12345u32;
        for _ in 0..2000 {
            let mut batch = Batch::new();
            for _ in 0..3 {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let (n, size) = (random >> 8 & 255, random >> 16 & 63);
                match size {
                    0 => batch.delete(key(n)),
                    1 => batch.put(key(n), vec![7; VALUE_MAX + 1]),
                    size => batch.put(key(n), vec![n as u8; size as usize]),
                }
            }
            cached.apply(&batch).unwrap();
            for step in 0..8 {
                let n = (random >> 20).wrapping_add(step * 31) & 255;
                assert_eq!(cached.get(&key(n)).unwrap(), plain.get(&key(n)).unwrap());
            }
        }
        let bytes: usize = cached.shards.iter().map(|shard| shard.lock().unwrap().young_bytes).sum();
        assert!(bytes <= 32 * 1024, "{bytes}");
    }

    #[test]
    fn rows_are_read_from_the_store_once() {
        let plain = Arc::new(MemoryStore::new());
        let faulty = Arc::new(FaultyStore::new(plain));
        let cached = CachedStore::new(faulty.clone(), 1 << 20);
        let mut batch = Batch::new();
        batch.put(key(1), vec![1]);
        cached.apply(&batch).unwrap();
        assert_eq!(cached.get(&key(2)).unwrap(), None);
        faulty.inject(Operation::Get, 0, Fault::Full);
        assert_eq!((cached.get(&key(1)).unwrap(), cached.get(&key(2)).unwrap()), (Some(vec![1]), None));
        cached.get(&key(3)).unwrap_err();
    }

    #[test]
    fn a_batch_that_may_have_failed_leaves_nothing_behind() {
        let plain = Arc::new(MemoryStore::new());
        let faulty = Arc::new(FaultyStore::new(plain));
        let cached = CachedStore::new(faulty.clone(), 1 << 20);
        let mut batch = Batch::new();
        batch.put(key(1), vec![1]);
        assert_eq!(cached.get(&key(1)).unwrap(), None);
        faulty.inject(Operation::Apply, 0, Fault::Unreported);
        cached.apply(&batch).unwrap_err();
        assert_eq!(cached.get(&key(1)).unwrap(), Some(vec![1]));
    }
}
