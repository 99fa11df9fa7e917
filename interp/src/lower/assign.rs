//! Assignments and variable declarations.

use govm_lexer::TokenKind;
use govm_parser::ast::{Expr, ExprKind, VarSpec};
use govm_typeck::ObjId;

use super::func::{FuncCx, Loc, Reg};
use super::place::Place;
use crate::isa::Op;
use crate::module::{Kind, TypeIdx};

impl<'a> FuncCx<'_, '_, 'a> {
    /// `lhs = rhs`, `lhs := rhs`
    pub(super) fn assign(&mut self, lhs: &[&Expr<'a>], rhs: &[&Expr<'a>], is_define: bool) {
        let mark = self.mark();
        if let ([left], [right]) = (lhs, rhs) {
            self.assign_one(left, right, is_define);
        } else if lhs.len() == rhs.len() {
            self.assign_pairs(lhs, rhs, is_define);
        } else if let [call] = rhs {
            self.assign_tuple(lhs, call, is_define);
        }
        // Variables that were declared keep their registers.
        if !is_define {
            self.release(mark);
        }
    }

    /// The object that a `:=` declares for this operand, if it does.
    fn declared_by(&self, e: &Expr<'a>, is_define: bool) -> Option<ObjId> {
        if is_define { self.lw.prog.info.defs[e.id.0 as usize] } else { None }
    }

    fn assign_one(&mut self, left: &Expr<'a>, right: &Expr<'a>, is_define: bool) {
        if let Some(obj) = self.declared_by(left, is_define) {
            return self.declare(obj, |cx, ty, dst| cx.expr_to(right, ty, dst));
        }
        let mark = self.mark();
        match self.lower_place(left) {
            Place::Blank => {
                let ty = self.type_of(right);
                if self.kind(ty) != Kind::None {
                    self.expr(right, None);
                }
            }
            Place::Reg(reg) => {
                let ty = self.type_of(left);
                // Straight into the variable, unless its old value is needed on the way.
                if self.writes_once(right, ty) {
                    self.expr_to(right, ty, Some(reg));
                } else {
                    let value = self.expr_to(right, ty, None);
                    let slots = self.slots(ty);
                    self.copy(reg, value, slots);
                }
            }
            place => {
                let ty = self.type_of(left);
                let value = self.expr_to(right, ty, None);
                self.store(&place, ty, value);
            }
        }
        self.release(mark);
    }

    /// Whether evaluating `e` into the registers of a variable cannot destroy what `e` still reads: values of one slot are
    /// written by the last instruction, and calls and literals are made elsewhere first.
    fn writes_once(&mut self, e: &Expr<'a>, ty: TypeIdx) -> bool {
        let from = self.type_of(e);
        if self.kind(from) != self.kind(ty) {
            return false;
        }
        match e.kind {
            ExprKind::Paren(x) => self.writes_once(x, ty),
            // These write their result in more than one place.
            ExprKind::Binary { op: TokenKind::LAnd | TokenKind::LOr, .. } | ExprKind::TypeAssert { .. } => false,
            ExprKind::Index { .. } => !self.reads_map(e),
            ExprKind::Binary { .. } => self.slots(ty) <= 1 && self.kind(ty) != Kind::Bool,
            ExprKind::Call { fun, .. } => !self.is_type(fun) && !self.is_min_max(fun),
            _ => true,
        }
    }

    fn is_min_max(&self, fun: &Expr<'a>) -> bool {
        matches!(self.builtin_of(fun), Some(govm_typeck::Builtin::Min | govm_typeck::Builtin::Max))
    }

    fn reads_map(&mut self, e: &Expr<'a>) -> bool {
        let ExprKind::Index { x, .. } = e.kind else { return false };
        let ty = self.type_of(x);
        self.kind(ty) == Kind::Map
    }

