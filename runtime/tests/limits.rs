//! The limits of a chain's configuration, each just below and just above: what is allowed is what is configured.

use std::sync::Arc;

use govm_runtime::{Address, ChainConfig, Error, Hash, Limits, MemoryStore, Node, Receipt, Source, Status, Store};

const CONTRACT: &str = include_str!("contracts/limits.go");
const ENERGY: u64 = 20_000_000;
const TIME: u64 = 1_700_000_000_000;
const USER: Address = Address([1; 24]);

fn source(files: usize) -> Source {
    let more = (1..files).map(|n| (format!("more{n}.go"), b"package limits\n".to_vec()));
    Source::new([("limits.go".into(), CONTRACT.as_bytes().to_vec())].into_iter().chain(more).collect()).unwrap()
}

fn open(set: impl FnOnce(&mut Limits)) -> Node {
    let mut config = ChainConfig::new(1);
    set(&mut config.limits);
    Node::open(Arc::new(MemoryStore::new()), config).unwrap()
}

/// Runs an entry point on a chain with these limits.
fn run(set: impl FnOnce(&mut Limits), function: &str, args: &str) -> (Node, Receipt) {
    let mut node = open(set);
    let mut block = node.begin_block(1, 1_700_000_000_000, Hash::default()).unwrap();
    let deployment = block.deploy(USER, &source(1), &[], ENERGY).unwrap();
    assert!(deployment.receipt.is_ok(), "{:?}", deployment.receipt);
    block.commit().unwrap();
    let args = node.arguments_from_json(&deployment.app, function, args).unwrap();
    let mut block = node.begin_block(2, 1_700_000_001_000, Hash::default()).unwrap();
    let receipt = block.call(USER, deployment.app, function, &args, ENERGY).unwrap();
    block.commit().unwrap();
    (node, receipt)
}

/// The entry point succeeds with `most`, and one more is over the limit and leaves nothing.
fn ends_at(set: impl Fn(&mut Limits), function: &str, most: usize, message: &str) {
    let (_, below) = run(&set, function, &format!("[{most}]"));
    assert!(below.is_ok(), "{function}({most}): {below:?}");
    let (_, above) = run(&set, function, &format!("[{}]", most + 1));
    assert_eq!(above.status, Status::Limit, "{function}({}): {above:?}", most + 1);
    assert_eq!(above.failure.as_ref().map(|failure| failure.message.as_str()), Some(message));
    assert!(above.writes.is_empty() && above.events.is_empty());
}

#[test]
fn keys_and_values() {
    // A key has the letter before it that keeps it apart from those of variables.
    ends_at(|limits| limits.key = 64, "Key", 63, "govm: a key of 65 bytes, 64 are allowed");
    ends_at(|limits| limits.value = 200, "Value", 200, "govm: a value of 201 bytes, 200 are allowed");
}

#[test]
fn arguments_and_results() {
    // A text has its length, four bytes, before it.
    ends_at(|limits| limits.message = 100, "Give", 96, "results of 101 bytes, 100 are allowed");
    let take = |size: usize| run(|limits| limits.message = 100, "Take", &format!("[\"{}\"]", "x".repeat(size))).1;
    assert!(take(96).is_ok());
    let above = take(97);
    assert_eq!(above.status, Status::Limit);
    assert_eq!(above.failure.unwrap().message, "arguments of 101 bytes, 100 are allowed");
}

#[test]
fn events() {
    ends_at(|limits| limits.events = 3, "Tell", 3, "govm: too many events");
    // Beside its name, an event without fields has the app and two lengths: forty bytes.
    ends_at(|limits| limits.event_bytes = 200, "Shout", 160, "govm: the events are too long");
}

#[test]
fn error_messages_are_cut() {
    for (size, kept) in [(9, 9), (10, 10), (11, 10)] {
        let (_, receipt) = run(|limits| limits.error_text = 10, "Fail", &format!("[{size}]"));
        assert_eq!(receipt.status, Status::Error);
        assert_eq!(receipt.failure.unwrap().message.len(), kept);
    }
}

#[test]
fn lives_are_shortened() {
    for (life, kept) in [(4999, "4999"), (5000, "5000"), (5001, "5000"), (u64::MAX, "5000")] {
        let (node, receipt) = run(|limits| limits.life = 5000, "Keep", &format!("[{life}]"));
        assert!(receipt.is_ok(), "{receipt:?}");
        assert_eq!(node.results_to_json(&receipt.app, "Keep", &receipt.result).unwrap(), kept);
    }
}

#[test]
fn sources() {
    let size = source(1).pack().len();
    assert!(open(|limits| limits.source = size).compile(&source(1)).is_ok());
    assert!(matches!(open(|limits| limits.source = size - 1).compile(&source(1)), Err(Error::Deployment(_))));
    assert!(open(|limits| limits.files = 2).compile(&source(2)).is_ok());
    assert!(matches!(open(|limits| limits.files = 2).compile(&source(3)), Err(Error::Deployment(_))));
}

