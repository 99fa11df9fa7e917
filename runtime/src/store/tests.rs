//! What every store has to do, asked of each of them.

use std::path::Path;

use super::*;

type Open = fn(&Path) -> Result<Box<dyn Store>, StoreError>;

/// The stores that outlive a process.
const DURABLE: [(&str, Open); 2] =
    [("sled", |path| Ok(Box::new(SledStore::open(path)?))), ("redb", |path| Ok(Box::new(RedbStore::open(path)?)))];

fn batch(changes: &[(&[u8], Option<&[u8]>)]) -> Batch {
    let mut batch = Batch::new();
    for (key, value) in changes {
        match value {
            Some(value) => batch.put(key.to_vec(), value.to_vec()),
            None => batch.delete(key.to_vec()),
        }
    }
    batch
}

/// Runs a check on an empty store of each kind.
fn on_each_store(check: impl Fn(&str, &dyn Store)) {
    check("memory", &MemoryStore::new());
    check("cached", &CachedStore::new(std::sync::Arc::new(MemoryStore::new()), 1 << 20));
    for (name, open) in DURABLE {
        let dir = tempfile::tempdir().unwrap();
        check(name, &*open(&dir.path().join("state")).unwrap());
    }
}

#[test]
fn reads_what_was_written_last() {
    on_each_store(|name, store| {
        assert_eq!(store.get(b"a").unwrap(), None, "{name}");
        store.apply(&Batch::new()).unwrap();
        store.apply(&batch(&[(b"a", Some(b"1")), (b"b", Some(b"")), (b"c", Some(b"3")), (b"\0", Some(b"0"))])).unwrap();
        store.apply(&batch(&[(b"c", None), (b"absent", None), (b"a", Some(b"2"))])).unwrap();
        assert_eq!(store.get(b"a").unwrap().as_deref(), Some(&b"2"[..]), "{name}");
        assert_eq!(store.get(b"b").unwrap().as_deref(), Some(&b""[..]), "{name}");
        assert_eq!(store.get(b"c").unwrap(), None, "{name}");
        assert_eq!(store.get(b"").unwrap(), None, "{name}");
    });
}

#[test]
fn ranges_are_in_order_of_bytes_and_end_before_their_end() {
    on_each_store(|name, store| {
        let written: [&[u8]; 8] = [b"b", b"\xff\xff", b"a", b"ab", b"a\0", b"\0", b"b\xff", b"\xff"];
        store.apply(&batch(&written.map(|key| (key, Some(key))))).unwrap();
        let keys = |start: &[u8], end: &[u8], limit| -> Vec<Vec<u8>> {
            let entries = store.range(start, end, limit).unwrap();
            assert!(entries.iter().all(|(key, value)| key == value), "{name}");
            entries.into_iter().map(|(key, _)| key).collect()
        };
        let all: [&[u8]; 8] = [b"\0", b"a", b"a\0", b"ab", b"b", b"b\xff", b"\xff", b"\xff\xff"];
        assert_eq!(keys(b"", b"\xff\xff\xff", 100), all, "{name}");
        assert_eq!(keys(b"", b"\xff\xff\xff", 3), all[..3], "{name}");
        assert_eq!(keys(b"a", b"b", 10), all[1..4], "{name}");
        assert_eq!(keys(b"b", &prefix_end(b"b").unwrap(), 10), all[4..6], "{name}");
        assert_eq!(keys(b"a\0", b"\xff", 10), all[2..6], "{name}");
        assert_eq!(keys(b"a", b"z", 0), all[..0], "{name}");
        assert_eq!(keys(b"b", b"a", 10), all[..0], "{name}");
        assert_eq!(keys(b"a", b"a", 10), all[..0], "{name}");
    });
}

#[test]
fn keys_and_values_may_be_long() {
    on_each_store(|name, store| {
        let value: Vec<u8> = (0..1 << 20).map(|i: u32| (i.wrapping_mul(i) >> 7) as u8).collect();
        let keys = [vec![b'k'; 1], vec![b'k'; 2000], vec![b'k'; 9000]];
        store.apply(&batch(&[(&keys[0], Some(&value)), (&keys[1], Some(b"")), (&keys[2], Some(&value))])).unwrap();
        assert_eq!(store.get(&keys[0]).unwrap().as_ref(), Some(&value), "{name}");
        let found = store.range(b"k", b"l", 10).unwrap();
        assert_eq!(found.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>(), keys, "{name}");
        assert!(found[1].1.is_empty() && found[2].1 == value, "{name}");
    });
}

