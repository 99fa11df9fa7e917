//! Diagnostics for people (plain lines, on a terminal with the source below) and for tools (JSON).

use std::fmt::Write as _;
use std::io::{IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use govm_lexer::{Diagnostic, SourceMap, json_place, json_string};

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// `file:line:column: message`, and on a terminal the source line below it.
    Text,
    /// An object a line.
    Json,
}

/// How many errors are shown: of a file that is parsed, of a package that is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// As many as gc shows.
    Ten,
    /// All.
    None,
}

impl Limit {
    pub(crate) fn max(self) -> usize {
        match self {
            Limit::Ten => 10,
            Limit::None => usize::MAX,
        }
    }
}

/// Prints diagnostics to standard error (text) or standard output (JSON).
pub(crate) fn diagnostics(map: &SourceMap, list: &[Diagnostic], format: Format) {
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr().lock());
    let excerpts = err.is_terminal();
    for d in list {
        let _ = match format {
            Format::Json => out.write_all(json_line(map, d).as_bytes()),
            Format::Text => err.write_all(text(map, d, excerpts).as_bytes()),
        };
    }
}

/// `file:line:column: message` as a line, and below it what the source says where that is wanted.
pub(crate) fn text(map: &SourceMap, d: &Diagnostic, has_excerpt: bool) -> String {
    let excerpt = if has_excerpt { excerpt(map, d) } else { String::new() };
    format!("{}\n{excerpt}", d.line(map))
}

/// A diagnostic as a JSON object on a line, as docs/dumps.md specifies it.
pub(crate) fn json_line(map: &SourceMap, d: &Diagnostic) -> String {
    let mut out = String::new();
    json_place(&mut out, map, d.span, "error");
    for (field, text) in [("code", d.code.id), ("name", d.code.name), ("message", d.message.as_str())] {
        let _ = write!(out, ",\"{field}\":");
        json_string(&mut out, text);
    }
    out.push_str(",\"labels\":[");
    for (i, label) in d.labels.iter().enumerate() {
        out.push_str(if i > 0 { "," } else { "" });
        json_place(&mut out, map, label.span, "label");
        out.push_str(",\"message\":");
        json_string(&mut out, &label.message);
        out.push('}');
    }
    out.push_str("],\"notes\":[");
    for (i, note) in d.notes.iter().enumerate() {
        out.push_str(if i > 0 { "," } else { "" });
        json_string(&mut out, note);
    }
    out.push_str("]}\n");
    out
}

/// The source line with what is wrong underlined.
fn excerpt(map: &SourceMap, d: &Diagnostic) -> String {
    let Some(id) = map.file_of(d.span.lo) else { return String::new() };
    let file = map.file(id);
    let Ok(text) = std::str::from_utf8(&file.text) else { return String::new() };
    let at = |pos: govm_lexer::BytePos| (pos.0 - file.start.0) as usize;
    let (lo, hi) = (at(d.span.lo), at(d.span.hi).min(text.len()));
    if !text.is_char_boundary(lo) || !text.is_char_boundary(hi) || lo > hi {
        return String::new();
    }
    let snippet = Snippet::source(text).path(file.name.as_str()).annotation(AnnotationKind::Primary.span(lo..hi));
    // The message stands above already.
    let mut group = Group::with_level(Level::ERROR).element(snippet);
    for note in &d.notes {
        group = group.element(Level::HELP.message(note.as_str()));
    }
    format!("{}\n", Renderer::styled().render(&[group]))
}
