//! Expressions.

use govm_lexer::TokenKind;

use super::shape::{AsParam, Innermost, Kind, Shape, precedence, quote};
use super::types::FuncContext;
use super::{List, Reader, Step, closes_bracket};
use crate::code;

/// A call whose arguments are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    pub(super) fun: Shape,
    pub(super) count: u32,
    /// Whether the first argument can be nothing but a type.
    pub(super) is_elem: bool,
    pub(super) has_dots: bool,
}

impl Reader<'_, '_> {
    pub(super) fn expr_step(&mut self, step: Step) -> bool {
        match step {
            Step::Expr { precedence } => self.then([Step::Unary, Step::Operators { precedence }]),
            Step::Operators { precedence: outer } => {
                let op = precedence(self.kind());
                if op > outer {
                    let end = Step::Operand2 { left: self.value, op: self.here(), precedence: outer };
                    self.next();
                    self.then([Step::Expr { precedence: op }, end]);
                }
            }
            Step::Operand2 { left, op, precedence } => {
                self.value = self.binary(left, op);
                self.then([Step::Operators { precedence }]);
            }
            Step::Unary => self.unary(),
            Step::EndUnary { op } => {
                let kind = self.tokens[op as usize].kind;
                let is_elem = self.value.is_elem || kind == TokenKind::Tilde;
                let is_value = kind != TokenKind::Mul;
                self.value = Shape { is_elem, is_value, ..Shape::new(Kind::Other, op, self.here()) };
            }
            Step::EndReceive { arrow } => self.end_receive(arrow),
            Step::Primary { keep_parens } => self.then([Step::Operand { keep_parens }, Step::Suffix]),
            Step::Operand { keep_parens } => self.operand(keep_parens),
            Step::EndParen { open, keep_parens, level } => {
                self.level = level;
                self.want(TokenKind::RParen);
                // Parentheses around what may be the type of a literal matter.
                if keep_parens || self.kind() == TokenKind::LBrace {
                    self.value =
                        Shape { start: open, from: open, to: self.here(), has_parens: true, as_param: AsParam::No, ..self.value };
                }
            }
            Step::FuncLitOrType { start, signature } => {
                self.value = Shape { start: signature, ..Shape::type_literal(Kind::Other, start, self.here()) };
                if self.kind() == TokenKind::LBrace {
                    let level = self.level;
                    self.level += 1;
                    let shape = Shape::new(Kind::Other, start, start).value();
                    self.then([Step::FuncBody, Step::SetLevel(level), Step::SetValue(shape)]);
                }
            }
            Step::Suffix => self.suffix(),
            Step::EndAssertion { x } => {
                self.want(TokenKind::RParen);
                self.value = x.extended(Kind::Other, self.here()).value();
                self.then([Step::Suffix]);
            }
            Step::AfterIndex { x } => {
                if self.has_comma || self.kind() == TokenKind::RBrack {
                    let is_value = x.is_value || self.value.is_value;
                    self.want(TokenKind::RBrack);
                    self.value = Shape { is_value, ..x.extended(Kind::Index, self.here()) };
                    self.then([Step::Suffix]);
                } else {
                    self.then([Step::SliceColon { x }]);
                }
            }
            Step::SliceColon { x } => self.slice_colon(x),
            Step::SliceMiddle { x, has_middle } => self.slice_middle(x, has_middle),
            Step::EndSlice { x } => {
                self.level -= 1;
                self.want(TokenKind::RBrack);
                self.value = x.extended(Kind::Other, self.here()).value();
                self.then([Step::Suffix]);
            }
            Step::LiteralValue => {
                let level = self.level;
                self.level += 1;
                let shape = Shape::new(Kind::Other, self.here(), self.here()).value();
                self.want(TokenKind::LBrace);
                self.then([Step::List(List::Elements), Step::SetLevel(level), Step::SetValue(shape)]);
            }
            Step::ElementValue => match self.kind() {
                TokenKind::LBrace => self.then([Step::LiteralValue]),
                _ => self.then([Step::Expr { precedence: 0 }]),
            },
            Step::AfterElement => {
                if self.got(TokenKind::Colon) {
                    self.then([Step::ElementValue]);
                }
            }
            Step::ExprList => self.then([Step::Expr { precedence: 0 }, Step::ExprListRest { first: None, count: 1 }]),
            Step::ExprListRest { first, count } => {
                let list = first.unwrap_or(self.value);
                if self.got(TokenKind::Comma) {
                    let rest = Step::ExprListRest { first: Some(list), count: count + 1 };
                    self.then([Step::Expr { precedence: 0 }, rest]);
                } else if count > 1 {
                    self.value = list.extended(Kind::List, self.here());
                }
            }
            _ => return false,
        }
        true
    }

