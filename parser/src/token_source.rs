//! The tokens of a file as the grammar's automaton reads them: whole, or from a place after an error.

use govm_lexer::{BytePos, Symbol, Token, TokenKind};

/// What the automaton is to parse: the first token that it sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A file from its package clause.
    File,
    /// Declarations, after a broken one.
    Declarations,
}

/// A token with its extent.
pub(crate) type Triple = Result<(BytePos, Token, BytePos), ()>;

/// The marker that tells the grammar where to begin; no file has such a token.
fn marker(entry: Entry) -> Option<Symbol> {
    match entry {
        Entry::File => None,
        Entry::Declarations => Some(Symbol::INIT),
    }
}

/// Yields the tokens for `entry`, each with its extent.
pub(crate) fn triples(entry: Entry, tokens: &[Token]) -> impl Iterator<Item = Triple> + '_ {
    let span = tokens.first().map_or(govm_lexer::Span::NONE, |t| t.span);
    let first = marker(entry).map(|symbol| Token { kind: TokenKind::Eof, symbol, span });
    let tokens = tokens.iter().copied().take_while(|t| t.kind != TokenKind::Eof);
    first.into_iter().chain(tokens).map(|t| Ok((t.span.lo, t, t.span.hi)))
}
