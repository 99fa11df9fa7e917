//! The layout of the store, byte by byte (docs/state.md). Every key begins with a letter that says what it is.
//!
//! | key | value |
//! | --- | --- |
//! | `M` `format` | `govm`, layout version u32 |
//! | `M` `head` | chain u64, number u64, time u64, key of the last committed block, state root |
//! | `A` app id | the record of a deployed app |
//! | `P` code hash | packed source |
//! | `B` hash of code hash, compiler version, schedule version | hash of the bytecode, bytecode |
//! | `S` app id, key | value, expiry u64 |
//! | `X` expiry u64, `S` key | nothing: which entries end when |
//! | `H` depth u8, beginning of a path | a page of the state tree |

use crate::codec::{DecodeError, Reader, Writer};
use crate::hash::Hash;
use crate::store::{Batch, Store, StoreError};
use crate::tree::prefix;

/// Version of the layout.
pub(crate) const VERSION: u32 = 4;

/// Letters of what the state root covers: apps and their entries. The rest follows from it, or is named by its hash in it.
pub(crate) const STATE_LETTERS: [u8; 2] = *b"AS";

const FORMAT_KEY: &[u8] = b"Mformat";
const HEAD_KEY: &[u8] = b"Mhead";
const MAGIC: &[u8; 4] = b"govm";

/// The last committed block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The chain that the store belongs to.
    pub chain: u64,
    /// Number of the block.
    pub number: u64,
    /// Its time, in milliseconds since 1970.
    pub time: u64,
    /// Its key, as the embedder named it.
    pub key: Hash,
    /// The root of the state after it; 0 for a state without apps.
    pub root: Hash,
}

/// Reads the layout version and the head; writes the version into an empty store.
pub(crate) fn open(store: &dyn Store) -> Result<Option<Head>, StoreError> {
    if !is_formatted(store)? {
        let mut batch = Batch::new();
        put_format(&mut batch);
        store.apply(&batch)?;
    }
    head(store)
}

/// Whether a store has a state, of this version; an error when it has something else.
pub(crate) fn is_formatted(store: &dyn Store) -> Result<bool, StoreError> {
    match store.get(FORMAT_KEY)? {
        Some(record) => {
            let mut reader = Reader::new(&record);
            let version = (|| {
                if reader.array::<4>()? != *MAGIC {
                    return Err(DecodeError::Malformed("the format record is another's"));
                }
                let version = reader.u32()?;
                reader.end().map(|()| version)
            })();
            match version {
                Ok(VERSION) => Ok(true),
                Ok(found) => Err(StoreError::Version { found, expected: VERSION }),
                Err(_) => Err(StoreError::Foreign("it has another format record".into())),
            }
        }
        None => {
            if !store.range(&[], &[255; 2], 1)?.is_empty() {
                return Err(StoreError::Foreign("it has entries but no format record".into()));
            }
            Ok(false)
        }
    }
}

pub(crate) fn put_format(batch: &mut Batch) {
    let mut writer = Writer::new();
    writer.raw(MAGIC).u32(VERSION);
    batch.put(FORMAT_KEY.to_vec(), writer.finish());
}

pub(crate) fn delete_format(batch: &mut Batch) {
    batch.delete(FORMAT_KEY.to_vec());
}

/// The last committed block.
pub(crate) fn head(store: &dyn Store) -> Result<Option<Head>, StoreError> {
    let Some(record) = store.get(HEAD_KEY)? else { return Ok(None) };
    read_head(&record).map(Some)
}

/// Bytes of a head record.
pub(crate) const HEAD_SIZE: usize = 88;

pub(crate) fn read_head(record: &[u8]) -> Result<Head, StoreError> {
    let mut reader = Reader::new(record);
    let head = (|| {
        let (chain, number, time) = (reader.u64()?, reader.u64()?, reader.u64()?);
        let head = Head { chain, number, time, key: Hash(reader.array()?), root: Hash(reader.array()?) };
        reader.end().map(|()| head)
    })();
    head.map_err(|e| damaged("the head record", e))
}

pub(crate) fn write_head(head: &Head) -> Vec<u8> {
    let mut writer = Writer::new();
    writer.u64(head.chain).u64(head.number).u64(head.time).raw(&head.key.0).raw(&head.root.0);
    writer.finish()
}

pub(crate) fn put_head(batch: &mut Batch, head: &Head) {
    batch.put(HEAD_KEY.to_vec(), write_head(head));
}

pub(crate) fn damaged(what: &str, error: DecodeError) -> StoreError {
    StoreError::Damaged(format!("{what}: {error}"))
}

fn named(letter: u8, name: &Hash) -> Vec<u8> {
    [&[letter], &name.0[..]].concat()
}

pub(crate) fn app_key(id: &Hash) -> Vec<u8> {
    named(b'A', id)
}

/// The id in an app's key.
pub(crate) fn app_of_key(key: &[u8]) -> Result<Hash, StoreError> {
    let id = key.get(1..).and_then(|id| id.try_into().ok());
    id.map(Hash).ok_or_else(|| StoreError::Damaged("the key of an app has another length".into()))
}

pub(crate) fn source_key(code: &Hash) -> Vec<u8> {
    named(b'P', code)
}

pub(crate) fn bytecode_key(compiled: &Hash) -> Vec<u8> {
    named(b'B', compiled)
}

/// Bytes of an entry's key before the app's own part.
pub(crate) const ENTRY_KEY_START: usize = 33;

/// Appends the beginning of the key of an app's entry.
pub(crate) fn start_entry_key(key: &mut Vec<u8>, app: &Hash) {
    key.push(b'S');
    key.extend_from_slice(&app.0);
}

