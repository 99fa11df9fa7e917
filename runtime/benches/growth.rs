//! What calls and commits cost as the state and the number of apps grow: `cargo bench -p govm-runtime --bench growth`. Prints
//! processor time of the calling thread, per call, of the median block. With names, as in `-- transfers sled`, only those.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use govm_runtime::{Address, CachedStore, ChainConfig, Hash, MemoryStore, Node, RedbStore, SledStore, Source, Store};
use rustix::time::{ClockId, clock_gettime};

const TIME: u64 = 1_700_000_000_000;
const CALLS: u64 = 1000;
const BLOCKS: usize = 15;
/// Bytes of rows in memory before a durable store.
const CACHE: usize = 512 << 20;

/// Processor time in microseconds.
fn now() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e6 + time.tv_nsec as f64 / 1e3
}

fn user(n: u64) -> Address {
    let mut bytes = [1; 24];
    bytes[..8].copy_from_slice(&n.to_be_bytes());
    bytes[0] = 1;
    Address(bytes)
}

fn source(name: &str) -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contracts").join(name);
    Source::new(vec![(name.into(), std::fs::read(path).expect("a contract"))]).expect("a source")
}

fn chain(store: Arc<dyn Store>) -> Node {
    Node::open(store, ChainConfig::new(1)).expect("an empty store")
}

/// Does something in the next block. Yields the time of that and of the commit.
fn block(node: &mut Node, run: impl FnOnce(&mut govm_runtime::Block<'_>)) -> (f64, f64) {
    let number = node.head().map_or(0, |head| head.number) + 1;
    let mut block = node.begin_block(number, TIME, Hash::default()).expect("a block");
    let start = now();
    run(&mut block);
    let end = now();
    block.commit().expect("a commit");
    (end - start, now() - end)
}

fn deploy(node: &mut Node, deployer: Address, source: &Source, args: &[u8]) -> Hash {
    let mut app = Hash::default();
    block(node, |block| app = block.deploy(deployer, source, args, u64::MAX >> 1).expect("an app").app);
    app
}

/// The median block of calls, per call: the calls, and the commit. `args` makes the arguments of each from a random number.
fn measure(node: &mut Node, app: Hash, function: &str, args: impl Fn(u64) -> Vec<u8>) -> (f64, f64) {
    let mut random = 88_172_645_463_325_252u64;
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..BLOCKS {
        let (calls, commit) = block(node, |block| {
            for _ in 0..CALLS {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                let receipt = block.call(user(1), app, function, &args(random), u64::MAX >> 1).expect("a receipt");
                assert!(receipt.is_ok(), "{receipt:?}");
            }
        });
        times[0].push(calls / CALLS as f64);
        times[1].push(commit / CALLS as f64);
    }
    let [calls, commits] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[BLOCKS / 2]
    });
    (calls, commits)
}

fn row(what: &str, (call, commit): (f64, f64)) {
    let rate = 1e6 / (call + commit);
    writeln!(std::io::stdout(), "{what:<50} call {call:6.2} us, its share of the commit {commit:6.2} us: {rate:8.0} a second")
        .expect("standard output");
}

fn store(name: &str, dir: &Path) -> Arc<dyn Store> {
    let durable: Arc<dyn Store> = match name {
        "memory" => return Arc::new(MemoryStore::new()),
        "sled" => Arc::new(SledStore::open(&dir.join("sled")).expect("a store")),
        _ => Arc::new(RedbStore::open(&dir.join("state.redb")).expect("a store")),
    };
    Arc::new(CachedStore::new(durable, CACHE))
}

/// Transfers of a token, of two accounts and of many.
fn transfers(name: &str) {
    let dir = tempfile::tempdir().expect("a directory");
    let mut node = chain(store(name, dir.path()));
    let app = deploy(&mut node, user(1), &source("token.go"), &u64::MAX.to_be_bytes());
    let to = |n: u64| [&user(n).0[..], &1u64.to_be_bytes()].concat();
    let time = measure(&mut node, app, "Transfer", |_| to(2));
    row(&format!("{name}: transfers of two accounts"), time);
    let time = measure(&mut node, app, "Transfer", |random| to(random % 10_000));
    row(&format!("{name}: transfers to 10,000 accounts"), time);
}

/// Calls that each change one of so many entries.
fn entries(name: &str) {
    let dir = tempfile::tempdir().expect("a directory");
    let mut node = chain(store(name, dir.path()));
    let app = deploy(&mut node, user(1), &source("growth.go"), &[]);
    let mut filled = 0u64;
    for size in [1_000u64, 10_000, 100_000, 1_000_000] {
        while filled < size {
            block(&mut node, |block| {
                for _ in 0..10.min((size - filled) / 1000) {
                    let args = [filled.to_be_bytes(), 1000u64.to_be_bytes()].concat();
                    let receipt = block.call(user(1), app, "Fill", &args, u64::MAX >> 1).expect("a receipt");
                    assert!(receipt.is_ok(), "{receipt:?}");
                    filled += 1000;
                }
            });
        }
        let time = measure(&mut node, app, "Touch", |random| (random % size).to_be_bytes().to_vec());
        row(&format!("{name}: one of {size} entries"), time);
    }
}

/// Calls of one of so many apps.
fn apps(name: &str) {
    let dir = tempfile::tempdir().expect("a directory");
    let mut node = chain(store(name, dir.path()));
    let source = source("growth.go");
    let app = deploy(&mut node, user(1), &source, &[]);
    let mut deployed = 1;
    for count in [1, 10, 100, 1000, 10_000] {
        block(&mut node, |block| {
            while deployed < count {
                deployed += 1;
                block.deploy(user(deployed), &source, &[], u64::MAX >> 1).expect("an app");
            }
        });
        let time = measure(&mut node, app, "Touch", |random| (random % 1000).to_be_bytes().to_vec());
        row(&format!("{name}: one of {count} apps"), time);
    }
}

/// Deployments of one contract of some 300 lines, whose sources differ in a last comment: each is compiled.
fn deployments(name: &str) {
    let dir = tempfile::tempdir().expect("a directory");
    let mut node = chain(store(name, dir.path()));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/contracts/multisig/multisig.go");
    let text = std::fs::read_to_string(path).expect("a contract");
    let mut times = Vec::new();
    for no in 0..100 {
        let text = format!("{text}\n// {no}\n");
        let source = Source::new(vec![("multisig.go".into(), text.into_bytes())]).expect("a source");
        // Its constructor wants arguments and refuses these; all but its own work has been done by then.
        times.push(block(&mut node, |block| drop(block.deploy(user(1), &source, &[], u64::MAX >> 1).expect("a receipt"))));
    }
    times.sort_by(|a, b| f64::total_cmp(&a.0, &b.0));
    row(&format!("{name}: deployments of {} lines", text.lines().count()), times[times.len() / 2]);
}

/// A bench, and the stores that it is run on.
type Bench = (&'static str, fn(&str), &'static [&'static str]);

const BENCHES: [Bench; 4] = [
    ("transfers", transfers, &["memory", "sled", "redb"]),
    ("deployments", deployments, &["memory"]),
    ("apps", apps, &["sled"]),
    ("entries", entries, &["sled", "redb"]),
];

fn main() {
    // Cargo adds options of its own.
    let names: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let is_wanted = |name: &str| names.iter().any(|wanted| wanted == name);
    for (name, bench, stores) in BENCHES {
        for store in stores.iter().filter(|store| names.is_empty() || is_wanted(name) && is_wanted(store)) {
            bench(store);
        }
    }
}
