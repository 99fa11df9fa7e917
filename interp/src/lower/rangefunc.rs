//! `for range` over a function: the loop's body becomes a closure that the function calls for each element.
//!
//! Loop and body share an object with a state and the way out that the body took. A branch out of the body notes where it leads,
//! returns false, and the loop goes there once the function has returned. Deferred calls of the body belong to the function around:
//! that defers the run of a list before the loop starts, and the body adds to the list.

use govm_lexer::{Symbol, TokenKind};
use govm_parser::ast::{Expr, Stmt};
use rustc_hash::FxHashSet;

use super::call::{Callee, Prepared};
use super::closure::{Captured, Carrier};
use super::func::{FuncCx, Loc, Reg, Target};
use super::range::Loop;
use super::stmt::any_label;
use crate::isa::Op;
use crate::module::TypeIdx;
use crate::trap::TrapCode;

/// The function that runs a list of deferred calls. To `recover` it is not there.
pub(super) const RUN_DEFERRED: &str = "runtime.runDeferred";

/// States of a loop: `panicRange` of package runtime knows them too.
const READY: i64 = 0;
const DONE: i64 = 1;
const IN_BODY: i64 = 2;
const EXHAUSTED: i64 = 3;
const LOST_PANIC: i64 = 4;

/// Offsets in the object that loop and body share.
const STATE_AT: i64 = 0;
const EXIT_AT: i64 = 8;

/// A way out of a loop's body other than to the loop's next iteration or its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Behind the statement with this number outside.
    Break(usize),
    /// To the next iteration of the loop with this number outside.
    Continue(usize),
    Goto(Symbol),
    Return,
}

/// A statement around the loop that a branch may name.
#[derive(Clone, Copy, Debug)]
struct Around {
    label: Option<Symbol>,
    is_loop: bool,
    is_breakable: bool,
}

/// What the body of a loop over a function knows of what is around it.
pub(super) struct Outside {
    /// Statements around, outermost first.
    around: Vec<Around>,
    /// Labels that stand in the body.
    labels: FxHashSet<Symbol>,
    /// Ways out that the body takes; the number of one is its index plus 1.
    exits: Vec<Exit>,
    /// The object that the body shares with the loop.
    shared: Reg,
}

impl<'a> FuncCx<'_, '_, 'a> {
    pub(super) fn range_func(&mut self, s: &Stmt<'a>, l: &Loop<'_, 'a>, x: &Expr<'a>, ty: TypeIdx) {
        let Some(facts) = self.scan.loop_facts(s.id) else {
            return self.lw.unsupported(s.span, "range over this function is");
        };
        let f = self.alloc(1);
        self.expr(x, Some(f));
        let shared = self.new_runtime_object("loopState", s);
        let outer_list = self.defer_list;
        if facts.has_defer && outer_list.is_none() {
            let list = self.new_runtime_object("deferList", s);
            let mark = self.mark();
            let window = self.alloc(2);
            self.copy(window + 1, list, 1);
            let run = self.lw.package_func("runtime", "runDeferred");
            let call = Prepared { callee: Callee::Func(run), window, params: 1, results: 0 };
            self.carry_prepared(&call, Carrier::Defer);
            self.release(mark);
            self.defer_list = Some(list);
        }
        // What the body needs beside variables: the shared object, the list, the results' variables.
        let captured = self.captured_by(s.id);
        let mut more = vec![shared];
        more.extend(self.defer_list);
        if facts.has_return {
            more.extend(self.results.vars.iter().flatten().map(|loc| {
                let (Loc::Reg(reg) | Loc::Boxed(reg)) = *loc;
                reg
            }));
        }
        let (body, exits) = self.loop_function(l, ty, &captured, facts.has_return);
        let mark = self.mark();
        let window = self.alloc(2);
        self.make_closure(window + 1, body, &captured, &more);
        self.perform(&Prepared { callee: Callee::Value(f), window, params: 1, results: 0 });
        self.release(mark);
        self.defer_list = outer_list;
        self.after_loop(shared, &exits);
    }

    /// An object of a type of package runtime.
    fn new_runtime_object(&mut self, name: &str, s: &Stmt<'a>) -> Reg {
        let ty = self.lw.package_type("runtime", name);
        let ty = self.type_idx(ty, s.span);
        let reg = self.alloc(1);
        self.emit(Op::New, reg, 0, 0, i64::from(ty.0));
        reg
    }