/// A chain with these limits, and apps of the contract.
fn deployed(set: impl FnOnce(&mut Limits), apps: u8) -> (Node, Vec<Hash>) {
    let mut node = open(set);
    let mut block = node.begin_block(1, TIME, Hash::default()).unwrap();
    let deploy = |n| block.deploy(Address([n; 24]), &source(1), &[], ENERGY).unwrap();
    let deployments: Vec<_> = (0..apps).map(deploy).collect();
    assert!(deployments.iter().all(|deployment| deployment.receipt.is_ok()));
    block.commit().unwrap();
    (node, deployments.iter().map(|deployment| deployment.app).collect())
}

/// The most that an entry point succeeds with, below `bound`; one more ends with `status`.
fn most(set: impl FnOnce(&mut Limits), function: &str, bound: u64, status: Status) -> u64 {
    let (node, apps) = deployed(set, 1);
    let run = |n: u64| node.query(USER, apps[0], function, &n.to_be_bytes(), ENERGY).unwrap();
    assert!(run(0).is_ok() && !run(bound).is_ok());
    let (mut below, mut above) = (0, bound);
    while below + 1 < above {
        let middle = below.midpoint(above);
        if run(middle).is_ok() { below = middle } else { above = middle }
    }
    assert_eq!((run(below).status, run(above).status), (Status::Ok, status));
    below
}

#[test]
fn memory() {
    let most = |memory: u32| most(|limits| limits.memory = memory, "Hold", memory.into(), Status::OutOfMemory);
    let (small, large) = (most(1 << 20), most(3 << 20));
    // What is allowed beyond goes to the contract; a large value takes whole pages.
    assert_eq!(large - small, 2 << 20);
    assert!(small > 1 << 19, "{small}");
}

#[test]
fn stack() {
    let most = |slots: u32| most(|limits| limits.stack_slots = slots, "Deep", slots.into(), Status::OutOfMemory);
    let (small, large) = (most(10_000), most(30_000));
    // The frames of the function are equal, whole, and all that there is beside a few.
    let slots = 20_000 / (large - small);
    assert!((large - small).abs_diff(2 * small) <= 2 + 2 * 100 / slots, "{small} {large}");
    assert!((large - small) * slots <= 20_000 && (large - small + 2) * (slots + 1) > 20_000, "{small} {large}");
}

#[test]
fn nested_calls() {
    for depth in [1, 3, Limits::new().call_depth] {
        let (mut node, apps) = deployed(|limits| limits.call_depth = depth, depth as u8 + 1);
        let run = |node: &mut Node, calls: usize| {
            let number = node.head().unwrap().number + 1;
            let mut block = node.begin_block(number, TIME, Hash::default()).unwrap();
            let rest: Vec<u8> = apps[1..calls].iter().flat_map(|app| app.0).collect();
            let args = [&(calls as u32 - 1).to_be_bytes()[..], &rest].concat();
            block.call(USER, apps[0], "Chain", &args, ENERGY).unwrap()
        };
        assert!(run(&mut node, depth).is_ok());
        let above = run(&mut node, depth + 1);
        assert_eq!(above.status, Status::Error, "{above:?}");
        assert!(above.failure.unwrap().message.contains("calls are nested too deep"));
    }
}

#[test]
fn sweeping() {
    let rows = |store: &MemoryStore| store.range(b"S", b"T", 100).unwrap().len();
    for (left, sweep, after) in [(4, 3, [4, 1, 0]), (3, 3, [3, 0, 0]), (5, 0, [5, 5, 5])] {
        let store = Arc::new(MemoryStore::new());
        let mut config = ChainConfig::new(1);
        config.limits.sweep = sweep;
        let mut node = Node::open(store.clone(), config).unwrap();
        let mut block = node.begin_block(1, TIME, Hash::default()).unwrap();
        let app = block.deploy(USER, &source(1), &[], ENERGY).unwrap().app;
        assert!(block.call(USER, app, "Leave", &[left], ENERGY).unwrap().is_ok());
        block.commit().unwrap();
        let mut counts = vec![rows(&store)];
        for number in 2..4 {
            node.begin_block(number, TIME + 1000, Hash::default()).unwrap().commit().unwrap();
            counts.push(rows(&store));
        }
        assert_eq!(counts, after);
    }
}

#[test]
fn arguments_of_constructors_and_migrations() {
    let text = "package p\n\nimport \"govm\"\n\nfunc Init(text string) {}\n\nfunc Migrate(text string) {}\n\n\
                func AllowUpgrade(code govm.Hash) error { return nil }\n";
    let source = |text: &str| Source::new(vec![("p.go".into(), text.into())]).unwrap();
    let next = source(&format!("{text}\nfunc Next() {{}}\n"));
    let args = |size: usize| [&(size as u32).to_be_bytes()[..], &vec![b'x'; size]].concat();
    let mut node = open(|limits| limits.message = 100);
    let mut block = node.begin_block(1, TIME, Hash::default()).unwrap();
    assert_eq!(block.deploy(USER, &source(text), &args(97), ENERGY).unwrap().receipt.status, Status::Limit);
    let deployment = block.deploy(USER, &source(text), &args(96), ENERGY).unwrap();
    assert!(deployment.receipt.is_ok());
    assert_eq!(block.upgrade(USER, deployment.app, &next, &args(97), ENERGY).unwrap().status, Status::Limit);
    assert!(block.upgrade(USER, deployment.app, &next, &args(96), ENERGY).unwrap().is_ok());
}
