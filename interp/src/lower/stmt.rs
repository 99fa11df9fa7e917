//! Statements.

use govm_lexer::{Symbol, TokenKind};
use govm_parser::ast::{Block, Decl, Expr, ExprKind, Stmt, StmtKind};

use super::closure::Carrier;
use super::func::{FuncCx, Label, Loc, Target};
use crate::isa::Op;
use crate::module::Kind;

impl<'a> FuncCx<'_, '_, 'a> {
    pub(super) fn stmts(&mut self, stmts: &[Stmt<'a>]) {
        for s in stmts {
            self.stmt(s);
        }
    }

    /// A block: the registers of its variables are free again after it.
    pub(super) fn block(&mut self, block: &Block<'a>) {
        self.scoped(block.stmts);
    }

    pub(super) fn scoped(&mut self, stmts: &[Stmt<'a>]) {
        let mark = self.mark();
        self.stmts(stmts);
        self.release(mark);
    }

    pub(super) fn stmt(&mut self, s: &Stmt<'a>) {
        // What follows a jump can only be reached through a label in it.
        if !self.is_live() && !has_label(s) {
            return;
        }
        self.pos = s.span.lo;
        let label = self.pending_label.take();
        match s.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            StmtKind::Decl(decls) => {
                for d in decls {
                    if let Decl::Var(spec) = d {
                        self.var_spec(spec);
                    }
                }
            }
            StmtKind::Labeled { label, stmt } => {
                let target = self.goto_label(label.name);
                self.place(target);
                self.pending_label = Some(label.name);
                self.labeled(stmt, label.name);
                self.pending_label = None;
            }
            StmtKind::Expr(x) => {
                let mark = self.mark();
                let mut inner = x;
                while let ExprKind::Paren(y) = inner.kind {
                    inner = y;
                }
                self.expr(inner, None);
                self.release(mark);
            }
            StmtKind::Send { ch, value } => self.send(ch, value),
            StmtKind::IncDec { x, is_inc } => {
                self.assign_op(x, if is_inc { TokenKind::Add } else { TokenKind::Sub }, None);
            }
            StmtKind::Assign { lhs, op, rhs, op_pos } => match op {
                TokenKind::Assign | TokenKind::Define => self.assign(lhs, rhs, op == TokenKind::Define),
                _ => {
                    self.pos = s.span.lo.max(op_pos.min(s.span.lo));
                    self.assign_op(lhs[0], op, Some(rhs[0]));
                }
            },
            StmtKind::Go(call) => self.carry(call, Carrier::Go),
            StmtKind::Defer(call) => self.carry(call, Carrier::Defer),
            StmtKind::Return(values) => self.return_stmt(values),
            StmtKind::Branch { kind, label } => self.branch_stmt(kind, label.map(|l| l.name)),
            StmtKind::Block(b) => self.block(b),
            StmtKind::If { .. } => self.if_stmt(s),
            StmtKind::Switch { init, tag, clauses } => {
                let mark = self.mark();
                self.opt_stmt(init);
                self.switch_stmt(tag, clauses, label);
                self.release(mark);
            }
            StmtKind::TypeSwitch { init, guard, clauses } => {
                let mark = self.mark();
                self.opt_stmt(init);
                self.type_switch(guard.x, clauses, label);
                self.release(mark);
            }
            StmtKind::Select { clauses } => self.select(s, clauses, label),
            StmtKind::For { init, cond, post, body } => self.for_stmt(init, cond, post, body, label),
            StmtKind::Range { key, value, is_define, x, body } => {
                let mark = self.mark();
                self.range_stmt(s, [key, value], is_define, x, body, label);
                self.release(mark);
            }
        }
    }

    pub(super) fn opt_stmt(&mut self, s: Option<&Stmt<'a>>) {
        if let Some(s) = s {
            self.stmt(s);
        }
    }

    pub(super) fn goto_label(&mut self, name: Symbol) -> Label {
        if let Some(label) = self.labels.get(&name) {
            return *label;
        }
        let label = self.label();
        self.labels.insert(name, label);
        label
    }

    /// The statement behind a label. Loops, switches and selects take the label for `break` and `continue` themselves.
    fn labeled(&mut self, stmt: &Stmt<'a>, name: Symbol) {
        match stmt.kind {
            StmtKind::For { .. }
            | StmtKind::Range { .. }
            | StmtKind::Switch { .. }
            | StmtKind::TypeSwitch { .. }
            | StmtKind::Select { .. } => self.stmt(stmt),
            _ => {
                let after = self.label();
                self.pending_label = None;
                self.targets.push(Target { label: Some(name), break_to: after, continue_to: None, is_switch: false });
                self.stmt(stmt);
                self.targets.pop();
                // A block without predecessors is dropped in the end.
                self.place(after);
            }
        }
    }

    fn return_stmt(&mut self, values: &[&Expr<'a>]) {
        let mark = self.mark();
        let types = self.results.types.clone();
        if values.is_empty() {
            self.finish_return();
            return self.release(mark);
        }
        let slots: u16 = types.iter().map(|t| self.slots(*t)).sum();
        let base = self.alloc(slots.max(1));
        if let ([call], true) = (values, types.len() > 1) {
            let (at, have) = self.tuple(call);
            let (mut from, mut to) = (at, base);
            for (have, want) in have.iter().zip(&types) {
                self.convert_assign(from, *have, *want, Some(to));
                from += self.slots(*have);
                to += self.slots(*want);
            }
        } else {
            let mut to = base;
            for (value, want) in values.iter().zip(&types) {
                self.expr_to(value, *want, Some(to));
                if self.is_wide(*want) && self.may_be_shared(value) {
                    let copy = self.alloc(1);
                    self.emit(Op::New, copy, 0, 0, i64::from(want.0));
                    self.store_mem(copy, 0, *want, to);
                    self.copy(to, copy, 1);
                }
                to += self.slots(*want);
            }
        }
        if let Some(vars) = self.results.vars.take() {
            // Deferred functions see and may change named results, closures may see them later.
            if self.has_defer || self.results.is_shared || self.outside.is_some() {
                let mut from = base;
                for (loc, ty) in vars.iter().zip(&types) {
                    let slots = self.slots(*ty);
                    match *loc {
                        Loc::Reg(reg) => self.copy(reg, from, slots),
                        Loc::Boxed(addr) => self.store_mem(addr, 0, *ty, from),
                    }
                    from += slots;
                }
                self.results.vars = Some(vars);
                if self.has_defer || self.outside.is_some() {
                    self.finish_return();
                    return self.release(mark);
                }
            } else {
                self.results.vars = Some(vars);
            }
        }
        self.emit(Op::Return, base, 0, 0, 0);
        self.release(mark);
    }

    /// A wide value whose memory something else can still write to after the function returned.
    fn may_be_shared(&self, e: &Expr<'a>) -> bool {
        !matches!(e.kind, ExprKind::CompositeLit { .. } | ExprKind::Call { .. })
    }

    fn branch_stmt(&mut self, kind: TokenKind, label: Option<Symbol>) {
        let target = match kind {
            TokenKind::Goto => return label.into_iter().for_each(|l| self.goto(l)),
            TokenKind::Fallthrough => self.fallthrough_to,
            TokenKind::Break => {
                let found = self.targets.iter().rev().find(|t| match label {
                    Some(name) => t.label == Some(name),
                    None => t.is_breakable(),
                });
                found.map(|t| t.break_to)
            }
            _ => {
                let found = self.targets.iter().rev().find(|t| t.continue_to.is_some() && (label.is_none() || t.label == label));
                found.and_then(|t| t.continue_to)
            }
        };
        match target {
            Some(target) => self.jump(target),
            None => self.branch_outside(kind, label),
        }
    }

    fn if_stmt(&mut self, s: &Stmt<'a>) {
        // Chains of `else if` are walked, not recursed into.
        let done = self.label();
        let outer = self.mark();
        let mut next = Some(s);
        while let Some(s) = next.take() {
            let StmtKind::If { init, cond, then, other } = s.kind else {
                self.stmt(s);
                break;
            };
            self.pos = s.span.lo;
            self.opt_stmt(init);
            let (yes, no) = (self.label(), self.label());
            self.cond(cond, yes, no);
            self.place(yes);
            self.block(then);
            if self.is_live() {
                self.jump(done);
            }
            self.place(no);
            next = other;
        }
        self.release(outer);
        self.place(done);
    }

    fn for_stmt(
        &mut self,
        init: Option<&Stmt<'a>>,
        cond: Option<&Expr<'a>>,
        post: Option<&Stmt<'a>>,
        body: &Block<'a>,
        label: Option<Symbol>,
    ) {
        let mark = self.mark();
        self.opt_stmt(init);
        let shared = self.loop_vars(init);
        let (head, top, next, done) = (self.label(), self.label(), self.label(), self.label());
        // The condition stands at the loop's end too: an iteration costs one branch.
        match cond {
            Some(cond) => self.cond(cond, top, done),
            None => self.jump(top),
        }
        self.place(top);
        self.targets.push(Target { label, break_to: done, continue_to: Some(next), is_switch: false });
        self.block(body);
        self.targets.pop();
        self.place(next);
        for (obj, ty) in shared {
            self.renew(obj, ty);
        }
        self.opt_stmt(post);
        self.place(head);
        match cond {
            Some(cond) => self.cond(cond, top, done),
            None => self.jump(top),
        }
        self.place(done);
        self.release(mark);
    }

    /// Loop variables that live on the heap: each iteration has variables of its own.
    fn loop_vars(&mut self, init: Option<&Stmt<'a>>) -> Vec<(govm_typeck::ObjId, crate::module::TypeIdx)> {
        let Some(Stmt { kind: StmtKind::Assign { lhs, op: TokenKind::Define, .. }, .. }) = init else { return Vec::new() };
        let mut shared = Vec::new();
        for e in *lhs {
            if let Some(obj) = self.lw.prog.info.defs[e.id.0 as usize]
                && self.is_boxed(obj)
            {
                let ty = self.type_of_obj(obj);
                shared.push((obj, ty));
            }
        }
        shared
    }

    /// Gives a loop variable new memory with its present value.
    fn renew(&mut self, obj: govm_typeck::ObjId, ty: crate::module::TypeIdx) {
        let Some(Loc::Boxed(addr)) = self.vars.get(&obj).copied() else { return };
        let mark = self.mark();
        let new = self.alloc(1);
        let value = self.alloc_for(ty);
        self.load_mem(addr, 0, ty, value);
        self.emit(Op::New, new, 0, 0, i64::from(ty.0));
        self.store_mem(new, 0, ty, value);
        self.copy(addr, new, 1);
        self.release(mark);
    }

    /// Whether a value of the type is an interface.
    pub(super) fn is_interface(&self, ty: crate::module::TypeIdx) -> bool {
        self.kind(ty) == Kind::Interface
    }
}

impl Target {
    /// A loop, switch or select: `break` without label leaves it. Other labelled statements only with theirs.
    pub(super) fn is_breakable(&self) -> bool {
        self.continue_to.is_some() || self.is_switch
    }
}

/// Whether a statement or one inside of it has a label.
fn has_label(s: &Stmt<'_>) -> bool {
    any_label(s, &mut |_| true)
}

/// Whether `is_it` holds for a label of a statement or of one inside of it.
pub(super) fn any_label(s: &Stmt<'_>, is_it: &mut dyn FnMut(Symbol) -> bool) -> bool {
    match s.kind {
        StmtKind::Labeled { label, stmt } => is_it(label.name) || any_label(stmt, is_it),
        StmtKind::Block(b) => any_label_of(b.stmts, is_it),
        StmtKind::If { then, other, .. } => {
            let mut chain = (then, other);
            loop {
                if any_label_of(chain.0.stmts, is_it) {
                    return true;
                }
                match chain.1 {
                    Some(Stmt { kind: StmtKind::If { then, other, .. }, .. }) => chain = (then, *other),
                    Some(s) => return any_label(s, is_it),
                    None => return false,
                }
            }
        }
        StmtKind::For { body, .. } | StmtKind::Range { body, .. } => any_label_of(body.stmts, is_it),
        StmtKind::Switch { clauses, .. } | StmtKind::TypeSwitch { clauses, .. } => {
            clauses.iter().any(|c| any_label_of(c.body, is_it))
        }
        StmtKind::Select { clauses } => clauses.iter().any(|c| any_label_of(c.body, is_it)),
        _ => false,
    }
}

fn any_label_of(stmts: &[Stmt<'_>], is_it: &mut dyn FnMut(Symbol) -> bool) -> bool {
    stmts.iter().any(|s| any_label(s, is_it))
}
