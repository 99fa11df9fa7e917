//! From bytes to a syntax tree, with every syntax error of the file.
//!
//! [`parse`] drives the automaton that LALRPOP makes of the grammar (`src/grammar.lalrpop`) with the tokens as they are lexed, and its
//! actions build the tree in the caller's arena from the leaves up. A file with which something is wrong is lexed once more as a
//! whole, and a second reader finds out what.
//!
//! # Cost
//!
//! Time and memory are linear in the length of the file, whatever its bytes are. Nothing recurses by the nesting of the input: the
//! automaton, the lists and the operands that are open lie on stacks of the heap, nodes own nothing that would have to be dropped,
//! and each node records the height of what is below it when it is built. What is higher than [`NESTING_MAX`] is refused, so that
//! later passes may recurse.
//!
//! A node of an expression takes 48 bytes, a statement 56, an entry of a list its own size and nothing else. With names, literals and
//! all that is needed on the way that is 8 to 9 bytes for each byte of ordinary source, and up to 18 where it is dense: short names in
//! calls, large tables, lists of constants. No file can take more than a fixed multiple of its length, since each node has a token of
//! its own. An empty parser takes some 25 KiB. The tokens of a file without errors take half a page; one with errors is lexed once more as
//! a whole, and what was built up to the first token that the grammar refuses stays in the arena.

#![forbid(unsafe_code)]

pub mod ast;
mod branches;
mod build_decl;
mod build_expr;
mod build_stmt;
mod build_tree;
mod build_type;
mod checks;
pub mod code;
mod dump;
mod explain;
mod nesting;
mod recover;
mod snapshot;
mod token_source;
mod visit;

pub use dump::{dump_file, dump_file_json};
pub use snapshot::snapshot;
pub use visit::{Link, Node, children};

#[allow(clippy::all, clippy::pedantic, unused_qualifications, unreachable_pub, unused, missing_debug_implementations)] // Generated code.
mod grammar {
    lalrpop_util::lalrpop_mod!(tables, "/grammar.rs");
    pub(crate) use tables::SourceFileParser;
}

use bumpalo::Bump;
use govm_lexer::{BytePos, Diagnostic, FileId, Interner, SourceMap, Span, Symbol, lex, sort_diagnostics};

use crate::build_tree::Builder;

/// Deepest nesting of expressions, types and statements that is accepted; later passes recurse by it.
pub const NESTING_MAX: u32 = 400;

/// Parses one file. Node ids are given from `first_id` on (0 for the first file of a compilation, the `end_id` of the file
/// before for each next one).
pub fn parse<'a>(
    map: &SourceMap,
    file: FileId,
    arena: &'a Bump,
    names: &Interner<'a>,
    first_id: ast::NodeId,
) -> (ast::File<'a>, Vec<Diagnostic>) {
    let source = map.file(file);
    let end = BytePos(source.start.0 + source.text.len() as u32);
    let mut builder = Builder::new(arena, names, source, first_id);
    let mut diagnostics = Vec::new();
    let attempt = recover::parse_stream(&mut builder, source);
    if attempt.as_ref().is_none_or(|attempt| !attempt.is_clean) {
        // What is wrong is found with all tokens at hand.
        let mut lexed = lex(map, file, names);
        let cut = nesting::cut(&mut lexed.tokens);
        let attempt = attempt.filter(|_| cut.is_none()).unwrap_or_else(|| {
            builder = Builder::new(arena, names, source, first_id);
            recover::parse_tokens(&mut builder, &lexed.tokens)
        });
        diagnostics = recover::recover(map, &mut builder, attempt, &lexed.tokens, &mut lexed.diagnostics);
        diagnostics.append(&mut builder.errors);
        if let Some(cut) = cut {
            // What is missing there follows from the cut.
            diagnostics.retain(|e| e.span.lo < cut.lo);
            diagnostics.push(checks::nested_too_deeply(cut));
        }
        diagnostics.append(&mut lexed.diagnostics);
    }
    diagnostics.append(&mut builder.errors);
    let package = match builder.package {
        Some(package) => package,
        None => builder.ident_of(Symbol::BLANK, Span::new(source.start, source.start)),
    };
    let mut decls = std::mem::take(&mut builder.decls);
    let mut checks = checks::Checks::new(map, names, &mut diagnostics);
    if builder.is_too_deep {
        checks.nesting(&mut decls);
    }
    checks.branches(&builder.bodies);
    let decls = builder.slice(&decls);
    sort_diagnostics(&mut diagnostics);
    let file = ast::File { file, span: Span::new(source.start, end), package, decls, end_id: builder.end_id() };
    (file, diagnostics)
}
