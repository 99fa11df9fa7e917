//! The other durable store: one redb table in one file. redb syncs a transaction before it reports it, and never writes over
//! what the last one refers to.

use std::ffi::OsString;
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use redb::{Database, DatabaseError, ReadableDatabase, StorageError, TableDefinition};

use super::{Batch, Entries, Store, StoreError};

const TABLE: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new("govm");

/// Memory for redb's page cache, in bytes: as much as the other durable store has.
const CACHE_SIZE: usize = 64 << 20;

/// What every file of redb begins with.
const MAGIC: &[u8; 4] = b"redb";

/// A store in a file.
pub struct RedbStore {
    db: Database,
    path: PathBuf,
}

impl fmt::Debug for RedbStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedbStore").field("path", &self.path).finish_non_exhaustive()
    }
}

impl RedbStore {
    /// Opens the store in the file `path`, and makes it when there is nothing there.
    ///
    /// # Errors
    /// When it cannot be opened, when it is open already, here or in another process, and when the file holds something else.
    pub fn open(path: &Path) -> Result<RedbStore, StoreError> {
        let open_error = |reason: String| StoreError::Open { path: path.to_path_buf(), reason };
        if path.exists() {
            let mut magic = [0; MAGIC.len()];
            let file = File::open(path).and_then(|mut file| file.read_exact(&mut magic));
            match file {
                Ok(()) if magic == *MAGIC => {}
                Err(e) if e.kind() != std::io::ErrorKind::UnexpectedEof => return Err(open_error(e.to_string())),
                _ => return Err(StoreError::Foreign(format!("{} is another file", path.display()))),
            }
        } else {
            create(path, &open_error)?;
        }
        let db = open_file(path, |path| redb::Builder::new().set_cache_size(CACHE_SIZE).open(path))?;
        Ok(RedbStore { db, path: path.to_path_buf() })
    }
}

/// Makes an empty store. A file that was made halfway could not be told from a damaged one, so it gets its name at the end.
fn create(path: &Path, open_error: &dyn Fn(String) -> StoreError) -> Result<(), StoreError> {
    let mut name = OsString::from(path);
    name.push(".new");
    let new = PathBuf::from(name);
    if let Err(e) = std::fs::remove_file(&new)
        && e.kind() != std::io::ErrorKind::NotFound
    {
        return Err(open_error(e.to_string()));
    }
    let db = open_file(&new, |path| redb::Builder::new().create(path))?;
    let transaction = db.begin_write().map_err(failed)?;
    transaction.open_table(TABLE).map_err(failed)?;
    transaction.commit().map_err(failed)?;
    drop(db);
    std::fs::rename(&new, path).map_err(|e| open_error(e.to_string()))?;
    // A name is durable once its directory is.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|e| open_error(e.to_string()))
}

fn open_file(path: &Path, open: impl FnOnce(&Path) -> Result<Database, DatabaseError>) -> Result<Database, StoreError> {
    // Debug builds of redb panic on some damage that others report.
    match catch_unwind(AssertUnwindSafe(|| open(path))) {
        Ok(Ok(db)) => Ok(db),
        Ok(Err(DatabaseError::DatabaseAlreadyOpen)) => Err(StoreError::Busy { path: path.to_path_buf() }),
        Ok(Err(DatabaseError::Storage(StorageError::Corrupted(reason)))) => Err(StoreError::Damaged(reason)),
        Ok(Err(e)) => Err(StoreError::Open { path: path.to_path_buf(), reason: e.to_string() }),
        Err(_) => Err(StoreError::Damaged(format!("{} stops redb", path.display()))),
    }
}

fn failed(error: impl Into<redb::Error>) -> StoreError {
    match error.into() {
        redb::Error::Corrupted(reason) => StoreError::Damaged(reason),
        other => StoreError::Io(other.to_string()),
    }
}

impl Store for RedbStore {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let table = self.db.begin_read().map_err(failed)?.open_table(TABLE).map_err(failed)?;
        Ok(table.get(key).map_err(failed)?.map(|value| value.value().to_vec()))
    }

    fn range(&self, start: &[u8], end: &[u8], limit: usize) -> Result<Entries, StoreError> {
        if start >= end {
            return Ok(Vec::new());
        }
        let table = self.db.begin_read().map_err(failed)?.open_table(TABLE).map_err(failed)?;
        let entries = table.range::<&[u8]>(start..end).map_err(failed)?.take(limit);
        entries.map(|entry| entry.map(|(key, value)| (key.value().to_vec(), value.value().to_vec())).map_err(failed)).collect()
    }

    fn apply(&self, batch: &Batch) -> Result<(), StoreError> {
        let transaction = self.db.begin_write().map_err(failed)?;
        {
            let mut table = transaction.open_table(TABLE).map_err(failed)?;
            for (key, value) in batch.iter() {
                match value {
                    Some(value) => table.insert(key, value).map_err(failed)?,
                    None => table.remove(key).map_err(failed)?,
                };
            }
        }
        transaction.commit().map_err(failed)
    }
}
