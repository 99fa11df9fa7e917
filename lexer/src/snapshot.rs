//! Source and result in one text, for snapshot tests.

use std::fmt::Write;

use bumpalo::Bump;

use crate::diag::Diagnostic;
use crate::dump::dump_tokens;
use crate::lex::lex;
use crate::map::{FileId, SourceMap};
use crate::symbol::Interner;

/// A source with its errors and its tokens, for a snapshot that can be read on its own.
///
/// ```
/// # use govm_lexer::snapshot;
/// insta::assert_snapshot!(snapshot("a.go", "x := 08\n"), @r"
/// --- a.go
///   1  x := 08
/// --- errors
/// a.go:1:7: invalid digit '8' in octal literal [L0013]
/// --- tokens
/// 1:1 name x
/// 1:3 operator :=
/// 1:6 int 08
/// 1:8 semicolon newline
/// 2:1 eof
/// ");
/// ```
#[must_use]
pub fn snapshot(name: &str, source: impl Into<Vec<u8>>) -> String {
    snapshot_with(name, source, |map, file, _, names| {
        let lexed = lex(map, file, names);
        let tokens = format!("--- tokens\n{}", dump_tokens(map, &lexed, names));
        (tokens, lexed.diagnostics)
    })
}

/// A snapshot of one source: its head, and what `stage` makes of it, with the diagnostics that the head tells. A source that is refused
/// has a head alone.
#[must_use]
pub fn snapshot_with<S>(name: &str, source: impl Into<Vec<u8>>, stage: S) -> String
where
    S: for<'a> FnOnce(&SourceMap, FileId, &'a Bump, &Interner<'a>) -> (String, Vec<Diagnostic>),
{
    let mut map = SourceMap::new();
    match map.add(name, source) {
        Ok(file) => {
            let arena = Bump::new();
            let names = Interner::new(&arena);
            let (body, diagnostics) = stage(&map, file, &arena, &names);
            snapshot_head(&map, &[file], &diagnostics) + &body
        }
        Err(refused) => snapshot_head(&map, &[], &[refused]),
    }
}

/// What a snapshot begins with: the sources, their lines numbered, and the errors with their codes, if there are any. The snapshots
/// of later stages begin with it too.
#[must_use]
pub fn snapshot_head(map: &SourceMap, files: &[FileId], diagnostics: &[Diagnostic]) -> String {
    let mut head = String::new();
    for file in files {
        let file = map.file(*file);
        let _ = writeln!(head, "--- {}", file.name);
        for (line, text) in String::from_utf8_lossy(&file.text).lines().enumerate() {
            let _ = writeln!(head, "{}", format!("{:>3}  {text}", line + 1).trim_end());
        }
    }
    if !diagnostics.is_empty() {
        head.push_str("--- errors\n");
    }
    for d in diagnostics {
        let _ = writeln!(head, "{} [{}]", d.line(map), d.code.id);
    }
    head
}
