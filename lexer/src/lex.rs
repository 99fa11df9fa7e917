//! From the text of a file to its tokens.

use std::cell::RefMut;
use std::fmt::Display;

use logos::Logos;
use memchr::memchr;

use crate::code;
use crate::diag::{Code, Diagnostic, sort_diagnostics};
use crate::first::{First, begins_name, first};
use crate::literal::{Fault, check_number, check_quoted};
use crate::map::{FileId, SourceFile, SourceMap};
use crate::raw::{Delimited, Quoted, Raw};
use crate::semi::ends_statement;
use crate::source::SourceText;
use crate::span::{BytePos, Span};
use crate::swar;
use crate::symbol::{Interner, Names, Symbol};
use crate::token::{Comment, Token, TokenKind};
use crate::unicode::{CodePoint, is_digit, is_letter};

/// Most diagnostics that are reported for one file; those that stand first.
pub const DIAGNOSTICS_MAX: usize = 1000;

/// The tokens of a file.
#[derive(Clone, Debug, Default)]
pub struct Lexed {
    /// In order of position, automatic semicolons included; the last one is `Eof`.
    pub tokens: Vec<Token>,
    /// In order of position.
    pub comments: Vec<Comment>,
    /// What is wrong, in order of position; the tokens are complete all the same.
    pub diagnostics: Vec<Diagnostic>,
}

/// Splits a file into tokens. Time and memory are linear in its length, whatever its bytes are.
#[must_use]
pub fn lex(map: &SourceMap, file: FileId, names: &Interner<'_>) -> Lexed {
    let file = map.file(file);
    let (source, unreadable) = SourceText::new(file);
    let text = source.text();
    let is_whole = source.is_whole();
    let lexed = Lexed::default();
    let mut scanner = Scanner { source: &source, text, is_whole, start: source.start(), names: names.names(), lexed };
    // Go has a token in 5 bytes, dense code in 4.
    scanner.lexed.tokens.reserve(text.len() / 4 + 2);
    scanner.scan(&mut Raw::lexer(text.as_bytes()), usize::MAX);
    let mut lexed = scanner.lexed;
    if !source.is_whole() {
        let spans = lexed.tokens.iter_mut().map(|t| &mut t.span).chain(lexed.comments.iter_mut().map(|c| &mut c.span));
        for span in spans.chain(lexed.diagnostics.iter_mut().map(|d| &mut d.span)) {
            *span = source.restore(*span);
        }
    }
    lexed.diagnostics.extend(unreadable);
    sort_diagnostics(&mut lexed.diagnostics);
    lexed.diagnostics.truncate(DIAGNOSTICS_MAX);
    lexed
}

struct Scanner<'s, 'a> {
    source: &'s SourceText<'s>,
    text: &'s str,
    /// Whether it is the file itself.
    is_whole: bool,
    /// The position of its first character; spans are as if nothing had been removed from the file.
    start: u32,
    names: RefMut<'s, Names<'a>>,
    lexed: Lexed,
}

/// The tokens of a file one after the other, for whoever needs each of them but once: they take no memory for the whole file.
#[derive(Debug)]
pub struct TokenStream<'m> {
    source: SourceText<'m>,
    text: &'m str,
    raw: logos::Lexer<'m, Raw>,
    /// The token before those that were lexed together, and these.
    lexed: Lexed,
    /// Index of the next one.
    at: usize,
    has_ended: bool,
}

/// As many tokens are lexed together: they fill half a page of memory.
const TOKENS_AT_ONCE: usize = 120;

