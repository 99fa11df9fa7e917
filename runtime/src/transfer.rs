//! Export and import of a whole state, as a stream of bytes that docs/state.md describes.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};

use sha3::{Digest, Sha3_256};
use thiserror::Error;

use crate::app::{AppRecord, Source};
use crate::code;
use crate::codec::Writer;
use crate::funds;
use crate::hash::Hash;
use crate::layout::{self, Head};
use crate::store::{Batch, Store, StoreError, each_row, prefix_end};
use crate::tree;

const MAGIC: &[u8; 9] = b"govmstate";
const VERSION: u32 = 2;

/// The letters of all rows that an import makes.
const IMPORTED: [u8; 5] = *b"AHPSX";

/// Rows and bytes that are read, and written to a store, at a time.
const ROWS_AT_ONCE: usize = 2000;
const BYTES_AT_ONCE: usize = 4 << 20;

/// Bytes of a key or value. Limits of a configuration are far below; this keeps a file from filling the memory.
const PART_MAX: u32 = 64 << 20;

/// Why a state was not exported or imported.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TransferError {
    /// The store failed, or is damaged.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The stream failed.
    #[error("{0}")]
    Stream(#[from] io::Error),
    /// The store to export from has no committed block.
    #[error("the store has no state")]
    Nothing,
    /// The store to import into is not empty.
    #[error("the store is not empty")]
    NotEmpty,
    /// The stream is not what an export writes.
    #[error("not an exported state: {0}")]
    Malformed(&'static str),
}

struct HashingWriter<'w> {
    out: &'w mut dyn Write,
    hash: Sha3_256,
}

impl HashingWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.out.write_all(bytes)
    }

    fn row(&mut self, key: &[u8], value: &[u8]) -> Result<(), TransferError> {
        let mut row = Writer::new();
        row.u8(1).bytes(key).bytes(value);
        Ok(self.write(&row.finish())?)
    }
}

/// Writes the state after the last committed block. Nobody may commit meanwhile.
///
/// # Errors
/// When there is no such block, or store or stream fail.
pub fn export_state(store: &dyn Store, out: &mut dyn Write) -> Result<Head, TransferError> {
    let head = if layout::is_formatted(store)? { layout::head(store)? } else { None };
    let head = head.ok_or(TransferError::Nothing)?;
    let mut out = HashingWriter { out, hash: Sha3_256::new() };
    out.write(MAGIC)?;
    out.write(&VERSION.to_be_bytes())?;
    out.write(&layout::write_head(&head))?;
    let mut rows = 0u64;
    let mut codes = BTreeSet::new();
    each_row(store, b'A', |key, record| {
        codes.insert(AppRecord::from_bytes(record).map_err(|e| layout::damaged("the record of an app", e))?.code);
        rows += 1;
        out.row(key, record)
    })?;
    // What apps had before an upgrade is no part of the state.
    for code in codes {
        let packed = code::source_of(store, &code)?.pack();
        rows += 1;
        out.row(&layout::source_key(&code), &packed)?;
    }
    each_row(store, b'S', |key, entry| {
        rows += 1;
        out.row(key, entry)
    })?;
    out.write(&[0])?;
    out.write(&rows.to_be_bytes())?;
    let checksum = out.hash.finalize();
    out.out.write_all(&checksum)?;
    out.out.flush()?;
    Ok(head)
}

struct HashingReader<'r> {
    input: &'r mut dyn Read,
    hash: Sha3_256,
}

impl HashingReader<'_> {
    fn array<const N: usize>(&mut self) -> Result<[u8; N], TransferError> {
        let mut bytes = [0; N];
        read_exact(self.input, &mut bytes)?;
        self.hash.update(bytes);
        Ok(bytes)
    }

    /// A length and as many bytes. Room is made for what comes, not for what is announced.
    fn bytes(&mut self) -> Result<Vec<u8>, TransferError> {
        let len = u32::from_be_bytes(self.array()?);
        if len > PART_MAX {
            return Err(TransferError::Malformed("a key or value is too long"));
        }
        let mut bytes = Vec::new();
        let read = (&mut *self.input).take(len.into()).read_to_end(&mut bytes)?;
        if read < len as usize {
            return Err(TransferError::Malformed("it ends too early"));
        }
        self.hash.update(&bytes);
        Ok(bytes)
    }
}

fn read_exact(input: &mut dyn Read, bytes: &mut [u8]) -> Result<(), TransferError> {
    input.read_exact(bytes).map_err(|e| match e.kind() {
        io::ErrorKind::UnexpectedEof => TransferError::Malformed("it ends too early"),
        _ => TransferError::Stream(e),
    })
}

