//! Automatic semicolons: which tokens end a statement when a line ends after them.

use crate::token::TokenKind;

/// Whether a newline or the end of the file after this token stands for a semicolon (spec: Semicolons, rule 1).
pub(crate) fn ends_statement(kind: TokenKind) -> bool {
    use TokenKind::*;
    matches!(
        kind,
        Ident
            | Int
            | Float
            | Imag
            | Char
            | String
            | Break
            | Continue
            | Fallthrough
            | Return
            | Inc
            | Dec
            | RParen
            | RBrack
            | RBrace
    )
}
