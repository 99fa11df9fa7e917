//! Where a file's tokens nest too deeply for any tree, seen before they are parsed: what the automaton has open at a time is bounded
//! thereby, whatever the file is.
//!
//! This is not the limit itself, which is counted in the finished tree. It is a bound that no tree within the limit exceeds, so that the
//! automaton's stack need not hold ten million parentheses to find them too many.

use govm_lexer::{Span, Symbol, Token, TokenKind};

use crate::NESTING_MAX;

/// Most brackets that are open at a time within the limit: two for a level, as in `interface{ m(interface{ m(...) }) }`, and those of a
/// declaration.
const BRACKETS_MAX: usize = 2 * NESTING_MAX as usize + 16;

/// Most tokens between the same brackets without a separator or a binary operator: three for a level, as in `map[k]map[k]T` and
/// `x.(T).(T)`, and those of a declaration.
const CHAIN_MAX: u32 = 3 * NESTING_MAX + 64;

/// What is open at a token.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    /// Tokens since the last separator.
    chain: u32,
    /// The last of them may end an operand, so that an operator after it is binary.
    after_operand: bool,
    /// What closes this level ends an operand.
    is_operand: bool,
}

/// Ends the file where it is nested too deeply, if it is: at the span that is returned.
pub(crate) fn cut(tokens: &mut Vec<Token>) -> Option<Span> {
    let at = first_too_deep(tokens)?;
    let span = tokens[at].span;
    tokens.truncate(at);
    tokens.push(Token { kind: TokenKind::Eof, symbol: Symbol::EMPTY, span: Span::new(span.lo, span.lo) });
    Some(span)
}

/// Index of the first token that lies too deep, if one does.
fn first_too_deep(tokens: &[Token]) -> Option<usize> {
    use TokenKind::{Case, Comma, Default, Else, Func, Ident, LBrace, LBrack, LParen, Map, RBrace, RBrack, RParen, Semicolon};
    let mut outer: Vec<Level> = Vec::new();
    let mut level = Level::default();
    let mut before = Semicolon;
    for (at, token) in tokens.iter().enumerate() {
        level.chain += 1;
        match token.kind {
            LParen | LBrack | LBrace => {
                // The brackets of an array, map or function type end no operand: `[1]*T` is no product.
                let is_operand = match token.kind {
                    LParen => before != Func,
                    LBrack => level.after_operand && before != Map,
                    _ => true,
                };
                outer.push(Level { is_operand, ..level });
                level = Level::default();
                if outer.len() > BRACKETS_MAX {
                    return Some(at);
                }
            }
            RParen | RBrack | RBrace => {
                level = outer.pop().unwrap_or_default();
                level.chain += 1;
                level.after_operand = level.is_operand;
            }
            Comma | Semicolon | Else | Case | Default => level = Level::default(),
            Ident => level.after_operand = true,
            kind if kind.is_literal() => level.after_operand = true,
            kind if is_binary(kind) || (level.after_operand && is_unary(kind)) => level = Level::default(),
            _ => level.after_operand = false,
        }
        if level.chain > CHAIN_MAX {
            return Some(at);
        }
        before = token.kind;
    }
    None
}

/// A first look at the tokens of a file, one after the other. What it stops is looked at closely; what it lets pass may nest too deeply
/// in ways that take no deep stack, and then the height of the tree tells.
#[derive(Debug, Default)]
pub(crate) struct Glance {
    open: usize,
    chain: u32,
    /// The last token is an operand, so that an operator after it is binary.
    after_operand: bool,
}

impl Glance {
    /// Whether the tokens up to this one may nest too deeply.
    #[inline]
    pub(crate) fn is_suspicious(&mut self, token: TokenKind) -> bool {
        use TokenKind::{Comma, LBrace, LBrack, LParen, RBrace, RBrack, RParen, Semicolon};
        self.chain += 1;
        match token {
            LParen | LBrack | LBrace => self.open += 1,
            RParen | RBrack | RBrace => self.open = self.open.saturating_sub(1),
            Comma | Semicolon => self.chain = 0,
            // A long sum is not nested.
            _ if self.after_operand && (is_binary(token) || is_unary(token)) => self.chain = 0,
            _ => {}
        }
        self.after_operand = token == TokenKind::Ident || token.is_literal();
        self.open > BRACKETS_MAX || self.chain > CHAIN_MAX
    }
}

/// Whether it is the operator of binary expressions alone.
fn is_binary(kind: TokenKind) -> bool {
    use TokenKind::{AndNot, Eql, Geq, Gtr, LAnd, LOr, Leq, Lss, Neq, Or, Quo, Rem, Shl, Shr};
    matches!(kind, AndNot | Eql | Geq | Gtr | LAnd | LOr | Leq | Lss | Neq | Or | Quo | Rem | Shl | Shr)
}

/// Whether it is an operator of unary and of binary expressions.
fn is_unary(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Add | TokenKind::Sub | TokenKind::Mul | TokenKind::And | TokenKind::Xor)
}

#[cfg(test)]
mod tests {
    use bumpalo::Bump;
    use govm_lexer::{Interner, SourceMap, lex};

    use super::*;

    fn is_too_deep(text: String) -> bool {
        let mut map = SourceMap::new();
        let file = map.add("x.go", text).expect("the text is small");
        let arena = Bump::new();
        let names = Interner::new(&arena);
        first_too_deep(&lex(&map, file, &names).tokens).is_some()
    }

    #[test]
    fn what_has_no_limit() {
        for operand in ["x", "-x", "(x)", "x[1]", "f()", "T{}", "[]T{}", "map[k]v{}[1]", "func() {}()", "<-c", "*p", "1.5"] {
            for operator in ["+", "*", "&", "|", "<", "&&", "^"] {
                assert!(!is_too_deep(format!("var x = a{}", format!(" {operator} {operand}").repeat(2000))));
            }
        }
        for unit in ["[]func() |", "a, ", "a; ", "{a: b}, ", "f()\n", "case x:\n", "if a {} else ", "func f() {}\n", "m()\n"] {
            assert!(!is_too_deep(unit.repeat(2000)), "{unit}");
        }
    }

    #[test]
    fn what_has_a_limit() {
        for unit in [
            "(",
            "[",
            "{",
            "interface{m(",
            "- ",
            "*",
            "[]",
            "[1]*",
            "map[k]",
            "map[k]*",
            "func()",
            "func()*",
            "chan ",
            ".a",
            "()",
            "L:",
            ".(T)",
        ] {
            assert!(is_too_deep(format!("x{}", unit.repeat(2000))), "{unit}");
            assert!(!is_too_deep(format!("x{}", unit.repeat(NESTING_MAX as usize / 2))), "{unit}");
        }
    }
}
