//! What the first byte of a token tells of it.

use crate::token::TokenKind;

use TokenKind::*;

/// What begins with a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum First {
    /// A name or a keyword; a character beyond ASCII too, letter or not.
    Name,
    /// A space, a tab or a carriage return.
    Blank,
    /// A newline.
    Newline,
    /// This token, whatever follows.
    Whole(TokenKind),
    /// This token if a space or a name follows; else it may be part of a longer one.
    Operator(TokenKind),
    /// Anything else.
    Other,
}

const WHOLE: [TokenKind; 8] = [LParen, LBrack, LBrace, Comma, RParen, RBrack, RBrace, Semicolon];

const OPERATORS: [TokenKind; 15] = [Add, Sub, Mul, Quo, Rem, And, Or, Xor, Lss, Gtr, Assign, Not, Tilde, Period, Colon];

const TABLE: [First; 256] = {
    let mut table = [First::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        if begins_name(byte as u8) {
            table[byte] = First::Name;
        }
        byte += 1;
    }
    let mut at = 0;
    while at < WHOLE.len() {
        table[WHOLE[at].text().as_bytes()[0] as usize] = First::Whole(WHOLE[at]);
        at += 1;
    }
    let mut at = 0;
    while at < OPERATORS.len() {
        table[OPERATORS[at].text().as_bytes()[0] as usize] = First::Operator(OPERATORS[at]);
        at += 1;
    }
    table[b' ' as usize] = First::Blank;
    table[b'\t' as usize] = First::Blank;
    table[b'\r' as usize] = First::Blank;
    table[b'\n' as usize] = First::Newline;
    table
};

/// What begins with `byte`.
#[inline(always)]
pub(crate) fn first(byte: u8) -> First {
    TABLE[usize::from(byte)]
}

/// Whether a name begins with `byte`: no operator and no number goes on with it.
#[inline(always)]
pub(crate) const fn begins_name(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'_' | 0x80..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_longer_token_goes_on_where_the_first_byte_tells() {
        for kind in [AddAssign, Shl, AndNot, AndNotAssign, LAnd, Inc, Arrow, Define, Ellipsis, Neq, Leq] {
            assert!(kind.text().bytes().skip(1).all(|b| b != b' ' && !begins_name(b)), "{kind:?}");
            let first = first(kind.text().as_bytes()[0]);
            assert!(!matches!(first, First::Whole(_)), "{kind:?}");
        }
        assert_eq!([first(b'{'), first(b'.'), first(b'7')], [First::Whole(LBrace), First::Operator(Period), First::Other]);
        assert_eq!([first(b'_'), first(0xFF), first(b'\n')], [First::Name, First::Name, First::Newline]);
    }
}
