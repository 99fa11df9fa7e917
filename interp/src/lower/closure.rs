//! Function literals, method values and deferred calls: functions that carry values.

use govm_parser::ast::{Block, Expr, ExprKind, FuncType, Ident, NodeId};
use govm_typeck::{Builtin, Selection};

use super::FuncKey;
use super::call::{Callee, Prepared};
use super::func::{FuncCx, Loc, Reg};
use super::methods::Wrapper;
use crate::isa::{Op, pack};
use crate::module::{FuncIdx, Kind, TypeIdx};

/// What a call is carried to a later time or another goroutine by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carrier {
    Defer,
    Go,
}

impl Carrier {
    /// What Go's tracebacks call the function around the call.
    fn name(self) -> &'static str {
        match self {
            Carrier::Defer => "deferwrap",
            Carrier::Go => "gowrap",
        }
    }
}

/// A captured variable: where it is outside, and how many slots are captured.
pub(super) type Captured = (govm_typeck::ObjId, Loc, u16);

/// Offset of the first captured word in a closure's object.
const CAPTURES_AT: u32 = 8;

impl<'a> FuncCx<'_, '_, 'a> {
    /// `func(params) results { body }`
    pub(super) fn func_lit(&mut self, e: &Expr<'a>, sig: &'a FuncType<'a>, body: &'a Block<'a>, dst: Option<Reg>) -> Reg {
        self.closures += 1;
        let name = format!("{}.func{}", self.name, self.closures);
        let captured = self.captured_by(e.id);
        let f = self.lw.reserve_func();
        let dst = dst.unwrap_or_else(|| self.alloc(1));
        let count: u16 = captured.iter().map(|c| c.2).sum();
        if count == 0 {
            self.emit(Op::FuncVal, dst, 0, 0, i64::from(f.0));
        } else {
            self.make_closure(dst, f, &captured, &[]);
        }

        let mut cx = FuncCx::new(self.lw, self.scan, self.env.clone(), name);
        cx.pos = e.span.lo;
        cx.is_closure = count > 0;
        cx.is_returned_through = cx.scan.is_returned_through(Some(e.id));
        cx.closure_signature(sig, e, &captured);
        cx.body(body);
        let func = cx.finish();
        self.lw.funcs[f.index()] = Some(func);
        dst
    }

    /// The variables that a function literal or the body of a loop captures: where they are, and how many slots that takes.
    pub(super) fn captured_by(&mut self, id: NodeId) -> Vec<Captured> {
        let mut captured = Vec::new();
        for obj in self.scan.captures(id) {
            let Some(loc) = self.vars.get(&obj).copied() else { continue };
            let ty = self.type_of_obj(obj);
            let slots = match loc {
                Loc::Boxed(_) => 1,
                Loc::Reg(_) => self.slots(ty),
            };
            captured.push((obj, loc, slots));
        }
        captured
    }

    /// A new closure that holds variables, and registers behind them.
    pub(super) fn make_closure(&mut self, dst: Reg, f: FuncIdx, captured: &[Captured], more: &[Reg]) {
        let mark = self.mark();
        let count = captured.iter().map(|c| c.2).sum::<u16>() + more.len() as u16;
        let first = self.alloc(count);
        let mut at = first;
        for (_, loc, slots) in captured {
            let (Loc::Reg(reg) | Loc::Boxed(reg)) = *loc;
            self.copy(at, reg, *slots);
            at += slots;
        }
        for reg in more {
            self.copy(at, *reg, 1);
            at += 1;
        }
        self.emit(Op::Closure, dst, first, count, i64::from(f.0));
        self.release(mark);
    }

    fn closure_signature(&mut self, sig: &FuncType<'a>, e: &Expr<'a>, captured: &[Captured]) {
        let has_defer = self.scan.has_defer(Some(e.id));
        self.signature(&[], sig, has_defer);
        self.unpack_closure(1 + self.params, captured);
    }

    /// Reads captured variables out of the closure; what stands behind them has the offset that comes out.
    pub(super) fn unpack_closure(&mut self, closure: Reg, captured: &[Captured]) -> u32 {
        let mut offset = CAPTURES_AT;
        for (obj, loc, slots) in captured {
            let reg = self.load_captured(closure, offset, *slots);
            offset += 8 * u32::from(*slots);
            let loc = match loc {
                Loc::Reg(_) => Loc::Reg(reg),
                Loc::Boxed(_) => Loc::Boxed(reg),
            };
            self.vars.insert(*obj, loc);
        }
        offset
    }

