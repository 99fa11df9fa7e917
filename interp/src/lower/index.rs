//! Index and slice expressions.

use govm_parser::ast::Expr;

use super::func::{FuncCx, Reg};
use super::place::Place;
use crate::isa::Op;
use crate::module::{Kind, TypeIdx};

impl<'a> FuncCx<'_, '_, 'a> {
    /// An index as an int in a register.
    pub(super) fn index_value(&mut self, e: &Expr<'a>) -> Reg {
        if let Some(value) = self.const_int(e) {
            let reg = self.alloc(1);
            self.constant(reg, value);
            return reg;
        }
        self.expr(e, None)
    }

    /// `x[i]`, or a generic function with type arguments.
    pub(super) fn index(&mut self, e: &Expr<'a>, x: &Expr<'a>, indices: &[&Expr<'a>], ty: TypeIdx, dst: Option<Reg>) -> Reg {
        if indices.first().is_some_and(|i| self.is_type(i)) {
            return self.expr(x, dst);
        }
        let operand = self.type_of(x);
        let dst = self.dst(dst, ty);
        let mark = self.mark();
        if self.kind(operand) == Kind::String {
            let string = self.expr(x, None);
            let index = self.index_value(indices[0]);
            self.emit3(Op::IdxU8, dst, string, index);
        } else {
            let place = self.try_place(e).unwrap_or(Place::Blank);
            self.load(&place, ty, Some(dst));
        }
        self.release(mark);
        dst
    }

    /// `x[lo:hi:max]`
    pub(super) fn slice(&mut self, x: &Expr<'a>, bounds: [Option<&Expr<'a>>; 3], ty: TypeIdx, dst: Option<Reg>) -> Reg {
        const ARRAY: i64 = 1 << 35;
        let operand = self.type_of(x);
        let dst = self.dst(dst, ty);
        let mark = self.mark();
        let array = match self.kind(operand) {
            Kind::Array => Some(operand),
            Kind::Pointer => Some(self.elem(operand)),
            _ => None,
        };
        let value = match array {
            Some(array) => {
                let slice = self.alloc(2);
                if self.kind(operand) == Kind::Array {
                    let place = self.lower_place(x);
                    self.place_addr(&place, array, Some(slice));
                } else {
                    self.expr(x, Some(slice));
                    self.emit(Op::NilCheck, slice, 0, 0, 0);
                }
                let len = self.lw.types.desc(array).len as i64;
                self.constant(slice + 1, len);
                let shifted = self.alloc(1);
                self.emit_imm(Op::ShlI, shifted, slice + 1, 32);
                self.emit3(Op::Or, slice, slice, shifted);
                slice
            }
            None => self.expr(x, None),
        };
        // Variables that the bounds' evaluation could change are in memory, so `value` stays what it is.
        let at = self.alloc(3);
        let mut imm = 0;
        for (i, bound) in bounds.into_iter().enumerate() {
            if let Some(bound) = bound {
                match self.const_int(bound) {
                    Some(n) => self.constant(at + i as u16, n),
                    None => {
                        self.expr(bound, Some(at + i as u16));
                    }
                }
                imm |= 1 << (32 + i);
            } else {
                self.constant(at + i as u16, 0);
            }
        }
        if self.kind(operand) == Kind::String {
            self.emit(Op::SliceStr, dst, value, at, imm);
        } else {
            let elem = self.elem(ty);
            imm |= i64::from(self.size(elem));
            if array.is_some() {
                imm |= ARRAY;
            }
            self.emit(Op::SliceOf, dst, value, at, imm);
        }
        self.release(mark);
        dst
    }
}
