//! Comparisons as values.

use govm_lexer::TokenKind;
use govm_parser::ast::Expr;

use super::expr::{is_complex, is_float, is_integer, is_signed};
use super::func::{FuncCx, Label, Reg};
use crate::isa::Op;
use crate::module::{Kind, TypeIdx};

impl<'a> FuncCx<'_, '_, 'a> {
    /// `x op y` as 0 or 1.
    pub(super) fn compare(&mut self, op: TokenKind, x: &Expr<'a>, y: &Expr<'a>, dst: Option<Reg>) -> Reg {
        let dst = dst.unwrap_or_else(|| self.alloc(1));
        let mark = self.mark();
        let (tx, ty) = (self.type_of(x), self.type_of(y));
        let is_equality = matches!(op, TokenKind::Eql | TokenKind::Neq);
        if is_equality && (self.is_nil(x) || self.is_nil(y)) {
            let value = self.nil_word(if self.is_nil(y) { x } else { y });
            let op = if op == TokenKind::Eql { Op::EqI } else { Op::NeI };
            self.emit_imm(op, dst, value, 0);
        } else if is_equality {
            // One interface and one other operand: both as interfaces.
            let common = if self.kind(ty) == Kind::Interface { ty } else { tx };
            let a = self.expr_to(x, common, None);
            let b = self.expr_to(y, common, None);
            self.equal(a, b, common, dst);
            if op == TokenKind::Neq {
                self.emit_imm(Op::XorI, dst, dst, 1);
            }
        } else {
            let kind = self.kind(tx);
            if is_integer(kind)
                && let Some(imm) = self.const_imm(y)
                && is_signed(kind)
            {
                let a = self.expr(x, None);
                let op = match op {
                    TokenKind::Lss => Op::LtSI,
                    TokenKind::Leq => Op::LeSI,
                    TokenKind::Gtr => Op::GtSI,
                    _ => Op::GeSI,
                };
                self.emit_imm(op, dst, a, imm);
                self.release(mark);
                return dst;
            }
            let a = self.expr(x, None);
            let b = self.expr(y, None);
            self.order(op, a, b, kind, dst);
        }
        self.release(mark);
        dst
    }

    /// `dst = a op b` for an ordering.
    pub(super) fn order(&mut self, op: TokenKind, a: Reg, b: Reg, kind: Kind, dst: Reg) {
        let (lt, le) = match kind {
            Kind::String => (Op::StrLt, Op::StrLe),
            k if is_float(k) => (Op::FLt, Op::FLe),
            k if is_signed(k) => (Op::LtS, Op::LeS),
            _ => (Op::LtU, Op::LeU),
        };
        match op {
            TokenKind::Lss => self.emit3(lt, dst, a, b),
            TokenKind::Leq => self.emit3(le, dst, a, b),
            TokenKind::Gtr => self.emit3(lt, dst, b, a),
            _ => self.emit3(le, dst, b, a),
        }
    }

    /// `dst = a == b` for values of a type.
    pub(super) fn equal(&mut self, a: Reg, b: Reg, ty: TypeIdx, dst: Reg) {
        if self.is_wide(ty) {
            return self.emit(Op::EqMem, dst, a, b, i64::from(ty.0));
        }
        if self.has_interface(ty) && self.kind(ty) != Kind::Interface {
            // Fields are compared in order up to the first difference: what follows may panic.
            let (differ, done) = (self.label(), self.label());
            self.equal_parts(a, b, ty, dst, &mut Some(differ));
            self.constant(dst, 1);
            self.jump(done);
            self.place(differ);
            self.constant(dst, 0);
            return self.place(done);
        }
        let mark = self.mark();
        let result = self.alloc(1);
        self.equal_parts(a, b, ty, result, &mut None);
        self.copy(dst, result, 1);
        self.release(mark);
    }

    /// Compares all parts of a value. With a label: goes there at the first difference. Else `dst` becomes the result.
    fn equal_parts(&mut self, a: Reg, b: Reg, ty: TypeIdx, dst: Reg, differ: &mut Option<Label>) {
        let mut parts = Vec::new();
        self.parts(ty, 0, &mut parts);
        if parts.is_empty() && differ.is_none() {
            return self.constant(dst, 1);
        }
        let mark = self.mark();
        let one = self.alloc(1);
        for (i, (slot, kind)) in parts.into_iter().enumerate() {
            let to = if i == 0 && differ.is_none() { dst } else { one };
            let op = match kind {
                Kind::String => Op::StrEq,
                Kind::Interface => Op::EqIface,
                k if is_float(k) => Op::FEq,
                _ => Op::Eq,
            };
            self.emit3(op, to, a + slot, b + slot);
            if let Some(label) = *differ {
                let next = self.label();
                self.branch(Op::Br, one, 0, 0, next, label);
                self.place(next);
            } else if i > 0 {
                self.emit3(Op::And, dst, dst, one);
            }
        }
        self.release(mark);
    }

    /// The slots of a value that decide equality, with what to compare them as; blank fields do not.
    fn parts(&mut self, ty: TypeIdx, at: u16, out: &mut Vec<(u16, Kind)>) {
        let desc = self.lw.types.desc(ty);
        match desc.kind {
            Kind::Struct => {
                for i in 0..desc.fields.len() {
                    let field = &self.lw.types.desc(ty).fields[i];
                    let (field_ty, is_blank) = (field.ty, field.name == "_");
                    let slot = self.lw.layout(ty).field_slots[i];
                    if !is_blank {
                        self.parts(field_ty, at + slot, out);
                    }
                }
            }
            Kind::Array => {
                let (elem, len) = (desc.elem, desc.len as u16);
                match self.stride(ty) {
                    0 => out.extend((0..self.slots(ty)).map(|i| (at + i, Kind::Uint64))),
                    stride => (0..len).for_each(|i| self.parts(elem, at + i * stride, out)),
                }
            }
            k if is_complex(k) => out.extend([(at, Kind::Float64), (at + 1, Kind::Float64)]),
            k => out.push((at, k)),
        }
    }

    fn has_interface(&self, ty: TypeIdx) -> bool {
        let desc = self.lw.types.desc(ty);
        match desc.kind {
            Kind::Interface => true,
            Kind::Struct => desc.fields.iter().any(|f| self.has_interface(f.ty)),
            Kind::Array => self.has_interface(desc.elem),
            _ => false,
        }
    }
}
