//! Source and result in one text, for snapshot tests.

use govm_lexer::snapshot_with;

use crate::ast::NodeId;
use crate::dump::dump_file;
use crate::parse;

/// A source with its errors and its tree, for a snapshot that can be read on its own. `govm_lexer::snapshot` does the same with tokens.
///
/// ```
/// # use govm_parser::snapshot;
/// insta::assert_snapshot!(snapshot("a.go", "package p\n\nfunc f() int { return 1 + 2*x }\nvar y = 08\n"), @r"
/// --- a.go
///   1  package p
///   2
///   3  func f() int { return 1 + 2*x }
///   4  var y = 08
/// --- errors
/// a.go:4:10: invalid digit '8' in octal literal [L0013]
/// --- tree
/// 1:9-1:10  package p
/// 3:1-3:32  func f() (int)
/// 3:16-3:30    return (1 + (2 * x))
/// 4:5-4:11  var y = 08
/// ");
/// ```
#[must_use]
pub fn snapshot(name: &str, source: impl Into<Vec<u8>>) -> String {
    snapshot_with(name, source, |map, file, arena, names| {
        let (tree, diagnostics) = parse(map, file, arena, names, NodeId(0));
        (format!("--- tree\n{}", dump_file(map, &tree, names)), diagnostics)
    })
}
