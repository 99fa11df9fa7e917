//! The tokens of a file as the grammar's automaton reads them: whole, or from a place after an error.

use govm_lexer::{Interner, Symbol, Token, TokenKind, TokenStream};

use crate::nesting::Glance;

/// What the automaton is to parse: the first token that it sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A file from its package clause.
    File,
    /// Declarations, after a broken one.
    Declarations,
}

/// The marker that tells the grammar where to begin; no file has such a token.
fn marker(entry: Entry) -> Option<Symbol> {
    match entry {
        Entry::File => None,
        Entry::Declarations => Some(Symbol::INIT),
    }
}

/// Yields the tokens for `entry`.
pub(crate) fn tokens(entry: Entry, tokens: &[Token]) -> Tokens<'_> {
    let span = tokens.first().map_or(govm_lexer::Span::NONE, |t| t.span);
    let first = marker(entry).map(|symbol| Token { kind: TokenKind::Eof, symbol, span });
    Tokens { first, rest: tokens.iter() }
}

/// The tokens of a file, or of a part of one, without the `Eof` at its end.
#[derive(Debug)]
pub(crate) struct Tokens<'t> {
    first: Option<Token>,
    rest: std::slice::Iter<'t, Token>,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        match self.first.take() {
            None => self.rest.next().filter(|t| t.kind != TokenKind::Eof).copied(),
            first => first,
        }
    }
}

/// The tokens of a file as they are lexed, without the `Eof` at its end, and no further than they may nest too deeply.
#[derive(Debug)]
pub(crate) struct StreamTokens<'m, 'n, 'a> {
    stream: TokenStream<'m>,
    names: &'n Interner<'a>,
    glance: Glance,
    is_suspicious: bool,
}

impl<'m, 'n, 'a> StreamTokens<'m, 'n, 'a> {
    pub(crate) fn new(stream: TokenStream<'m>, names: &'n Interner<'a>) -> StreamTokens<'m, 'n, 'a> {
        StreamTokens { stream, names, glance: Glance::default(), is_suspicious: false }
    }

    /// Whether the tokens ended early, since they may be nested too deeply.
    pub(crate) fn is_suspicious(&self) -> bool {
        self.is_suspicious
    }

    /// Whether the tokens were all, with nothing wrong in them.
    pub(crate) fn is_clean(&self) -> bool {
        !self.is_suspicious && !self.stream.is_faulty()
    }
}

impl Iterator for StreamTokens<'_, '_, '_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let token = self.stream.next_token(self.names).filter(|t| t.kind != TokenKind::Eof)?;
        if self.glance.is_suspicious(token.kind) {
            self.is_suspicious = true;
            return None;
        }
        Some(token)
    }
}
