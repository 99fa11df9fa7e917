//! Expressions: values in registers.

use govm_lexer::TokenKind;
use govm_parser::ast::{Expr, ExprKind};
use govm_typeck::{Mode, ObjectKind, SelectionKind, Value};

use super::FuncKey;
use super::func::{FuncCx, Reg};
use super::methods::Wrapper;
use super::place::Place;
use crate::isa::Op;
use crate::module::{Kind, TypeIdx};

impl<'a> FuncCx<'_, '_, 'a> {
    /// Evaluates `e`; the value stands from the returned register on, which is `dst` if given. Else it may be the registers of a
    /// variable: whoever changes variables before using the value copies it first.
    pub(super) fn expr(&mut self, e: &Expr<'a>, dst: Option<Reg>) -> Reg {
        let outer = self.pos;
        self.pos = position(e);
        let reg = self.expr_at(e, dst);
        self.pos = outer;
        reg
    }

    /// Evaluates `e` for a variable of type `want`: converts to an interface where `e` is none, and nil to anything.
    pub(super) fn expr_to(&mut self, e: &Expr<'a>, want: TypeIdx, dst: Option<Reg>) -> Reg {
        let have = self.type_of(e);
        if self.is_nil(e) {
            let dst = self.dst(dst, want);
            self.zero(dst, want);
            return dst;
        }
        if self.kind(want) == Kind::Interface && self.kind(have) != Kind::Interface {
            let dst = dst.unwrap_or_else(|| self.alloc(2));
            let mark = self.mark();
            let value = self.expr(e, None);
            self.to_interface(value, have, dst);
            self.release(mark);
            return dst;
        }
        self.expr(e, dst)
    }

    /// Converts a value in registers for a variable of type `want`.
    pub(super) fn convert_assign(&mut self, value: Reg, have: TypeIdx, want: TypeIdx, dst: Option<Reg>) -> Reg {
        if self.kind(want) == Kind::Interface && self.kind(have) != Kind::Interface {
            let dst = dst.unwrap_or_else(|| self.alloc(2));
            self.to_interface(value, have, dst);
            return dst;
        }
        match dst {
            Some(dst) => {
                let slots = self.slots(want);
                self.copy(dst, value, slots);
                dst
            }
            None => value,
        }
    }

    /// Makes an interface of a value of another type.
    pub(super) fn to_interface(&mut self, value: Reg, ty: TypeIdx, dst: Reg) {
        if self.kind(ty) == Kind::None {
            self.emit(Op::Zero, dst, 0, 2, 0);
            return;
        }
        let mark = self.mark();
        let slots = self.slots(ty);
        // `dst` may overlap the value: the payload is made first.
        if self.lw.layout(ty).is_direct() {
            if slots == 0 {
                self.constant(dst + 1, 0);
            } else {
                self.copy(dst + 1, value, 1);
            }
        } else {
            let addr = self.alloc(1);
            self.emit(Op::New, addr, 0, 0, i64::from(ty.0));
            self.store_mem(addr, 0, ty, value);
            self.copy(dst + 1, addr, 1);
        }
        self.emit(Op::TypeVal, dst, 0, 0, i64::from(ty.0));
        self.release(mark);
    }

    /// Unpacks an interface's payload whose dynamic type is known to be `ty`.
    pub(super) fn from_payload(&mut self, payload: Reg, ty: TypeIdx, dst: Reg) {
        let slots = self.slots(ty);
        if self.lw.layout(ty).is_direct() {
            self.copy(dst, payload, slots);
        } else {
            self.load_mem(payload, 0, ty, dst);
        }
    }

    pub(super) fn is_nil(&self, e: &Expr<'a>) -> bool {
        self.lw.prog.info.types[e.id.0 as usize].as_ref().is_some_and(|t| t.mode == Mode::NilValue)
    }

    pub(super) fn is_type(&self, e: &Expr<'a>) -> bool {
        self.lw.prog.info.types[e.id.0 as usize].as_ref().is_some_and(|t| t.mode == Mode::TypeExpr)
    }

    pub(super) fn const_value(&self, e: &Expr<'a>) -> Option<&Value> {
        let tv = self.lw.prog.info.types[e.id.0 as usize].as_ref()?;
        if tv.mode == Mode::Constant { tv.value.as_ref() } else { None }
    }

