//! What a chain does on a store that fails.

mod support;

use std::sync::Arc;
use std::time::Duration;

use govm_runtime::{Error, Fault, FaultyStore, Hash, MemoryStore, Node, Operation, Store, StoreError};
use support::{check, deploy, open, step};

const STEPS: u64 = 25;

/// A chain on a store that can be made to fail, and what is behind it.
fn chain() -> (Arc<dyn Store>, Arc<FaultyStore>, Node) {
    let inner: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let faulty = Arc::new(FaultyStore::new(inner.clone()));
    let mut node = open(faulty.clone()).unwrap();
    deploy(&mut node).unwrap();
    for _ in 0..3 {
        step(&mut node).unwrap();
    }
    (inner, faulty, node)
}

/// The root after so many blocks where nothing fails.
fn root_after(blocks: u64) -> Hash {
    let (_, _, mut node) = chain();
    while step(&mut node).unwrap() < blocks {}
    node.state_root()
}

/// Each step is tried with its first operation of a kind failing, then with its second, until there are none left to fail.
#[test]
fn whatever_fails_once_can_be_done_again() {
    let expected = root_after(STEPS);
    for operation in [Operation::Get, Operation::Range, Operation::Apply] {
        let (inner, faulty, mut node) = chain();
        let mut failures = 0;
        let mut passed = 0;
        while node.head().is_none_or(|head| head.number < STEPS) {
            let before = node.head();
            faulty.inject(operation, passed, Fault::Error);
            match step(&mut node) {
                Ok(_) => passed = 0,
                Err(Error::Store(StoreError::Io(reason))) => {
                    assert_eq!(reason, "an injected fault");
                    assert_eq!(node.head(), before);
                    passed += 1;
                    failures += 1;
                }
                Err(e) => panic!("{e}"),
            }
            faulty.mend();
        }
        assert!(failures >= STEPS - 4, "{operation:?}: {failures}");
        assert_eq!(node.state_root(), expected);
        assert_eq!(check(&node), STEPS);
        assert_eq!(check(&open(inner).unwrap()), STEPS);
    }
}

#[test]
fn a_full_disk_stops_the_chain_until_there_is_room() {
    let (inner, faulty, mut node) = chain();
    faulty.inject(Operation::Apply, 2, Fault::Full);
    assert_eq!(step(&mut node).unwrap(), 5);
    assert_eq!(step(&mut node).unwrap(), 6);
    for _ in 0..5 {
        let error = step(&mut node).unwrap_err();
        assert_eq!(error.to_string(), "the store failed: no space left on device (injected)");
        assert_eq!(check(&node), 6);
        assert_eq!(check(&open(inner.clone()).unwrap()), 6);
    }
    faulty.mend();
    while step(&mut node).unwrap() < STEPS {}
    assert_eq!((check(&node), node.state_root()), (STEPS, root_after(STEPS)));
}

#[test]
fn a_commit_of_unknown_end_is_whole_when_the_store_is_opened_again() {
    let (inner, faulty, mut node) = chain();
    faulty.inject(Operation::Apply, 0, Fault::Unreported);
    assert!(step(&mut node).is_err());
    let mut node = open(inner).unwrap();
    assert_eq!(check(&node), 5);
    while step(&mut node).unwrap() < STEPS {}
    assert_eq!(node.state_root(), root_after(STEPS));
}

/// No store may do this; the check finds it out, wherever the batch is torn.
#[test]
fn a_torn_batch_is_found() {
    let mut torn = 0;
    for changes in 1.. {
        let (inner, faulty, mut node) = chain();
        faulty.inject(Operation::Apply, 0, Fault::Torn(changes));
        assert!(step(&mut node).is_err());
        let node = open(inner).unwrap();
        match node.check_state() {
            // All of it, in the end.
            Ok(_) => {
                assert_eq!(check(&node), 5);
                break;
            }
            Err(Error::Store(StoreError::Damaged(_))) => torn += 1,
            Err(e) => panic!("{e}"),
        }
    }
    assert!(torn > 10, "{torn}");
}

#[test]
fn a_slow_store_changes_nothing() {
    let (_, faulty, mut node) = chain();
    faulty.inject(Operation::Apply, 0, Fault::Slow(Duration::from_millis(2)));
    faulty.inject(Operation::Get, 0, Fault::Slow(Duration::from_micros(10)));
    while step(&mut node).unwrap() < STEPS {}
    assert_eq!(node.state_root(), root_after(STEPS));
}