    /// Reads captured words into new registers.
    pub(super) fn load_captured(&mut self, closure: Reg, offset: u32, slots: u16) -> Reg {
        let reg = self.alloc(slots);
        match slots {
            0 => {}
            1 => self.emit_imm(Op::Ld64, reg, closure, i64::from(offset)),
            n => self.emit_imm(Op::LdN, reg, closure, pack(offset, u32::from(n))),
        }
        reg
    }

    /// `x.m` without a call.
    pub(super) fn method_value(&mut self, x: &Expr<'a>, selection: &Selection, sel: Ident<'a>, dst: Option<Reg>) -> Reg {
        let dst = dst.unwrap_or_else(|| self.alloc(1));
        let mark = self.mark();
        let recv = self.type_of(x);
        let pkg = self.selection_pkg(selection, sel);
        let Some(target) = self.method_target(selection, sel, recv) else {
            self.lw.unsupported(x.span, "method value is");
            return dst;
        };
        // The receiver is evaluated and copied now; the closure holds it as the method takes it.
        let (place, ty) = self.receiver_place(x, recv, &target.path);
        let is_pointer = self.kind(ty) == Kind::Pointer && !self.lw.types.desc(ty).is_named;
        let held = if target.method.is_none() || is_pointer == target.has_pointer_receiver {
            ty
        } else if target.has_pointer_receiver {
            let pointer = self.lw.types.source(ty);
            let pointer = self.lw.pointer_to(pointer);
            self.type_idx(pointer, x.span)
        } else {
            self.elem(ty)
        };
        let slots = self.slots(held);
        let first = self.alloc(slots.max(1));
        if target.method.is_none() {
            self.load(&place, ty, Some(first));
            // A nil interface has no method to bind: Go panics here and not at the call.
            self.emit(Op::NilCheck, first, 0, 0, 0);
        } else {
            self.pass_receiver(&place, ty, target.has_pointer_receiver, first);
        }
        if self.is_wide(held) {
            let copy = self.alloc(1);
            self.emit(Op::New, copy, 0, 0, i64::from(held.0));
            self.store_mem(copy, 0, held, first);
            self.copy(first, copy, 1);
        }
        let wrapper = Wrapper { recv: self.lw.types.source(held), name: selection.name, pkg };
        let f = self.lw.func_for(FuncKey::MethodValue(wrapper));
        self.emit(Op::Closure, dst, first, slots, i64::from(f.0));
        self.release(mark);
        dst
    }

    /// `defer call`, `go call`
    pub(super) fn carry(&mut self, call: &Expr<'a>, carrier: Carrier) {
        let mut call = call;
        while let ExprKind::Paren(x) = call.kind {
            call = x;
        }
        let ExprKind::Call { fun, args, has_ellipsis } = call.kind else { return };
        let mark = self.mark();
        if self.is_type(fun) {
            self.expr(args[0], None);
            self.release(mark);
            return;
        }
        if let Some(builtin) = self.builtin_of(fun) {
            self.carry_builtin(call, builtin, args, carrier);
            self.release(mark);
            return;
        }
        let sig = self.type_of(fun);
        let desc = self.lw.types.desc(sig);
        if desc.params.is_empty() && desc.results.is_empty() && matches!(fun.kind, ExprKind::FuncLit { .. }) {
            let closure = self.expr(fun, None);
            self.hand_over(closure, carrier);
            self.release(mark);
            return;
        }
        let prepared = self.prepare(fun, args, has_ellipsis);
        self.carry_prepared(&prepared, carrier);
        self.release(mark);
    }

    /// Packs a prepared call into a closure that performs it, and hands that over.
    pub(super) fn carry_prepared(&mut self, call: &Prepared, carrier: Carrier) {
        // What the closure holds: the function value or interface, then the arguments.
        let (head, args_at) = match call.callee {
            Callee::Func(_) | Callee::Native(_) | Callee::Instr(_) => (0, 1),
            Callee::Value(_) => (1, 1),
            Callee::Method(..) => (2, 2),
        };
        let count = head + call.params;
        let first = self.alloc(count.max(1));
        if let Callee::Value(f) | Callee::Method(f, _) = call.callee {
            self.copy(first, f, head);
            // A nil function is checked when it is called, by `go` at once; a nil interface when the method is looked up: now.
            if head == 2 || carrier == Carrier::Go {
                self.emit(Op::NilCheck, f, 0, 0, 0);
            }
        }
        self.copy(first + head, call.window + args_at, call.params);
        let name = format!("{}.{}{}", self.name, carrier.name(), self.closures + 1);
        self.closures += 1;
        let pos = self.pos;
        let mut cx = FuncCx::new(self.lw, self.scan, self.env.clone(), name);
        cx.pos = pos;
        cx.is_defer_wrapper = carrier == Carrier::Defer;
        cx.is_closure = true;
        let closure = cx.alloc(1);
        let held = cx.load_captured(closure, CAPTURES_AT, count);
        let window = cx.alloc((args_at + call.params).max(call.results).max(2));
        cx.copy(window + args_at, held + head, call.params);
        let callee = match call.callee {
            Callee::Value(_) => Callee::Value(held),
            Callee::Method(_, m) => Callee::Method(held, m),
            other => other,
        };
        cx.perform(&Prepared { callee, window, ..*call });
        cx.emit(Op::Return, 1, 0, 0, 0);
        let func = cx.finish();
        self.carry_closure(func, first, count, carrier);
    }

