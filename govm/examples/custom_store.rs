//! A store of one's own: a file that only ever grows, for chains whose state fits in memory. A batch is one line, written and synced
//! before it is reported; a line that a crash has cut off is not there.

#![allow(clippy::print_stdout, reason = "an example shows something")]
#![allow(unreachable_pub, reason = "a test runs it too")]

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use govm::{Address, Batch, ChainConfig, Entries, Hash, MemoryStore, Node, Source, Store, StoreError};

struct Journal {
    rows: MemoryStore,
    file: Mutex<File>,
}

impl Journal {
    fn open(path: &Path) -> Result<Journal, StoreError> {
        let rows = MemoryStore::new();
        let file = OpenOptions::new().read(true).append(true).create(true).open(path).map_err(failed)?;
        for line in BufReader::new(&file).lines() {
            match batch_of(&line.map_err(failed)?) {
                Some(batch) => rows.apply(&batch)?,
                None => break,
            }
        }
        Ok(Journal { rows, file: Mutex::new(file) })
    }
}

impl Store for Journal {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.rows.get(key)
    }

    fn range(&self, start: &[u8], end: &[u8], limit: usize) -> Result<Entries, StoreError> {
        self.rows.range(start, end, limit)
    }

    fn apply(&self, batch: &Batch) -> Result<(), StoreError> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(line_of(batch).as_bytes()).and_then(|()| file.sync_data()).map_err(failed)?;
        self.rows.apply(batch)
    }
}

fn failed(error: std::io::Error) -> StoreError {
    StoreError::Io(error.to_string())
}

/// `key=value` or `key` for each change, in hexadecimal; a full stop ends it.
fn line_of(batch: &Batch) -> String {
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let changes = batch.iter().map(|(key, value)| match value {
        Some(value) => format!("{}={} ", hex(key), hex(value)),
        None => format!("{} ", hex(key)),
    });
    changes.collect::<String>() + ".\n"
}

fn batch_of(line: &str) -> Option<Batch> {
    let bytes = |hex: &str| -> Option<Vec<u8>> {
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()).collect()
    };
    let mut batch = Batch::new();
    for change in line.strip_suffix('.')?.split_whitespace() {
        match change.split_once('=') {
            Some((key, value)) => batch.put(bytes(key)?, bytes(value)?),
            None => batch.delete(bytes(change)?),
        }
    }
    Some(batch)
}

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("chain.journal");
    let user = Address([1; 24]);

    let mut node = Node::open(Arc::new(Journal::open(&path)?), ChainConfig::new(1))?;
    let source = Source::new(vec![("counter.go".into(), include_bytes!("counter.go").to_vec())])?;
    let mut block = node.begin_block(1, 1_700_000_000_000, Hash::default())?;
    let app = block.deploy(user, &source, &[], 10_000_000)?.app;
    let head = block.commit()?;
    drop(node);

    // As after a restart.
    let node = Node::open(Arc::new(Journal::open(&path)?), ChainConfig::new(1))?;
    assert_eq!(node.head(), Some(head));
    println!("app {app} is there, and the state root is {}", head.root);
    Ok(())
}