    /// Lowers the body; out come its function and the ways out of it.
    fn loop_function(
        &mut self,
        l: &Loop<'_, 'a>,
        ty: TypeIdx,
        captured: &[Captured],
        has_return: bool,
    ) -> (crate::module::FuncIdx, Vec<Exit>) {
        self.closures += 1;
        let name = format!("{}-range{}", self.name, self.closures);
        let function = self.lw.reserve_func();
        let mut around = self.outside.as_ref().map_or(Vec::new(), |o| o.around.clone());
        around.extend(self.targets.iter().map(|t| Around {
            label: t.label,
            is_loop: t.continue_to.is_some(),
            is_breakable: t.is_breakable(),
        }));
        let mut labels = FxHashSet::default();
        for s in l.body.stmts {
            any_label(s, &mut |name| {
                labels.insert(name);
                false
            });
        }
        let has_list = self.defer_list.is_some();
        let (results, pos) = (self.results.types.clone(), self.pos);
        let mut cx = FuncCx::new(self.lw, self.scan, self.env.clone(), name);
        cx.pos = pos;
        cx.is_closure = true;
        let yielded = cx.lw.types.desc(ty).params.first().copied();
        let params = yielded.map_or(Vec::new(), |y| cx.lw.types.desc(y).params.clone());
        let regs: Vec<Reg> = params.iter().map(|t| cx.alloc_for(*t)).collect();
        cx.params = (cx.mark() - 1) as u16;
        cx.results.slots = 1;
        let closure = cx.alloc(1);
        let mut offset = cx.unpack_closure(closure, captured);
        let mut next = |cx: &mut FuncCx<'_, '_, 'a>| {
            offset += 8;
            cx.load_captured(closure, offset - 8, 1)
        };
        let shared = next(&mut cx);
        if has_list {
            cx.defer_list = Some(next(&mut cx));
        }
        if has_return {
            let vars = results.iter().map(|_| Loc::Boxed(next(&mut cx))).collect();
            cx.results.vars = Some(vars);
            cx.results.types = results;
        }
        cx.outside = Some(Outside { around, labels, exits: Vec::new(), shared });
        cx.loop_iteration(l, shared, &params, &regs);
        let exits = cx.outside.take().map_or(Vec::new(), |o| o.exits);
        let func = cx.finish();
        self.lw.funcs[function.index()] = Some(func);
        (function, exits)
    }

    /// The code of the body's function.
    fn loop_iteration(&mut self, l: &Loop<'_, 'a>, shared: Reg, params: &[TypeIdx], regs: &[Reg]) {
        let state = self.alloc(1);
        self.emit_imm(Op::Ld64, state, shared, STATE_AT);
        let (ready, refused) = (self.label(), self.label());
        self.branch(Op::BrEqI, state, 0, READY as u16, ready, refused);
        self.place(refused);
        self.panic_range(state);
        self.place(ready);
        self.set_shared(shared, STATE_AT, IN_BODY);
        let mut pinned = [None, self.value_place(l)].into_iter();
        for ((var, ty), reg) in l.vars.iter().zip(params).zip(regs) {
            let place = pinned.next().flatten();
            if let Some(var) = var {
                self.set_var(l, var, *ty, place, |cx, dst| {
                    let slots = cx.slots(*ty);
                    cx.copy(dst, *reg, slots);
                });
            }
        }
        let (next, done) = (self.label(), self.label());
        self.targets.push(Target { label: l.label, break_to: done, continue_to: Some(next), is_switch: false });
        self.block(l.body);
        self.targets.pop();
        self.place(next);
        self.set_shared(shared, STATE_AT, READY);
        self.answer(true);
        self.place(done);
        self.set_shared(shared, STATE_AT, DONE);
        self.answer(false);
    }

    /// What comes after the function has returned: to where the body wanted to go.
    fn after_loop(&mut self, shared: Reg, exits: &[Exit]) {
        let mark = self.mark();
        let state = self.alloc(1);
        self.emit_imm(Op::Ld64, state, shared, STATE_AT);
        let (lost, fine) = (self.label(), self.label());
        self.branch(Op::BrEqI, state, 0, IN_BODY as u16, lost, fine);
        self.place(lost);
        self.constant(state, LOST_PANIC);
        self.panic_range(state);
        self.place(fine);
        self.set_shared(shared, STATE_AT, EXHAUSTED);
        if !exits.is_empty() {
            let taken = self.alloc(1);
            self.emit_imm(Op::Ld64, taken, shared, EXIT_AT);
            for (i, exit) in exits.iter().enumerate() {
                let (this, other) = (self.label(), self.label());
                self.branch(Op::BrEqI, taken, 0, (i + 1) as u16, this, other);
                self.place(this);
                self.take_exit(*exit);
                self.place(other);
            }
        }
        self.release(mark);
    }

    /// Goes where the body of a loop wanted to go; that may lead out of a body around.
    fn take_exit(&mut self, exit: Exit) {
        let inherited = self.outside.as_ref().map_or(0, |o| o.around.len());
        match exit {
            Exit::Return => self.finish_return(),
            Exit::Goto(label) => self.goto(label),
            Exit::Break(n) | Exit::Continue(n) if n < inherited => self.leave_body(exit),
            Exit::Break(n) => self.jump(self.targets[n - inherited].break_to),
            Exit::Continue(n) => {
                if let Some(target) = self.targets[n - inherited].continue_to {
                    self.jump(target);
                }
            }
        }
    }

    /// The end of a `return`, the results' variables being set.
    pub(super) fn finish_return(&mut self) {
        if self.outside.is_some() { self.leave_body(Exit::Return) } else { self.return_vars() }
    }

    pub(super) fn goto(&mut self, label: Symbol) {
        match &self.outside {
            Some(outside) if !outside.labels.contains(&label) => self.leave_body(Exit::Goto(label)),
            _ => {
                let target = self.goto_label(label);
                self.jump(target);
            }
        }
    }

    /// `break` or `continue` of a statement around the loop whose body this is.
    pub(super) fn branch_outside(&mut self, kind: TokenKind, label: Option<Symbol>) {
        let Some(outside) = &self.outside else { return };
        let is_break = kind == TokenKind::Break;
        let is_it = |a: &Around| match label {
            Some(_) => a.label == label && (is_break || a.is_loop),
            None => {
                if is_break {
                    a.is_breakable
                } else {
                    a.is_loop
                }
            }
        };
        if let Some(n) = outside.around.iter().rposition(is_it) {
            self.leave_body(if is_break { Exit::Break(n) } else { Exit::Continue(n) });
        }
    }

    fn leave_body(&mut self, exit: Exit) {
        let Some(outside) = &mut self.outside else { return };
        let shared = outside.shared;
        let known = outside.exits.iter().position(|e| *e == exit);
        let number = known.unwrap_or_else(|| {
            outside.exits.push(exit);
            outside.exits.len() - 1
        });
        self.set_shared(shared, EXIT_AT, number as i64 + 1);
        self.set_shared(shared, STATE_AT, DONE);
        self.answer(false);
    }

    /// Defers the call of a closure without parameters and results.
    pub(super) fn put_off(&mut self, closure: Reg) {
        let Some(list) = self.defer_list.filter(|_| self.outside.is_some()) else {
            return self.emit(Op::Defer, closure, 0, 0, 0);
        };
        let mark = self.mark();
        let window = self.alloc(3);
        self.copy(window + 1, list, 1);
        self.copy(window + 2, closure, 1);
        let push = self.lw.package_func("runtime", "pushDeferred");
        self.perform(&Prepared { callee: Callee::Func(push), window, params: 2, results: 0 });
        self.release(mark);
    }

    /// What the body tells the function that called it.
    fn answer(&mut self, goes_on: bool) {
        let mark = self.mark();
        let reg = self.alloc(1);
        self.constant(reg, goes_on.into());
        self.emit(Op::Return, reg, 0, 0, 0);
        self.release(mark);
    }

    fn set_shared(&mut self, shared: Reg, at: i64, value: i64) {
        let mark = self.mark();
        let reg = self.alloc(1);
        self.constant(reg, value);
        self.emit(Op::St64, shared, reg, 0, at);
        self.release(mark);
    }

    fn panic_range(&mut self, state: Reg) {
        let mark = self.mark();
        let window = self.alloc(2);
        self.copy(window + 1, state, 1);
        let panics = self.lw.package_func("runtime", "panicRange");
        self.perform(&Prepared { callee: Callee::Func(panics), window, params: 1, results: 0 });
        self.trap(TrapCode::Unreachable);
        self.release(mark);
    }
}
