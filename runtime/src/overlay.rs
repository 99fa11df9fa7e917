//! The state as a block sees it: the store, over it what the block's calls have changed, over that what the running call has
//! changed. The changes are persistent maps, so a checkpoint is a clone and revert is putting the clone back.

use std::sync::Arc;

use im::OrdMap;

use crate::app::AppRecord;
use crate::hash::Hash;
use crate::layout::{self, StoredEntry};
use crate::store::{Batch, Store, StoreError};

/// An entry of an app's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The value.
    pub(crate) value: Arc<[u8]>,
    /// The first millisecond at which it is gone.
    pub(crate) expiry: u64,
}

/// What a call changed, by the entry's key in the store; `None` for what it deleted.
pub(crate) type Changes = OrdMap<Arc<[u8]>, Option<Entry>>;

/// See the module.
#[derive(Clone)]
pub(crate) struct Overlay {
    store: Arc<dyn Store>,
    now: u64,
    block: Changes,
    call: Changes,
    /// Apps that this block has deployed.
    apps: OrdMap<Hash, Arc<AppRecord>>,
}

/// A state of the running call to come back to.
pub(crate) struct Checkpoint(Changes);

impl Overlay {
    /// The state of a block at time `now` that has changed nothing yet.
    pub(crate) fn new(store: Arc<dyn Store>, now: u64) -> Overlay {
        Overlay { store, now, block: Changes::new(), call: Changes::new(), apps: OrdMap::new() }
    }

    pub(crate) fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// The living entry under a store key.
    pub(crate) fn get(&self, key: &[u8]) -> Result<Option<Entry>, StoreError> {
        let entry = match self.call.get(key).or_else(|| self.block.get(key)) {
            Some(change) => change.clone(),
            None => match self.store.get(key)? {
                Some(stored) => {
                    let StoredEntry { value, expiry } = layout::read_entry(&stored)?;
                    Some(Entry { value: value.into(), expiry })
                }
                None => None,
            },
        };
        Ok(entry.filter(|entry| entry.expiry > self.now))
    }

    /// Changes an entry in the running call.
    pub(crate) fn set(&mut self, key: Arc<[u8]>, entry: Option<Entry>) {
        self.call.insert(key, entry);
    }

    pub(crate) fn checkpoint(&self) -> Checkpoint {
        Checkpoint(self.call.clone())
    }

    pub(crate) fn revert(&mut self, checkpoint: Checkpoint) {
        self.call = checkpoint.0;
    }

    /// Ends the running call and keeps what it changed; yields that.
    pub(crate) fn accept(&mut self) -> Changes {
        let changes = std::mem::take(&mut self.call);
        for (key, entry) in &changes {
            self.block.insert(key.clone(), entry.clone());
        }
        changes
    }

    /// Ends the running call and drops what it changed.
    pub(crate) fn discard(&mut self) {
        self.call = Changes::new();
    }

    pub(crate) fn app(&self, id: &Hash) -> Option<&Arc<AppRecord>> {
        self.apps.get(id)
    }

    pub(crate) fn add_app(&mut self, id: Hash, record: Arc<AppRecord>) {
        self.apps.insert(id, record);
    }

    pub(crate) fn remove_app(&mut self, id: &Hash) {
        self.apps.remove(id);
    }

    /// Apps that this block has deployed, in order of id.
    pub(crate) fn apps(&self) -> impl Iterator<Item = (&Hash, &Arc<AppRecord>)> {
        self.apps.iter()
    }

    /// Adds the block's changes to a batch, and deletes at most `sweep_max` entries that have ended.
    pub(crate) fn commit(&self, batch: &mut Batch, sweep_max: usize) -> Result<(), StoreError> {
        for (key, change) in &self.block {
            if let Some(old) = self.store.get(key)? {
                batch.delete(layout::expiry_key(layout::read_entry(&old)?.expiry, key));
            }
            match change {
                Some(entry) => {
                    batch.put(key.to_vec(), layout::write_entry(&entry.value, entry.expiry));
                    batch.put(layout::expiry_key(entry.expiry, key), Vec::new());
                }
                None => batch.delete(key.to_vec()),
            }
        }
        let (start, end) = layout::expiry_range(self.now);
        for (row, _) in self.store.range(&start, &end, sweep_max)? {
            let key = layout::key_of_expiry(&row)?;
            // What this block has written anew lives; its old row is deleted above.
            if !self.block.contains_key(key) {
                batch.delete(key.to_vec());
            }
            batch.delete(row);
        }
        Ok(())
    }
}