/// Bytecode as it is stored: after its hash, for no other row says what it should be.
pub(crate) fn write_bytecode(bytecode: &[u8]) -> Vec<u8> {
    [&Hash::of(bytecode).0[..], bytecode].concat()
}

/// Stored bytecode; none if it is damaged.
pub(crate) fn read_bytecode(stored: &[u8]) -> Option<&[u8]> {
    let (hash, bytecode) = stored.split_first_chunk::<32>()?;
    (Hash::of(bytecode).0 == *hash).then_some(bytecode)
}

/// The key of an app's entry.
pub(crate) fn entry_key(app: &Hash, key: &[u8]) -> Vec<u8> {
    let mut full = Vec::with_capacity(ENTRY_KEY_START + key.len());
    start_entry_key(&mut full, app);
    full.extend_from_slice(key);
    full
}

/// The app and its key in the key of an entry.
pub(crate) fn split_entry_key(key: &[u8]) -> Option<(Hash, &[u8])> {
    let (app, key) = key.strip_prefix(b"S")?.split_first_chunk::<32>()?;
    Some((Hash(*app), key))
}

pub(crate) struct StoredEntry<'b> {
    pub(crate) value: &'b [u8],
    pub(crate) expiry: u64,
}

pub(crate) fn write_entry(value: &[u8], expiry: u64) -> Vec<u8> {
    [value, &expiry.to_be_bytes()].concat()
}

pub(crate) fn read_entry(stored: &[u8]) -> Result<StoredEntry<'_>, StoreError> {
    let (value, expiry) = stored.split_last_chunk::<8>().ok_or_else(|| damaged("an entry", DecodeError::Short))?;
    Ok(StoredEntry { value, expiry: u64::from_be_bytes(*expiry) })
}

pub(crate) fn expiry_key(expiry: u64, entry: &[u8]) -> Vec<u8> {
    [b"X", &expiry.to_be_bytes()[..], entry].concat()
}

/// The rows of all entries that have ended at time `now`.
pub(crate) fn expiry_range(now: u64) -> (Vec<u8>, Vec<u8>) {
    (b"X".to_vec(), [b"X", &now.saturating_add(1).to_be_bytes()[..]].concat())
}

pub(crate) fn key_of_expiry(row: &[u8]) -> Result<&[u8], StoreError> {
    row.get(9..).ok_or_else(|| damaged("a row of endings", DecodeError::Short))
}

/// Whether the state root covers what is under a key.
pub(crate) fn is_state(key: &[u8]) -> bool {
    key.first().is_some_and(|letter| STATE_LETTERS.contains(letter))
}

/// The key of the page of the tree that begins at a depth, a multiple of 6, on the way to a path.
pub(crate) fn tree_key(depth: u16, path: &Hash) -> Vec<u8> {
    let bytes = &prefix(path, depth).0[..usize::from(depth.div_ceil(8))];
    let depth = u8::try_from(depth).expect("invariant: a page begins above the end of a path");
    [&[b'H', depth], bytes].concat()
}

/// Whether a row is one of those that calls and commits read again and again.
pub(crate) fn is_read_often(key: &[u8]) -> bool {
    matches!(key.first(), Some(b'S' | b'A' | b'H'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MemoryStore;

    #[test]
    fn a_new_store_gets_the_version_and_another_is_refused() {
        let store = MemoryStore::new();
        assert_eq!(open(&store).unwrap(), None);
        assert_eq!(open(&store).unwrap(), None);
        let head = Head { chain: 1, number: 2, time: 3, key: Hash([4; 32]), root: Hash([5; 32]) };
        let mut batch = Batch::new();
        put_head(&mut batch, &head);
        store.apply(&batch).unwrap();
        assert_eq!(open(&store).unwrap(), Some(head));

        let mut batch = Batch::new();
        batch.put(FORMAT_KEY.to_vec(), b"govm\0\0\0\x07".to_vec());
        store.apply(&batch).unwrap();
        assert_eq!(open(&store).unwrap_err().to_string(), "the store has layout version 7; this GoVM reads version 4");
        batch.put(FORMAT_KEY.to_vec(), b"mongo".to_vec());
        store.apply(&batch).unwrap();
        assert!(matches!(open(&store), Err(StoreError::Foreign(_))));
    }

    #[test]
    fn other_contents_are_refused() {
        let store = MemoryStore::new();
        let mut batch = Batch::new();
        batch.put(b"hello".to_vec(), b"world".to_vec());
        store.apply(&batch).unwrap();
        assert!(matches!(open(&store), Err(StoreError::Foreign(_))));
        batch.put(FORMAT_KEY.to_vec(), [&MAGIC[..], &VERSION.to_be_bytes()].concat());
        batch.put(HEAD_KEY.to_vec(), vec![1; 87]);
        store.apply(&batch).unwrap();
        assert!(matches!(open(&store), Err(StoreError::Damaged(_))));
    }

    #[test]
    fn keys_split_as_they_were_joined() {
        let app = Hash([7; 32]);
        let key = entry_key(&app, b"k");
        assert_eq!(split_entry_key(&key), Some((app, &b"k"[..])));
        let row = expiry_key(9, &key);
        assert_eq!(key_of_expiry(&row).unwrap(), key);
        let (start, end) = expiry_range(9);
        assert!(start < row && row < end);
        assert!(expiry_key(10, &key) >= end);
        assert_eq!(app_of_key(&app_key(&app)).unwrap(), app);
    }
}
