//! Throughput of lexing and parsing over a tree of Go sources: `GOVM_GO_SRC=/usr/lib/go/src cargo bench -p govm-parser`.
//! `peers.py` beside this file sets it against Go's own parsers.

mod corpus;

use std::hint::black_box;

use bumpalo::Bump;
use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use govm_lexer::{Interner, SourceMap, lex};
use govm_parser::{ast::NodeId, parse};

fn source_tree(c: &mut Criterion) {
    let files = corpus::files();
    let bytes = files.iter().map(Vec::len).sum::<usize>();
    let mut group = c.benchmark_group("source-tree");
    group.throughput(Throughput::Bytes(bytes as u64)).sampling_mode(SamplingMode::Flat).sample_size(10);
    // Every file is a compilation of its own, with names and positions that begin anew.
    let mut each_file = |name: &str, work: fn(&SourceMap, govm_lexer::FileId, &Bump)| {
        group.bench_function(name, |b| {
            let mut arena = Bump::new();
            b.iter(|| {
                for text in &files {
                    arena.reset();
                    let mut map = SourceMap::new();
                    if let Ok(file) = map.add("a.go", text.as_slice()) {
                        work(&map, file, &arena);
                    }
                }
            });
        });
    };
    each_file("lex", |map, file, arena| {
        black_box(lex(map, file, &Interner::new(arena)));
    });
    each_file("lex and parse", |map, file, arena| {
        black_box(parse(map, file, arena, &Interner::new(arena), NodeId(0)));
    });
    group.finish();
}

criterion_group!(benches, source_tree);
criterion_main!(benches);