    /// The value of an integer constant that fits an index.
    pub(super) fn const_int(&self, e: &Expr<'a>) -> Option<i64> {
        self.const_value(e)?.to_int().int64_val()
    }

    /// The value of a constant as an immediate, for integers and bools.
    pub(super) fn const_imm(&mut self, e: &Expr<'a>) -> Option<i64> {
        let ty = self.type_of(e);
        let kind = self.kind(ty);
        let value = self.const_value(e)?;
        if kind == Kind::Bool {
            return value.bool_val().map(i64::from);
        }
        if !is_integer(kind) {
            return None;
        }
        let value = value.to_int();
        value.int64_val().or_else(|| value.uint64_val().map(|v| v as i64))
    }

    fn expr_at(&mut self, e: &Expr<'a>, dst: Option<Reg>) -> Reg {
        let ty = self.type_of(e);
        if let Some(value) = self.const_value(e).cloned() {
            return self.const_expr(&value, ty, dst);
        }
        match e.kind {
            ExprKind::Paren(x) => self.expr(x, dst),
            ExprKind::Ident(_) => self.ident(e, ty, dst),
            ExprKind::Selector { x, sel } => self.selector(e, x, sel, ty, dst),
            ExprKind::CompositeLit { elems, .. } => self.composite(elems, ty, dst),
            ExprKind::FuncLit { sig, body } => self.func_lit(e, sig, body, dst),
            ExprKind::Index { x, indices } => self.index(e, x, indices, ty, dst),
            ExprKind::Slice { x, bounds } => self.slice(x, [bounds.lo, bounds.hi, bounds.max], ty, dst),
            ExprKind::TypeAssert { x, ty: Some(target) } => {
                let target = self.type_of(target);
                self.type_assert(x, target, dst, None)
            }
            ExprKind::Call { fun, args, has_ellipsis } => self.call(e, fun, args, has_ellipsis, dst),
            ExprKind::Star(x) => {
                let dst = self.dst(dst, ty);
                let mark = self.mark();
                let addr = self.expr(x, None);
                self.load_mem(addr, 0, ty, dst);
                if self.is_wide(ty) {
                    self.emit(Op::NilCheck, dst, 0, 0, 0);
                }
                self.release(mark);
                dst
            }
            ExprKind::Unary { op, x } => self.unary(op, x, ty, dst),
            ExprKind::Binary { .. } => self.binary(e, ty, dst),
            ExprKind::BasicLit(..)
            | ExprKind::Bad
            | ExprKind::TypeAssert { ty: None, .. }
            | ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType { .. }
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType { .. }
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. }
            | ExprKind::Ellipsis(_) => {
                // The checker lets none of these through as a value.
                self.lw.unsupported(e.span, "expression is");
                self.dst(dst, ty)
            }
        }
    }

    /// Puts a constant into registers.
    pub(super) fn const_expr(&mut self, value: &Value, ty: TypeIdx, dst: Option<Reg>) -> Reg {
        let dst = self.dst(dst, ty);
        match self.kind(ty) {
            Kind::Bool => self.constant(dst, i64::from(value.bool_val().unwrap_or(false))),
            Kind::String => {
                let s = self.lw.string(value.string_val().unwrap_or_default());
                self.emit(Op::Str, dst, 0, 0, i64::from(s.0));
            }
            Kind::Float64 => self.constant(dst, value.to_float().float64_val().0.to_bits() as i64),
            Kind::Float32 => self.constant(dst, f64::from(value.to_float().float32_val().0).to_bits() as i64),
            kind @ (Kind::Complex64 | Kind::Complex128) => {
                let value = value.to_complex();
                for (i, part) in [value.real(), value.imag()].iter().enumerate() {
                    let part = part.to_float();
                    let bits = if kind == Kind::Complex128 { part.float64_val().0 } else { f64::from(part.float32_val().0) };
                    self.constant(dst + i as u16, bits.to_bits() as i64);
                }
            }
            Kind::Interface => {
                // A constant that was converted to a type parameter's interface keeps its default type.
                self.emit(Op::Zero, dst, 0, 2, 0);
            }
            _ => {
                let value = value.to_int();
                let imm = value.int64_val().or_else(|| value.uint64_val().map(|v| v as i64));
                self.constant(dst, imm.unwrap_or(0));
            }
        }
        dst
    }

    fn ident(&mut self, e: &Expr<'a>, ty: TypeIdx, dst: Option<Reg>) -> Reg {
        let info = &self.lw.prog.info;
        let obj = info.uses[e.id.0 as usize].or(info.defs[e.id.0 as usize]);
        let Some(obj) = obj else {
            return self.dst(dst, ty);
        };
        match self.lw.prog.objects[obj.0 as usize].kind {
            ObjectKind::Nil => {
                let dst = self.dst(dst, ty);
                self.zero(dst, ty);
                dst
            }
            ObjectKind::Func => self.func_value(obj, e.id, dst),
            _ => match self.var_place(obj) {
                Some(place) => self.load(&place, ty, dst),
                None => self.dst(dst, ty),
            },
        }
    }

    /// A declared function as a value; `id` is the identifier that names it.
    fn func_value(&mut self, obj: govm_typeck::ObjId, id: govm_parser::ast::NodeId, dst: Option<Reg>) -> Reg {
        let f = self.declared(obj, id);
        let dst = dst.unwrap_or_else(|| self.alloc(1));
        self.emit(Op::FuncVal, dst, 0, 0, i64::from(f.0));
        dst
    }

    /// The function that an identifier names, as the instance that it asks for.
    pub(super) fn declared(&mut self, obj: govm_typeck::ObjId, id: govm_parser::ast::NodeId) -> crate::module::FuncIdx {
        let args = self.lw.prog.info.instances.get(&id).map(|i| i.type_args.clone()).unwrap_or_default();
        let type_args = args.iter().map(|t| self.lw.concrete(*t, &self.env)).collect();
        self.lw.func_for(FuncKey::Declared { obj, type_args })
    }

    fn selector(&mut self, e: &Expr<'a>, x: &Expr<'a>, sel: govm_parser::ast::Ident<'a>, ty: TypeIdx, dst: Option<Reg>) -> Reg {
        let Some(selection) = self.lw.prog.info.selections.get(&e.id).cloned() else {
            let Some(obj) = self.lw.prog.info.uses[sel.id.0 as usize] else { return self.dst(dst, ty) };
            if self.lw.prog.objects[obj.0 as usize].kind == ObjectKind::Func {
                return self.func_value(obj, sel.id, dst);
            }
            return match self.var_place(obj) {
                Some(place) => self.load(&place, ty, dst),
                None => self.dst(dst, ty),
            };
        };
        match selection.kind {
            SelectionKind::FieldVal => {
                // The address that the field is read through is not needed afterwards.
                if let Some(dst) = dst {
                    let mark = self.mark();
                    let place = self.try_place(e).unwrap_or(Place::Blank);
                    self.load(&place, ty, Some(dst));
                    self.release(mark);
                    return dst;
                }
                let first = self.mark();
                let place = self.try_place(e).unwrap_or(Place::Blank);
                if let Place::Reg(reg) = place {
                    return reg;
                }
                let value = self.load(&place, ty, None);
                self.settle(first, value, ty)
            }
            SelectionKind::MethodVal => self.method_value(x, &selection, sel, dst),
            SelectionKind::MethodExpr => {
                let recv = self.lw.concrete(selection.recv, &self.env);
                let wrapper = Wrapper { recv, name: selection.name, pkg: self.selection_pkg(&selection, sel) };
                let f = self.lw.func_for(FuncKey::MethodExpr(wrapper));
                let dst = dst.unwrap_or_else(|| self.alloc(1));
                self.emit(Op::FuncVal, dst, 0, 0, i64::from(f.0));
                dst
            }
        }
    }

    /// Moves a value down to the registers from `mark` on and releases what was used to make it.
    pub(super) fn settle(&mut self, mark: u32, value: Reg, ty: TypeIdx) -> Reg {
        if u32::from(value) <= mark {
            // Below the mark: the registers of a variable.
            return value;
        }
        let slots = self.slots(ty);
        self.release(mark);
        let to = self.alloc(slots);
        self.copy(to, value, slots);
        to
    }

    fn unary(&mut self, op: TokenKind, x: &Expr<'a>, ty: TypeIdx, dst: Option<Reg>) -> Reg {
        if op == TokenKind::And {
            return self.address_of(x, dst);
        }
        if op == TokenKind::Arrow {
            let dst = self.dst(dst, ty);
            let mark = self.mark();
            let ok = self.alloc(1);
            self.receive(x, dst, ok);
            self.release(mark);
            return dst;
        }
        let dst = self.dst(dst, ty);
        let mark = self.mark();
        let value = self.expr(x, None);
        let kind = self.kind(ty);
        match op {
            TokenKind::Not => self.emit_imm(Op::XorI, dst, value, 1),
            TokenKind::Sub if is_float(kind) => self.emit2(Op::FNeg, dst, value),
            TokenKind::Sub if is_complex(kind) => {
                self.emit2(Op::FNeg, dst, value);
                self.emit2(Op::FNeg, dst + 1, value + 1);
            }
            TokenKind::Sub => {
                self.emit2(Op::Neg, dst, value);
                self.wrap(dst, kind);
            }
            TokenKind::Xor => {
                self.emit2(Op::Not, dst, value);
                self.wrap(dst, kind);
            }
            _ => {
                let slots = self.slots(ty);
                self.copy(dst, value, slots);
            }
        }
        self.release(mark);
        dst
    }

    /// `&x`
    fn address_of(&mut self, x: &Expr<'a>, dst: Option<Reg>) -> Reg {
        let ty = self.type_of(x);
        let mut inner = x;
        while let ExprKind::Paren(y) = inner.kind {
            inner = y;
        }
        let dst = dst.unwrap_or_else(|| self.alloc(1));
        let mark = self.mark();
        if let ExprKind::CompositeLit { elems, .. } = inner.kind {
            // Made in registers of its own first: elements may refer to what `dst` was.
            let addr = self.alloc(1);
            self.emit(Op::New, addr, 0, 0, i64::from(ty.0));
            self.composite_in(elems, ty, &Place::Mem { addr, offset: 0 });
            self.copy(dst, addr, 1);
        } else {
            let place = self.lower_place(inner);
            self.place_addr(&place, ty, Some(dst));
        }
        self.release(mark);
        dst
    }

    /// Brings a result of 64-bit arithmetic into the range of its type.
    pub(super) fn wrap(&mut self, reg: Reg, kind: Kind) {
        let op = match kind {
            Kind::Int8 => Op::Sext8,
            Kind::Int16 => Op::Sext16,
            Kind::Int32 => Op::Sext32,
            Kind::Uint8 => Op::Zext8,
            Kind::Uint16 => Op::Zext16,
            Kind::Uint32 => Op::Zext32,
            _ => return,
        };
        self.emit2(op, reg, reg);
    }

    fn binary(&mut self, e: &Expr<'a>, ty: TypeIdx, dst: Option<Reg>) -> Reg {
        let ExprKind::Binary { op, x, y, .. } = e.kind else { return self.dst(dst, ty) };
        if is_comparison(op) || matches!(op, TokenKind::LAnd | TokenKind::LOr) {
            return self.bool_expr(e, dst);
        }
        if self.kind(ty) == Kind::String {
            return self.concat(e, dst);
        }
        let dst = self.dst(dst, ty);
        // Chains lean to the left: walk down the spine, then combine on the way back, without native recursion.
        let mut spine = vec![e];
        let mut left = x;
        while let ExprKind::Binary { op, x, .. } = left.kind
            && self.const_value(left).is_none()
            && !is_comparison(op)
            && !matches!(op, TokenKind::LAnd | TokenKind::LOr)
        {
            spine.push(left);
            left = x;
        }
        let _ = (op, y);
        let mark = self.mark();
        let mut value = self.expr(left, None);
        while let Some(e) = spine.pop() {
            let ExprKind::Binary { op, op_pos, y, .. } = e.kind else { continue };
            let result = if spine.is_empty() { dst } else { self.alloc_for(ty) };
            let inner = self.mark();
            self.operate(op, value, y, ty, result);
            self.pos = op_pos;
            self.release(inner);
            value = result;
        }
        self.release(mark);
        dst
    }

    /// `dst = x op y` for arithmetic; `dst` may be the register of `x`.
    pub(super) fn operate(&mut self, op: TokenKind, x: Reg, y: &Expr<'a>, ty: TypeIdx, dst: Reg) {
        let kind = self.kind(ty);
        if matches!(op, TokenKind::Shl | TokenKind::Shr) {
            return self.shift(op, x, y, kind, dst);
        }
        if is_integer(kind)
            && let Some(imm) = self.const_imm(y)
            && self.operate_imm(op, x, imm, kind, dst)
        {
            return;
        }
        let y = self.expr(y, None);
        self.operate_regs(op, x, y, kind, dst);
    }

    fn operate_imm(&mut self, op: TokenKind, x: Reg, imm: i64, kind: Kind, dst: Reg) -> bool {
        let signed = is_signed(kind);
        let (op, wraps) = match op {
            TokenKind::Add => (Op::AddI, true),
            TokenKind::Sub => {
                self.emit_imm(Op::AddI, dst, x, imm.wrapping_neg());
                self.wrap(dst, kind);
                return true;
            }
            TokenKind::Mul => (Op::MulI, true),
            TokenKind::And => (Op::AndI, false),
            TokenKind::Or => (Op::OrI, false),
            TokenKind::Xor => (Op::XorI, false),
            TokenKind::AndNot => {
                self.emit_imm(Op::AndI, dst, x, !imm);
                return true;
            }
            _ if imm == 0 => return false,
            TokenKind::Quo => (if signed { Op::DivSI } else { Op::DivUI }, signed),
            TokenKind::Rem => (if signed { Op::RemSI } else { Op::RemUI }, false),
            _ => return false,
        };
        self.emit_imm(op, dst, x, imm);
        if wraps {
            self.wrap(dst, kind);
        }
        true
    }

    /// `dst = x op y`, both in registers.
    pub(super) fn operate_regs(&mut self, op: TokenKind, x: Reg, y: Reg, kind: Kind, dst: Reg) {
        if is_float(kind) {
            let op = match op {
                TokenKind::Add => Op::FAdd,
                TokenKind::Sub => Op::FSub,
                TokenKind::Mul => Op::FMul,
                _ => Op::FDiv,
            };
            self.emit3(op, dst, x, y);
            if kind == Kind::Float32 {
                self.emit2(Op::FRound32, dst, dst);
            }
            return;
        }
        if is_complex(kind) {
            return self.operate_complex(op, x, y, kind, dst);
        }
        let signed = is_signed(kind);
        let (op, wraps) = match op {
            TokenKind::Add => (Op::Add, true),
            TokenKind::Sub => (Op::Sub, true),
            TokenKind::Mul => (Op::Mul, true),
            TokenKind::And => (Op::And, false),
            TokenKind::Or => (Op::Or, false),
            TokenKind::Xor => (Op::Xor, false),
            TokenKind::AndNot => (Op::AndNot, false),
            TokenKind::Quo => (if signed { Op::DivS } else { Op::DivU }, signed),
            _ => (if signed { Op::RemS } else { Op::RemU }, false),
        };
        self.emit3(op, dst, x, y);
        if wraps {
            self.wrap(dst, kind);
        }
    }

    fn operate_complex(&mut self, op: TokenKind, x: Reg, y: Reg, kind: Kind, dst: Reg) {
        let mark = self.mark();
        let result = self.alloc(2);
        match op {
            TokenKind::Add | TokenKind::Sub => {
                let op = if op == TokenKind::Add { Op::FAdd } else { Op::FSub };
                self.emit3(op, result, x, y);
                self.emit3(op, result + 1, x + 1, y + 1);
            }
            TokenKind::Mul => {
                let t = self.alloc(1);
                self.emit3(Op::FMul, result, x, y);
                self.emit3(Op::FMul, t, x + 1, y + 1);
                self.emit3(Op::FSub, result, result, t);
                self.emit3(Op::FMul, result + 1, x, y + 1);
                self.emit3(Op::FMul, t, x + 1, y);
                self.emit3(Op::FAdd, result + 1, result + 1, t);
            }
            _ => {
                let window = self.alloc(5);
                self.copy(window + 1, x, 2);
                self.copy(window + 3, y, 2);
                self.call_native("runtime.complexDiv", 4, 2, window);
                self.copy(result, window, 2);
            }
        }
        if kind == Kind::Complex64 {
            self.emit2(Op::FRound32, result, result);
            self.emit2(Op::FRound32, result + 1, result + 1);
        }
        self.copy(dst, result, 2);
        self.release(mark);
    }

    fn shift(&mut self, op: TokenKind, x: Reg, y: &Expr<'a>, kind: Kind, dst: Reg) {
        let signed = is_signed(kind);
        if let Some(count) = self.const_value(y).map(Value::to_int) {
            // A count that is too large for the immediate shifts everything out.
            let count = count.uint64_val().unwrap_or(u64::MAX);
            match (op, signed) {
                (TokenKind::Shl, _) if count >= 64 => self.constant(dst, 0),
                (TokenKind::Shl, _) => self.emit_imm(Op::ShlI, dst, x, count as i64),
                (_, true) => self.emit_imm(Op::ShrSI, dst, x, count.min(63) as i64),
                (_, false) if count >= 64 => self.constant(dst, 0),
                (_, false) => self.emit_imm(Op::ShrUI, dst, x, count as i64),
            }
        } else {
            let ty = self.type_of(y);
            let count = self.expr(y, None);
            if is_signed(self.kind(ty)) {
                self.emit(Op::ShiftCheck, count, 0, 0, 0);
            }
            let op = match (op, signed) {
                (TokenKind::Shl, _) => Op::Shl,
                (_, true) => Op::ShrS,
                (_, false) => Op::ShrU,
            };
            self.emit3(op, dst, x, count);
        }
        if op == TokenKind::Shl {
            self.wrap(dst, kind);
        }
    }

    /// A chain of string concatenations as one instruction.
    fn concat(&mut self, e: &Expr<'a>, dst: Option<Reg>) -> Reg {
        /// Most operands of one instruction; longer chains are joined piece by piece.
        const PIECE: usize = 16;
        let mut parts = Vec::new();
        let mut left = e;
        while let ExprKind::Binary { x, y, .. } = left.kind
            && self.const_value(left).is_none()
        {
            parts.push(y);
            left = x;
        }
        parts.push(left);
        parts.reverse();
        let dst = dst.unwrap_or_else(|| self.alloc(1));
        let mark = self.mark();
        let mut rest = parts.as_slice();
        let mut joined: Option<Reg> = None;
        while !rest.is_empty() {
            let n = rest.len().min(PIECE - usize::from(joined.is_some()));
            let (piece, others) = rest.split_at(n);
            rest = others;
            let count = n as u16 + u16::from(joined.is_some());
            let base = joined.unwrap_or_else(|| self.alloc(1));
            let more = if count > 1 { Some(self.alloc(count - 1)) } else { None };
            debug_assert!(more.is_none_or(|m| m == base + 1), "operands stand side by side");
            for (at, part) in (base + u16::from(joined.is_some())..).zip(piece) {
                self.expr(part, Some(at));
            }
            let to = if rest.is_empty() { dst } else { base };
            self.emit(Op::Concat, to, base, count, 0);
            self.release(u32::from(base) + 1);
            joined = Some(base);
        }
        self.release(mark);
        dst
    }
}

/// Where an error in evaluating the expression is reported: gc's position of the operation.
fn position(e: &Expr<'_>) -> govm_lexer::BytePos {
    match e.kind {
        ExprKind::Binary { op_pos, .. } => op_pos,
        ExprKind::Selector { sel, .. } => sel.span.lo,
        _ => e.span.lo,
    }
}

pub(super) fn is_comparison(op: TokenKind) -> bool {
    use TokenKind::{Eql, Geq, Gtr, Leq, Lss, Neq};
    matches!(op, Eql | Neq | Lss | Leq | Gtr | Geq)
}

pub(super) fn is_integer(kind: Kind) -> bool {
    kind >= Kind::Int && kind <= Kind::Uintptr
}

pub(super) fn is_signed(kind: Kind) -> bool {
    kind >= Kind::Int && kind <= Kind::Int64
}

pub(super) fn is_float(kind: Kind) -> bool {
    matches!(kind, Kind::Float32 | Kind::Float64)
}

pub(super) fn is_complex(kind: Kind) -> bool {
    matches!(kind, Kind::Complex64 | Kind::Complex128)
}
