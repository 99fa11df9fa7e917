//! What is kept of an expression, a type or a simple statement: as much as decides what may follow, and how it is quoted.

use govm_lexer::{Token, TokenKind};

use super::Words;

use crate::checks::{QUOTE_MAX, shorten};

/// An expression or a type. Places are indices of tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) kind: Kind,
    /// Where gc says that it begins.
    pub(super) start: u32,
    /// Its first token.
    pub(super) from: u32,
    /// Behind its last token.
    pub(super) to: u32,
    /// Whether it can be nothing but an element of a type set.
    pub(super) is_elem: bool,
    /// Whether it cannot be a type.
    pub(super) is_value: bool,
    /// Whether it stands in parentheses that matter.
    pub(super) has_parens: bool,
    /// Whether it reads as a type parameter: `P *C`, `P (C)`, `P *C | D`.
    pub(super) as_param: AsParam,
}

/// What an expression or a type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// No type where there may be one.
    Absent,
    Bad,
    Name,
    Selector,
    Index,
    /// An array, slice, struct or map type.
    LiteralType,
    /// `chan<-` as often as said, then something.
    Chan {
        sends: u32,
        innermost: Innermost,
    },
    TypeSwitchGuard,
    List,
    Binary,
    Other,
}

/// What the last arrow of `chan<- chan<- ...` stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Innermost {
    Both,
    Recv,
    /// Something else than a channel type, which begins with this token.
    Other(u32),
}

/// Whether an expression between the brackets of `type T[...]` is a type parameter with its constraint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AsParam {
    No,
    /// It could be an array length as well.
    Maybe,
    Yes,
}

impl Shape {
    pub(super) const ABSENT: Shape = Shape::new(Kind::Absent, 0, 0);

    pub(super) const fn new(kind: Kind, from: u32, to: u32) -> Shape {
        Shape { kind, start: from, from, to, is_elem: false, is_value: false, has_parens: false, as_param: AsParam::No }
    }

    /// A type that can be nothing else.
    pub(super) const fn type_literal(kind: Kind, start: u32, to: u32) -> Shape {
        Shape { is_elem: true, ..Shape::new(kind, start, to) }
    }

    /// What begins with this expression and goes on to the token `to`.
    pub(super) fn extended(self, kind: Kind, to: u32) -> Shape {
        Shape { start: self.start, ..Shape::new(kind, self.from, to) }
    }

    pub(super) fn value(self) -> Shape {
        Shape { is_value: true, ..self }
    }

    pub(super) fn is_absent(self) -> bool {
        self.kind == Kind::Absent
    }

    /// A name without parentheses.
    pub(super) fn is_name(self) -> bool {
        self.kind == Kind::Name && !self.has_parens
    }
}

/// A simple statement.
#[derive(Clone, Copy, Debug)]
pub(super) struct Simple {
    pub(super) kind: SimpleKind,
    /// Index of the operator.
    pub(super) op: u32,
    pub(super) lhs: Shape,
    pub(super) rhs: Shape,
}

/// What a simple statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SimpleKind {
    Absent,
    Expr,
    /// `=`
    Assign,
    Define,
    /// `op=`, `++`, `--` or a send statement.
    Other,
    Range,
}

impl Simple {
    pub(super) const ABSENT: Simple = Simple { kind: SimpleKind::Absent, op: 0, lhs: Shape::ABSENT, rhs: Shape::ABSENT };

    /// The statement as a message quotes it.
    pub(super) fn text(&self, tokens: &[Token], words: Words<'_, '_>) -> String {
        // Operands that are operations get parentheses, so that a mistyped `=` stands out.
        let operand = |x: Shape| match x.kind {
            Kind::Binary if !x.has_parens => format!("({})", quote(tokens, x, words)),
            _ => quote(tokens, x, words),
        };
        match self.kind {
            SimpleKind::Assign => format!("assignment {} = {}", operand(self.lhs), operand(self.rhs)),
            _ => {
                let op = tokens[self.op as usize].kind.text();
                let (lhs, rhs) = (quote(tokens, self.lhs, words), quote(tokens, self.rhs, words));
                if rhs.is_empty() { format!("{lhs}{op}") } else { format!("{lhs} {op} {rhs}") }
            }
        }
    }
}

/// The text of an expression on one line, spaced as gc spaces it, with the bodies of literals left out.
pub(super) fn quote(tokens: &[Token], x: Shape, words: Words<'_, '_>) -> String {
    use TokenKind::*;
    let mut text = std::string::String::new();
    if x.kind == Kind::Bad {
        text.push_str("<bad expr>");
        return text;
    }
    let mut before = Eof;
    let mut is_func = false;
    let mut i = x.from as usize;
    let end = (x.to as usize).min(tokens.len());
    while i < end {
        if text.len() > QUOTE_MAX {
            return shorten(&text).into_owned();
        }
        let token = tokens[i];
        let kind = token.kind;
        let after_operand = is_word(before) || matches!(before, RParen | RBrack | RBrace);
        match kind {
            LBrace if before != Struct && before != Interface => {
                let close = closing_brace(tokens, i, end);
                text.push_str(if is_func { " {" } else { "{" });
                text.push_str(if close > i + 1 { "…}" } else { "}" });
                is_func = false;
                i = close;
                before = RBrace;
            }
            Comma => text.push_str(", "),
            Semicolon if tokens.get(i + 1).is_some_and(|t| t.kind == RBrace) => {}
            Semicolon => text.push_str("; "),
            _ if is_operator(kind) && after_operand => {
                text.push(' ');
                text.push_str(kind.text());
                text.push(' ');
            }
            _ => {
                if (is_word(before) || before == RParen) && is_word(kind) {
                    text.push(' ');
                }
                if kind == Ident || kind.is_literal() {
                    text.push_str(&shorten(&words.of(&token)));
                } else {
                    text.push_str(kind.text());
                }
                is_func |= kind == Func;
            }
        }
        if kind != LBrace || matches!(before, Struct | Interface) {
            before = kind;
        }
        i += 1;
    }
    text
}

fn is_word(kind: TokenKind) -> bool {
    kind == TokenKind::Ident || kind.is_literal() || kind.is_keyword()
}

fn is_operator(kind: TokenKind) -> bool {
    precedence(kind) > 0 || matches!(kind, TokenKind::Arrow | TokenKind::Assign | TokenKind::Define)
}

fn closing_brace(tokens: &[Token], open: usize, end: usize) -> usize {
    let mut depth = 0;
    for (i, token) in tokens.iter().enumerate().take(end).skip(open) {
        match token.kind {
            TokenKind::LBrace => depth += 1,
            TokenKind::RBrace => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i;
        }
    }
    end
}

/// How strongly a binary operator binds; 0 for what is none.
pub(super) fn precedence(kind: TokenKind) -> u8 {
    use TokenKind::*;
    match kind {
        LOr => 1,
        LAnd => 2,
        Eql | Neq | Lss | Leq | Gtr | Geq => 3,
        Add | Sub | Or | Xor => 4,
        Mul | Quo | Rem | And | AndNot | Shl | Shr => 5,
        _ => 0,
    }
}
