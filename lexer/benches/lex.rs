//! Throughput of the lexer alone over a tree of Go sources: `GOVM_GO_SRC=/usr/lib/go/src cargo bench -p govm-lexer`.

#[path = "../../parser/benches/corpus/mod.rs"]
mod corpus;

use std::hint::black_box;

use bumpalo::Bump;
use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use govm_lexer::{FileId, Interner, SourceMap, lex};

/// Tokens, comments and interned names; the files are in memory, their lines are counted.
fn source_tree(c: &mut Criterion) {
    let files = corpus::files();
    let mut map = SourceMap::new();
    let ids: Vec<FileId> = files.iter().filter_map(|text| map.add("a.go", text.as_slice()).ok()).collect();
    let bytes: usize = map.files().iter().map(|file| file.text.len()).sum();
    let mut group = c.benchmark_group("source-tree");
    group.throughput(Throughput::Bytes(bytes as u64)).sampling_mode(SamplingMode::Flat).sample_size(10);
    group.bench_function("lex, each file with names of its own", |b| {
        let mut arena = Bump::new();
        b.iter(|| {
            for id in &ids {
                arena.reset();
                black_box(lex(&map, *id, &Interner::new(&arena)));
            }
        });
    });
    group.bench_function("lex, all files with the same names", |b| {
        b.iter(|| {
            let arena = Bump::new();
            let names = Interner::new(&arena);
            for id in &ids {
                black_box(lex(&map, *id, &names));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, source_tree);
criterion_main!(benches);
