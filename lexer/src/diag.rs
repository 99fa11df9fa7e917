//! Diagnostics: what is wrong with the user's program, as values.

use crate::map::SourceMap;
use crate::span::Span;

/// A row of a table of diagnostic codes (see [`crate::codes!`]).
#[derive(Debug, PartialEq, Eq)]
pub struct CodeInfo {
    /// Letter and four digits: `L` lexical, `P` syntax, `T` types, `S` policy. Never renumbered or reused.
    pub id: &'static str,
    /// Name, adjective and noun as in Go's `internal/types/errors`.
    pub name: &'static str,
    /// What it means, with the rule.
    pub doc: &'static str,
    /// A Go source that yields exactly this code.
    pub example: &'static str,
}

/// A stable diagnostic code.
pub type Code = &'static CodeInfo;

/// Declares a table of codes: a static for each, and `CODES` with all in order.
#[macro_export]
macro_rules! codes {
    ($($(#[doc = $doc:literal])* $konst:ident = $id:literal, $name:literal, $example:literal;)*) => {
        $($(#[doc = $doc])* pub static $konst: $crate::CodeInfo = $crate::CodeInfo {
            id: $id, name: $name, doc: concat!($($doc, "\n"),*), example: $example,
        };)*
        /// Every code of this table, in order.
        pub static CODES: &[&$crate::CodeInfo] = &[$(&$konst),*];
    };
}

/// A place that a diagnostic refers to beside its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// One lower-case phrase.
    pub message: String,
}

/// One error in the user's program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its code.
    pub code: Code,
    /// Where it is reported.
    pub span: Span,
    /// In gc's words; may have further lines, each of which starts with a tab.
    pub message: String,
    /// Other places.
    pub labels: Vec<Label>,
    /// Help.
    pub notes: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic without labels and notes.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { code, span, message: message.into(), labels: Vec::new(), notes: Vec::new() }
    }

    /// Adds a label.
    #[must_use]
    pub fn with_label(mut self, span: Span, message: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// Adds a note.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Diagnostic {
        self.notes.push(note.into());
        self
    }

    /// `file:line:column: message`, the form that gc prints; without a place, the message alone.
    #[must_use]
    pub fn line(&self, map: &SourceMap) -> String {
        match map.location(self.span.lo) {
            Some(at) => format!("{at}: {}", self.message),
            None => self.message.clone(),
        }
    }
}

/// Sorts by place, then code, then message, and drops exact repetitions.
pub fn sort_diagnostics(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.span, a.code.id, &a.message).cmp(&(b.span, b.code.id, &b.message)));
    diagnostics.dedup();
}