    fn carry_closure(&mut self, func: crate::module::Func, first: Reg, count: u16, carrier: Carrier) {
        let f: FuncIdx = self.lw.reserve_func();
        self.lw.funcs[f.index()] = Some(func);
        let closure = self.alloc(1);
        self.emit(Op::Closure, closure, first, count, i64::from(f.0));
        self.hand_over(closure, carrier);
    }

    fn hand_over(&mut self, closure: Reg, carrier: Carrier) {
        match carrier {
            Carrier::Defer => self.put_off(closure),
            Carrier::Go => self.emit(Op::Go, closure, 0, 0, 0),
        }
    }

    /// `defer` or `go` of a built-in function: its operands are evaluated now.
    fn carry_builtin(&mut self, call: &Expr<'a>, builtin: Builtin, args: &[&Expr<'a>], carrier: Carrier) {
        let spread = match args {
            [only] => self.tuple_of(only),
            _ => None,
        };
        let given: Vec<TypeIdx> = match &spread {
            Some(types) => types.to_vec(),
            None => args.iter().map(|a| self.type_of(a)).collect(),
        };
        let types: Vec<TypeIdx> = match builtin {
            Builtin::Panic => vec![self.lw.any()],
            Builtin::Print | Builtin::Println | Builtin::Clear | Builtin::Close | Builtin::Copy => given.clone(),
            Builtin::Delete => vec![given[0], self.lw.types.desc(given[0]).key],
            // Called by nobody but the run-time system, `recover` recovers nothing.
            Builtin::Recover => Vec::new(),
            _ => return self.lw.unsupported(call.span, "defer of this built-in function is"),
        };
        let count: u16 = types.iter().map(|t| self.slots(*t)).sum();
        let first = self.alloc(count.max(1));
        let mut at = first;
        if spread.is_some() {
            let mut from = self.expr(args[0], None);
            for (have, ty) in given.iter().zip(&types) {
                self.convert_assign(from, *have, *ty, Some(at));
                from += self.slots(*have);
                at += self.slots(*ty);
            }
        } else {
            for (arg, ty) in args.iter().zip(&types) {
                self.expr_to(arg, *ty, Some(at));
                at += self.slots(*ty);
            }
        }
        let name = format!("{}.{}{}", self.name, carrier.name(), self.closures + 1);
        self.closures += 1;
        let pos = self.pos;
        let mut cx = FuncCx::new(self.lw, self.scan, self.env.clone(), name);
        cx.pos = pos;
        cx.is_defer_wrapper = carrier == Carrier::Defer;
        cx.is_closure = true;
        let closure = cx.alloc(1);
        let held = cx.load_captured(closure, CAPTURES_AT, count);
        match builtin {
            Builtin::Panic => cx.emit(Op::Panic, held, 0, 0, 0),
            Builtin::Print | Builtin::Println => {
                let mut operands = Vec::new();
                let mut at = held;
                for ty in &types {
                    operands.push((at, *ty));
                    at += cx.slots(*ty);
                }
                cx.print(&operands, builtin == Builtin::Println);
            }
            Builtin::Delete => {
                let map = types[0];
                cx.emit(Op::MapDelete, held, 0, held + 1, i64::from(map.0));
            }
            Builtin::Clear => cx.clear(held, types[0]),
            Builtin::Close => cx.emit(Op::ChanClose, held, 0, 0, 0),
            Builtin::Copy => {
                let (elem, count) = (cx.elem(types[0]), cx.alloc(1));
                let size = cx.size(elem);
                cx.emit(Op::CopySlice, count, held, held + 2, i64::from(size));
            }
            _ => {}
        }
        cx.emit(Op::Return, 1, 0, 0, 0);
        let func = cx.finish();
        self.carry_closure(func, first, count, carrier);
    }
}
