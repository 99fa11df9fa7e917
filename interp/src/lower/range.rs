//! `for range`.

use govm_lexer::Symbol;
use govm_parser::ast::{Block, Expr, Stmt};

use super::func::{FuncCx, Label, Reg, Target};
use super::place::Place;
use crate::isa::Op;
use crate::module::{Kind, TypeIdx};

/// A loop under construction.
pub(super) struct Loop<'e, 'a> {
    pub(super) vars: [Option<&'e Expr<'a>>; 2],
    pub(super) is_define: bool,
    pub(super) body: &'e Block<'a>,
    pub(super) label: Option<Symbol>,
    pub(super) next: Label,
    pub(super) done: Label,
}

impl<'a> FuncCx<'_, '_, 'a> {
    pub(super) fn range_stmt(
        &mut self,
        s: &Stmt<'a>,
        vars: [Option<&Expr<'a>>; 2],
        is_define: bool,
        x: &Expr<'a>,
        body: &Block<'a>,
        label: Option<Symbol>,
    ) {
        let vars = vars.map(|v| v.filter(|e| !matches!(e.kind, govm_parser::ast::ExprKind::Ident(Symbol::BLANK))));
        let (next, done) = (self.label(), self.label());
        let l = Loop { vars, is_define, body, label, next, done };
        let ty = self.type_of(x);
        match self.kind(ty) {
            Kind::Slice => {
                let slice = self.alloc(2);
                self.expr(x, Some(slice));
                let elem = self.elem(ty);
                let len = self.alloc(1);
                self.emit2(Op::Len, len, slice);
                self.range_index(&l, len, Some(elem), |_, index| Place::Elem { slice, index, elem });
            }
            Kind::Array | Kind::Pointer => self.range_array(&l, x, ty),
            Kind::String => self.range_string(&l, x),
            Kind::Map => self.range_map(&l, x, ty),
            Kind::Func => self.range_func(s, &l, x, ty),
            Kind::Chan => self.range_chan(&l, x),
            _ => self.range_int(&l, x, ty),
        }
    }

    fn range_array(&mut self, l: &Loop<'_, 'a>, x: &Expr<'a>, ty: TypeIdx) {
        let array = if self.kind(ty) == Kind::Pointer { self.elem(ty) } else { ty };
        let (elem, count) = (self.elem(array), self.lw.types.desc(array).len);
        let len = self.alloc(1);
        if l.vars[1].is_none() {
            // Only the length counts: the operand is evaluated if it may call something.
            if self.const_value(x).is_none() && !is_name(x) {
                self.expr(x, None);
            }
            self.constant(len, count as i64);
            return self.range_index(l, len, None, |_, _| Place::Blank);
        }
        if self.kind(ty) == Kind::Pointer {
            let addr = self.alloc(1);
            self.expr(x, Some(addr));
            self.constant(len, count as i64);
            return self.range_index(l, len, Some(elem), |cx, index| {
                cx.array_elem_at(Place::Mem { addr, offset: 0 }, array, 0, Some(index))
            });
        }
        // The loop runs over a copy of the array.
        let value = self.alloc_for(array);
        self.expr(x, Some(value));
        if self.is_wide(array) {
            let copy = self.alloc(1);
            self.emit(Op::New, copy, 0, 0, i64::from(array.0));
            self.store_mem(copy, 0, array, value);
            self.copy(value, copy, 1);
        }
        self.constant(len, count as i64);
        self.range_index(l, len, Some(elem), |cx, index| cx.array_elem_at(Place::Reg(value), array, 0, Some(index)));
    }

    /// A loop over indices from 0 to a length; `elem` gives the place of the element at an index.
    fn range_index(&mut self, l: &Loop<'_, 'a>, len: Reg, elem_ty: Option<TypeIdx>, elem: impl Fn(&mut Self, Reg) -> Place) {
        let index = self.alloc(1);
        self.constant(index, 0);
        let int = self.lw.basic(govm_typeck::Basic::Int);
        let top = self.label();
        self.branch(Op::BrLtS, index, len, 0, top, l.done);
        self.place(top);
        let mark = self.mark();
        let pinned = self.value_place(l);
        if let Some(key) = l.vars[0] {
            self.set_var(l, key, int, None, |cx, dst| cx.copy(dst, index, 1));
        }
        if let (Some(value), Some(ty)) = (l.vars[1], elem_ty) {
            self.set_var(l, value, ty, pinned, |cx, dst| {
                let mark = cx.mark();
                let place = elem(cx, index);
                cx.load(&place, ty, Some(dst));
                cx.release(mark);
            });
        }
        self.loop_body(l);
        self.release(mark);
        self.emit_imm(Op::AddI, index, index, 1);
        self.branch(Op::BrLtS, index, len, 0, top, l.done);
        self.place(l.done);
    }

    fn range_int(&mut self, l: &Loop<'_, 'a>, x: &Expr<'a>, ty: TypeIdx) {
        // An untyped constant counts in the type of the variable.
        let ty = match l.vars[0] {
            Some(key) => match self.var_type(l, key) {
                TypeIdx(0) => ty,
                t => t,
            },
            None => ty,
        };
        let (index, len) = (self.alloc(1), self.alloc(1));
        match self.const_value(x).cloned() {
            Some(value) => {
                self.const_expr(&value, ty, Some(len));
            }
            None => {
                self.expr(x, Some(len));
            }
        }
        self.constant(index, 0);
        let top = self.label();
        let signed = super::expr::is_signed(self.kind(ty));
        let less = if signed { Op::BrLtS } else { Op::BrLtU };
        self.branch(less, index, len, 0, top, l.done);
        self.place(top);
        let mark = self.mark();
        if let Some(key) = l.vars[0] {
            self.set_var(l, key, ty, None, |cx, dst| cx.copy(dst, index, 1));
        }
        self.loop_body(l);
        self.release(mark);
        self.emit_imm(Op::AddI, index, index, 1);
        self.branch(less, index, len, 0, top, l.done);
        self.place(l.done);
    }

    fn range_string(&mut self, l: &Loop<'_, 'a>, x: &Expr<'a>) {
        let (string, len, index, rune) = (self.alloc(1), self.alloc(1), self.alloc(1), self.alloc(2));
        self.expr(x, Some(string));
        self.emit2(Op::Len, len, string);
        self.constant(index, 0);
        let int = self.lw.basic(govm_typeck::Basic::Int);
        let int32 = self.lw.basic(govm_typeck::Basic::Int32);
        let top = self.label();
        self.branch(Op::BrLtS, index, len, 0, top, l.done);
        self.place(top);
        self.emit3(Op::RuneAt, rune, string, index);
        let mark = self.mark();
        let pinned = self.value_place(l);
        if let Some(key) = l.vars[0] {
            self.set_var(l, key, int, None, |cx, dst| cx.copy(dst, index, 1));
        }
        if let Some(value) = l.vars[1] {
            self.set_var(l, value, int32, pinned, |cx, dst| cx.copy(dst, rune, 1));
        }
        self.loop_body(l);
        self.release(mark);
        self.emit3(Op::Add, index, index, rune + 1);
        self.branch(Op::BrLtS, index, len, 0, top, l.done);
        self.place(l.done);
    }

    fn range_map(&mut self, l: &Loop<'_, 'a>, x: &Expr<'a>, ty: TypeIdx) {
        let (key_ty, elem_ty) = (self.lw.types.desc(ty).key, self.elem(ty));
        let key_layout = self.lw.layout(key_ty).clone();
        let at = crate::layout::entry_layout(&key_layout, self.lw.layout(elem_ty)).value;
        let (iter, entry) = (self.alloc(3), self.alloc(1));
        let mark = self.mark();
        let map = self.expr(x, None);
        self.emit2(Op::MapIter, iter, map);
        self.release(mark);
        self.place(l.next);
        self.emit(Op::MapNext, entry, iter, 0, i64::from(ty.0));
        let top = self.label();
        self.branch(Op::BrNeI, entry, 0, 0, top, l.done);
        self.place(top);
        let mark = self.mark();
        let pinned = self.value_place(l);
        if let Some(key) = l.vars[0] {
            self.set_var(l, key, key_ty, None, |cx, dst| cx.load_mem_or_zero(entry, 0, key_ty, dst));
        }
        if let Some(value) = l.vars[1] {
            self.set_var(l, value, elem_ty, pinned, |cx, dst| cx.load_mem_or_zero(entry, at, elem_ty, dst));
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

    fn load_mem_or_zero(&mut self, addr: Reg, offset: u32, ty: TypeIdx, dst: Reg) {
        if self.size(ty) == 0 { self.zero(dst, ty) } else { self.load_mem(addr, offset, ty, dst) }
    }

    fn loop_body(&mut self, l: &Loop<'_, 'a>) {
        self.targets.push(Target { label: l.label, break_to: l.done, continue_to: Some(l.next), is_switch: false });
        self.block(l.body);
        self.targets.pop();
        self.place(l.next);
    }

    /// The type of an iteration variable.
    fn var_type(&mut self, l: &Loop<'_, 'a>, e: &Expr<'a>) -> TypeIdx {
        let defined = if l.is_define { self.lw.prog.info.defs[e.id.0 as usize] } else { None };
        match defined {
            Some(obj) => self.type_of_obj(obj),
            None => self.type_of(e),
        }
    }

    /// The place that the second variable assigns to, where assigning to the first may change which it is.
    pub(super) fn value_place(&mut self, l: &Loop<'_, 'a>) -> Option<Place> {
        let [Some(_), Some(mut value)] = l.vars else { return None };
        while let govm_parser::ast::ExprKind::Paren(x) = value.kind {
            value = x;
        }
        if l.is_define || matches!(value.kind, govm_parser::ast::ExprKind::Ident(_)) {
            return None;
        }
        Some(self.pinned_place(value))
    }

    /// Sets an iteration variable to what `value` puts into registers: a new variable per iteration, or an assignment, to the
    /// place that was found before if there is one.
    pub(super) fn set_var(
        &mut self,
        l: &Loop<'_, 'a>,
        e: &Expr<'a>,
        ty: TypeIdx,
        pinned: Option<Place>,
        value: impl FnOnce(&mut Self, Reg),
    ) {
        let defined = if l.is_define { self.lw.prog.info.defs[e.id.0 as usize] } else { None };
        if let Some(obj) = defined {
            return self.declare(obj, |cx, ty, dst| {
                let dst = cx.dst(dst, ty);
                value(cx, dst);
                dst
            });
        }
        let mark = self.mark();
        let reg = self.alloc_for(ty);
        value(self, reg);
        let want = self.type_of(e);
        let place = pinned.unwrap_or_else(|| self.lower_place(e));
        let value = self.convert_assign(reg, ty, want, None);
        self.store(&place, want, value);
        self.release(mark);
    }
}

fn is_name(e: &Expr<'_>) -> bool {
    use govm_parser::ast::ExprKind;
    match e.kind {
        ExprKind::Ident(_) => true,
        ExprKind::Paren(x) | ExprKind::Selector { x, .. } => is_name(x),
        _ => false,
    }
}
