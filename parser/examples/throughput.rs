//! The project's side of `benches/peers.py`: parses files on request and says how long it took, or how much memory.
//!
//! `throughput rounds < LIST` reads the files, whose paths are the lines of LIST up to an empty one, and then works once through
//! them for each further line: `parse` or `lex`. It answers with nanoseconds. `throughput memory FILE...` prints for each file its
//! size and by how much the peak of the memory that the process resides in grew over parsing it (Linux only).

#![allow(clippy::print_stdout)] // A tool's output.

use std::hint::black_box;
use std::io::BufRead;
use std::time::Instant;

use bumpalo::Bump;
use govm_lexer::{Interner, SourceMap, lex};
use govm_parser::{ast::NodeId, parse};

fn main() {
    let mut args = std::env::args().skip(1);
    match args.next().as_deref() {
        Some("rounds") => rounds(),
        Some("memory") => args.for_each(|path| memory(&path)),
        _ => println!("usage: throughput rounds < LIST | throughput memory FILE..."),
    }
}

fn rounds() {
    let mut lines = std::io::stdin().lock().lines().map_while(Result::ok);
    let files: Vec<Vec<u8>> =
        lines.by_ref().take_while(|l| !l.is_empty()).map(|path| std::fs::read(path).unwrap_or_default()).collect();
    let mut arena = Bump::new();
    for command in lines {
        let start = Instant::now();
        for text in &files {
            arena.reset();
            let mut map = SourceMap::new();
            let Ok(file) = map.add("a.go", text.as_slice()) else { continue };
            let names = Interner::new(&arena);
            if command == "lex" {
                black_box(lex(&map, file, &names));
            } else {
                black_box(parse(&map, file, &arena, &names, NodeId(0)));
            }
        }
        println!("{}", start.elapsed().as_nanos());
    }
}

fn memory(path: &str) {
    let mut map = SourceMap::new();
    let file = map.add(path, std::fs::read(path).unwrap_or_default());
    let Ok(file) = file else { return };
    let size = map.file(file).text.len();
    // What the allocator holds back from the reading counts for neither side: it is in both numbers.
    let before = resident("VmRSS:");
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let parsed = black_box(parse(&map, file, &arena, &names, NodeId(0)));
    println!("{size} {} {} {path}", resident("VmHWM:").saturating_sub(before), arena.allocated_bytes());
    drop(parsed);
}

/// A line of the kernel's account of this process, in bytes.
fn resident(key: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix(key));
    line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok()).map_or(0, |kib| kib * 1024)
}
