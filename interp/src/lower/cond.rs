//! Boolean expressions as control flow, with comparisons fused into branches.

use govm_lexer::TokenKind;
use govm_parser::ast::{Expr, ExprKind};

use super::expr::{is_comparison, is_float, is_integer, is_signed};
use super::func::{FuncCx, Label, Reg};
use crate::isa::Op;
use crate::module::Kind;

impl<'a> FuncCx<'_, '_, 'a> {
    /// Branches on a boolean expression.
    pub(super) fn cond(&mut self, e: &Expr<'a>, yes: Label, no: Label) {
        if let Some(value) = self.const_value(e).and_then(|v| v.bool_val()) {
            return self.jump(if value { yes } else { no });
        }
        let mark = self.mark();
        match e.kind {
            ExprKind::Paren(x) => self.cond(x, yes, no),
            ExprKind::Unary { op: TokenKind::Not, x } => self.cond(x, no, yes),
            ExprKind::Binary { op: op @ (TokenKind::LAnd | TokenKind::LOr), .. } => self.cond_chain(e, op, yes, no),
            ExprKind::Binary { op, op_pos, x, y } if is_comparison(op) => {
                let outer = self.pos;
                self.pos = op_pos;
                self.cond_compare(op, x, y, yes, no);
                self.pos = outer;
            }
            _ => {
                let value = self.expr(e, None);
                self.branch(Op::Br, value, 0, 0, yes, no);
            }
        }
        self.release(mark);
    }

    /// `a && b && c`, leaning to the left.
    fn cond_chain(&mut self, e: &Expr<'a>, op: TokenKind, yes: Label, no: Label) {
        let mut operands = Vec::new();
        let mut left = e;
        while let ExprKind::Binary { op: o, x, y, .. } = left.kind
            && o == op
            && self.const_value(left).is_none()
        {
            operands.push(y);
            left = x;
        }
        operands.push(left);
        while let Some(operand) = operands.pop() {
            if operands.is_empty() {
                return self.cond(operand, yes, no);
            }
            let next = self.label();
            if op == TokenKind::LAnd {
                self.cond(operand, next, no)
            } else {
                self.cond(operand, yes, next)
            }
            self.place(next);
        }
    }

    fn cond_compare(&mut self, op: TokenKind, x: &Expr<'a>, y: &Expr<'a>, yes: Label, no: Label) {
        let ty = self.type_of(x);
        let kind = self.kind(ty);
        let other = self.type_of(y);
        let is_same = self.kind(other) != Kind::Interface || kind == Kind::Interface;
        if is_same && (is_integer(kind) || kind == Kind::Bool) {
            return self.cond_integers(op, x, y, is_signed(kind), yes, no);
        }
        if is_same && is_float(kind) {
            let x = self.expr(x, None);
            let y = self.expr(y, None);
            return match op {
                TokenKind::Eql => self.branch(Op::BrFEq, x, y, 0, yes, no),
                TokenKind::Neq => self.branch(Op::BrFEq, x, y, 0, no, yes),
                TokenKind::Lss => self.branch(Op::BrFLt, x, y, 0, yes, no),
                TokenKind::Leq => self.branch(Op::BrFLe, x, y, 0, yes, no),
                TokenKind::Gtr => self.branch(Op::BrFLt, y, x, 0, yes, no),
                _ => self.branch(Op::BrFLe, y, x, 0, yes, no),
            };
        }
        // Comparisons with nil look at one word.
        if matches!(op, TokenKind::Eql | TokenKind::Neq) {
            let (operand, nil) = if self.is_nil(y) { (x, y) } else { (y, x) };
            if self.is_nil(nil) {
                let value = self.nil_word(operand);
                let op = if op == TokenKind::Eql { Op::BrEqI } else { Op::BrNeI };
                return self.branch(op, value, 0, 0, yes, no);
            }
        }
        let value = self.compare(op, x, y, None);
        self.branch(Op::Br, value, 0, 0, yes, no);
    }

    /// The word of a value that is 0 exactly for nil.
    pub(super) fn nil_word(&mut self, e: &Expr<'a>) -> Reg {
        let ty = self.type_of(e);
        let value = self.expr(e, None);
        if self.kind(ty) == Kind::Slice {
            // A slice is nil if it has no address: an empty one that is not nil has one.
            let addr = self.alloc(1);
            self.emit2(Op::Zext32, addr, value);
            return addr;
        }
        value
    }

    fn cond_integers(&mut self, op: TokenKind, x: &Expr<'a>, y: &Expr<'a>, signed: bool, yes: Label, no: Label) {
        // A constant on the left changes sides.
        let (op, x, y) = if self.const_value(x).is_some() { (mirrored(op), y, x) } else { (op, x, y) };
        let imm = self.const_imm(y).and_then(|i| i16::try_from(i).ok());
        let a = self.expr(x, None);
        if let Some(imm) = imm {
            let c = imm as u16;
            let fused = match (op, signed) {
                (TokenKind::Eql, _) => Some((Op::BrEqI, false)),
                (TokenKind::Neq, _) => Some((Op::BrNeI, false)),
                (TokenKind::Lss, true) => Some((Op::BrLtSI, false)),
                (TokenKind::Leq, true) => Some((Op::BrLeSI, false)),
                (TokenKind::Gtr, true) => Some((Op::BrGtSI, false)),
                (TokenKind::Geq, true) => Some((Op::BrGeSI, false)),
                (TokenKind::Lss, false) if imm >= 0 => Some((Op::BrLtUI, false)),
                (TokenKind::Geq, false) if imm >= 0 => Some((Op::BrLtUI, true)),
                _ => None,
            };
            if let Some((op, swapped)) = fused {
                let (yes, no) = if swapped { (no, yes) } else { (yes, no) };
                return self.branch(op, a, 0, c, yes, no);
            }
        }
        let b = self.expr(y, None);
        let (lt, le) = if signed { (Op::BrLtS, Op::BrLeS) } else { (Op::BrLtU, Op::BrLeU) };
        match op {
            TokenKind::Eql => self.branch(Op::BrEq, a, b, 0, yes, no),
            TokenKind::Neq => self.branch(Op::BrNe, a, b, 0, yes, no),
            TokenKind::Lss => self.branch(lt, a, b, 0, yes, no),
            TokenKind::Leq => self.branch(le, a, b, 0, yes, no),
            TokenKind::Gtr => self.branch(lt, b, a, 0, yes, no),
            _ => self.branch(le, b, a, 0, yes, no),
        }
    }

    /// A boolean expression as a value.
    pub(super) fn bool_expr(&mut self, e: &Expr<'a>, dst: Option<Reg>) -> Reg {
        let ExprKind::Binary { op, op_pos, x, y } = e.kind else { return self.expr(e, dst) };
        if is_comparison(op) {
            self.pos = op_pos;
            return self.compare(op, x, y, dst);
        }
        let dst = dst.unwrap_or_else(|| self.alloc(1));
        let (yes, no, done) = (self.label(), self.label(), self.label());
        self.cond(e, yes, no);
        self.place(yes);
        self.constant(dst, 1);
        self.jump(done);
        self.place(no);
        self.constant(dst, 0);
        self.place(done);
        dst
    }
}

fn mirrored(op: TokenKind) -> TokenKind {
    match op {
        TokenKind::Lss => TokenKind::Gtr,
        TokenKind::Leq => TokenKind::Geq,
        TokenKind::Gtr => TokenKind::Lss,
        TokenKind::Geq => TokenKind::Leq,
        same => same,
    }
}
