//! Many readers beside one writer: each answer is of one block, and blocks never go back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use govm_runtime::{
    Address, ChainConfig, Error, Fault, FaultyStore, Hash, MemoryStore, Node, Operation, Reader, RedbStore, SledStore, Source,
    Store,
};

const ENERGY: u64 = 10_000_000;
const TIME: u64 = 1_700_000_000_000;
const SUM: u64 = 1_000_000;
const USER: Address = Address([1; 24]);

const PAIR: &str = r#"package pair

import "govm"

var (
	balances = govm.NewMap[int, uint64]("balances")
	changes  = govm.NewVar[uint64]("changes")
)

func Init(sum uint64) { balances.Set(0, sum) }

// Move moves an amount from an account to the other.
func Move(from int, amount uint64) {
	balances.Set(from, balances.Get(from)-amount)
	balances.Set(1-from, balances.Get(1-from)+amount)
	changes.Set(govm.BlockHeight())
}

// Both yields both balances, the block of the last change and the block that the query runs in.
func Both() (uint64, uint64, uint64, uint64) {
	return balances.Get(0), balances.Get(1), changes.Get(), govm.BlockHeight()
}

func Fill(n int) {
	for i := range n {
		balances.Set(i+2, uint64(i))
	}
}

func Spin() {
	for {
	}
}
"#;

fn start(store: Arc<dyn Store>) -> (Node, Hash) {
    let mut node = Node::open(store, ChainConfig::new(1)).unwrap();
    let source = Source::new(vec![("pair.go".into(), PAIR.into())]).unwrap();
    let mut block = node.begin_block(1, TIME, Hash::default()).unwrap();
    let deployment = block.deploy(USER, &source, &SUM.to_be_bytes(), ENERGY).unwrap();
    assert!(deployment.receipt.is_ok(), "{:?}", deployment.receipt);
    block.commit().unwrap();
    (node, deployment.app)
}

/// Calls a function in a block of its own.
fn block(node: &mut Node, app: Hash, function: &str, args: &str) -> Result<(), Error> {
    let args = node.arguments_from_json(&app, function, args)?;
    let number = node.head().map_or(1, |head| head.number + 1);
    let mut block = node.begin_block(number, TIME + number, Hash::default())?;
    let receipt = block.call(USER, app, function, &args, ENERGY)?;
    assert!(receipt.is_ok(), "{receipt:?}");
    block.commit().map(drop)
}

fn both(reader: &Reader, app: Hash) -> [u64; 4] {
    let receipt = reader.query(USER, app, "Both", &[], ENERGY).unwrap();
    assert!(receipt.is_ok(), "{receipt:?}");
    let (values, rest) = receipt.result.as_chunks::<8>();
    assert_eq!((values.len(), rest.len()), (4, 0));
    [0, 1, 2, 3].map(|at| u64::from_be_bytes(values[at]))
}

/// One writer and four readers. Each reader asks at least once after the last block.
fn one_writer_and_readers(store: Arc<dyn Store>) {
    const BLOCKS: u64 = 200;
    let (mut node, app) = start(store);
    block(&mut node, app, "Move", "[0, 500000]").unwrap();
    let ended = AtomicBool::new(false);
    let answers = AtomicU64::new(0);
    std::thread::scope(|threads| {
        for _ in 0..4 {
            let (reader, ended, answers) = (node.reader(), &ended, &answers);
            threads.spawn(move || {
                let mut last = 0;
                loop {
                    let is_last = ended.load(Ordering::Acquire);
                    let before = reader.head().unwrap().number;
                    let [first, second, changed, height] = both(&reader, app);
                    assert_eq!(first + second, SUM);
                    assert_eq!(changed, height);
                    let after = reader.head().unwrap().number;
                    assert!(last <= before && before <= height && height <= after, "{last} {before} {height} {after}");
                    let proven = reader.prove(&app, b"v\x07changes").unwrap();
                    assert_eq!(proven.entry.unwrap().value.len(), 8);
                    last = after;
                    answers.fetch_add(1, Ordering::Relaxed);
                    if is_last {
                        assert_eq!(last, BLOCKS + 2);
                        break;
                    }
                }
            });
        }
        for n in 0..BLOCKS {
            block(&mut node, app, "Move", &format!("[{}, {}]", n % 2, 1 + n % 7)).unwrap();
        }
        ended.store(true, Ordering::Release);
    });
    assert!(answers.into_inner() >= 4);
    assert_eq!(node.check_state().unwrap(), node.state_root());
}