    fn binary(&self, left: Shape, op: u32) -> Shape {
        let right = self.value;
        let as_param = match self.tokens[op as usize].kind {
            TokenKind::Mul if left.is_name() && right.is_elem => AsParam::Yes,
            TokenKind::Mul if left.is_name() => AsParam::Maybe,
            TokenKind::Or if !left.has_parens => left.as_union_head(right.is_elem),
            _ => AsParam::No,
        };
        let is_elem = left.is_elem || right.is_elem;
        Shape { is_elem, as_param, ..left.extended(Kind::Binary, self.here()).value() }
    }

    fn unary(&mut self) {
        use TokenKind::*;
        let op = self.here();
        match self.kind() {
            Mul | Add | Sub | Not | Xor | Tilde | And => {
                self.next();
                self.then([Step::Unary, Step::EndUnary { op }]);
            }
            Arrow => {
                self.next();
                self.then([Step::Unary, Step::EndReceive { arrow: op }]);
            }
            _ => self.then([Step::Primary { keep_parens: true }]),
        }
    }

    /// `<-x`. Before a channel type the arrow is part of the type, and belongs to the first `chan` of it; each further arrow then moves
    /// to the next `chan`, which must be there.
    fn end_receive(&mut self, arrow: u32) {
        let x = self.value;
        let Kind::Chan { innermost, .. } = x.kind else {
            let is_elem = x.is_elem;
            self.value = Shape { is_elem, ..Shape::new(Kind::Other, arrow, self.here()).value() };
            return;
        };
        if x.has_parens {
            self.value = Shape { is_elem: true, ..Shape::new(Kind::Other, arrow, self.here()).value() };
            return;
        }
        let unexpected = match innermost {
            Innermost::Both => None,
            Innermost::Recv => Some("<-".to_owned()),
            Innermost::Other(from) => Some(quote(self.tokens, Shape::new(Kind::Other, from, x.to), self.words)),
        };
        if let Some(unexpected) = unexpected {
            self.refuse(&code::UNEXPECTED_TOKEN, self.here(), format_args!("unexpected {unexpected}, expected chan"));
        }
        self.value = Shape { from: arrow, kind: Kind::Chan { sends: 0, innermost: Innermost::Recv }, ..x };
    }

    fn operand(&mut self, keep_parens: bool) {
        use TokenKind::*;
        let at = self.here();
        match self.kind() {
            Ident => self.value = self.read_name(),
            kind if kind.is_literal() => {
                self.next();
                self.value = Shape::new(Kind::Other, at, at + 1).value();
            }
            LParen => {
                self.next();
                let end = Step::EndParen { open: at, keep_parens, level: self.level };
                self.level += 1;
                self.then([Step::Expr { precedence: 0 }, end]);
            }
            Func => {
                self.next();
                let end = Step::FuncLitOrType { start: at, signature: self.here() };
                self.then([Step::FuncType(FuncContext::FuncType), end]);
            }
            LBrack | Chan | Map | Struct | Interface => self.then([Step::Type]),
            _ => {
                self.value = self.bad();
                self.unexpected("expected expression");
                self.skip_to(closes_bracket);
            }
        }
    }

