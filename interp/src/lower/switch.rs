//! Expression and type switches.

use govm_lexer::Symbol;
use govm_parser::ast::{CaseClause, Expr};

use super::expr::is_integer;
use super::func::{FuncCx, Label, Reg, Target};
use crate::isa::Op;
use crate::module::{Kind, TypeIdx};

/// Cases from which on a jump table is worth it.
const TABLE_MIN: usize = 5;

impl<'a> FuncCx<'_, '_, 'a> {
    pub(super) fn switch_stmt(&mut self, tag: Option<&Expr<'a>>, clauses: &[CaseClause<'a>], label: Option<Symbol>) {
        let done = self.label();
        let bodies: Vec<Label> = clauses.iter().map(|_| self.label()).collect();
        let default = clauses.iter().position(|c| c.is_default).map_or(done, |i| bodies[i]);
        match tag {
            None => {
                for (clause, body) in clauses.iter().zip(&bodies) {
                    for e in clause.exprs {
                        let next = self.label();
                        self.pos = e.span.lo;
                        self.cond_case(e, *body, next);
                        self.place(next);
                    }
                }
                self.jump(default);
            }
            Some(tag) => {
                let ty = self.type_of(tag);
                // The tag is evaluated once; cases may call functions that change the variable that it is.
                let value = self.alloc_for(ty);
                self.expr_to(tag, ty, Some(value));
                if !self.jump_table(value, ty, clauses, &bodies, default) {
                    for (clause, body) in clauses.iter().zip(&bodies) {
                        for e in clause.exprs {
                            self.case(value, ty, e, *body);
                        }
                    }
                    self.jump(default);
                }
            }
        }
        self.bodies(clauses, &bodies, done, label);
    }

    /// A case of a switch without tag: a condition, or (over interfaces) something compared with true.
    fn cond_case(&mut self, e: &Expr<'a>, body: Label, next: Label) {
        let ty = self.type_of(e);
        if !self.is_interface(ty) {
            return self.cond(e, body, next);
        }
        let mark = self.mark();
        let value = self.expr(e, None);
        let (truth, boxed, test) = (self.alloc(1), self.alloc(2), self.alloc(1));
        self.constant(truth, 1);
        let bool_ty = self.lw.basic(govm_typeck::Basic::Bool);
        self.to_interface(truth, bool_ty, boxed);
        self.emit3(Op::EqIface, test, value, boxed);
        self.branch(Op::Br, test, 0, 0, body, next);
        self.release(mark);
    }

    fn case(&mut self, value: Reg, ty: TypeIdx, e: &Expr<'a>, body: Label) {
        let mark = self.mark();
        self.pos = e.span.lo;
        let next = self.label();
        let case_ty = self.type_of(e);
        if self.is_nil(e) {
            let mut word = value;
            if self.kind(ty) == Kind::Slice {
                word = self.alloc(1);
                self.emit2(Op::Zext32, word, value);
            }
            self.branch(Op::BrEqI, word, 0, 0, body, next);
        } else if is_integer(self.kind(ty))
            && !self.is_interface(case_ty)
            && let Some(imm) = self.const_imm(e).and_then(|i| i16::try_from(i).ok())
        {
            self.branch(Op::BrEqI, value, 0, imm as u16, body, next);
        } else if is_integer(self.kind(ty)) && !self.is_interface(case_ty) {
            let other = self.expr(e, None);
            self.branch(Op::BrEq, value, other, 0, body, next);
        } else {
            let test = self.alloc(1);
            if self.is_interface(case_ty) && !self.is_interface(ty) {
                let boxed = self.alloc(2);
                self.to_interface(value, ty, boxed);
                let other = self.expr(e, None);
                self.emit3(Op::EqIface, test, boxed, other);
            } else {
                let other = self.expr_to(e, ty, None);
                self.equal(value, other, ty, test);
            }
            self.branch(Op::Br, test, 0, 0, body, next);
        }
        self.place(next);
        self.release(mark);
    }

    /// Uses a jump table where all cases are integer constants that lie close together.
    fn jump_table(&mut self, value: Reg, ty: TypeIdx, clauses: &[CaseClause<'a>], bodies: &[Label], default: Label) -> bool {
        if !is_integer(self.kind(ty)) {
            return false;
        }
        let mut cases = Vec::new();
        for (clause, body) in clauses.iter().zip(bodies) {
            for e in clause.exprs {
                let case_ty = self.type_of(e);
                if self.is_interface(case_ty) {
                    return false;
                }
                match self.const_imm(e) {
                    Some(n) => cases.push((n, *body)),
                    None => return false,
                }
            }
        }
        let (Some(min), Some(max)) = (cases.iter().map(|c| c.0).min(), cases.iter().map(|c| c.0).max()) else { return false };
        let Some(span) = max.checked_sub(min).filter(|s| *s < 4 * cases.len() as i64) else { return false };
        if cases.len() < TABLE_MIN {
            return false;
        }
        let mut table = vec![default; span as usize + 2];
        for (n, body) in cases {
            table[(n - min) as usize] = body;
        }
        let index = self.alloc(1);
        // Values below the least case wrap to large ones, which the table's last entry takes.
        self.emit_imm(Op::AddI, index, value, min.wrapping_neg());
        self.switch(index, table);
        true
    }

    fn bodies(&mut self, clauses: &[CaseClause<'a>], bodies: &[Label], done: Label, label: Option<Symbol>) {
        self.targets.push(Target { label, break_to: done, continue_to: None, is_switch: true });
        for (i, clause) in clauses.iter().enumerate() {
            self.place(bodies[i]);
            let outer = std::mem::replace(&mut self.fallthrough_to, bodies.get(i + 1).copied());
            self.scoped(clause.body);
            self.fallthrough_to = outer;
            if self.is_live() {
                self.jump(done);
            }
        }
        self.targets.pop();
        self.place(done);
    }

    pub(super) fn type_switch(&mut self, x: &Expr<'a>, clauses: &[CaseClause<'a>], label: Option<Symbol>) {
        let source = self.type_of(x);
        let value = self.alloc(2);
        self.expr(x, Some(value));
        let done = self.label();
        let bodies: Vec<Label> = clauses.iter().map(|_| self.label()).collect();
        let default = clauses.iter().position(|c| c.is_default).map_or(done, |i| bodies[i]);
        for (clause, body) in clauses.iter().zip(&bodies) {
            for e in clause.exprs {
                let mark = self.mark();
                let next = self.label();
                if self.is_nil(e) {
                    self.branch(Op::BrEqI, value, 0, 0, *body, next);
                } else {
                    let ty = self.type_of(e);
                    let test = self.alloc(1);
                    let op = if self.is_interface(ty) { Op::Implements } else { Op::IsType };
                    self.emit(op, test, value, 0, i64::from(ty.0));
                    self.branch(Op::Br, test, 0, 0, *body, next);
                }
                self.place(next);
                self.release(mark);
            }
        }
        self.jump(default);
        self.targets.push(Target { label, break_to: done, continue_to: None, is_switch: true });
        for (clause, body) in clauses.iter().zip(&bodies) {
            self.place(*body);
            let mark = self.mark();
            if let Some(obj) = self.lw.prog.info.clause_vars.get(&clause.id).copied() {
                let ty = self.type_of_obj(obj);
                let unpacks = ty != source && !self.is_interface(ty);
                self.declare(obj, |cx, ty, dst| {
                    let dst = cx.dst(dst, ty);
                    if unpacks {
                        cx.from_payload(value + 1, ty, dst)
                    } else {
                        cx.copy(dst, value, 2)
                    }
                    dst
                });
            }
            self.stmts(clause.body);
            self.release(mark);
            if self.is_live() {
                self.jump(done);
            }
        }
        self.targets.pop();
        self.place(done);
    }
}
