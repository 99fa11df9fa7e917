//! The tokens of a file as the grammar's automaton reads them.

use govm_lexer::{BytePos, Token, TokenKind};

/// Yields each token with its extent, up to the end of the file.
pub(crate) fn triples(tokens: &[Token]) -> impl Iterator<Item = Result<(BytePos, Token, BytePos), ()>> + '_ {
    tokens.iter().take_while(|t| t.kind != TokenKind::Eof).map(|t| Ok((t.span.lo, *t, t.span.hi)))
}
