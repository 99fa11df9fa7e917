//! From the bytes of a file to text: what is not text is reported and passed over, as gc does while it reads.

use std::borrow::Cow;

use memchr::memchr2_iter;

use crate::code;
use crate::diag::{Code, Diagnostic};
use crate::lex::DIAGNOSTICS_MAX;
use crate::map::SourceFile;
use crate::span::{BytePos, Span};

const BYTE_ORDER_MARK: char = '\u{FEFF}';
/// Its first byte in UTF-8.
const BYTE_ORDER_MARK_START: u8 = 0xEF;

/// The text of a file without NUL characters, byte order marks and bytes that are not UTF-8, and the way back to positions.
#[derive(Debug)]
pub(crate) struct SourceText<'m> {
    text: Cow<'m, str>,
    start: u32,
    /// Offsets in `text` from which on so many bytes are missing before; empty for nearly every file.
    removed: Vec<(u32, u32)>,
}

impl<'m> SourceText<'m> {
    /// Reads a file; the diagnostics are in order of position, at most [`DIAGNOSTICS_MAX`].
    pub(crate) fn new(file: &'m SourceFile) -> (SourceText<'m>, Vec<Diagnostic>) {
        if let Ok(text) = std::str::from_utf8(&file.text) {
            let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
            let is_removed = |at: usize| body.as_bytes()[at] == 0 || body[at..].starts_with(BYTE_ORDER_MARK);
            if !memchr2_iter(0, BYTE_ORDER_MARK_START, body.as_bytes()).any(is_removed) {
                let start = file.start.0 + (text.len() - body.len()) as u32;
                return (SourceText { text: Cow::Borrowed(body), start, removed: Vec::new() }, Vec::new());
            }
        }
        let mut cleaner =
            Cleaner { text: String::new(), start: file.start.0, gone: 0, removed: Vec::new(), diagnostics: Vec::new() };
        for chunk in file.text.utf8_chunks() {
            let mut rest = chunk.valid();
            while let Some(at) = rest.find(['\0', BYTE_ORDER_MARK]) {
                cleaner.text.push_str(&rest[..at]);
                rest = &rest[at..];
                if let Some(after) = rest.strip_prefix('\0') {
                    cleaner.remove(1, Some((&code::INVALID_NUL, "invalid NUL character")));
                    rest = after;
                } else {
                    let first = cleaner.text.is_empty() && cleaner.gone == 0;
                    let fault = (&code::INVALID_BOM, "invalid BOM in the middle of the file");
                    cleaner.remove(BYTE_ORDER_MARK.len_utf8() as u32, (!first).then_some(fault));
                    rest = &rest[BYTE_ORDER_MARK.len_utf8()..];
                }
            }
            cleaner.text.push_str(rest);
            // Each byte of a broken sequence is an error of its own, since Go decodes it byte by byte.
            for _ in chunk.invalid() {
                cleaner.remove(1, Some((&code::INVALID_ENCODING, "invalid UTF-8 encoding")));
            }
        }
        let Cleaner { text, start, removed, diagnostics, .. } = cleaner;
        (SourceText { text: Cow::Owned(text), start, removed }, diagnostics)
    }

    /// The text if it is the file itself, but for a byte order mark at its start.
    pub(crate) fn borrowed(&self) -> Option<&'m str> {
        match self.text {
            Cow::Borrowed(text) => Some(text),
            Cow::Owned(_) => None,
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The position of the text's first character.
    pub(crate) fn start(&self) -> u32 {
        self.start
    }

    /// Whether positions are [`SourceText::start`] plus offset.
    pub(crate) fn is_whole(&self) -> bool {
        self.removed.is_empty()
    }

    /// Whether anything was removed from within `lo..hi` or directly after it.
    pub(crate) fn is_cut(&self, lo: usize, hi: usize) -> bool {
        let after = self.removed.partition_point(|(from, _)| *from as usize <= hi);
        after > 0 && lo < self.removed[after - 1].0 as usize
    }

    /// The span in the file of what has the span `span` as long as nothing is missing before it. It ends with its last character,
    /// whatever was removed after that.
    pub(crate) fn restore(&self, span: Span) -> Span {
        let at = |pos: BytePos| {
            let after = self.removed.partition_point(|(from, _)| self.start + *from <= pos.0);
            BytePos(pos.0 + if after == 0 { 0 } else { self.removed[after - 1].1 })
        };
        let lo = at(span.lo);
        Span::new(lo, if span.lo < span.hi { BytePos(at(BytePos(span.hi.0 - 1)).0 + 1) } else { lo })
    }
}

/// What is text in bytes of a file.
pub(crate) fn only_text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !bytes.contains(&0) && !text.contains(BYTE_ORDER_MARK) => Cow::Borrowed(text),
        _ => {
            let valid = bytes.utf8_chunks().flat_map(|chunk| chunk.valid().chars());
            Cow::Owned(valid.filter(|c| *c != '\0' && *c != BYTE_ORDER_MARK).collect())
        }
    }
}

struct Cleaner {
    text: String,
    start: u32,
    /// Bytes removed so far.
    gone: u32,
    removed: Vec<(u32, u32)>,
    diagnostics: Vec<Diagnostic>,
}

impl Cleaner {
    fn remove(&mut self, bytes: u32, fault: Option<(Code, &str)>) {
        let kept = self.text.len() as u32;
        if let Some((code, message)) = fault
            && self.diagnostics.len() < DIAGNOSTICS_MAX
        {
            let lo = self.start + kept + self.gone;
            self.diagnostics.push(Diagnostic::new(code, Span::new(BytePos(lo), BytePos(lo + bytes)), message));
        }
        self.gone += bytes;
        match self.removed.last_mut() {
            Some((from, gone)) if *from == kept => *gone = self.gone,
            _ => self.removed.push((kept, self.gone)),
        }
    }
}
