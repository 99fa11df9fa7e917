//! Errors of the automaton in gc's words.

use govm_lexer::{BytePos, Diagnostic, Interner, Span, Symbol, Token, TokenKind};
use lalrpop_util::ParseError;

use crate::code;

/// The diagnostic for an error of the automaton; `end` is the end of the file.
pub(crate) fn syntax_error(error: ParseError<BytePos, Token, ()>, end: BytePos, names: &Interner<'_>) -> Diagnostic {
    let token = match error {
        ParseError::UnrecognizedToken { token: (_, token, _), .. } | ParseError::ExtraToken { token: (_, token, _) } => token,
        ParseError::InvalidToken { .. } | ParseError::UnrecognizedEof { .. } | ParseError::User { .. } => {
            Token { kind: TokenKind::Eof, symbol: Symbol::EMPTY, span: Span::new(end, end) }
        }
    };
    Diagnostic::new(&code::UNEXPECTED_TOKEN, token.span, format!("syntax error: unexpected {}", token_text(token, names)))
}

/// A token as gc names it in a message.
pub(crate) fn token_text(token: Token, names: &Interner<'_>) -> String {
    match token.kind {
        TokenKind::Ident => format!("name {}", names.resolve(token.symbol)),
        TokenKind::Int | TokenKind::Float | TokenKind::Imag | TokenKind::Char | TokenKind::String => {
            format!("literal {}", names.resolve(token.symbol))
        }
        TokenKind::Comma => "comma".to_owned(),
        TokenKind::Semicolon if token.symbol == Symbol::DOT => "semicolon".to_owned(),
        TokenKind::Semicolon => "newline".to_owned(),
        kind if kind >= TokenKind::Break => format!("keyword {}", kind.text()),
        kind => kind.text().to_owned(),
    }
}
