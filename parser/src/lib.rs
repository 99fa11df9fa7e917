//! From bytes to a syntax tree, with every syntax error of the file.

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
    let mut lexed = lex(map, file, names);
    let source = map.file(file);
    let end = BytePos(source.start.0 + source.text.len() as u32);
    let mut builder = Builder::new(arena, names, first_id);
    let cut = nesting::cut(&mut lexed.tokens);
    let mut diagnostics = recover::parse_tokens(map, &mut builder, &lexed.tokens, &mut lexed.diagnostics);
    diagnostics.append(&mut builder.errors);
    if let Some(cut) = cut {
        // What is missing there follows from the cut.
        diagnostics.retain(|e| e.span.lo < cut.lo);
        diagnostics.push(checks::nested_too_deeply(cut));
    }
    diagnostics.append(&mut lexed.diagnostics);
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
