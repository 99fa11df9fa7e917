//! A store that fails on purpose, for tests of what stands on one.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::{Batch, Entries, Store, StoreError};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The operation fails and has no effect; the next one succeeds.
    Error,
    /// The operation fails and has no effect, and so do all of its kind until [`FaultyStore::mend`], as on a full disk.
    Full,
    /// Of a batch so many changes are applied, in order of key, and then it fails. No store may do that; it shows what is found out.
    Torn(usize),
    /// The batch is applied whole, and then reported as failed.
    Unreported,
    /// The operation, and all of its kind until [`FaultyStore::mend`], takes so much longer.
    Slow(Duration),
}

/// Which operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// [`Store::get`]
    Get,
    /// [`Store::range`]
    Range,
    /// [`Store::apply`]
    Apply,
}

#[derive(Debug)]
struct Planned {
    operation: Operation,
    /// Operations that pass before it.
    after: u64,
    fault: Fault,
}

/// A store over another, which it hands every operation to but those that are to fail.
pub struct FaultyStore {
    inner: Arc<dyn Store>,
    plan: Mutex<Vec<Planned>>,
}

impl std::fmt::Debug for FaultyStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FaultyStore").field("plan", &self.plan).finish_non_exhaustive()
    }
}

impl FaultyStore {
    /// A store without faults.
    #[must_use]
    pub fn new(inner: Arc<dyn Store>) -> FaultyStore {
        FaultyStore { inner, plan: Mutex::default() }
    }

    /// Plans a fault for the operation of a kind that comes after `after` others of it. [`Fault::Torn`] and
    /// [`Fault::Unreported`] concern batches alone; other operations fail as with [`Fault::Error`].
    pub fn inject(&self, operation: Operation, after: u64, fault: Fault) {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner).push(Planned { operation, after, fault });
    }

    /// Forgets all faults that are planned.
    pub fn mend(&self) {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The fault of this operation.
    fn next(&self, operation: Operation) -> Option<Fault> {
        let mut plan = self.plan.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found = None;
        plan.retain_mut(|planned| {
            if planned.operation != operation {
                return true;
            }
            if planned.after > 0 {
                planned.after -= 1;
                return true;
            }
            if found.is_none() {
                found = Some(planned.fault);
            }
            matches!(planned.fault, Fault::Full | Fault::Slow(_))
        });
        found
    }

    /// Fails or waits before an operation that reads.
    fn before_read(&self, operation: Operation) -> Result<(), StoreError> {
        match self.next(operation) {
            None => Ok(()),
            Some(Fault::Slow(pause)) => {
                std::thread::sleep(pause);
                Ok(())
            }
            Some(fault) => Err(injected(fault)),
        }
    }
}

fn injected(fault: Fault) -> StoreError {
    StoreError::Io(match fault {
        Fault::Full => "no space left on device (injected)".into(),
        _ => "an injected fault".into(),
    })
}

impl Store for FaultyStore {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.before_read(Operation::Get)?;
        self.inner.get(key)
    }

    fn range(&self, start: &[u8], end: &[u8], limit: usize) -> Result<Entries, StoreError> {
        self.before_read(Operation::Range)?;
        self.inner.range(start, end, limit)
    }

    fn apply(&self, batch: &Batch) -> Result<(), StoreError> {
        match self.next(Operation::Apply) {
            None => self.inner.apply(batch),
            Some(Fault::Slow(pause)) => {
                std::thread::sleep(pause);
                self.inner.apply(batch)
            }
            Some(fault) => {
                let applied = match fault {
                    Fault::Torn(count) => count,
                    Fault::Unreported => batch.len(),
                    _ => 0,
                };
                let mut part = Batch::new();
                for (key, value) in batch.iter().take(applied) {
                    match value {
                        Some(value) => part.put(key.to_vec(), value.to_vec()),
                        None => part.delete(key.to_vec()),
                    }
                }
                self.inner.apply(&part)?;
                Err(injected(fault))
            }
        }
    }
}
