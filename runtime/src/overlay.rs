//! The state as a block sees it: the store, over it what the block's calls have changed, over that what the running call has
//! changed. The changes are persistent maps, so a checkpoint is a clone and revert is putting the clone back.

use std::cell::RefCell;
use std::sync::Arc;

use im::OrdMap;

use crate::app::AppRecord;
use crate::code::AppCode;
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

/// An app that the block deploys or upgrades.
#[derive(Debug)]
pub(crate) struct NewApp {
    pub(crate) record: AppRecord,
    pub(crate) program: Arc<AppCode>,
    pub(crate) source: Arc<[u8]>,
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
    /// What was read from the store last, which does not change while the block runs.
    last_read: RefCell<Option<(Vec<u8>, Option<Entry>)>>,
    /// Apps that this block has deployed or upgraded.
    apps: OrdMap<Hash, Arc<NewApp>>,
    /// By code hash, code that apps had in this block before it upgraded them once more.
    replaced: OrdMap<Hash, Arc<NewApp>>,
}

/// A state of the running call to come back to.
pub(crate) struct Checkpoint(Changes);

impl Overlay {
    /// The state of a block at time `now` that has changed nothing yet.
    pub(crate) fn new(store: Arc<dyn Store>, now: u64) -> Overlay {
        let (block, call) = (Changes::new(), Changes::new());
        Overlay { store, now, block, call, last_read: RefCell::default(), apps: OrdMap::new(), replaced: OrdMap::new() }
    }

    pub(crate) fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// The living entry under a store key.
    pub(crate) fn get(&self, key: &[u8]) -> Result<Option<Entry>, StoreError> {
        let entry = match self.call.get(key).or_else(|| self.block.get(key)) {
            Some(change) => change.clone(),
            None => self.stored(key)?,
        };
        Ok(entry.filter(|entry| entry.expiry > self.now))
    }