    /// What may follow an operand any number of times.
    fn suffix(&mut self) {
        let x = self.value;
        match self.kind() {
            TokenKind::Period => {
                self.next();
                self.selector(x);
            }
            TokenKind::LBrack => {
                self.next();
                match self.kind() {
                    TokenKind::Colon => self.then([Step::SliceColon { x }]),
                    TokenKind::RBrack => {
                        self.unexpected("expected operand");
                        self.value = self.bad();
                        self.has_comma = false;
                        self.then([Step::AfterIndex { x }]);
                    }
                    _ => self.then([Step::TypeList { strict: false }, Step::AfterIndex { x }]),
                }
            }
            TokenKind::LParen => {
                self.next();
                let call = Call { fun: x, count: 0, is_elem: false, has_dots: false };
                let level = self.level;
                self.level += 1;
                self.then([Step::List(List::Arguments(call)), Step::SetLevel(level), Step::Suffix]);
            }
            TokenKind::LBrace if self.may_be_literal(x) => {
                if x.has_parens {
                    let text = "cannot parenthesize type in composite literal";
                    self.refuse(&code::PARENTHESIZED_TYPE, self.here(), text);
                }
                let shape = x.extended(Kind::Other, self.here()).value();
                self.then([Step::LiteralValue, Step::SetValue(shape), Step::Suffix]);
            }
            _ => {}
        }
    }

    fn selector(&mut self, x: Shape) {
        match self.kind() {
            TokenKind::Ident => {
                self.next();
                self.value = x.extended(Kind::Selector, self.here());
                self.then([Step::Suffix]);
            }
            TokenKind::LParen => {
                self.next();
                if self.got(TokenKind::Type) {
                    self.want(TokenKind::RParen);
                    self.value = x.extended(Kind::TypeSwitchGuard, self.here()).value();
                    self.then([Step::Suffix]);
                } else {
                    self.then([Step::Type, Step::EndAssertion { x }]);
                }
            }
            _ => {
                self.unexpected("expected name or (");
                self.skip_to(|t| matches!(t, TokenKind::Semicolon | TokenKind::RParen));
                self.then([Step::Suffix]);
            }
        }
    }

    /// Whether a brace after this expression opens a composite literal, not a block.
    fn may_be_literal(&self, x: Shape) -> bool {
        match x.kind {
            Kind::Name | Kind::Selector => self.level >= 0,
            Kind::Index => self.level >= 0 && !x.is_value,
            Kind::LiteralType => true,
            _ => false,
        }
    }

    fn slice_colon(&mut self, x: Shape) {
        if !self.got(TokenKind::Colon) {
            self.unexpected("expected comma, : or ]");
            self.skip_to(|t| matches!(t, TokenKind::Comma | TokenKind::Colon | TokenKind::RBrack));
        }
        self.level += 1;
        if matches!(self.kind(), TokenKind::Colon | TokenKind::RBrack) {
            self.then([Step::SliceMiddle { x, has_middle: false }]);
        } else {
            self.then([Step::Expr { precedence: 0 }, Step::SliceMiddle { x, has_middle: true }]);
        }
    }

    fn slice_middle(&mut self, x: Shape, has_middle: bool) {
        if self.kind() == TokenKind::Colon {
            if !has_middle {
                self.report(&code::INCOMPLETE_SLICE, self.here(), "middle index required in 3-index slice");
            }
            self.next();
            if self.kind() == TokenKind::RBrack {
                self.report(&code::INCOMPLETE_SLICE, self.here(), "final index required in 3-index slice");
            } else {
                return self.then([Step::Expr { precedence: 0 }, Step::EndSlice { x }]);
            }
        }
        self.then([Step::EndSlice { x }]);
    }

    pub(super) fn end_argument(&mut self, call: Call) -> Call {
        let is_elem = if call.count == 0 { self.value.is_elem } else { call.is_elem };
        Call { count: call.count + 1, is_elem, has_dots: self.got(TokenKind::Ellipsis), ..call }
    }

    pub(super) fn end_call(&mut self, call: Call) {
        let as_param = match call {
            Call { fun, count: 1, has_dots: false, is_elem } if fun.is_name() => {
                if is_elem {
                    AsParam::Yes
                } else {
                    AsParam::Maybe
                }
            }
            _ => AsParam::No,
        };
        self.value = Shape { as_param, ..call.fun.extended(Kind::Other, self.here()).value() };
    }
}