/// Reads an exported state into an empty store. The store has the state when this returns, and none after an error.
///
/// # Errors
/// When the store is not empty, the stream is not exactly what an export wrote, or store or stream fail.
pub fn import_state(store: &dyn Store, input: &mut dyn Read) -> Result<Head, TransferError> {
    let is_fresh = layout::is_formatted(store)?;
    let rows = store.range(&[], &[255; 2], 2)?.len();
    if rows > usize::from(is_fresh) {
        return Err(TransferError::NotEmpty);
    }
    if is_fresh {
        // Until the end there is no state to be found.
        let mut batch = Batch::new();
        layout::delete_format(&mut batch);
        store.apply(&batch)?;
    }
    let imported = import_rows(store, input);
    if imported.is_err() {
        clear(store)?;
    }
    imported
}

fn clear(store: &dyn Store) -> Result<(), StoreError> {
    for letter in IMPORTED {
        let end = prefix_end(&[letter]).expect("invariant: the letters are below 255");
        loop {
            let page = store.range(&[letter], &end, ROWS_AT_ONCE)?;
            if page.is_empty() {
                break;
            }
            let mut batch = Batch::new();
            page.into_iter().for_each(|(key, _)| batch.delete(key));
            store.apply(&batch)?;
        }
    }
    Ok(())
}

fn import_rows(store: &dyn Store, input: &mut dyn Read) -> Result<Head, TransferError> {
    let mut input = HashingReader { input, hash: Sha3_256::new() };
    if input.array()? != *MAGIC {
        return Err(TransferError::Malformed("it begins otherwise"));
    }
    if u32::from_be_bytes(input.array()?) != VERSION {
        return Err(TransferError::Malformed("it has another version"));
    }
    let head = layout::read_head(&input.array::<{ layout::HEAD_SIZE }>()?)?;
    let mut rows = Rows::default();
    let mut batch = Batch::new();
    let mut bytes = 0;
    let root = loop {
        let is_end = match input.array()? {
            [0] => true,
            [1] => false,
            _ => return Err(TransferError::Malformed("neither a row nor the end")),
        };
        if !is_end {
            let (key, value) = (input.bytes()?, input.bytes()?);
            bytes += key.len() + value.len();
            rows.add(&mut batch, key, value)?;
        }
        if is_end || batch.len() >= ROWS_AT_ONCE || bytes >= BYTES_AT_ONCE {
            let root = tree::update(store, &mut batch)?;
            if is_end {
                break root;
            }
            store.apply(&batch)?;
            batch = Batch::new();
            bytes = 0;
        }
    };
    if u64::from_be_bytes(input.array()?) != rows.count {
        return Err(TransferError::Malformed("it has another number of rows"));
    }
    let mut checksum = [0; 32];
    read_exact(input.input, &mut checksum)?;
    if checksum != <[u8; 32]>::from(input.hash.finalize()) {
        return Err(TransferError::Malformed("its checksum is another"));
    }
    if input.input.read(&mut [0])? != 0 {
        return Err(TransferError::Malformed("there is something left over"));
    }
    if !rows.wanted.is_empty() {
        return Err(TransferError::Malformed("the source of an app is missing"));
    }
    if root != head.root {
        return Err(TransferError::Malformed("the state has another root than its head says"));
    }
    layout::put_format(&mut batch);
    layout::put_head(&mut batch, &head);
    store.apply(&batch)?;
    Ok(head)
}

/// What has been read of the rows.
#[derive(Default)]
struct Rows {
    count: u64,
    last: Vec<u8>,
    /// Sources of apps that have not been read yet.
    wanted: BTreeSet<Hash>,
}