    fn assign_pairs(&mut self, lhs: &[&Expr<'a>], rhs: &[&Expr<'a>], is_define: bool) {
        // First the operands of index expressions and indirections on the left, then the values, then the assignments in order.
        let mut places = Vec::new();
        for left in lhs {
            let is_new = self.declared_by(left, is_define).is_some();
            places.push(if is_new { None } else { Some(self.pinned_place(left)) });
        }
        let mut values = Vec::new();
        for (i, right) in rhs.iter().enumerate() {
            let ty = match (&places[i], self.declared_by(lhs[i], is_define)) {
                (_, Some(obj)) => self.type_of_obj(obj),
                (Some(Place::Blank), None) => self.type_of(right),
                _ => self.type_of(lhs[i]),
            };
            let fresh = self.alloc_for(ty);
            self.expr_to(right, ty, Some(fresh));
            values.push((self.owned(fresh, ty, right), ty));
        }
        for ((left, place), (value, ty)) in lhs.iter().zip(&places).zip(values) {
            match (place, self.declared_by(left, is_define)) {
                (Some(place), _) => self.store(place, ty, value),
                (None, Some(obj)) => self.declare(obj, |cx, ty, dst| cx.convert_assign(value, ty, ty, dst)),
                (None, None) => {}
            }
        }
    }

    /// A place whose operands an assignment to variables does not change any more: `i, x[i] = 1, 2` sets the old `x[i]`.
    pub(super) fn pinned_place(&mut self, e: &Expr<'a>) -> Place {
        let place = self.lower_place(e);
        match place {
            Place::Blank | Place::Reg(_) => place,
            Place::Mem { addr, offset } => Place::Mem { addr: self.pin(addr, 1), offset },
            Place::Elem { slice, index, elem } => Place::Elem { slice: self.pin(slice, 2), index: self.pin(index, 1), elem },
            Place::RegElem(e) => Place::RegElem(e.with_index(|i| self.pin(i, 1))),
            Place::MapElem { map, key, map_ty } => {
                let key_ty = self.lw.types.desc(map_ty).key;
                let slots = self.slots(key_ty);
                Place::MapElem { map: self.pin(map, 1), key: self.pin(key, slots), map_ty }
            }
        }
    }

    fn pin(&mut self, reg: Reg, slots: u16) -> Reg {
        let pinned = self.alloc(slots);
        self.copy(pinned, reg, slots);
        pinned
    }

    /// A wide value that is part of a tuple assignment is copied: another part may write to where it came from.
    pub(super) fn owned(&mut self, value: Reg, ty: TypeIdx, from: &Expr<'a>) -> Reg {
        if !self.is_wide(ty) || matches!(from.kind, ExprKind::CompositeLit { .. }) {
            return value;
        }
        let copy = self.alloc(1);
        self.emit(Op::New, copy, 0, 0, i64::from(ty.0));
        self.store_mem(copy, 0, ty, value);
        copy
    }

