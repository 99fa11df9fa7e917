//! The tree against a recomputation from all entries, and proofs against those who would bend them.

use super::*;
use crate::store::MemoryStore;

/// Pseudo-random numbers, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

fn entry(n: u64) -> Vec<u8> {
    layout::entry_key(&Hash([7; 32]), &n.to_be_bytes())
}

fn commit(store: &MemoryStore, mut batch: Batch) -> Hash {
    let root = update(store, &mut batch).unwrap();
    store.apply(&batch).unwrap();
    root
}

fn pages(store: &MemoryStore) -> Vec<(Vec<u8>, Vec<u8>)> {
    store.range(b"H", b"I", usize::MAX).unwrap()
}

#[test]
fn the_root_is_that_of_a_recomputation_whatever_the_history() {
    let mut random = Random(42);
    for keys in [1, 2, 3, 20, 400, 3000] {
        let store = MemoryStore::new();
        for round in 0..40 {
            let mut batch = Batch::new();
            for _ in 0..=random.below(1 + keys / 3) {
                let key = entry(random.below(keys));
                // Mostly growing at first, mostly shrinking in the end.
                if random.below(40) >= round {
                    batch.put(key, random.below(1000).to_be_bytes().to_vec());
                } else {
                    batch.delete(key);
                }
            }
            batch.put(b"Mother".to_vec(), vec![1]);
            let root = commit(&store, batch);
            assert_eq!(root, recompute(&store).unwrap());
        }
        // The same entries at once, in a new store: the same pages too.
        let other = MemoryStore::new();
        let mut batch = Batch::new();
        for (key, value) in store.range(b"S", b"T", usize::MAX).unwrap() {
            batch.put(key, value);
        }
        assert_eq!(commit(&other, batch), recompute(&store).unwrap());
        assert_eq!(pages(&other), pages(&store));
        // And nothing remains of a state that is deleted whole.
        let mut batch = Batch::new();
        (0..keys).for_each(|n| batch.delete(entry(n)));
        assert_eq!(commit(&store, batch), EMPTY);
        assert_eq!(pages(&store), []);
    }
}

#[test]
fn apps_and_entries_count_and_nothing_else() {
    let store = MemoryStore::new();
    let put = |key: &[u8], value: &[u8]| {
        let mut batch = Batch::new();
        batch.put(key.to_vec(), value.to_vec());
        commit(&store, batch)
    };
    assert_eq!(put(b"Xrow", b""), EMPTY);
    let one = put(b"Sentry", b"1");
    assert_eq!(one, Leaf { key: hash_key(b"Sentry"), value: hash_value(b"1") }.hash());
    assert_eq!(put(b"Bcode", b"1"), one);
    let two = put(b"Aapp", b"1");
    assert_ne!(two, one);
    assert_ne!(put(b"Sentry", b"2"), two);
    assert_eq!(put(b"Sentry", b"1"), two);
}

/// A store with so many entries, and its root.
fn filled(keys: u64) -> (MemoryStore, Hash) {
    let store = MemoryStore::new();
    let mut batch = Batch::new();
    (0..keys).for_each(|n| batch.put(entry(n), n.to_string().into_bytes()));
    let root = commit(&store, batch);
    (store, root)
}

#[test]
fn proofs_show_what_is_there_and_what_is_not() {
    for keys in [0, 1, 2, 5, 300] {
        let (store, root) = filled(keys);
        for n in 0..keys + 100 {
            let (key, value) = (entry(n), n.to_string().into_bytes());
            let value = (n < keys).then_some(value.as_slice());
            let bytes = prove(&store, &key).unwrap().to_bytes();
            let proof = StateProof::from_bytes(&bytes).unwrap();
            assert_eq!(proof.to_bytes(), bytes);
            assert_eq!(proof.verify(&root, &key, value), Ok(()), "{n} of {keys}");
            let lie = if value.is_some() { None } else { Some(&b"1"[..]) };
            assert_eq!(proof.verify(&root, &key, lie), Err(ProofError::Mismatch));
            assert_eq!(proof.verify(&root, &key, Some(b"other")), Err(ProofError::Mismatch));
            assert_eq!(proof.verify(&Hash([1; 32]), &key, value), Err(ProofError::Mismatch));
            assert!(bytes.len() < 8400);
        }
    }
}