#[test]
fn readers_beside_a_writer_in_memory() {
    one_writer_and_readers(Arc::new(MemoryStore::new()));
}

#[test]
fn readers_beside_a_writer_on_sled() {
    let folder = tempfile::tempdir().unwrap();
    one_writer_and_readers(Arc::new(SledStore::open(folder.path()).unwrap()));
}

#[test]
fn readers_beside_a_writer_on_redb() {
    let folder = tempfile::tempdir().unwrap();
    one_writer_and_readers(Arc::new(RedbStore::open(&folder.path().join("chain.redb")).unwrap()));
}

#[test]
fn readers_see_a_block_when_it_is_committed() {
    let (mut node, app) = start(Arc::new(MemoryStore::new()));
    let reader = node.reader();
    let args = node.arguments_from_json(&app, "Move", "[0, 400]").unwrap();
    let mut made = node.begin_block(2, TIME + 2, Hash::default()).unwrap();
    assert!(made.call(USER, app, "Move", &args, ENERGY).unwrap().is_ok());
    assert_eq!(both(&reader, app), [SUM, 0, 0, 1]);
    assert_eq!(reader.head().unwrap().number, 1);
    made.commit().unwrap();
    assert_eq!(both(&reader, app), [SUM - 400, 400, 2, 2]);
    // A reader stays when the node is gone.
    drop(node);
    assert_eq!(reader.head().unwrap().number, 2);
    assert_eq!(reader.results_to_json(&app, "Both", &[0; 32]).unwrap(), "[0,0,0,0]");
}

#[test]
fn a_commit_that_fails_leaves_the_head_as_the_store_has_it() {
    let faulty = Arc::new(FaultyStore::new(Arc::new(MemoryStore::new())));
    let (mut node, app) = start(faulty.clone());
    let reader = node.reader();
    for fault in [Fault::Error, Fault::Full] {
        faulty.inject(Operation::Apply, 0, fault);
        assert!(matches!(block(&mut node, app, "Move", "[0, 5]"), Err(Error::Store(_))));
        assert_eq!(reader.head().unwrap().number, 1);
        assert_eq!(both(&reader, app), [SUM, 0, 0, 1]);
        assert!(reader.prove(&app, b"v\x07changes").unwrap().entry.is_none());
        faulty.mend();
    }
    // What was applied although it was reported as failed is there, whole.
    faulty.inject(Operation::Apply, 0, Fault::Unreported);
    assert!(block(&mut node, app, "Move", "[0, 5]").is_err());
    assert_eq!(both(&reader, app), [SUM - 5, 5, 2, 2]);
    assert_eq!(reader.check_state().unwrap(), reader.state_root());
    block(&mut node, app, "Move", "[0, 5]").unwrap();
    assert_eq!(both(&reader, app), [SUM - 10, 10, 3, 3]);
}

#[test]
fn an_iteration_is_of_one_block() {
    let (mut node, app) = start(Arc::new(MemoryStore::new()));
    block(&mut node, app, "Fill", "[600]").unwrap();
    let reader = node.reader();
    assert_eq!(reader.entries(&app, b"m").map(Result::unwrap).count(), 601);
    let mut entries = reader.entries(&app, b"m");
    assert!(entries.next().unwrap().is_ok());
    block(&mut node, app, "Fill", "[700]").unwrap();
    let rest: Vec<_> = entries.collect();
    let (end, read) = rest.split_last().unwrap();
    assert!(read.len() < 600 && read.iter().all(Result::is_ok));
    assert_eq!(end.as_ref().unwrap_err().code(), "X0009");
}

#[test]
fn a_stop_ends_the_queries_of_readers() {
    let (mut node, app) = start(Arc::new(MemoryStore::new()));
    let (reader, stop) = (node.reader(), node.stop_handle());
    std::thread::scope(|threads| {
        let query = threads.spawn(|| reader.query(USER, app, "Spin", &[], i64::MAX as u64 / 2));
        stop.stop();
        assert!(matches!(query.join().unwrap(), Err(Error::Stopped)));
    });
    // A run too short for the machine to look up does not begin.
    assert!(matches!(reader.query(USER, app, "Both", &[], ENERGY), Err(Error::Stopped)));
    stop.resume();
    block(&mut node, app, "Move", "[0, 5]").unwrap();
    assert_eq!(both(&reader, app), [SUM - 5, 5, 2, 2]);
}
