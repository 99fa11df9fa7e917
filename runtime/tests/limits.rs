//! The limits of a chain's configuration, each just below and just above: what is allowed is what is configured.

use std::sync::Arc;

use govm_runtime::{Address, ChainConfig, Error, Hash, Limits, MemoryStore, Node, Receipt, Source, Status};

const CONTRACT: &str = include_str!("contracts/limits.go");
const ENERGY: u64 = 20_000_000;
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
