//! Built-in functions.

use govm_lexer::TokenKind;
use govm_parser::ast::Expr;
use govm_typeck::Builtin;

use super::expr::{is_complex, is_float, is_integer, is_signed};
use super::func::{FuncCx, Reg};
use super::place::Place;
use crate::isa::Op;
use crate::module::{Kind, TypeIdx};

impl<'a> FuncCx<'_, '_, 'a> {
    /// A call of a built-in function that is not constant.
    pub(super) fn builtin(&mut self, e: &Expr<'a>, builtin: Builtin, args: &[&Expr<'a>], spread: bool, dst: Option<Reg>) -> Reg {
        let ty = self.type_of(e);
        let has_value = !matches!(
            builtin,
            Builtin::Clear | Builtin::Close | Builtin::Delete | Builtin::Panic | Builtin::Print | Builtin::Println
        );
        let dst = match dst {
            Some(dst) => dst,
            None if has_value => self.alloc_for(ty),
            None => self.alloc(0),
        };
        let mark = self.mark();
        if let [call] = args
            && let Some(types) = self.tuple_of(call)
        {
            self.spread_builtin(e, builtin, call, &types, ty, dst);
            self.release(mark);
            return dst;
        }
        match builtin {
            Builtin::Len | Builtin::Cap => self.len_cap(builtin, args[0], dst),
            Builtin::Append => self.append(args, spread, ty, dst),
            Builtin::Copy => {
                let to_ty = self.type_of(args[0]);
                let elem = self.elem(to_ty);
                let to = self.expr(args[0], None);
                let from = self.expr(args[1], None);
                let size = self.size(elem);
                self.emit(Op::CopySlice, dst, to, from, i64::from(size));
            }
            Builtin::Delete => {
                let map_ty = self.type_of(args[0]);
                let map = self.expr(args[0], None);
                let key_ty = self.lw.types.desc(map_ty).key;
                let key = self.expr_to(args[1], key_ty, None);
                self.emit(Op::MapDelete, map, 0, key, i64::from(map_ty.0));
            }
            Builtin::Clear => {
                let ty = self.type_of(args[0]);
                let value = self.expr(args[0], None);
                self.clear(value, ty);
            }
            Builtin::Make => self.make(args, ty, dst),
            Builtin::New => {
                let elem = self.elem(ty);
                self.emit(Op::New, dst, 0, 0, i64::from(elem.0));
            }
            Builtin::Panic => {
                let any = self.lw.any();
                let value = self.expr_to(args[0], any, None);
                self.pos = e.span.lo;
                self.emit(Op::Panic, value, 0, 0, 0);
            }
            Builtin::Recover => self.emit(Op::Recover, dst, 0, 0, 0),
            Builtin::Print | Builtin::Println => {
                let mut operands = Vec::new();
                for arg in args {
                    let ty = self.type_of(arg);
                    operands.push((self.expr(arg, None), ty));
                }
                self.print(&operands, builtin == Builtin::Println);
            }
            Builtin::Max | Builtin::Min => self.min_max(builtin, args, ty, dst),
            Builtin::Complex => {
                let part = if self.kind(ty) == Kind::Complex64 {
                    self.lw.basic(govm_typeck::Basic::Float32)
                } else {
                    self.lw.basic(govm_typeck::Basic::Float64)
                };
                let value = self.alloc(2);
                self.float_operand(args[0], part, value);
                self.float_operand(args[1], part, value + 1);
                self.copy(dst, value, 2);
            }
            Builtin::Real | Builtin::Imag => {
                let value = self.expr(args[0], None);
                self.copy(dst, value + u16::from(builtin == Builtin::Imag), 1);
            }
            Builtin::Unsafe(_) => self.lw.unsupported(e.span, "package unsafe is"),
            Builtin::Close => {
                let chan = self.expr(args[0], None);
                self.emit(Op::ChanClose, chan, 0, 0, 0);
            }
        }
        self.release(mark);
        dst
    }

    /// A built-in function whose arguments are the results of one call.
    fn spread_builtin(&mut self, e: &Expr<'a>, builtin: Builtin, call: &Expr<'a>, types: &[TypeIdx], ty: TypeIdx, dst: Reg) {
        let mut at = self.expr(call, None);
        let mut operands = Vec::new();
        for ty in types {
            operands.push((at, *ty));
            at += self.slots(*ty);
        }
        let (first, first_ty) = operands[0];
        match builtin {
            Builtin::Print | Builtin::Println => self.print(&operands, builtin == Builtin::Println),
            Builtin::Copy => {
                let elem = self.elem(first_ty);
                let size = self.size(elem);
                self.emit(Op::CopySlice, dst, first, operands[1].0, i64::from(size));
            }
            Builtin::Delete => {
                let key_ty = self.lw.types.desc(first_ty).key;
                let key = self.convert_assign(operands[1].0, operands[1].1, key_ty, None);
                self.emit(Op::MapDelete, first, 0, key, i64::from(first_ty.0));
            }
            Builtin::Complex => {
                let value = self.alloc(2);
                self.copy(value, first, 1);
                self.copy(value + 1, operands[1].0, 1);
                self.copy(dst, value, 2);
            }
            Builtin::Append => {
                let elem = self.elem(ty);
                let values: Vec<Reg> =
                    operands[1..].iter().map(|(value, have)| self.convert_assign(*value, *have, elem, None)).collect();
                self.append_values(first, &values, elem, dst);
            }
            Builtin::Min | Builtin::Max => {
                let best = self.alloc(1);
                self.copy(best, first, 1);
                for (value, _) in &operands[1..] {
                    self.keep_best(builtin, *value, ty, best);
                }
                self.copy(dst, best, 1);
            }
            _ => self.lw.unsupported(e.span, "this built-in function on the results of a call is"),
        }
    }

    /// An operand of `complex`, which may be a constant of any untyped kind.
    fn float_operand(&mut self, e: &Expr<'a>, part: TypeIdx, dst: Reg) {
        match self.const_value(e).cloned() {
            Some(value) => self.const_expr(&value, part, Some(dst)),
            None => self.expr(e, Some(dst)),
        };
    }

    fn len_cap(&mut self, builtin: Builtin, x: &Expr<'a>, dst: Reg) {
        let ty = self.type_of(x);
        match self.kind(ty) {
            Kind::Array => {
                // Not constant: the operand has calls, which are made.
                self.expr(x, None);
                let len = self.lw.types.desc(ty).len;
                self.constant(dst, len as i64);
            }
            Kind::Pointer => {
                self.expr(x, None);
                let array = self.elem(ty);
                let len = self.lw.types.desc(array).len;
                self.constant(dst, len as i64);
            }
            Kind::Map => {
                let map = self.expr(x, None);
                self.emit2(Op::MapLen, dst, map);
            }
            Kind::Slice if builtin == Builtin::Cap => {
                let slice = self.expr(x, None);
                self.copy(dst, slice + 1, 1);
            }
            Kind::Chan => {
                let chan = self.expr(x, None);
                self.emit2(if builtin == Builtin::Cap { Op::ChanCap } else { Op::ChanLen }, dst, chan);
            }
            _ => {
                let value = self.expr(x, None);
                self.emit2(Op::Len, dst, value);
            }
        }
    }

    fn append(&mut self, args: &[&Expr<'a>], spread: bool, ty: TypeIdx, dst: Reg) {
        let elem = self.elem(ty);
        let imm = i64::from(elem.0);
        if args.len() == 1 {
            self.expr_to(args[0], ty, Some(dst));
            return;
        }
        let slice = self.expr_to(args[0], ty, None);
        if spread {
            // nil appends nothing; a string's bytes look like a slice's.
            if self.is_nil(args[1]) {
                return self.copy(dst, slice, 2);
            }
            let more = self.expr(args[1], None);
            return self.emit(Op::AppendSlice, dst, slice, more, imm);
        }
        let values = &args[1..];
        if let [value] = values
            && let Some(op) = self.append_op(elem)
        {
            let value = self.expr_to(value, elem, None);
            return self.emit(op, dst, slice, value, imm);
        }
        // All operands are evaluated before the slice grows.
        let operands: Vec<Reg> = values.iter().map(|v| self.expr_to(v, elem, None)).collect();
        self.append_values(slice, &operands, elem, dst);
    }

    fn append_values(&mut self, slice: Reg, operands: &[Reg], elem: TypeIdx, dst: Reg) {
        let (len, count, grown) = (self.alloc(1), self.alloc(1), self.alloc(2));
        self.emit2(Op::Len, len, slice);
        self.constant(count, operands.len() as i64);
        self.emit(Op::Grow, grown, slice, count, i64::from(elem.0));
        for value in operands {
            self.store(&Place::Elem { slice: grown, index: len, elem }, elem, *value);
            self.emit_imm(Op::AddI, len, len, 1);
        }
        self.copy(dst, grown, 2);
    }

    fn append_op(&mut self, elem: TypeIdx) -> Option<Op> {
        let kind = self.kind(elem);
        let layout = self.lw.layout(elem);
        let is_single = layout.slots.as_ref().is_some_and(|s| s.len() == 1);
        if !is_single || matches!(kind, Kind::Float32 | Kind::Struct | Kind::Array) {
            return None;
        }
        match layout.size {
            1 => Some(Op::Append8),
            4 => Some(Op::Append32),
            8 => Some(Op::Append64),
            _ => None,
        }
    }

    /// `clear(m)`, `clear(s)`
    pub(super) fn clear(&mut self, value: Reg, ty: TypeIdx) {
        if self.kind(ty) == Kind::Map {
            return self.emit(Op::MapClear, value, 0, 0, i64::from(ty.0));
        }
        let elem = self.elem(ty);
        let mark = self.mark();
        let (len, index, zero) = (self.alloc(1), self.alloc(1), self.alloc_for(elem));
        self.emit2(Op::Len, len, value);
        self.constant(index, 0);
        self.zero(zero, elem);
        let (head, body, done) = (self.label(), self.label(), self.label());
        self.place(head);
        self.branch(Op::BrLtS, index, len, 0, body, done);
        self.place(body);
        self.store(&Place::Elem { slice: value, index, elem }, elem, zero);
        self.emit_imm(Op::AddI, index, index, 1);
        self.jump(head);
        self.place(done);
        self.release(mark);
    }

    fn make(&mut self, args: &[&Expr<'a>], ty: TypeIdx, dst: Reg) {
        match self.kind(ty) {
            Kind::Slice => {
                let elem = self.elem(ty);
                let len = self.size_operand(args[1]);
                let cap = args.get(2).map_or(len, |c| self.size_operand(c));
                self.emit(Op::MakeSlice, dst, len, cap, i64::from(elem.0));
            }
            Kind::Map => {
                let hint = self.size_or_zero(args.get(1).copied());
                self.emit(Op::MapNew, dst, hint, 0, i64::from(ty.0));
            }
            _ => {
                let cap = self.size_or_zero(args.get(1).copied());
                self.emit(Op::ChanNew, dst, cap, 0, i64::from(ty.0));
            }
        }
    }

    fn size_or_zero(&mut self, e: Option<&Expr<'a>>) -> Reg {
        match e {
            Some(n) => self.size_operand(n),
            None => {
                let zero = self.alloc(1);
                self.constant(zero, 0);
                zero
            }
        }
    }

    fn size_operand(&mut self, e: &Expr<'a>) -> Reg {
        if let Some(n) = self.const_int(e) {
            let reg = self.alloc(1);
            self.constant(reg, n);
            return reg;
        }
        self.expr(e, None)
    }

    fn min_max(&mut self, builtin: Builtin, args: &[&Expr<'a>], ty: TypeIdx, dst: Reg) {
        let best = self.alloc(1);
        self.expr_to(args[0], ty, Some(best));
        for arg in &args[1..] {
            let mark = self.mark();
            let value = self.expr_to(arg, ty, None);
            self.keep_best(builtin, value, ty, best);
            self.release(mark);
        }
        self.copy(dst, best, 1);
    }

    /// Puts `value` into `best` if it is less, or greater.
    fn keep_best(&mut self, builtin: Builtin, value: Reg, ty: TypeIdx, best: Reg) {
        let kind = self.kind(ty);
        let mark = self.mark();
        if is_float(kind) {
            // NaN wins, and the zeros are ordered by sign: that is the library's work.
            let window = self.alloc(3);
            self.copy(window + 1, best, 1);
            self.copy(window + 2, value, 1);
            let name = if builtin == Builtin::Max { "runtime.fmax" } else { "runtime.fmin" };
            self.call_native(name, 2, 1, window);
            self.copy(best, window, 1);
        } else {
            let (take, keep) = (self.label(), self.label());
            let test = self.alloc(1);
            let op = if builtin == Builtin::Max { TokenKind::Gtr } else { TokenKind::Lss };
            self.order(op, value, best, kind, test);
            self.branch(Op::Br, test, 0, 0, take, keep);
            self.place(take);
            self.copy(best, value, 1);
            self.place(keep);
        }
        self.release(mark);
    }

    /// The built-in `print` and `println`, which write to standard error.
    pub(super) fn print(&mut self, operands: &[(Reg, TypeIdx)], is_line: bool) {
        for (i, (value, ty)) in operands.iter().enumerate() {
            if i > 0 && is_line {
                self.print_native("runtime.printSpace", None);
            }
            let (name, slots) = match self.kind(*ty) {
                Kind::Bool => ("runtime.printBool", 1),
                Kind::String => ("runtime.printString", 1),
                k if is_signed(k) => ("runtime.printInt", 1),
                k if is_integer(k) => ("runtime.printUint", 1),
                k if is_float(k) => ("runtime.printFloat", 1),
                k if is_complex(k) => ("runtime.printComplex", 2),
                Kind::Slice => ("runtime.printSlice", 2),
                Kind::Interface => ("runtime.printIface", 2),
                // Addresses are not told to programs: what is printed is that there is one.
                _ => ("runtime.printPointer", 1),
            };
            self.print_native(name, Some((*value, slots)));
        }
        if is_line {
            self.print_native("runtime.printNewline", None);
        }
    }

    fn print_native(&mut self, name: &str, operand: Option<(Reg, u16)>) {
        let mark = self.mark();
        let slots = operand.map_or(0, |o| o.1);
        let window = self.alloc(1 + slots);
        if let Some((value, slots)) = operand {
            self.copy(window + 1, value, slots);
        }
        self.call_native(name, slots, 0, window);
        self.release(mark);
    }
}
