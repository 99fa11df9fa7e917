//! The tokens of a file as the grammar's automaton reads them: whole, or from a place after an error.

use govm_lexer::{Symbol, Token, TokenKind};

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
