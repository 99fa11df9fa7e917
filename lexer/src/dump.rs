//! The stable text form of tokens.

use std::fmt::Write;

use crate::lex::Lexed;
use crate::map::SourceMap;
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
        match text(token, names) {
            "" => {}
            text => {
                dump.push(' ');
                dump.extend(text.chars().map(picture));
            }
        }
        dump.push('\n');
    }
    dump
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

fn text<'a>(token: &Token, names: &Interner<'a>) -> &'a str {
    match token.kind {
        TokenKind::Eof => "",
        TokenKind::Semicolon if token.symbol == Symbol::DOT => ";",
        TokenKind::Semicolon if token.span.lo < token.span.hi => "newline",
        TokenKind::Semicolon => "EOF",
        kind if kind == TokenKind::Ident || kind.is_literal() => names.resolve(token.symbol),
        kind => kind.text(),
    }
}

fn picture(c: char) -> char {
    match u32::from(c) {
        code @ 0..0x20 => char::from_u32(0x2400 + code).unwrap_or(c),
        0x7F => '␡',
        _ => c,
    }
}
