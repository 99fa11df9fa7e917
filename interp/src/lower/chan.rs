//! Goroutines and channels: `go`, sending, receiving, `select`, loops over channels.

use govm_lexer::{Symbol, TokenKind};
use govm_parser::ast::{CommClause, Expr, ExprKind, Stmt, StmtKind};

use super::func::{FuncCx, Reg, Target};
use super::range::Loop;
use crate::isa::Op;
use crate::module::TypeIdx;

/// Most cases of a select.
const CASES_MAX: usize = 1 << 12;

/// A case of a select, its operands evaluated.
enum Case<'e, 'a> {
    Send { chan: Reg, value: Reg, ty: TypeIdx },
    Recv { chan: Reg, value: Reg, ok: Reg, ty: TypeIdx, to: Option<(&'e [&'a Expr<'a>], bool)> },
    Default,
}

/// The channel of `<-c`.
fn received<'a>(e: &Expr<'a>) -> Option<&'a Expr<'a>> {
    match e.kind {
        ExprKind::Paren(x) => received(x),
        ExprKind::Unary { op: TokenKind::Arrow, x } => Some(x),
        _ => None,
    }
}

impl<'a> FuncCx<'_, '_, 'a> {
    /// An operand in registers that nothing changes any more.
    fn held(&mut self, e: &Expr<'a>) -> (Reg, TypeIdx) {
        let ty = self.type_of(e);
        let reg = self.alloc_for(ty);
        self.expr(e, Some(reg));
        (reg, ty)
    }

    /// A channel and a value for it.
    fn send_operands(&mut self, ch: &Expr<'a>, value: &Expr<'a>) -> (Reg, Reg, TypeIdx) {
        let (chan, ty) = self.held(ch);
        let elem = self.elem(ty);
        let reg = self.alloc_for(elem);
        self.expr_to(value, elem, Some(reg));
        (chan, self.owned(reg, elem, value), ty)
    }

    /// `c <- v`
    pub(super) fn send(&mut self, ch: &Expr<'a>, value: &Expr<'a>) {
        let mark = self.mark();
        let (chan, value, ty) = self.send_operands(ch, value);
        self.emit(Op::ChanSend, chan, value, 0, i64::from(ty.0));
        self.release(mark);
    }

    /// `<-c` to registers: the element, and whether there was one.
    pub(super) fn receive(&mut self, ch: &Expr<'a>, dst: Reg, ok: Reg) {
        let mark = self.mark();
        let ty = self.type_of(ch);
        let chan = self.expr(ch, None);
        self.emit(Op::ChanRecv, dst, chan, ok, i64::from(ty.0));
        let elem = self.elem(ty);
        self.zero_if_none(dst, ok, elem);
        self.release(mark);
    }

    /// The zero value of a wide type is memory, which a closed channel does not have.
    fn zero_if_none(&mut self, dst: Reg, ok: Reg, elem: TypeIdx) {
        if !self.is_wide(elem) {
            return;
        }
        let (none, some) = (self.label(), self.label());
        self.branch(Op::BrEqI, ok, 0, 0, none, some);
        self.place(none);
        self.zero(dst, elem);
        self.place(some);
    }

    /// `for x := range c`
    pub(super) fn range_chan(&mut self, l: &Loop<'_, 'a>, x: &Expr<'a>) {
        let (chan, ty) = self.held(x);
        let elem = self.elem(ty);
        let (value, ok) = (self.alloc_for(elem), self.alloc(1));
        self.place(l.next);
        self.emit(Op::ChanRecv, value, chan, ok, i64::from(ty.0));
        let top = self.label();
        self.branch(Op::BrNeI, ok, 0, 0, top, l.done);
        self.place(top);
        let mark = self.mark();
        if let Some(var) = l.vars[0] {
            let slots = self.slots(elem);
            self.set_var(l, var, elem, None, |cx, dst| cx.copy(dst, value, slots));
        }
        self.targets.push(Target { label: l.label, break_to: l.done, continue_to: Some(l.next), is_switch: false });
        self.block(l.body);
        self.targets.pop();
        self.release(mark);
        if self.is_live() {
            self.jump(l.next);
        }
        self.place(l.done);
    }