    /// The entry in the store. Whoever writes an entry reads it first, mostly twice: once to know it, once to know what is paid.
    fn stored(&self, key: &[u8]) -> Result<Option<Entry>, StoreError> {
        if let Some((last, entry)) = &*self.last_read.borrow()
            && last == key
        {
            return Ok(entry.clone());
        }
        let entry = match self.store.get(key)? {
            Some(stored) => {
                let StoredEntry { value, expiry } = layout::read_entry(&stored)?;
                Some(Entry { value: value.into(), expiry })
            }
            None => None,
        };
        *self.last_read.borrow_mut() = Some((key.to_vec(), entry.clone()));
        Ok(entry)
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

    pub(crate) fn app(&self, id: &Hash) -> Option<&Arc<NewApp>> {
        self.apps.get(id)
    }

    /// Adds an app, and yields what the block had of it before.
    pub(crate) fn add_app(&mut self, id: Hash, app: Arc<NewApp>) -> Option<Arc<NewApp>> {
        self.apps.insert(id, app)
    }

    /// Takes an app back that was added, in favour of what the block had of it before.
    pub(crate) fn restore_app(&mut self, id: Hash, before: Option<Arc<NewApp>>) {
        match before {
            Some(before) => self.apps.insert(id, before),
            None => self.apps.remove(&id),
        };
    }

    /// Keeps the code that an app of this block had until now.
    pub(crate) fn keep_replaced(&mut self, app: Arc<NewApp>) {
        self.replaced.insert(app.record.code, app);
    }

    /// Apps that this block has deployed or upgraded, in order of id.
    pub(crate) fn apps(&self) -> impl Iterator<Item = (&Hash, &Arc<NewApp>)> {
        self.apps.iter()
    }

    /// Code that apps had within this block, in order of code hash.
    pub(crate) fn replaced(&self) -> impl Iterator<Item = &Arc<NewApp>> {
        self.replaced.values()
    }

    /// Adds the block's changes to a batch, and deletes at most `sweep_max` entries that have ended.
    pub(crate) fn commit(&self, batch: &mut Batch, sweep_max: usize) -> Result<(), StoreError> {
        for (key, change) in &self.block {
            let old = self.store.get(key)?;
            let old = old.map(|stored| layout::read_entry(&stored).map(|entry| entry.expiry)).transpose()?;
            let new = change.as_ref().map(|entry| entry.expiry);
            if old != new {
                old.into_iter().for_each(|expiry| batch.delete(layout::expiry_key(expiry, key)));
                new.into_iter().for_each(|expiry| batch.put(layout::expiry_key(expiry, key), Vec::new()));
            }
            match change {
                Some(entry) => batch.put(key.to_vec(), layout::write_entry(&entry.value, entry.expiry)),
                None if old.is_some() => batch.delete(key.to_vec()),
                None => {}
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MemoryStore;

    fn entry(value: &[u8], expiry: u64) -> Option<Entry> {
        Some(Entry { value: value.into(), expiry })
    }

    fn key(name: &[u8]) -> Arc<[u8]> {
        layout::entry_key(&Hash::default(), name).into()
    }

    fn commit(overlay: &Overlay, store: &dyn Store, sweep: usize) {
        let mut batch = Batch::new();
        overlay.commit(&mut batch, sweep).unwrap();
        store.apply(&batch).unwrap();
    }

    fn rows(store: &dyn Store) -> usize {
        store.range(b"S", b"T", 100).unwrap().len() + store.range(b"X", b"Y", 100).unwrap().len()
    }

    #[test]
    fn revert_goes_back_to_the_checkpoint_and_discard_to_the_call() {
        let mut overlay = Overlay::new(Arc::new(MemoryStore::new()), 10);
        overlay.set(key(b"a"), entry(b"1", 20));
        assert_eq!(overlay.accept().len(), 1);
        overlay.set(key(b"b"), entry(b"2", 20));
        let checkpoint = overlay.checkpoint();
        overlay.set(key(b"b"), None);
        overlay.set(key(b"a"), entry(b"3", 20));
        assert_eq!(overlay.get(&key(b"b")).unwrap(), None);
        overlay.revert(checkpoint);
        assert_eq!(overlay.get(&key(b"b")).unwrap(), entry(b"2", 20));
        assert_eq!(overlay.get(&key(b"a")).unwrap(), entry(b"1", 20));
        overlay.discard();
        assert_eq!(overlay.get(&key(b"b")).unwrap(), None);
        assert_eq!(overlay.get(&key(b"a")).unwrap(), entry(b"1", 20));
    }

    #[test]
    fn what_has_ended_is_absent_and_swept_in_steps() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let mut overlay = Overlay::new(store.clone(), 10);
        for (name, expiry) in [(b"a", 20), (b"b", 21), (b"c", 22), (b"d", 40)] {
            overlay.set(key(name), entry(name, expiry));
        }
        overlay.accept();
        commit(&overlay, &*store, 100);
        assert_eq!(rows(&*store), 8);

        // At 21, a and b have ended; b is written anew, so one row remains to be swept.
        let mut overlay = Overlay::new(store.clone(), 21);
        assert_eq!(overlay.get(&key(b"a")).unwrap(), None);
        assert_eq!(overlay.get(&key(b"b")).unwrap(), None);
        assert_eq!(overlay.get(&key(b"c")).unwrap(), entry(b"c", 22));
        overlay.set(key(b"b"), entry(b"new", 50));
        overlay.accept();
        commit(&overlay, &*store, 100);
        assert_eq!(rows(&*store), 6);
        assert_eq!(Overlay::new(store.clone(), 21).get(&key(b"b")).unwrap(), entry(b"new", 50));

        // Everything ends; two blocks sweep it, two entries each.
        commit(&Overlay::new(store.clone(), 100), &*store, 2);
        assert_eq!(rows(&*store), 2);
        commit(&Overlay::new(store.clone(), 100), &*store, 2);
        assert_eq!(rows(&*store), 0);
    }

    #[test]
    fn rewriting_and_deleting_leaves_one_row_or_none() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        for (value, expected) in [(entry(b"1", 20), 2), (entry(b"2", 30), 2), (entry(b"3", 30), 2), (None, 0)] {
            let mut overlay = Overlay::new(store.clone(), 10);
            overlay.set(key(b"a"), value.clone());
            overlay.accept();
            commit(&overlay, &*store, 100);
            assert_eq!(rows(&*store), expected, "{value:?}");
            assert_eq!(Overlay::new(store.clone(), 10).get(&key(b"a")).unwrap(), value);
        }
    }
}