impl Rows {
    fn add(&mut self, batch: &mut Batch, key: Vec<u8>, value: Vec<u8>) -> Result<(), TransferError> {
        if key <= self.last {
            return Err(TransferError::Malformed("the rows are not ascending"));
        }
        let hash = || key.get(1..).and_then(|hash| hash.try_into().ok()).map(Hash);
        match key[0] {
            b'A' if hash().is_some() => {
                let record = AppRecord::from_bytes(&value).map_err(|_| TransferError::Malformed("an app has no record"))?;
                self.wanted.insert(record.code);
            }
            b'P' => {
                let code = Hash::of(&value);
                if hash() != Some(code) || !self.wanted.remove(&code) || Source::unpack(&value).is_err() {
                    return Err(TransferError::Malformed("a source is not that of an app"));
                }
            }
            b'S' if layout::split_entry_key(&key).is_some() => {
                let entry = layout::read_entry(&value).map_err(|_| TransferError::Malformed("an entry has no expiry"))?;
                funds::check_entry(&key, &entry)
                    .map_err(|_| TransferError::Malformed("app zero has an entry that is no balance"))?;
                batch.put(layout::expiry_key(entry.expiry, &key), Vec::new());
            }
            _ => return Err(TransferError::Malformed("a row of another kind")),
        }
        self.count += 1;
        self.last.clone_from(&key);
        batch.put(key, value);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Address;
    use crate::store::MemoryStore;

    /// A store with a head, two apps of one source, and entries.
    fn filled() -> MemoryStore {
        let store = MemoryStore::new();
        layout::open(&store).unwrap();
        let mut batch = Batch::new();
        let packed = Source::new(vec![("a.go".into(), b"package a".to_vec())]).unwrap().pack();
        let code = Hash::of(&packed);
        batch.put(layout::source_key(&code), packed);
        for app in [1, 2] {
            let record = AppRecord {
                code,
                deployer: Address([app; 24]),
                number: 1,
                time: 10,
                package: "a".into(),
                version: 1,
                code_number: 1,
                code_time: 10,
            };
            batch.put(layout::app_key(&Hash([app; 32])), record.to_bytes());
            for n in 0..4u64 {
                let key = layout::entry_key(&Hash([app; 32]), &n.to_be_bytes());
                batch.put(layout::expiry_key(n, &key), Vec::new());
                batch.put(key, layout::write_entry(b"value", n));
            }
        }
        let root = tree::update(&store, &mut batch).unwrap();
        layout::put_head(&mut batch, &Head { chain: 1, number: 2, time: 3, key: Hash([4; 32]), root });
        store.apply(&batch).unwrap();
        store
    }

    fn rows(store: &dyn Store) -> Vec<(Vec<u8>, Vec<u8>)> {
        store.range(&[], &[255; 2], usize::MAX).unwrap()
    }

    fn exported() -> Vec<u8> {
        let mut bytes = Vec::new();
        export_state(&filled(), &mut bytes).unwrap();
        bytes
    }

    fn import(bytes: &[u8]) -> (MemoryStore, Result<Head, TransferError>) {
        let store = MemoryStore::new();
        let head = import_state(&store, &mut &bytes[..]);
        (store, head)
    }

    #[test]
    fn a_state_arrives_as_it_left() {
        let bytes = exported();
        let (store, head) = import(&bytes);
        assert_eq!(head.unwrap(), layout::open(&store).unwrap().unwrap());
        assert_eq!(rows(&store), rows(&filled()));
        let mut again = Vec::new();
        export_state(&store, &mut again).unwrap();
        assert_eq!(again, bytes);
        assert!(matches!(import_state(&store, &mut &bytes[..]), Err(TransferError::NotEmpty)));

        let fresh = MemoryStore::new();
        assert_eq!(layout::open(&fresh).unwrap(), None);
        assert!(matches!(export_state(&fresh, &mut Vec::new()), Err(TransferError::Nothing)));
        import_state(&fresh, &mut &bytes[..]).unwrap();
        assert_eq!(rows(&fresh), rows(&store));
    }

    #[test]
    fn a_file_damaged_at_any_byte_leaves_the_store_empty() {
        let bytes = exported();
        for at in 0..bytes.len() {
            for bit in [1, 0x80] {
                let mut damaged = bytes.clone();
                damaged[at] ^= bit;
                let (store, head) = import(&damaged);
                assert!(head.is_err(), "byte {at}");
                assert_eq!(rows(&store), []);
            }
            assert!(matches!(import(&bytes[..at]).1, Err(TransferError::Malformed(_))), "cut at {at}");
        }
        assert!(import(&[&bytes[..], &[0]].concat()).1.is_err());
    }

    /// Someone who makes a checksum of his own cannot make a store that is not whole.
    #[test]
    fn a_state_with_another_root_or_order_is_refused() {
        let refused = |change: &dyn Fn(&mut Vec<u8>)| {
            let mut bytes = exported();
            bytes.truncate(bytes.len() - 32);
            change(&mut bytes);
            let sum = Sha3_256::digest(&bytes);
            bytes.extend_from_slice(&sum);
            let (store, head) = import(&bytes);
            assert_eq!(rows(&store).is_empty(), head.is_err());
            head.map(|_| ()).map_err(|e| e.to_string())
        };
        let start = 9 + 4 + layout::HEAD_SIZE;
        let row = 9 + 33 + (1 + 32 + 24 + 16 + 4 + 1 + 20);
        assert_eq!(refused(&|_| {}), Ok(()));
        assert_eq!(
            refused(&|bytes| bytes[start - 1] ^= 1).unwrap_err(),
            "not an exported state: the state has another root than its head says"
        );
        assert_eq!(refused(&|bytes| bytes[start + 5] = b'X').unwrap_err(), "not an exported state: a row of another kind");
        assert_eq!(
            refused(&|bytes| bytes[start..start + 2 * row].rotate_left(row)).unwrap_err(),
            "not an exported state: the rows are not ascending"
        );
        assert_eq!(
            refused(&|bytes| bytes[start + 9 + 33 + 1] ^= 1).unwrap_err(),
            "not an exported state: the source of an app is missing"
        );
        assert_eq!(refused(&|bytes| bytes[start + 1] = 255).unwrap_err(), "not an exported state: a key or value is too long");
    }
}
