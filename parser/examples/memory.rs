//! How much memory parsing takes: `memory < LIST` answers for each file, whose paths are the lines of LIST, with its size and the most
//! bytes that were allocated at a time beside its text: names, table of lines, tokens, tree, and the room that they were given but
//! did not fill.

#![allow(clippy::print_stdout)] // A tool's output.

use std::io::BufRead;

use bumpalo::Bump;
use govm_lexer::{Interner, SourceMap};
use govm_parser::{ast::NodeId, parse};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

fn main() {
    for path in std::io::stdin().lock().lines().map_while(Result::ok) {
        let text = std::fs::read(&path).unwrap_or_default();
        let size = text.len();
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let mut map = SourceMap::new();
        let Ok(file) = map.add("a.go", text) else { continue };
        let arena = Bump::new();
        let names = Interner::new(&arena);
        parse(&map, file, &arena, &names, NodeId(0));
        std::hint::black_box(map.location(map.file(file).start));
        println!("{size} {}", MEMORY.peak_usage() - before);
    }
}
