//! The project's side of `benches/peers.py`: parses files on request and says how long it took.
//!
//! `throughput rounds < LIST` reads the files, whose paths are the lines of LIST up to an empty one, and then works once through
//! them for each further line: `parse` or `lex`. It answers with nanoseconds.

#![allow(clippy::print_stdout)] // A tool's output.

use std::hint::black_box;
use std::io::BufRead;
use std::time::Instant;

use bumpalo::Bump;
use govm_lexer::{Interner, SourceMap, lex};
use govm_parser::{ast::NodeId, parse};

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("rounds") => rounds(),
        _ => println!("usage: throughput rounds < LIST"),
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
                // The peers know each line of their positions when they are done; here the first question makes the table.
                black_box(map.location(map.file(file).start));
            }
        }
        println!("{}", start.elapsed().as_nanos());
    }
}
