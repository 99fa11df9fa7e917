//! The tokens of a file as the grammar's automaton reads them: whole, or from a place after an error.

use govm_lexer::{BytePos, Symbol, Token, TokenKind};

/// What the automaton is to parse: the first token that it sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A file from its package clause.
    File,
    /// Declarations, after a broken one.
    Declarations,
    /// The rest of a function's body, after a broken statement.
    Statements,
}

/// A token with its extent.
pub(crate) type Triple = Result<(BytePos, Token, BytePos), ()>;

/// The marker that tells the grammar where to begin; no file has such a token.
fn marker(entry: Entry) -> Option<Symbol> {
    match entry {
        Entry::File => None,
        Entry::Declarations => Some(Symbol::INIT),
        Entry::Statements => Some(Symbol::MAIN),
    }
}

/// Yields the tokens for `entry`, each with its extent.
pub(crate) fn triples(entry: Entry, tokens: &[Token]) -> impl Iterator<Item = Triple> + '_ {
    let span = tokens.first().map_or(govm_lexer::Span::NONE, |t| t.span);
    let first = marker(entry).map(|symbol| Token { kind: TokenKind::Eof, symbol, span });
    let tokens = tokens.iter().copied().take_while(|t| t.kind != TokenKind::Eof);
    first.into_iter().chain(Unclosed { tokens, entry, depth: 0, skip: Skip::None }).map(|t| Ok((t.span.lo, t, t.span.hi)))
}

/// What is left out until something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Skip {
    None,
    /// The rest of a statement that began before the error, up to its semicolon or its next block.
    ToStatement,
    /// The expressions of a case, at this many brackets.
    ToColon(u32),
}

/// Leaves out what belongs to statements that were open at an error: their closing braces, what follows these on the line, and the
/// heads of their clauses.
#[derive(Debug)]
struct Unclosed<I> {
    tokens: I,
    entry: Entry,
    depth: u32,
    skip: Skip,
}

impl<I: Iterator<Item = Token>> Iterator for Unclosed<I> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if self.entry != Entry::Statements {
            return self.tokens.next();
        }
        loop {
            let token = self.tokens.next()?;
            match (self.skip, token.kind) {
                (Skip::ToStatement, TokenKind::Semicolon) => {
                    self.skip = Skip::None;
                    return Some(token);
                }
                (Skip::ToStatement, TokenKind::LBrace) => {
                    self.skip = Skip::None;
                    self.depth = 1;
                    return Some(token);
                }
                (Skip::ToColon(0), TokenKind::Colon) => {
                    self.skip = Skip::None;
                    return Some(Token { kind: TokenKind::Semicolon, ..token });
                }
                (Skip::ToColon(0), TokenKind::Semicolon) => {
                    self.skip = Skip::None;
                    return Some(token);
                }
                (Skip::ToColon(n), TokenKind::LParen | TokenKind::LBrack | TokenKind::LBrace) => self.skip = Skip::ToColon(n + 1),
                (Skip::ToColon(n), TokenKind::RParen | TokenKind::RBrack | TokenKind::RBrace) => {
                    self.skip = Skip::ToColon(n.saturating_sub(1));
                }
                (Skip::ToStatement | Skip::ToColon(_), _) => {}
                (Skip::None, TokenKind::Case | TokenKind::Default) if self.depth == 0 => self.skip = Skip::ToColon(0),
                (Skip::None, TokenKind::RBrace) if self.depth == 0 => {
                    self.skip = Skip::ToStatement;
                    return Some(Token { kind: TokenKind::Semicolon, ..token });
                }
                (Skip::None, kind) => {
                    match kind {
                        TokenKind::LBrace => self.depth += 1,
                        TokenKind::RBrace => self.depth -= 1,
                        _ => {}
                    }
                    return Some(token);
                }
            }
        }
    }
}
