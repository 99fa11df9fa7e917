//! The files of a compilation, and positions as people read them.

use crate::span::{BytePos, Span};

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
    /// Offsets of the first byte of each line.
    line_starts: Vec<u32>,
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

/// All files of a compilation.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

/// Largest file that is read, in bytes.
pub const FILE_SIZE_MAX: usize = 64 << 20;

impl SourceMap {
    /// An empty map.
    #[must_use]
    pub fn new() -> SourceMap {
        SourceMap::default()
    }

    /// Adds a file; `None` if it is larger than [`FILE_SIZE_MAX`] or the position space is full.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Vec<u8>>) -> Option<FileId> {
        let text = text.into();
        // One position lies between files, so that an end position names its own file.
        let start = self.files.last().map_or(1, |f| u64::from(f.start.0) + f.text.len() as u64 + 1);
        if text.len() > FILE_SIZE_MAX || start + text.len() as u64 >= u64::from(u32::MAX) {
            return None;
        }
        let mut line_starts = vec![0];
        line_starts.extend(text.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| i as u32 + 1));
        let id = FileId(self.files.len() as u32);
        self.files.push(SourceFile { name: name.into(), text, start: BytePos(start as u32), line_starts });
        Some(id)
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
        let line = file.line_starts.partition_point(|s| *s <= offset);
        Some(Location { file: &file.name, line: line as u32, column: offset - file.line_starts[line - 1] + 1 })
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