impl<'m> TokenStream<'m> {
    /// The tokens of a file that is text throughout; `None` for another, which [`lex()`] reads.
    #[must_use]
    pub fn new(file: &'m SourceFile) -> Option<TokenStream<'m>> {
        let source = SourceText::new(file).0;
        let text = source.borrowed()?;
        let raw = Raw::lexer(text.as_bytes());
        Some(TokenStream { source, text, raw, lexed: Lexed::default(), at: 0, has_ended: false })
    }

    /// The text of the file, and the position where it begins.
    #[must_use]
    pub fn text(&self) -> (&'m str, BytePos) {
        (self.text, BytePos(self.source.start()))
    }

    /// The next token; after `Eof` there is none.
    #[inline]
    pub fn next_token(&mut self, names: &Interner<'_>) -> Option<Token> {
        if self.at == self.lexed.tokens.len() {
            self.lex_on(names);
        }
        let token = self.lexed.tokens.get(self.at).copied();
        self.at += usize::from(token.is_some());
        token
    }

    /// Whether the tokens so far gave rise to diagnostics, which [`lex()`] tells.
    #[must_use]
    pub fn is_faulty(&self) -> bool {
        !self.lexed.diagnostics.is_empty()
    }

    fn lex_on(&mut self, names: &Interner<'_>) {
        if self.has_ended {
            return;
        }
        let mut lexed = std::mem::take(&mut self.lexed);
        lexed.comments.clear();
        // Whether a line that ends here ends a statement depends on the last token.
        lexed.tokens.drain(..lexed.tokens.len().saturating_sub(1));
        self.at = lexed.tokens.len();
        // A token may come with the semicolon before it.
        lexed.tokens.reserve_exact(TOKENS_AT_ONCE + 2);
        let (source, text, start) = (&self.source, self.text, self.source.start());
        let mut scanner = Scanner { source, text, is_whole: true, start, names: names.names(), lexed };
        self.has_ended = scanner.scan(&mut self.raw, TOKENS_AT_ONCE);
        self.lexed = scanner.lexed;
    }
}

impl Scanner<'_, '_> {
    /// Lexes until there are so many tokens, or all. Yields whether the file has ended.
    fn scan(&mut self, raw: &mut logos::Lexer<'_, Raw>, count: usize) -> bool {
        let bytes = self.text.as_bytes();
        let mut at = raw.span().end;
        while self.lexed.tokens.len() < count {
            let Some(byte) = bytes.get(at) else {
                self.end();
                return true;
            };
            at = match first(*byte) {
                First::Name => self.name(at),
                First::Whole(kind) => {
                    let symbol = if kind == TokenKind::Semicolon { Symbol::DOT } else { Symbol::EMPTY };
                    self.push(kind, symbol, at, at + 1);
                    at + 1
                }
                First::Newline => {
                    self.line_end(at, at + 1);
                    swar::find(bytes, at + 1, swar::not_indentation)
                }
                First::Operator(kind) if bytes.get(at + 1).is_some_and(|b| *b == b' ' || begins_name(*b)) => {
                    self.push(kind, Symbol::EMPTY, at, at + 1);
                    at + 1
                }
                First::Blank => swar::find(bytes, at + 1, swar::not_blank),
                First::Operator(_) | First::Other => {
                    raw.bump(at - raw.span().end);
                    // Every byte that comes here begins some `Raw`, so the error case is empty.
                    let token = raw.next().and_then(Result::ok).unwrap_or(Raw::Invalid);
                    let range = raw.span();
                    self.token(token, range.start, range.end);
                    range.end
                }
            };
            // The space after most tokens is passed over at once, without a branch that no processor guesses.
            at += usize::from(bytes.get(at) == Some(&b' '));
        }
        raw.bump(at - raw.span().end);
        false
    }

    /// Lexes the name or keyword that begins at `lo`, and yields its end.
    #[inline(always)]
    fn name(&mut self, lo: usize) -> usize {
        if let Some(word) = self.text.as_bytes().get(lo..).and_then(|rest| rest.first_chunk::<8>()) {
            let word = u64::from_le_bytes(*word);
            let end = swar::not_ascii_name(word);
            // Most names end within the word, and at an ASCII byte: the word tells all of them.
            if end != 0 && word & end & end.wrapping_neg() == 0 {
                let bits = end.trailing_zeros() / 8 * 8;
                let hi = lo + bits as usize / 8;
                let symbol = self.names.intern_word(word & !(u64::MAX << bits), self.text, lo, hi);
                self.push_ascii(symbol, lo, hi);
                return hi;
            }
        }
        self.long_name(lo)
    }

    fn long_name(&mut self, lo: usize) -> usize {
        let bytes = self.text.as_bytes();
        let hi = swar::find(bytes, lo, swar::not_ascii_name);
        if bytes.get(hi).is_some_and(|b| !b.is_ascii()) {
            let hi = swar::find(bytes, hi, swar::not_name);
            self.check_name(lo, hi);
            let symbol = self.names.intern(self.text, lo, hi);
            self.push(TokenKind::Ident, symbol, lo, hi);
            return hi;
        }
        let symbol = self.names.intern(self.text, lo, hi);
        self.push_ascii(symbol, lo, hi);
        hi
    }

    #[inline(always)]
    fn push_ascii(&mut self, symbol: Symbol, lo: usize, hi: usize) {
        let kind = symbol.kind();
        // gc compares with the bytes of the file: what has others in it or behind it is no keyword.
        let kind = if self.is_whole || !self.source.is_cut(lo, hi) { kind } else { TokenKind::Ident };
        self.push(kind, symbol, lo, hi);
    }

