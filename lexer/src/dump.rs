//! The stable forms of tokens: text for people and snapshots, JSON for tools.

use std::borrow::Cow;
use std::fmt::Write;

use crate::lex::Lexed;
use crate::map::SourceMap;
use crate::span::Span;
use crate::symbol::{Interner, Symbol};
use crate::token::{Token, TokenKind};

/// One line for each token: `line:column kind text`. The kind is `name`, `int`, `float`, `imag`, `rune`, `string`, `keyword`,
/// `operator`, `semicolon` or `eof`; a semicolon's text is `;`, `newline` or `EOF`. Control characters within a literal are shown
/// as their pictures (`␊`), so that a token stays on its line.
#[must_use]
pub fn dump_tokens(map: &SourceMap, lexed: &Lexed, names: &Interner<'_>) -> String {
    let mut dump = String::new();
    for token in &lexed.tokens {
        if let Some(at) = map.location(token.span.lo) {
            let _ = write!(dump, "{}:{} ", at.line, at.column);
        }
        dump.push_str(class(token.kind));
        let text = text(map, token, names);
        if !text.is_empty() {
            dump.push(' ');
            dump.extend(text.chars().map(picture));
        }
        dump.push('\n');
    }
    dump
}

/// One JSON object for each token and each comment, in order of position, each on a line of its own:
///
/// `{"file":"a.go","line":1,"column":1,"offset":0,"end":7,"kind":"keyword","text":"package"}`
///
/// The fields always stand in this order. `offset` and `end` count bytes from the start of the file, `end` is the first one after.
/// `kind` is as in [`dump_tokens`] or `comment`, and so is `text`, except that a control character within a literal is escaped as
/// JSON has it, and a comment's text has its delimiters. What is not UTF-8 in a comment is shown as U+FFFD. An `eof` has an empty
/// text.
#[must_use]
pub fn dump_tokens_json(map: &SourceMap, lexed: &Lexed, names: &Interner<'_>) -> String {
    let mut dump = String::new();
    let mut comments = lexed.comments.iter().peekable();
    for token in &lexed.tokens {
        // A comment stands before the semicolon that it acts as.
        while let Some(comment) = comments.next_if(|comment| comment.span.lo <= token.span.lo) {
            object(&mut dump, map, comment.span, "comment", &String::from_utf8_lossy(map.text(comment.span)));
        }
        object(&mut dump, map, token.span, class(token.kind), &text(map, token, names));
    }
    dump
}

fn object(dump: &mut String, map: &SourceMap, span: Span, kind: &str, text: &str) {
    json_place(dump, map, span, kind);
    dump.push_str(",\"text\":");
    json_string(dump, text);
    dump.push_str("}\n");
}

/// Appends what each JSON object of a dump begins with: the brace, the place of a span, and what is there.
pub fn json_place(dump: &mut String, map: &SourceMap, span: Span, kind: &str) {
    let (Some(id), Some(at)) = (map.file_of(span.lo), map.location(span.lo)) else {
        let _ = write!(dump, r#"{{"file":null,"line":0,"column":0,"offset":0,"end":0,"kind":"{kind}""#);
        return;
    };
    let start = map.file(id).start.0;
    let (offset, end) = (span.lo.0 - start, span.hi.0 - start);
    dump.push_str("{\"file\":");
    json_string(dump, at.file);
    let _ = write!(dump, r#","line":{},"column":{},"offset":{offset},"end":{end},"kind":"{kind}""#, at.line, at.column);
}

/// Appends a text as a JSON string.
pub fn json_string(dump: &mut String, text: &str) {
    dump.push('"');
    for c in text.chars() {
        match c {
            '"' => dump.push_str(r#"\""#),
            '\\' => dump.push_str(r"\\"),
            '\n' => dump.push_str(r"\n"),
            '\r' => dump.push_str(r"\r"),
            '\t' => dump.push_str(r"\t"),
            c if c.is_control() => {
                let _ = write!(dump, r"\u{:04x}", u32::from(c));
            }
            c => dump.push(c),
        }
    }
    dump.push('"');
}

fn class(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Eof => "eof",
        TokenKind::Ident => "name",
        TokenKind::Int => "int",
        TokenKind::Float => "float",
        TokenKind::Imag => "imag",
        TokenKind::Char => "rune",
        TokenKind::String => "string",
        TokenKind::Semicolon => "semicolon",
        kind if kind.is_keyword() => "keyword",
        _ => "operator",
    }
}

fn text<'t>(map: &'t SourceMap, token: &Token, names: &'t Interner<'_>) -> Cow<'t, str> {
    match token.kind {
        TokenKind::Eof => "".into(),
        TokenKind::Semicolon if token.symbol == Symbol::DOT => ";".into(),
        TokenKind::Semicolon if token.span.lo < token.span.hi => "newline".into(),
        TokenKind::Semicolon => "EOF".into(),
        _ => spelling(map, token, names),
    }
}

/// How a token is spelled in its file.
#[must_use]
pub fn spelling<'t>(map: &'t SourceMap, token: &Token, names: &'t Interner<'_>) -> Cow<'t, str> {
    match (token.kind, map.file_of(token.span.lo)) {
        (TokenKind::Ident, _) => names.resolve(token.symbol).into(),
        (kind, Some(file)) if kind.is_literal() => map.file(file).literal(token.span),
        (kind, _) => kind.text().into(),
    }
}

/// What dumps show for a character: the picture of a control character (`␊`), which would break the line, and any other itself.
#[must_use]
pub fn picture(c: char) -> char {
    match u32::from(c) {
        code @ 0..0x20 => char::from_u32(0x2400 + code).unwrap_or(c),
        0x7F => '␡',
        _ => c,
    }
}
