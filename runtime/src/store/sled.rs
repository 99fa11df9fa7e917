//! The durable store: one sled tree. sled applies a batch atomically within one tree only, and what it has applied is on its
//! way to the disk, not there: so there is one tree, and every batch is flushed before it is reported.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Batch, Entries, Store, StoreError};

/// Memory for sled's page cache, in bytes. sled's default, 1 GiB, is much for something to embed.
const CACHE_SIZE: u64 = 256 << 20;

/// How often a locked store is tried again, and after how long: sled lets go of its lock on threads of its own, a moment after a
/// store is dropped, so that a store which is closed and opened again is found locked.
const LOCK_TRIES: u32 = 100;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// A store in a directory.
pub struct SledStore {
    db: sled::Db,
    path: PathBuf,
}

impl fmt::Debug for SledStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SledStore").field("path", &self.path).finish_non_exhaustive()
    }
}

impl SledStore {
    /// Opens the store in `path`, and makes it when there is nothing there.
    ///
    /// # Errors
    /// When it cannot be opened, when another process has it open, and when the directory holds something else.
    pub fn open(path: &Path) -> Result<SledStore, StoreError> {
        let open_error = |reason: String| StoreError::Open { path: path.to_path_buf(), reason };
        if path.exists() {
            // sled would put its files beside whatever is there.
            let mut listing = std::fs::read_dir(path).map_err(|e| open_error(e.to_string()))?;
            if listing.next().is_some() && !path.join("conf").is_file() {
                return Err(StoreError::Foreign(format!("{} is a directory with other files", path.display())));
            }
        }
        let config = sled::Config::new().path(path).cache_capacity(CACHE_SIZE).flush_every_ms(None);
        // Some damage makes sled panic where it should report.
        let open = || std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| config.open()));
        let open_unlocked = || {
            let mut opened = open();
            for _ in 0..LOCK_TRIES {
                match &opened {
                    Ok(Err(e)) if is_locked(e) => std::thread::sleep(LOCK_PAUSE),
                    _ => break,
                }
                opened = open();
            }
            opened
        };
        let mut opened = open_unlocked();
        // sled held its lock when it found damage, so no other process was writing the snapshot.
        if matches!(opened, Ok(Err(sled::Error::Corruption { .. })))
            && remove_unfinished_snapshots(path).map_err(|e| open_error(e.to_string()))?
        {
            opened = open_unlocked();
        }
        match opened {
            Ok(Ok(db)) => Ok(SledStore { db, path: path.to_path_buf() }),
            Ok(Err(e)) if is_locked(&e) => Err(StoreError::Busy { path: path.to_path_buf() }),
            Ok(Err(sled::Error::Corruption { .. })) => {
                Err(StoreError::Damaged(format!("{} does not pass sled's checks", path.display())))
            }
            Ok(Err(e)) => Err(open_error(e.to_string())),
            Err(_) => Err(StoreError::Damaged(format!("{} stops sled", path.display()))),
        }
    }
}

/// Removes snapshots that were not finished; says whether there were any. sled writes one while it opens a store, under a name of its
/// own that it changes at the end. Where the process is killed between, sled takes what is left for a damaged snapshot and never
/// opens the store again, although the snapshot before it and the log are whole.
fn remove_unfinished_snapshots(path: &Path) -> std::io::Result<bool> {
    let mut is_any = false;
    for entry in std::fs::read_dir(path)? {
        let name = entry?.file_name();
        if name.to_str().is_some_and(|name| name.starts_with("snap.") && name.ends_with(".generating")) {
            std::fs::remove_file(path.join(name))?;
            is_any = true;
        }
    }
    Ok(is_any)
}

fn is_locked(error: &sled::Error) -> bool {
    error.to_string().contains("could not acquire lock")
}

fn failed(error: &sled::Error) -> StoreError {
    match error {
        sled::Error::Corruption { .. } => StoreError::Damaged(error.to_string()),
        other => StoreError::Io(other.to_string()),
    }
}

impl Store for SledStore {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.db.get(key).map_err(|e| failed(&e))?.map(|value| value.to_vec()))
    }

    fn range(&self, start: &[u8], end: &[u8], limit: usize) -> Result<Entries, StoreError> {
        if start >= end {
            return Ok(Vec::new());
        }
        let entries = self.db.range(start..end).take(limit);
        entries.map(|entry| entry.map(|(key, value)| (key.to_vec(), value.to_vec())).map_err(|e| failed(&e))).collect()
    }

    fn apply(&self, batch: &Batch) -> Result<(), StoreError> {
        let mut changes = sled::Batch::default();
        for (key, value) in batch.iter() {
            match value {
                Some(value) => changes.insert(key, value),
                None => changes.remove(key),
            }
        }
        self.db.apply_batch(changes).map_err(|e| failed(&e))?;
        self.db.flush().map_err(|e| failed(&e))?;
        Ok(())
    }
}
