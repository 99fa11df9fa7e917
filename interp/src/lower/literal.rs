//! Composite literals.

use govm_parser::ast::{Element, Expr, ExprKind};

use super::func::{FuncCx, Reg};
use super::place::Place;
use crate::isa::Op;
use crate::module::{Kind, TypeIdx};

impl<'a> FuncCx<'_, '_, 'a> {
    /// A composite literal of the type as a value.
    pub(super) fn composite(&mut self, elems: &[Element<'a>], ty: TypeIdx, dst: Option<Reg>) -> Reg {
        let dst = self.dst(dst, ty);
        let mark = self.mark();
        match self.kind(ty) {
            Kind::Slice => self.slice_literal(elems, ty, dst),
            Kind::Map => self.map_literal(elems, ty, dst),
            Kind::Pointer => {
                // An elided `&T` inside another literal.
                let elem = self.elem(ty);
                let addr = self.alloc(1);
                self.emit(Op::New, addr, 0, 0, i64::from(elem.0));
                self.composite_in(elems, elem, &Place::Mem { addr, offset: 0 });
                self.copy(dst, addr, 1);
            }
            _ if self.is_wide(ty) => {
                let addr = self.alloc(1);
                self.emit(Op::New, addr, 0, 0, i64::from(ty.0));
                self.composite_in(elems, ty, &Place::Mem { addr, offset: 0 });
                self.copy(dst, addr, 1);
            }
            _ => {
                // Elements may read the variable that the literal is assigned to: it is made beside it.
                let slots = self.slots(ty);
                let value = self.alloc(slots);
                self.zero_unless_covered(elems, ty, value);
                self.composite_in(elems, ty, &Place::Reg(value));
                self.copy(dst, value, slots);
            }
        }
        self.release(mark);
        dst
    }

    fn zero_unless_covered(&mut self, elems: &[Element<'a>], ty: TypeIdx, value: Reg) {
        let desc = self.lw.types.desc(ty);
        // Every field is given one by one, so that each slot is written anyway.
        let is_covered = desc.kind == Kind::Struct && elems.len() == desc.fields.len();
        if !is_covered {
            self.zero(value, ty);
        }
    }

    /// Fills a zeroed place (of registers that are all written if not zeroed) with a literal's elements.
    pub(super) fn composite_in(&mut self, elems: &[Element<'a>], ty: TypeIdx, place: &Place) {
        match self.kind(ty) {
            Kind::Struct => {
                for (i, elem) in elems.iter().enumerate() {
                    let mark = self.mark();
                    let field = match elem.key {
                        Some(key) => self.field_number(key, ty),
                        None => i as u32,
                    };
                    let field_ty = self.lw.types.desc(ty).fields[field as usize].ty;
                    let to = self.field(place.clone(), ty, field);
                    self.element_in(elem.value, field_ty, &to);
                    self.release(mark);
                }
            }
            Kind::Array => {
                let elem_ty = self.elem(ty);
                let mut next = 0;
                for elem in elems {
                    let mark = self.mark();
                    if let Some(key) = elem.key {
                        next = self.const_int(key).unwrap_or(0);
                    }
                    let to = self.array_elem_at(place.clone(), ty, next as u32, None);
                    self.element_in(elem.value, elem_ty, &to);
                    self.release(mark);
                    next += 1;
                }
            }
            _ => {
                // `&T{}` of a slice or map type.
                let mark = self.mark();
                let value = self.composite(elems, ty, None);
                self.store(place, ty, value);
                self.release(mark);
            }
        }
    }

    /// Evaluates an element into its place: literals inside of literals in place.
    fn element_in(&mut self, value: &Expr<'a>, want: TypeIdx, to: &Place) {
        let ty = self.type_of(value);
        match (&value.kind, to) {
            (ExprKind::CompositeLit { elems, .. }, Place::Mem { .. })
                if ty == want && matches!(self.kind(ty), Kind::Struct | Kind::Array) =>
            {
                self.composite_in(elems, ty, to);
            }
            (_, Place::Reg(reg)) if !self.is_wide(want) => {
                self.expr_to(value, want, Some(*reg));
            }
            _ => {
                let value = self.expr_to(value, want, None);
                self.store(to, want, value);
            }
        }
    }

    fn field_number(&mut self, key: &Expr<'a>, ty: TypeIdx) -> u32 {
        let ExprKind::Ident(name) = key.kind else { return 0 };
        let name = self.lw.names.resolve(name);
        self.lw.types.desc(ty).fields.iter().position(|f| f.name == name).unwrap_or(0) as u32
    }

    fn slice_literal(&mut self, elems: &[Element<'a>], ty: TypeIdx, dst: Reg) {
        let elem_ty = self.elem(ty);
        let (mut next, mut len) = (0, 0);
        for elem in elems {
            next = elem.key.and_then(|k| self.const_int(k)).unwrap_or(next) + 1;
            len = len.max(next);
        }
        let slice = self.alloc(2);
        let n = self.alloc(1);
        self.constant(n, len);
        self.emit(Op::MakeSlice, slice, n, n, i64::from(elem_ty.0));
        let addr = self.alloc(1);
        if !elems.is_empty() {
            self.emit2(Op::Zext32, addr, slice);
        }
        let size = self.size(elem_ty);
        next = 0;
        for elem in elems {
            let mark = self.mark();
            next = elem.key.and_then(|k| self.const_int(k)).unwrap_or(next);
            let offset = next as u32 * size;
            if size == 0 {
                self.expr_to(elem.value, elem_ty, None);
            } else {
                self.element_in(elem.value, elem_ty, &Place::Mem { addr, offset });
            }
            self.release(mark);
            next += 1;
        }
        self.copy(dst, slice, 2);
    }

    fn map_literal(&mut self, elems: &[Element<'a>], ty: TypeIdx, dst: Reg) {
        let (key_ty, elem_ty) = (self.lw.types.desc(ty).key, self.elem(ty));
        let map = self.alloc(1);
        let hint = self.alloc(1);
        self.constant(hint, elems.len() as i64);
        self.emit(Op::MapNew, map, hint, 0, i64::from(ty.0));
        for elem in elems {
            let mark = self.mark();
            let Some(key) = elem.key else { continue };
            let key = self.expr_to(key, key_ty, None);
            let value = self.expr_to(elem.value, elem_ty, None);
            self.store(&Place::MapElem { map, key, map_ty: ty }, elem_ty, value);
            self.release(mark);
        }
        self.copy(dst, map, 1);
    }
}