    /// `a, b = f()` and the comma-ok forms.
    fn assign_tuple(&mut self, lhs: &[&Expr<'a>], right: &Expr<'a>, is_define: bool) {
        let mut places = Vec::new();
        for left in lhs {
            let is_new = self.declared_by(left, is_define).is_some();
            places.push(if is_new { None } else { Some(self.pinned_place(left)) });
        }
        let (values, types) = self.tuple(right);
        let mut at = values;
        for ((left, place), ty) in lhs.iter().zip(&places).zip(types) {
            self.assign_value(left, place.as_ref(), (at, ty), is_define);
            at += self.slots(ty);
        }
    }

    fn assign_value(&mut self, left: &Expr<'a>, place: Option<&Place>, (value, ty): (Reg, TypeIdx), is_define: bool) {
        match (place, self.declared_by(left, is_define)) {
            (Some(Place::Blank), _) | (None, None) => {}
            (Some(place), _) => {
                let want = self.type_of(left);
                let value = self.convert_assign(value, ty, want, None);
                self.store(place, want, value);
            }
            (None, Some(obj)) => {
                self.declare(obj, |cx, want, dst| cx.convert_assign(value, ty, want, dst));
            }
        }
    }

    /// Assigns values that stand in registers, as many as there are operands on the left.
    pub(super) fn assign_values(&mut self, lhs: &[&Expr<'a>], values: &[(Reg, TypeIdx)], is_define: bool) {
        let mut places = Vec::new();
        for left in lhs {
            let is_new = self.declared_by(left, is_define).is_some();
            places.push(if is_new { None } else { Some(self.pinned_place(left)) });
        }
        for ((left, place), value) in lhs.iter().zip(&places).zip(values) {
            self.assign_value(left, place.as_ref(), *value, is_define);
        }
    }

    /// Evaluates an expression with several values: these stand side by side.
    pub(super) fn tuple(&mut self, e: &Expr<'a>) -> (Reg, Vec<TypeIdx>) {
        let mut inner = e;
        while let ExprKind::Paren(x) = inner.kind {
            inner = x;
        }
        let types = self.tuple_of(inner).or_else(|| self.tuple_of(e)).unwrap_or_default();
        let bool_ty = self.lw.basic(govm_typeck::Basic::Bool);
        match inner.kind {
            ExprKind::TypeAssert { x, ty: Some(target) } => {
                let target = self.type_of(target);
                let dst = self.alloc_for(target);
                let ok = self.alloc(1);
                self.type_assert(x, target, Some(dst), Some(ok));
                (dst, vec![target, bool_ty])
            }
            ExprKind::Index { x, indices } => {
                let map_ty = self.type_of(x);
                let elem = self.elem(map_ty);
                let dst = self.alloc_for(elem);
                let ok = self.alloc(1);
                let mark = self.mark();
                let map = self.expr(x, None);
                let key_ty = self.lw.types.desc(map_ty).key;
                let key = self.expr_to(indices[0], key_ty, None);
                self.map_load(map, key, map_ty, dst, Some(ok));
                self.release(mark);
                (dst, vec![elem, bool_ty])
            }
            ExprKind::Unary { op: TokenKind::Arrow, x } => {
                let chan = self.type_of(x);
                let elem = self.elem(chan);
                let (dst, ok) = (self.alloc_for(elem), self.alloc(1));
                self.receive(x, dst, ok);
                (dst, vec![elem, bool_ty])
            }
            _ => (self.expr(inner, None), types),
        }
    }

    /// Declares a local variable with a value that `value` evaluates into the given registers (or anywhere).
    pub(super) fn declare(&mut self, obj: ObjId, value: impl FnOnce(&mut Self, TypeIdx, Option<Reg>) -> Reg) {
        let ty = self.type_of_obj(obj);
        if self.is_boxed(obj) || self.wants_memory(ty) {
            let addr = self.alloc(1);
            let mark = self.mark();
            let value = value(self, ty, None);
            self.emit(Op::New, addr, 0, 0, i64::from(ty.0));
            self.store_mem(addr, 0, ty, value);
            self.release(mark);
            self.vars.insert(obj, Loc::Boxed(addr));
        } else {
            let reg = self.alloc_for(ty);
            let mark = self.mark();
            value(self, ty, Some(reg));
            self.release(mark);
            self.vars.insert(obj, Loc::Reg(reg));
        }
    }

    /// `var a, b T = x, y` in a function.
    pub(super) fn var_spec(&mut self, spec: &VarSpec<'a>) {
        let objs: Vec<_> = spec.names.iter().map(|n| self.lw.prog.info.defs[n.id.0 as usize]).collect();
        if spec.values.is_empty() {
            for obj in objs.into_iter().flatten() {
                let ty = self.type_of_obj(obj);
                let is_boxed = self.is_boxed(obj) || self.wants_memory(ty);
                let loc = self.new_var(ty, is_boxed);
                self.vars.insert(obj, loc);
            }
        } else if spec.values.len() == spec.names.len() {
            let mut values = Vec::new();
            if let ([Some(obj)], [value]) = (objs.as_slice(), spec.values) {
                return self.declare(*obj, |cx, ty, dst| cx.expr_to(value, ty, dst));
            }
            for (obj, value) in objs.iter().zip(spec.values) {
                let ty = match obj {
                    Some(obj) => self.type_of_obj(*obj),
                    None => self.type_of(value),
                };
                let reg = self.alloc_for(ty);
                self.expr_to(value, ty, Some(reg));
                values.push(reg);
            }
            for (obj, value) in objs.into_iter().zip(values) {
                if let Some(obj) = obj {
                    self.declare(obj, |cx, ty, dst| cx.convert_assign(value, ty, ty, dst));
                }
            }
        } else {
            let (values, types) = self.tuple(spec.values[0]);
            let mut at = values;
            for (obj, ty) in objs.into_iter().zip(types) {
                if let Some(obj) = obj {
                    self.declare(obj, |cx, want, dst| cx.convert_assign(at, ty, want, dst));
                }
                at += self.slots(ty);
            }
        }
    }

    /// `x op= y`, `x++`, `x--` (with `y` missing and a constant 1).
    pub(super) fn assign_op(&mut self, left: &Expr<'a>, op: TokenKind, right: Option<&Expr<'a>>) {
        let mark = self.mark();
        let ty = self.type_of(left);
        let place = self.lower_place(left);
        if let Place::Reg(reg) = place {
            self.operate_by(op, reg, right, ty, reg);
            return self.release(mark);
        }
        // The place's address is found once. For a map that means to insert the element first, which is only right if
        // evaluating the rest cannot panic or look at the map: so for the simple right sides that counters have.
        if let Place::MapElem { map, key, map_ty } = place {
            let is_simple = right.is_none_or(|r| self.is_simple(r)) && !matches!(op, TokenKind::Quo | TokenKind::Rem);
            let has_place = self.slots(ty) == 1 && self.size(ty) > 0 && !self.is_wide(ty);
            if is_simple && has_place && !matches!(op, TokenKind::Shl | TokenKind::Shr) {
                let operand = right.filter(|r| self.const_value(r).is_none()).map(|r| self.expr(r, None));
                let addr = self.alloc(1);
                self.emit(Op::MapSet, addr, map, key, i64::from(map_ty.0));
                let value = self.alloc(1);
                self.load_mem(addr, 0, ty, value);
                match (operand, self.kind(ty)) {
                    (Some(operand), Kind::String) => {
                        let pair = self.alloc(2);
                        self.copy(pair, value, 1);
                        self.copy(pair + 1, operand, 1);
                        self.emit(Op::Concat, value, pair, 2, 0);
                    }
                    (Some(operand), kind) => self.operate_regs(op, value, operand, kind, value),
                    (None, _) => self.operate_by(op, value, right, ty, value),
                }
                self.store_mem(addr, 0, ty, value);
                return self.release(mark);
            }
        }
        let place = match place {
            Place::Elem { .. } if self.slots(ty) != 1 => {
                let addr = self.place_addr(&place, ty, None);
                Place::Mem { addr, offset: 0 }
            }
            other => other,
        };
        let old = self.load(&place, ty, None);
        let new = self.alloc_for(ty);
        self.operate_by(op, old, right, ty, new);
        self.store(&place, ty, new);
        self.release(mark);
    }

    fn operate_by(&mut self, op: TokenKind, x: Reg, y: Option<&Expr<'a>>, ty: TypeIdx, dst: Reg) {
        let kind = self.kind(ty);
        match y {
            Some(y) if kind == Kind::String => {
                let pair = self.alloc(2);
                self.copy(pair, x, 1);
                self.expr(y, Some(pair + 1));
                self.emit(Op::Concat, dst, pair, 2, 0);
            }
            Some(y) => self.operate(op, x, y, ty, dst),
            None if super::expr::is_integer(kind) => {
                self.emit_imm(Op::AddI, dst, x, if op == TokenKind::Add { 1 } else { -1 });
                self.wrap(dst, kind);
            }
            None => {
                let one = self.alloc(2);
                self.constant(one, 1.0_f64.to_bits() as i64);
                self.constant(one + 1, 0);
                self.operate_regs(op, x, one, kind, dst);
            }
        }
    }

    /// A constant or a variable: evaluating it has no effect and cannot panic.
    fn is_simple(&self, e: &Expr<'a>) -> bool {
        match e.kind {
            ExprKind::Paren(x) => self.is_simple(x),
            ExprKind::Ident(_) => true,
            _ => self.const_value(e).is_some(),
        }
    }
}
