//! The files of a compilation, and positions as people read them.

use std::borrow::Cow;
use std::sync::OnceLock;

use memchr::memchr_iter;

use crate::code;
use crate::diag::Diagnostic;
use crate::source::only_text;
use crate::span::{BytePos, Span};
use crate::swar::offsets;

/// Index of a file in a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// One source file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Name as the caller gave it; it is what diagnostics show.
    pub name: String,
    /// The bytes, which need not be UTF-8: the lexer reports what is not.
    pub text: Vec<u8>,
    /// Position of the first byte.
    pub start: BytePos,
    /// Offsets of the first byte of each line, found when a line is first asked for: most files are read without.
    line_starts: OnceLock<Vec<u32>>,
}

impl SourceFile {
    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            // Counted first, which is quick: the table has the room that it needs.
            let mut line_starts = Vec::with_capacity(memchr_iter(b'\n', &self.text).count() + 1);
            line_starts.push(0);
            offsets(&self.text, b'\n', |at| line_starts.push(at as u32 + 1));
            line_starts
        })
    }

    /// The text of a literal: the bytes of its span without those that the lexer reported and passed over.
    #[must_use]
    pub fn literal(&self, span: Span) -> Cow<'_, str> {
        let (lo, hi) = (span.lo.0.saturating_sub(self.start.0) as usize, span.hi.0.saturating_sub(self.start.0) as usize);
        only_text(self.text.get(lo..hi).unwrap_or(&[]))
    }
}

/// `file:line:column`, both counted from 1, the column in bytes as gc counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location<'m> {
    /// Name of the file.
    pub file: &'m str,
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
}

impl std::fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// Largest file that is read, in bytes.
pub const FILE_SIZE_MAX: usize = 64 << 20;

/// Most bytes in all files of a [`SourceMap`] together. The positions above it are left for files that are refused, each of which
/// takes one.
pub const SOURCES_SIZE_MAX: usize = u32::MAX as usize - FILE_SIZE_MAX;

/// All files of a compilation.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// An empty map.
    #[must_use]
    pub fn new() -> SourceMap {
        SourceMap::default()
    }

    /// Adds a file.
    ///
    /// # Errors
    ///
    /// A diagnostic to be shown like any other, if the file is larger than [`FILE_SIZE_MAX`] or the files together would be larger
    /// than [`SOURCES_SIZE_MAX`]. The file is then in the map without its text, so that the diagnostic has a place; the caller
    /// goes on without it.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Vec<u8>>) -> Result<FileId, Diagnostic> {
        let (name, text) = (name.into(), text.into());
        // One position lies between files, so that an end position names its own file.
        let start = self.files.last().map_or(1, |f| f.start.0 as usize + f.text.len() + 1);
        let message = if text.len() > FILE_SIZE_MAX {
            format!("file too large: at most {FILE_SIZE_MAX} bytes are read")
        } else if start + text.len() > SOURCES_SIZE_MAX {
            format!("file too large: at most {SOURCES_SIZE_MAX} bytes are read in all files together")
        } else {
            return Ok(self.push(name, text, start as u32));
        };
        let Ok(start) = u32::try_from(start) else {
            return Err(Diagnostic::new(&code::FILE_TOO_LARGE, Span::NONE, format!("{name}: {message}")));
        };
        self.push(name, Vec::new(), start);
        let at = BytePos(start);
        Err(Diagnostic::new(&code::FILE_TOO_LARGE, Span::new(at, at), message))
    }

    fn push(&mut self, name: String, text: Vec<u8>, start: u32) -> FileId {
        let id = FileId(self.files.len() as u32);
        self.files.push(SourceFile { name, text, start: BytePos(start), line_starts: OnceLock::new() });
        id
    }

    /// The file with this id.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files, in the order in which they were added.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The file that a position lies in; `None` for [`Span::NONE`]'s.
    #[must_use]
    pub fn file_of(&self, pos: BytePos) -> Option<FileId> {
        let after = self.files.partition_point(|f| f.start <= pos);
        after.checked_sub(1).map(|i| FileId(i as u32))
    }

    /// File, line and column of a position; `None` for [`Span::NONE`]'s.
    #[must_use]
    pub fn location(&self, pos: BytePos) -> Option<Location<'_>> {
        let file = self.file(self.file_of(pos)?);
        let offset = pos.0 - file.start.0;
        let line_starts = file.line_starts();
        let line = line_starts.partition_point(|s| *s <= offset);
        Some(Location { file: &file.name, line: line as u32, column: offset - line_starts[line - 1] + 1 })
    }

    /// The bytes of a span, empty for [`Span::NONE`].
    #[must_use]
    pub fn text(&self, span: Span) -> &[u8] {
        let Some(id) = self.file_of(span.lo) else { return &[] };
        let file = self.file(id);
        let (lo, hi) = ((span.lo.0 - file.start.0) as usize, (span.hi.0 - file.start.0) as usize);
        file.text.get(lo..hi).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns() {
        let mut map = SourceMap::new();
        let a = map.add("a.go", "ab\n\nc").expect("a small file");
        let b = map.add("b.go", "").expect("a small file");
        let c = map.add("c.go", "\n").expect("a small file");
        let at = |file: FileId, offset: u32| {
            let pos = BytePos(map.file(file).start.0 + offset);
            map.location(pos).map(|at| at.to_string()).unwrap_or_default()
        };
        assert_eq!(
            [at(a, 0), at(a, 2), at(a, 3), at(a, 4), at(a, 5)],
            ["a.go:1:1", "a.go:1:3", "a.go:2:1", "a.go:3:1", "a.go:3:2"]
        );
        assert_eq!([at(b, 0), at(c, 0), at(c, 1)], ["b.go:1:1", "c.go:1:1", "c.go:2:1"]);
        assert_eq!(map.location(BytePos(0)), None);
    }

    #[test]
    fn files_that_are_too_large_are_refused_at_their_place() {
        let mut map = SourceMap::new();
        let refused = map.add("a.go", vec![b' '; FILE_SIZE_MAX + 1]).expect_err("a large file");
        let largest = map.add("b.go", vec![b' '; FILE_SIZE_MAX]).expect("the limit is inclusive");
        assert_eq!(refused.line(&map), "a.go:1:1: file too large: at most 67108864 bytes are read");
        assert_eq!(map.file(largest).text.len(), FILE_SIZE_MAX);
    }

    /// A map whose last file ends just before the position `next`.
    fn filled_to(next: u32) -> SourceMap {
        let file = SourceFile { name: String::new(), text: Vec::new(), start: BytePos(next - 1), line_starts: OnceLock::new() };
        SourceMap { files: vec![file] }
    }

    #[test]
    fn all_files_together_have_a_limit() {
        let mut map = filled_to(SOURCES_SIZE_MAX as u32 - 2);
        map.add("a.go", "ab").expect("the limit is inclusive");
        let refused = map.add("b.go", "a").expect_err("no room");
        assert_eq!(refused.line(&map), "b.go:1:1: file too large: at most 4227858431 bytes are read in all files together");
        // Not even the place of the file has room.
        let mut map = filled_to(u32::MAX);
        map.add("a.go", "").expect_err("no room");
        let refused = map.add("b.go", "").expect_err("no room");
        assert_eq!(refused.line(&map), "b.go: file too large: at most 4227858431 bytes are read in all files together");
    }
}
