//! Diagnostics for people (plain lines, on a terminal with the source below) and for tools (JSON).

use std::io::{IsTerminal, Write};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use govm_lexer::{Diagnostic, SourceMap};

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// `file:line:column: message`, and on a terminal the source line below it.
    Text,
    /// An object a line.
    Json,
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

/// A diagnostic as a JSON object on a line.
pub(crate) fn json_line(map: &SourceMap, d: &Diagnostic) -> String {
    let at = map.location(d.span.lo);
    let value = serde_json::json!({
        "file": at.as_ref().map(|a| a.file),
        "line": at.as_ref().map(|a| a.line),
        "column": at.as_ref().map(|a| a.column),
        "code": d.code.id,
        "name": d.code.name,
        "message": d.message,
        "notes": d.notes,
    });
    format!("{value}\n")
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
    let mut group = Level::ERROR.primary_title(d.message.as_str()).id(d.code.id).element(snippet);
    for note in &d.notes {
        group = group.element(Level::HELP.message(note.as_str()));
    }
    format!("{}\n", Renderer::styled().render(&[group]))
}
