//! The tokens as the generated automaton sees them, before validation.

use logos::{Lexer, Logos};
use memchr::{memchr, memchr_iter};

use crate::swar;
use crate::token::TokenKind;

/// How a rune or string literal in quotes ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quoted {
    /// With its quote, and without a backslash inside: nothing in it needs a check.
    Plain,
    /// With its quote, with a backslash inside.
    Escaped,
    /// At a newline, which is not part of it, or at the end of the file.
    Open,
}

/// What ends at a fixed delimiter, or at the end of the file instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delimited {
    /// The delimiter was found.
    Closed,
    /// The file ended first.
    Open,
}

/// Every text that begins neither with a name nor with white space nor with what is a token whatever follows it (those three are told
/// by their first byte alone, and are three tokens of four) begins with one of these: there is no error case. Numbers match loosely, as
/// far as gc reads them before it complains, since the automaton reports no failure inside a longer match (`1e` would silently be `1`
/// and `e`).
///
/// What is frequent and long is read by functions eight bytes at a time; the automaton sees its first byte.
/// Every cycle of the automaton is a loop of one state on itself: from one state to another the generated code is a call, which debug
/// builds keep on the stack. What repeats in longer steps is read by functions.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
#[logos(utf8 = false)]
pub(crate) enum Raw {
    #[token("//", line_comment)]
    LineComment,

    #[token("/*", block_comment)]
    BlockComment(Delimited),

    /// A decimal integer that needs no check.
    #[regex("0|[1-9][0-9]*", priority = 20)]
    Decimal,

    #[regex(r"0[xX][0-9a-fA-F_]*(\.[0-9a-fA-F_]*)?([pP][+\-]?[0-9_]*)?i?", priority = 4)]
    #[regex(r"0[oObB][0-9_]*(\.[0-9_]*)?([eEpP][+\-]?[0-9_]*)?i?", priority = 4)]
    #[regex(r"[0-9][0-9_]*(\.[0-9_]*)?([eEpP][+\-]?[0-9_]*)?i?", priority = 3)]
    #[regex(r"\.[0-9][0-9_]*([eEpP][+\-]?[0-9_]*)?i?", priority = 3)]
    Number,

    #[token("'", |lex| quoted(lex, b'\''))]
    Rune(Quoted),

    #[token("\"", |lex| quoted(lex, b'"'))]
    Interpreted(Quoted),

    #[token("`", raw_string)]
    Backquoted(Delimited),

    #[token("+", |_| TokenKind::Add)]
    #[token("-", |_| TokenKind::Sub)]
    #[token("*", |_| TokenKind::Mul)]
    #[token("/", |_| TokenKind::Quo)]
    #[token("%", |_| TokenKind::Rem)]
    #[token("&", |_| TokenKind::And)]
    #[token("|", |_| TokenKind::Or)]
    #[token("^", |_| TokenKind::Xor)]
    #[token("<<", |_| TokenKind::Shl)]
    #[token(">>", |_| TokenKind::Shr)]
    #[token("&^", |_| TokenKind::AndNot)]
    #[token("+=", |_| TokenKind::AddAssign)]
    #[token("-=", |_| TokenKind::SubAssign)]
    #[token("*=", |_| TokenKind::MulAssign)]
    #[token("/=", |_| TokenKind::QuoAssign)]
    #[token("%=", |_| TokenKind::RemAssign)]
    #[token("&=", |_| TokenKind::AndAssign)]
    #[token("|=", |_| TokenKind::OrAssign)]
    #[token("^=", |_| TokenKind::XorAssign)]
    #[token("<<=", |_| TokenKind::ShlAssign)]
    #[token(">>=", |_| TokenKind::ShrAssign)]
    #[token("&^=", |_| TokenKind::AndNotAssign)]
    #[token("&&", |_| TokenKind::LAnd)]
    #[token("||", |_| TokenKind::LOr)]
    #[token("<-", |_| TokenKind::Arrow)]
    #[token("++", |_| TokenKind::Inc)]
    #[token("--", |_| TokenKind::Dec)]
    #[token("==", |_| TokenKind::Eql)]
    #[token("<", |_| TokenKind::Lss)]
    #[token(">", |_| TokenKind::Gtr)]
    #[token("=", |_| TokenKind::Assign)]
    #[token("!", |_| TokenKind::Not)]
    #[token("~", |_| TokenKind::Tilde)]
    #[token("!=", |_| TokenKind::Neq)]
    #[token("<=", |_| TokenKind::Leq)]
    #[token(">=", |_| TokenKind::Geq)]
    #[token(":=", |_| TokenKind::Define)]
    #[token("...", |_| TokenKind::Ellipsis)]
    #[token(".", |_| TokenKind::Period)]
    #[token(":", |_| TokenKind::Colon)]
    Fixed(TokenKind),

    /// One ASCII character that begins no token.
    #[regex(r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F#$?@\\]")]
    Invalid,
}

fn line_comment(lex: &mut Lexer<'_, Raw>) {
    let rest = lex.remainder();
    lex.bump(memchr(b'\n', rest).unwrap_or(rest.len()));
}

fn block_comment(lex: &mut Lexer<'_, Raw>) -> Delimited {
    let rest = lex.remainder();
    delimited(lex, memchr_iter(b'/', rest).find(|at| *at > 0 && rest[at - 1] == b'*'))
}

fn raw_string(lex: &mut Lexer<'_, Raw>) -> Delimited {
    delimited(lex, memchr(b'`', lex.remainder()))
}

fn delimited(lex: &mut Lexer<'_, Raw>, last: Option<usize>) -> Delimited {
    match last {
        Some(at) => {
            lex.bump(at + 1);
            Delimited::Closed
        }
        None => {
            lex.bump(lex.remainder().len());
            Delimited::Open
        }
    }
}

/// Reads to the closing quote. A bad escape ends before the character that is wrong in it, so only an escaped quote and an
/// escaped backslash are passed over whole.
fn quoted(lex: &mut Lexer<'_, Raw>, quote: u8) -> Quoted {
    let (bytes, start) = (lex.source(), lex.span().end);
    let (mut at, mut closed) = (start, Quoted::Plain);
    let end = loop {
        at = swar::find(bytes, at, |word| swar::in_quotes(word, quote));
        match bytes.get(at) {
            None | Some(b'\n') => break Quoted::Open,
            Some(b'\\') => {
                closed = Quoted::Escaped;
                at += 1;
                at += usize::from(matches!(bytes.get(at), Some(b) if *b == quote || *b == b'\\'));
            }
            Some(_) => {
                at += 1;
                break closed;
            }
        }
    };
    lex.bump(at - start);
    end
}
