//! What a warm call and a deployment cost: `cargo bench -p govm-runtime`.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use govm_runtime::{Address, ChainConfig, Hash, MemoryStore, Node, SledStore, Source, Store};

const ENERGY: u64 = 100_000_000;
const TIME: u64 = 1_700_000_000_000;
const CALLS_PER_BLOCK: u64 = 1000;

fn user(n: u8) -> Address {
    Address([n; 24])
}

fn token(store: Arc<dyn Store>) -> (Node, Hash, Vec<u8>) {
    let mut node = Node::open(store, ChainConfig::new(1)).expect("an empty store");
    let source =
        Source::new(vec![("token.go".into(), include_bytes!("../tests/contracts/token.go").to_vec())]).expect("a source");
    let mut block = node.begin_block(1, TIME, Hash::default()).expect("the first block");
    let app = block.deploy(user(1), &source, &u64::MAX.to_be_bytes(), ENERGY).expect("a token").app;
    block.commit().expect("a commit");
    let args = node.arguments_from_json(&app, "Transfer", &format!("[\"{}\", 1]", user(2))).expect("arguments");
    (node, app, args)
}

fn transfers(c: &mut Criterion) {
    let (mut node, app, args) = token(Arc::new(MemoryStore::new()));
    c.bench_function("transfer, warm, memory store", |b| {
        let mut block = node.begin_block(2, TIME, Hash::default()).expect("a block");
        b.iter(|| {
            let receipt = block.call(user(1), app, "Transfer", &args, ENERGY).expect("a receipt");
            assert!(receipt.is_ok());
            black_box(receipt);
        });
    });
    c.bench_function("query, memory store", |b| {
        let args = node.arguments_from_json(&app, "BalanceOf", &format!("[\"{}\"]", user(1))).expect("arguments");
        b.iter(|| black_box(node.query(user(1), app, "BalanceOf", &args, ENERGY).expect("a receipt")));
    });

    let dir = tempfile::tempdir().expect("a directory");
    let (mut node, app, args) = token(Arc::new(SledStore::open(&dir.path().join("chain")).expect("a store")));
    let mut group = c.benchmark_group("sled");
    group.throughput(Throughput::Elements(CALLS_PER_BLOCK)).sample_size(10);
    let mut number = 1;
    group.bench_function("block of 1000 transfers, durable", |b| {
        b.iter(|| {
            number += 1;
            let mut block = node.begin_block(number, TIME, Hash::default()).expect("a block");
            for _ in 0..CALLS_PER_BLOCK {
                black_box(block.call(user(1), app, "Transfer", &args, ENERGY).expect("a receipt"));
            }
            block.commit().expect("a commit");
        });
    });
    group.finish();
}

/// The largest contract of the corpus.
fn largest_contract() -> Source {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/contracts");
    let mut largest = ("token.go".to_string(), include_bytes!("../tests/contracts/token.go").to_vec());
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            // The core is written for the classic profile.
            if path.is_dir() && path.file_name().is_some_and(|name| name != "core") {
                folders.push(path);
            } else if path.is_file() && path.extension().is_some_and(|e| e == "go") {
                let text = std::fs::read(&path).expect("a readable file");
                if text.len() > largest.1.len() {
                    largest = (path.file_name().expect("a file").to_string_lossy().into_owned(), text);
                }
            }
        }
    }
    Source::new(vec![largest]).expect("a source")
}

fn deployment(c: &mut Criterion) {
    let source = largest_contract();
    let name = format!("compile and store {} ({} bytes)", source.files()[0].0, source.files()[0].1.len());
    c.bench_function(&name, |b| {
        b.iter_batched(
            || Node::open(Arc::new(MemoryStore::new()), ChainConfig::new(1)).expect("an empty store"),
            |mut node| {
                let mut block = node.begin_block(1, TIME, Hash::default()).expect("a block");
                // A constructor that wants arguments refuses; all but its own work has been done by then.
                black_box(block.deploy(user(1), &source, &[], u64::MAX).expect("a deployment"));
                block.commit().expect("a commit");
            },
            BatchSize::PerIteration,
        );
    });
}

criterion_group!(benches, transfers, deployment);
criterion_main!(benches);