    /// `select { ... }`: operands of all cases, in order; then the cases, one instruction each; then the instruction that performs
    /// one of them and says which.
    pub(super) fn select(&mut self, s: &Stmt<'a>, clauses: &'a [CommClause<'a>], label: Option<Symbol>) {
        if clauses.len() > CASES_MAX {
            return self.lw.error(&super::TOO_LARGE, s.span, format!("select has more than {CASES_MAX} cases"));
        }
        let mark = self.mark();
        let cases: Vec<Case<'a, 'a>> = clauses.iter().map(|c| self.select_case(c)).collect();
        let mut has_default = false;
        let mut count = 0;
        for case in &cases {
            match *case {
                Case::Send { chan, value, ty } => self.emit(Op::SelectSend, chan, value, 0, i64::from(ty.0)),
                Case::Recv { chan, value, ok, ty, .. } => self.emit(Op::SelectRecv, value, chan, ok, i64::from(ty.0)),
                Case::Default => {
                    has_default = true;
                    continue;
                }
            }
            count += 1;
        }
        let chosen = self.alloc(1);
        self.emit(Op::Select, chosen, 0, count, i64::from(has_default));
        let done = self.label();
        let mut number = 0_i16;
        let mut bodies = Vec::new();
        for (clause, case) in clauses.iter().zip(&cases) {
            let body = self.label();
            let next = self.label();
            let wanted = match case {
                Case::Default => -1,
                _ => {
                    number += 1;
                    number - 1
                }
            };
            self.branch(Op::BrEqI, chosen, 0, wanted as u16, body, next);
            bodies.push((body, clause, case));
            self.place(next);
        }
        // One of them was chosen.
        self.trap(crate::trap::TrapCode::Unreachable);
        for (body, clause, case) in bodies {
            self.place(body);
            self.targets.push(Target { label, break_to: done, continue_to: None, is_switch: true });
            let inner = self.mark();
            self.store_received(case);
            self.scoped(clause.body);
            self.release(inner);
            self.targets.pop();
            if self.is_live() {
                self.jump(done);
            }
        }
        self.place(done);
        self.release(mark);
    }

    fn select_case(&mut self, clause: &CommClause<'a>) -> Case<'a, 'a> {
        let Some(comm) = clause.comm else { return Case::Default };
        self.pos = comm.span.lo;
        let (source, to) = match comm.kind {
            StmtKind::Send { ch, value } => {
                let (chan, value, ty) = self.send_operands(ch, value);
                return Case::Send { chan, value, ty };
            }
            StmtKind::Expr(x) => (received(x), None),
            StmtKind::Assign { lhs, op, rhs, .. } => {
                (rhs.first().and_then(|x| received(x)), Some((lhs, op == TokenKind::Define)))
            }
            _ => (None, None),
        };
        let Some(source) = source else {
            self.lw.unsupported(comm.span, "this case of a select is");
            return Case::Default;
        };
        let (chan, ty) = self.held(source);
        let elem = self.elem(ty);
        let (value, ok) = (self.alloc_for(elem), self.alloc(1));
        Case::Recv { chan, value, ok, ty, to }
    }

    /// Assigns what the chosen case received.
    fn store_received(&mut self, case: &Case<'a, 'a>) {
        let Case::Recv { value, ok, ty, to: Some((lhs, is_define)), .. } = *case else { return };
        let elem = self.elem(ty);
        self.zero_if_none(value, ok, elem);
        let bool_ty = self.lw.basic(govm_typeck::Basic::Bool);
        self.assign_values(lhs, &[(value, elem), (ok, bool_ty)], is_define);
    }
}