#[test]
fn a_changed_proof_shows_nothing() {
    let (store, root) = filled(300);
    for n in [3, 1000] {
        let (key, text) = (entry(n), n.to_string().into_bytes());
        let value = (n < 300).then_some(text.as_slice());
        let bytes = prove(&store, &key).unwrap().to_bytes();
        for at in 0..bytes.len() {
            assert!(StateProof::from_bytes(&bytes[..at]).is_err());
            for bit in 0..8 {
                let mut changed = bytes.clone();
                changed[at] ^= 1 << bit;
                // Whatever it reads as, it proves neither the truth nor its opposite.
                if let Ok(proof) = StateProof::from_bytes(&changed) {
                    for claim in [value, None, Some(&b"1"[..])] {
                        assert_eq!(proof.verify(&root, &key, claim), Err(ProofError::Mismatch), "bit {bit} of byte {at}");
                    }
                }
            }
        }
        assert!(StateProof::from_bytes(&[&bytes[..], &[0]].concat()).is_err());
    }
    for hostile in [&[][..], &[1, 255, 255], &[1, 1, 1], &[1, 1, 0, 255], &[2, 0, 0, 1], &[1, 0, 1, 0x40, 1], &[0; 9000]] {
        assert_eq!(StateProof::from_bytes(hostile), Err(ProofError::Malformed), "{hostile:?}");
    }
}

/// The leaf of a key that is there cannot serve to show that it, or a key elsewhere, is absent.
#[test]
fn absence_needs_a_leaf_in_the_place_of_the_key() {
    let (store, root) = filled(300);
    let proof_of = |n| prove(&store, &entry(n)).unwrap();
    let forged = |n: u64| {
        let mut bytes = proof_of(n).to_bytes();
        let own = bytes.pop().unwrap();
        assert_eq!(own, 0);
        bytes.push(2);
        bytes.extend([hash_key(&entry(n)).0, hash_value(n.to_string().as_bytes()).0].concat());
        StateProof::from_bytes(&bytes).unwrap()
    };
    for n in 0..300 {
        assert_eq!(forged(n).verify(&root, &entry(n), None), Err(ProofError::Mismatch));
        assert_eq!(forged(n).verify(&root, &entry((n + 1) % 300), None), Err(ProofError::Mismatch));
    }
}

#[test]
fn damaged_pages_are_an_error() {
    let (store, _) = filled(300);
    let whole = pages(&store);
    assert!(whole.len() > 16);
    for (key, page) in &whole {
        for damage in [Vec::new(), page[..page.len() - 1].to_vec(), [&page[..], &[0]].concat(), vec![9], vec![2; 65], vec![3; 33]]
        {
            let mut batch = Batch::new();
            batch.put(key.clone(), damage);
            store.apply(&batch).unwrap();
            let mut batch = Batch::new();
            (0..600).for_each(|n| batch.put(entry(n), vec![1]));
            assert!(matches!(update(&store, &mut batch), Err(StoreError::Damaged(_))));
            assert!((0..300).any(|n| prove(&store, &entry(n)).is_err()));
        }
        let mut batch = Batch::new();
        batch.put(key.clone(), page.clone());
        store.apply(&batch).unwrap();
    }
}

/// The hashes are a protocol: whoever checks proofs has them too. The values come from another implementation of docs/state.md.
#[test]
fn the_hashes_are_these() {
    let (_, root) = filled(3);
    assert_eq!(root.to_string(), "0x6872fe0048d58378549fada7b303cc55736a27f09908ad76c36bf6399eb4e3f5");
    assert_eq!(hash_key(b"k").to_string(), "0x291534ee531a06c64ef5abbd18e6b48f77322ea684ce6cf2a5380cea3f45b261");
}
