//! Automatic semicolons: which tokens end a statement when a line ends after them.

use crate::token::TokenKind;

use TokenKind::*;

/// The tokens after which a line's end ends a statement.
const ENDS: [TokenKind; 15] =
    [Ident, Int, Float, Imag, Char, String, Break, Continue, Fallthrough, Return, Inc, Dec, RParen, RBrack, RBrace];

/// Of each kind a bit.
const ENDS_SET: u128 = {
    let (mut set, mut at) = (0, 0);
    while at < ENDS.len() {
        set |= 1 << ENDS[at] as u32;
        at += 1;
    }
    set
};

/// Whether a newline or the end of the file after this token stands for a semicolon (spec: Semicolons, rule 1).
pub(crate) fn ends_statement(kind: TokenKind) -> bool {
    ENDS_SET >> kind as u32 & 1 != 0
}
