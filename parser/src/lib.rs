//! From bytes to a syntax tree, with every syntax error of the file.

pub mod ast;

use bumpalo::Bump;
use govm_lexer::{Diagnostic, FileId, Interner, SourceMap};

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
    let _ = (map, arena, names, file, first_id);
    unreachable!()
}
