//! The stable forms of the tree, which docs/dumps.md specifies: text for people and snapshots, JSON for tools.
//!
//! Neither recurses by the depth of the tree, and both take time and space linear in the source.

mod json;
mod nodes;
mod text;

pub use json::dump_file_json;
pub use text::dump_file;

use crate::ast::Field;

/// Whether a field was written with the type of the next one, as `a` is in `a, b int`: the type is dumped once, or a list of many
/// names and a large type would make a dump of any size.
fn shares_type(fields: &[Field<'_>], i: usize) -> bool {
    fields.get(i + 1).is_some_and(|next| std::ptr::eq(next.ty, fields[i].ty))
}