#[test]
fn one_reader_sees_whole_batches_while_another_thread_writes() {
    on_each_store(|name, store| {
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for round in 0..50u8 {
                    let pairs: Vec<(Vec<u8>, Vec<u8>)> = (0..20u8).map(|i| (vec![b'k', i], vec![round])).collect();
                    store.apply(&batch(&pairs.iter().map(|(k, v)| (&k[..], Some(&v[..]))).collect::<Vec<_>>())).unwrap();
                }
            });
            let mut last = 0;
            while last < 49 {
                let Some(value) = store.get(&[b'k', 0]).unwrap() else { continue };
                assert!(value[0] >= last, "{name}");
                last = value[0];
            }
        });
        assert_eq!(store.range(b"k", b"l", 100).unwrap().len(), 20, "{name}");
    });
}

#[test]
fn durable_stores_keep_what_they_reported_and_have_one_owner() {
    for (name, open) in DURABLE {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("state");
        for round in 0..5u8 {
            let store = open(&path).unwrap();
            assert!(matches!(open(&path), Err(StoreError::Busy { .. })), "{name}");
            assert_eq!(store.get(b"round").unwrap(), round.checked_sub(1).map(|r| vec![r]), "{name}");
            store.apply(&batch(&[(b"round", Some(&[round])), (&[round], Some(b"")), (&[round.wrapping_sub(1)], None)])).unwrap();
            assert_eq!(store.range(b"", b"r", 10).unwrap(), [(vec![round], vec![])], "{name}");
        }
    }
}

#[test]
fn what_is_no_store_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    std::fs::write(&file, "hello").unwrap();
    assert!(matches!(SledStore::open(&file), Err(StoreError::Open { .. })));
    assert!(matches!(SledStore::open(dir.path()), Err(StoreError::Foreign(_))));
    assert!(matches!(RedbStore::open(&file), Err(StoreError::Foreign(_))));
    assert!(matches!(RedbStore::open(dir.path()), Err(StoreError::Open { .. })));
    for (name, open) in DURABLE {
        assert!(matches!(open(&file.join("below")), Err(StoreError::Open { .. })), "{name}");
    }
    assert_eq!(std::fs::read(&file).unwrap(), b"hello");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn damaged_files_are_refused_or_read_right() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("state");
    RedbStore::open(&path).unwrap().apply(&batch(&[(b"a", Some(b"1"))])).unwrap();
    let whole = std::fs::read(&path).unwrap();
    for len in [0, 3, 9, 100, 320, 4096, whole.len() / 2] {
        std::fs::write(&path, &whole[..len]).unwrap();
        assert!(RedbStore::open(&path).is_err(), "{len}");
    }
}

/// What a process leaves that is killed while sled opens a store.
#[test]
fn an_unfinished_snapshot_does_not_close_a_store() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("state");
    SledStore::open(&path).unwrap().apply(&batch(&[(b"a", Some(b"1"))])).unwrap();
    // Once opened again, the store has a snapshot that is whole.
    drop(SledStore::open(&path).unwrap());
    for contents in [&b""[..], b"half"] {
        let unfinished = path.join("snap.00000000FFFFFFFF.generating");
        std::fs::write(&unfinished, contents).unwrap();
        assert_eq!(SledStore::open(&path).unwrap().get(b"a").unwrap().as_deref(), Some(&b"1"[..]));
        assert!(!unfinished.exists());
    }
}

#[test]
fn ends_of_prefixes() {
    assert_eq!(prefix_end(b"ab"), Some(b"ac".to_vec()));
    assert_eq!(prefix_end(&[1, 255, 255]), Some(vec![2]));
    assert_eq!(prefix_end(&[255, 255]), None);
    assert_eq!(prefix_end(b""), None);
}