    fn token(&mut self, raw: Raw, lo: usize, hi: usize) {
        match raw {
            Raw::Fixed(kind) => self.push(kind, Symbol::EMPTY, lo, hi),
            Raw::Decimal => self.push(TokenKind::Int, Symbol::EMPTY, lo, hi),
            Raw::Number => {
                let (kind, fault) = check_number(&self.text[lo..hi]);
                if let Some(fault) = fault {
                    self.fault(lo, fault);
                }
                self.push(kind, Symbol::EMPTY, lo, hi);
            }
            Raw::Interpreted(end) => {
                if end != Quoted::Plain {
                    self.check_quoted(lo, '"');
                }
                self.push(TokenKind::String, Symbol::EMPTY, lo, hi);
            }
            Raw::Rune(end) => {
                // A byte between quotes is a character.
                if end != Quoted::Plain || hi - lo != 3 {
                    self.check_quoted(lo, '\'');
                }
                self.push(TokenKind::Char, Symbol::EMPTY, lo, hi);
            }
            Raw::Backquoted(end) => {
                if end == Delimited::Open {
                    self.report(&code::UNTERMINATED_STRING, lo, 1, "string not terminated");
                }
                self.push(TokenKind::String, Symbol::EMPTY, lo, hi);
            }
            Raw::LineComment => self.comment(lo, hi),
            Raw::BlockComment(end) => {
                self.comment(lo, hi);
                if end == Delimited::Open {
                    self.report(&code::UNTERMINATED_COMMENT, lo, 2, "comment not terminated");
                }
                // A general comment with newlines in it acts like a newline.
                if memchr(b'\n', &self.text.as_bytes()[lo..hi]).is_some() {
                    self.line_end(lo, hi);
                }
            }
            Raw::Invalid => {
                let c = self.text[lo..].chars().next().map_or(0, u32::from);
                self.report(&code::INVALID_CHARACTER, lo, hi - lo, format_args!("invalid character {}", CodePoint(c)));
            }
        }
    }

    fn end(&mut self) {
        let end = self.text.len();
        self.line_end(end, end);
        self.push(TokenKind::Eof, Symbol::EMPTY, end, end);
    }

    fn comment(&mut self, lo: usize, hi: usize) {
        self.lexed.comments.push(Comment { span: self.span(lo, hi) });
    }

    fn span(&self, lo: usize, hi: usize) -> Span {
        Span::new(BytePos(self.start + lo as u32), BytePos(self.start + hi as u32))
    }

    fn line_end(&mut self, lo: usize, hi: usize) {
        let is_end = self.lexed.tokens.last().is_some_and(|token| ends_statement(token.kind));
        // What is not wanted is taken back: whether it is no processor guesses.
        let len = self.lexed.tokens.len() + usize::from(is_end);
        self.push(TokenKind::Semicolon, Symbol::EMPTY, lo, hi);
        self.lexed.tokens.truncate(len);
    }

    #[inline(always)]
    fn push(&mut self, kind: TokenKind, symbol: Symbol, lo: usize, hi: usize) {
        self.lexed.tokens.push(Token { kind, symbol, span: self.span(lo, hi) });
    }

    /// Any character beyond ASCII was taken for part of a name; here it is seen whether it may be.
    fn check_name(&mut self, lo: usize, hi: usize) {
        let text = self.text;
        for (at, c) in text[lo..hi].char_indices() {
            if c.is_ascii() || is_letter(c) {
                continue;
            }
            let shown = CodePoint(u32::from(c));
            if !is_digit(c) {
                let message = format_args!("invalid character {shown} in identifier");
                self.report(&code::INVALID_IDENT_CHARACTER, lo + at, c.len_utf8(), message);
            } else if at == 0 {
                let message = format_args!("identifier cannot begin with digit {shown}");
                self.report(&code::INVALID_IDENT_START, lo, c.len_utf8(), message);
            }
        }
    }

    fn check_quoted(&mut self, lo: usize, quote: char) {
        let text = self.text;
        check_quoted(&text[lo..], quote, &mut |fault| self.fault(lo, fault));
    }

    fn fault(&mut self, lo: usize, fault: Fault) {
        self.report(fault.code, lo + fault.at, fault.len, fault.message);
    }

    fn report(&mut self, code: Code, at: usize, len: usize, message: impl Display) {
        // The first of each of the two sources of diagnostics are kept, so the first of both are among them.
        if self.lexed.diagnostics.len() < DIAGNOSTICS_MAX {
            let span = self.span(at, at + len);
            self.lexed.diagnostics.push(Diagnostic::new(code, span, message.to_string()));
        }
    }
}
