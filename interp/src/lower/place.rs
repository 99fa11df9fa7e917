//! Places: what can be read, assigned to, or have its address taken.

use govm_parser::ast::{Expr, ExprKind};
use govm_typeck::{ObjectKind, SelectionKind, VarKind};

use super::func::{FuncCx, Loc, Reg};
use crate::isa::{OFFSET_END, Op, pack};
use crate::layout::{Slot, SlotKind};
use crate::module::{Kind, TypeIdx};

/// A place, evaluated: reading or writing it evaluates nothing more.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// `_`
    Blank,
    /// Registers from here on.
    Reg(Reg),
    /// Memory at the address in a register plus an offset.
    Mem { addr: Reg, offset: u32 },
    /// An element of a slice; the index is not checked yet.
    Elem { slice: Reg, index: Reg, elem: TypeIdx },
    /// An element (or from slot `sub` on a part of one) of an array in registers; the index is not checked yet.
    RegElem(RegElem),
    /// `m[k]`
    MapElem { map: Reg, key: Reg, map_ty: TypeIdx },
}

/// An element of an array in registers, see [`Place::RegElem`].
#[derive(Clone, Copy, Debug)]
pub(super) struct RegElem {
    base: Reg,
    index: Reg,
    /// Elements.
    len: u32,
    /// Slots from one element to the next; 0 if packed.
    stride: u16,
    /// Slots of the array.
    total: u16,
    elem: TypeIdx,
    /// First slot of the part within the element.
    sub: u16,
}

impl<'a> FuncCx<'_, '_, 'a> {
    // Memory by layout.

    /// Makes an address so that `offset` and what follows fits the range of offsets in instructions.
    fn address(&mut self, addr: Reg, offset: u32, size: u32) -> (Reg, u32) {
        if u64::from(offset) + u64::from(size) < u64::from(OFFSET_END) {
            return (addr, offset);
        }
        let far = self.alloc(1);
        self.emit_imm(Op::Lea, far, addr, i64::from(offset));
        (far, 0)
    }

    /// Reads a value of the type from memory into registers.
    pub(super) fn load_mem(&mut self, addr: Reg, offset: u32, ty: TypeIdx, dst: Reg) {
        let mark = self.mark();
        let layout = self.lw.layout(ty);
        let size = layout.size;
        let Some(slots) = layout.slots.clone() else {
            // The value of a wide type is the address itself.
            if offset == 0 {
                self.copy(dst, addr, 1)
            } else {
                self.emit_imm(Op::Lea, dst, addr, i64::from(offset))
            }
            return;
        };
        if slots.is_empty() {
            // Nothing to read, but reading through nil still panics.
            self.emit(Op::NilCheck, addr, 0, 0, 0);
            return;
        }
        let (mut addr, offset) = self.address(addr, offset, size);
        // The last of several loads may overwrite the address; an earlier one must not.
        if slots.len() > 1 && (dst..dst + slots.len() as u16).contains(&addr) {
            let safe = self.alloc(1);
            self.copy(safe, addr, 1);
            addr = safe;
        }
        let mut i = 0;
        while i < slots.len() {
            let (at, reg) = (offset + slots[i].offset, dst + i as u16);
            let words = leading_words(&slots[i..]);
            if words > 1 {
                self.emit_imm(Op::LdN, reg, addr, pack(at, words as u32));
                i += words;
                continue;
            }
            let (op, part) = match slots[i].kind {
                SlotKind::U8 => (Op::LdU8, 0),
                SlotKind::I8 => (Op::LdI8, 0),
                SlotKind::U16 => (Op::LdU16, 0),
                SlotKind::I16 => (Op::LdI16, 0),
                SlotKind::U32 | SlotKind::Addr | SlotKind::Part(4) => (Op::LdU32, 0),
                SlotKind::I32 => (Op::LdI32, 0),
                SlotKind::F32 => (Op::LdF32, 0),
                SlotKind::Word | SlotKind::AddrWord | SlotKind::IfaceType | SlotKind::IfacePayload => (Op::Ld64, 0),
                SlotKind::Part(n) => (Op::LdPart, u16::from(n)),
            };
            self.emit(op, reg, addr, part, i64::from(at));
            i += 1;
        }
        self.release(mark);
    }

    /// Writes a value of the type to memory.
    pub(super) fn store_mem(&mut self, addr: Reg, offset: u32, ty: TypeIdx, src: Reg) {
        let mark = self.mark();
        let layout = self.lw.layout(ty);
        let size = layout.size;
        let Some(slots) = layout.slots.clone() else {
            let mut to = addr;
            if offset != 0 {
                to = self.alloc(1);
                self.emit_imm(Op::Lea, to, addr, i64::from(offset));
            }
            self.emit_imm(Op::CopyMem, to, src, i64::from(size));
            self.release(mark);
            return;
        };
        if slots.is_empty() {
            self.emit(Op::NilCheck, addr, 0, 0, 0);
            return;
        }
        let (addr, offset) = self.address(addr, offset, size);
        let mut i = 0;
        while i < slots.len() {
            let (at, reg) = (offset + slots[i].offset, src + i as u16);
            let words = leading_words(&slots[i..]);
            if words > 1 {
                self.emit_imm(Op::StN, addr, reg, pack(at, words as u32));
                i += words;
                continue;
            }
            let (op, part) = match slots[i].kind {
                SlotKind::U8 | SlotKind::I8 => (Op::St8, 0),
                SlotKind::U16 | SlotKind::I16 => (Op::St16, 0),
                SlotKind::U32 | SlotKind::I32 | SlotKind::Addr | SlotKind::Part(4) => (Op::St32, 0),
                SlotKind::F32 => (Op::StF32, 0),
                SlotKind::Word | SlotKind::AddrWord | SlotKind::IfaceType | SlotKind::IfacePayload => (Op::St64, 0),
                SlotKind::Part(n) => (Op::StPart, u16::from(n)),
            };
            self.emit(op, addr, reg, part, i64::from(at));
            i += 1;
        }
        self.release(mark);
    }

    // Places of expressions.

    /// Evaluates what a place consists of. `e` is addressable, a map element, or blank.
    pub(super) fn lower_place(&mut self, e: &Expr<'a>) -> Place {
        self.try_place(e).unwrap_or_else(|| {
            // Not addressable: a field or element of a value. Its registers are a place that nobody else knows.
            Place::Reg(self.expr(e, None))
        })
    }

    /// The place of an expression that denotes one.
    pub(super) fn try_place(&mut self, e: &Expr<'a>) -> Option<Place> {
        match e.kind {
            ExprKind::Paren(x) => self.try_place(x),
            ExprKind::Ident(name) => {
                if name == govm_lexer::Symbol::BLANK {
                    return Some(Place::Blank);
                }
                let info = &self.lw.prog.info;
                let obj = info.uses[e.id.0 as usize].or(info.defs[e.id.0 as usize])?;
                self.var_place(obj)
            }
            ExprKind::Star(x) => {
                let addr = self.expr(x, None);
                Some(Place::Mem { addr, offset: 0 })
            }
            ExprKind::Selector { x, sel } => self.selector_place(e, x, sel.id),
            ExprKind::Index { x, indices } => self.index_place(x, indices),
            // A composite literal has a place only under `&`, which handles it.
            _ => None,
        }
    }

    /// The place of a variable.
    pub(super) fn var_place(&mut self, obj: govm_typeck::ObjId) -> Option<Place> {
        match self.lw.prog.objects[obj.0 as usize].kind {
            ObjectKind::Var(VarKind::Package) => {
                let (ty, offset) = self.lw.global(obj);
                let addr = self.alloc(1);
                // Variables without a size are all at one place, wherever they are declared.
                match self.size(ty) {
                    0 => self.emit(Op::New, addr, 0, 0, i64::from(ty.0)),
                    _ => self.emit(Op::GlobalAddr, addr, 0, 0, i64::from(offset)),
                }
                Some(Place::Mem { addr, offset: 0 })
            }
            ObjectKind::Var(_) => Some(match *self.vars.get(&obj)? {
                Loc::Reg(reg) => Place::Reg(reg),
                Loc::Boxed(addr) => Place::Mem { addr, offset: 0 },
            }),
            _ => None,
        }
    }

    fn selector_place(&mut self, e: &Expr<'a>, x: &Expr<'a>, sel: govm_parser::ast::NodeId) -> Option<Place> {
        let Some(selection) = self.lw.prog.info.selections.get(&e.id) else {
            // A qualified identifier.
            let obj = self.lw.prog.info.uses[sel.0 as usize]?;
            return self.var_place(obj);
        };
        if selection.kind != SelectionKind::FieldVal {
            return None;
        }
        let path = selection.path.clone();
        let ty = self.type_of(x);
        let place = if self.kind(ty) == Kind::Pointer {
            let addr = self.expr(x, None);
            Place::Mem { addr, offset: 0 }
        } else {
            self.lower_place(x)
        };
        let ty = if self.kind(ty) == Kind::Pointer { self.elem(ty) } else { ty };
        Some(self.fields(place, ty, &path).0)
    }

    /// Follows embedded fields and pointers from a place of struct type `ty`.
    pub(super) fn fields(&mut self, mut place: Place, mut ty: TypeIdx, path: &[u32]) -> (Place, TypeIdx) {
        for field in path {
            if self.kind(ty) == Kind::Pointer {
                let addr = self.load(&place, ty, None);
                place = Place::Mem { addr, offset: 0 };
                ty = self.elem(ty);
            }
            place = self.field(place, ty, *field);
            ty = self.lw.types.desc(ty).fields[*field as usize].ty;
        }
        (place, ty)
    }

    /// The place of field number `field` of a struct at `place`.
    pub(super) fn field(&mut self, place: Place, ty: TypeIdx, field: u32) -> Place {
        let layout = self.lw.layout(ty);
        let (slot, at) = (layout.field_slots[field as usize], layout.field_offsets[field as usize]);
        let is_wide = layout.is_wide();
        match place {
            // The value of a wide struct is an address.
            Place::Reg(addr) if is_wide => Place::Mem { addr, offset: at },
            Place::Reg(reg) => Place::Reg(reg + slot),
            Place::Mem { addr, offset } => Place::Mem { addr, offset: offset + at },
            Place::RegElem(e) => Place::RegElem(RegElem { sub: e.sub + slot, ..e }),
            Place::Elem { .. } | Place::MapElem { .. } | Place::Blank => {
                let place = self.to_memory(&place, ty);
                self.field(place, ty, field)
            }
        }
    }

    /// A slice element's place as an address; a map element's value in registers (it cannot be assigned to in parts).
    fn to_memory(&mut self, place: &Place, ty: TypeIdx) -> Place {
        match *place {
            Place::Elem { slice, index, elem } => {
                let addr = self.alloc(1);
                let size = self.size(elem);
                self.emit(Op::IdxAddr, addr, slice, index, i64::from(size));
                Place::Mem { addr, offset: 0 }
            }
            Place::MapElem { .. } => Place::Reg(self.load(place, ty, None)),
            ref other => other.clone(),
        }
    }

    /// The place of an element of an array at `place`, or of a slice.
    pub(super) fn index_place(&mut self, x: &Expr<'a>, indices: &[&Expr<'a>]) -> Option<Place> {
        let [index] = indices else { return None };
        let ty = self.type_of(x);
        match self.kind(ty) {
            Kind::Slice => {
                let slice = self.expr(x, None);
                let index = self.index_value(index);
                Some(Place::Elem { slice, index, elem: self.elem(ty) })
            }
            Kind::Map => {
                let map = self.expr(x, None);
                let key_ty = self.lw.types.desc(ty).key;
                let key = self.expr_to(index, key_ty, None);
                Some(Place::MapElem { map, key, map_ty: ty })
            }
            Kind::Pointer => {
                let addr = self.expr(x, None);
                let array = self.elem(ty);
                Some(self.array_elem(Place::Mem { addr, offset: 0 }, array, index))
            }
            Kind::Array => {
                let place = self.lower_place(x);
                Some(self.array_elem(place, ty, index))
            }
            _ => None,
        }
    }

    fn array_elem(&mut self, place: Place, array: TypeIdx, index: &Expr<'a>) -> Place {
        let constant = self.const_int(index);
        let index = match constant {
            Some(_) => None,
            None => Some(self.index_value(index)),
        };
        self.array_elem_at(place, array, constant.unwrap_or(0) as u32, index)
    }

    /// The place of an element whose index is a constant that is in range, or else stands in the register `index`.
    pub(super) fn array_elem_at(&mut self, place: Place, array: TypeIdx, constant: u32, index: Option<Reg>) -> Place {
        let (elem, len) = (self.elem(array), self.lw.types.desc(array).len as u32);
        match place {
            Place::Mem { addr, offset } => self.mem_elem(addr, offset, array, constant, index),
            Place::Reg(addr) if self.is_wide(array) => self.mem_elem(addr, 0, array, constant, index),
            Place::Reg(base) => {
                let (stride, total) = (self.stride(array), self.slots(array));
                match index {
                    // Elements without a size are all the same, and nothing is stored.
                    Some(index) if total == 0 => {
                        self.emit(Op::Bound, index, 0, 0, i64::from(len));
                        Place::Reg(base)
                    }
                    None if stride > 0 || total == 0 => Place::Reg(base + constant as u16 * stride),
                    _ => {
                        let index = self.index_reg(constant, index);
                        Place::RegElem(RegElem { base, index, len, stride, total, elem, sub: 0 })
                    }
                }
            }
            Place::RegElem(outer) => self.nested_elem(outer, array, constant, index),
            Place::Elem { .. } | Place::MapElem { .. } | Place::Blank => {
                let place = self.to_memory(&place, array);
                self.array_elem_at(place, array, constant, index)
            }
        }
    }

    fn index_reg(&mut self, constant: u32, index: Option<Reg>) -> Reg {
        index.unwrap_or_else(|| {
            let reg = self.alloc(1);
            self.constant(reg, i64::from(constant));
            reg
        })
    }

    fn mem_elem(&mut self, addr: Reg, offset: u32, array: TypeIdx, constant: u32, index: Option<Reg>) -> Place {
        let elem = self.elem(array);
        let (size, len) = (self.size(elem), self.lw.types.desc(array).len as u32);
        let Some(index) = index else { return Place::Mem { addr, offset: offset + constant * size } };
        let mut start = addr;
        if offset != 0 {
            start = self.alloc(1);
            self.emit_imm(Op::Lea, start, addr, i64::from(offset));
        }
        let at = self.alloc(1);
        self.emit(Op::ArrAddr, at, start, index, pack(size, len));
        Place::Mem { addr: at, offset: 0 }
    }

    /// An element of an array that is itself (part of) an element of an array in registers: one index over both.
    fn nested_elem(&mut self, outer: RegElem, array: TypeIdx, constant: u32, index: Option<Reg>) -> Place {
        let (elem, len) = (self.elem(array), self.lw.types.desc(array).len as u32);
        let stride = self.stride(array);
        if self.slots(array) == 0 {
            return self.array_elem_at(Place::Reg(outer.base), array, constant, index);
        }
        if index.is_none() && stride > 0 {
            return Place::RegElem(RegElem { sub: outer.sub + constant as u16 * stride, ..outer });
        }
        let per_outer = match stride {
            0 => u32::from(outer.stride) * 8 / self.size(elem),
            n if outer.stride.is_multiple_of(n) => u32::from(outer.stride / n),
            // Variables of such types live in memory (`wants_memory`), so this is a value that is only read.
            _ => {
                let whole = self.load(&Place::RegElem(outer), array, None);
                return self.array_elem_at(Place::Reg(whole), array, constant, index);
            }
        };
        let index = self.index_reg(constant, index);
        let both = self.alloc(1);
        self.emit(Op::Bound, outer.index, 0, 0, i64::from(outer.len));
        self.emit(Op::Bound, index, 0, 0, i64::from(len));
        self.emit_imm(Op::MulI, both, outer.index, i64::from(per_outer));
        self.emit3(Op::Add, both, both, index);
        let base = outer.base + outer.sub;
        // The part of the outer array from `base` on: all of it but the slots before the part of its first element.
        let total = outer.total - outer.sub;
        let len = match stride {
            0 => u32::from(total) * 8 / self.size(elem),
            n => u32::from(total / n),
        };
        Place::RegElem(RegElem { base, index: both, len, stride, total, elem, sub: 0 })
    }

    /// Slots from one element of an array type to the next; 0 if elements are packed.
    pub(super) fn stride(&mut self, array: TypeIdx) -> u16 {
        let elem = self.elem(array);
        let packed = crate::layout::is_packed(self.kind(elem), self.size(elem));
        if packed { 0 } else { self.slots(elem) }
    }

    /// A variable of the type lives in memory although it would fit registers: arrays of structs of arrays cannot be indexed
    /// by variables at both levels there.
    pub(super) fn wants_memory(&mut self, ty: TypeIdx) -> bool {
        if self.is_wide(ty) {
            return true;
        }
        let desc = self.lw.types.desc(ty);
        match desc.kind {
            Kind::Array => {
                let elem = desc.elem;
                self.kind(elem) == Kind::Struct && self.contains_array(elem) || self.wants_memory(elem)
            }
            Kind::Struct => (0..desc.fields.len()).any(|i| {
                let field = self.lw.types.desc(ty).fields[i].ty;
                self.wants_memory(field)
            }),
            _ => false,
        }
    }

    fn contains_array(&self, ty: TypeIdx) -> bool {
        let desc = self.lw.types.desc(ty);
        match desc.kind {
            Kind::Array => true,
            Kind::Struct => desc.fields.iter().any(|f| self.contains_array(f.ty)),
            _ => false,
        }
    }

    // Reading and writing.

    /// Reads a place of type `ty`. Without `dst` the result may be the place's own registers.
    pub(super) fn load(&mut self, place: &Place, ty: TypeIdx, dst: Option<Reg>) -> Reg {
        match *place {
            Place::Blank => self.dst(dst, ty),
            Place::Reg(reg) => match dst {
                Some(dst) => {
                    let slots = self.slots(ty);
                    self.copy(dst, reg, slots);
                    dst
                }
                None => reg,
            },
            Place::Mem { addr, offset } => {
                let dst = self.dst(dst, ty);
                self.load_mem(addr, offset, ty, dst);
                dst
            }
            Place::Elem { slice, index, elem } => {
                let dst = self.dst(dst, ty);
                match self.elem_op(elem) {
                    Some((load, _)) => self.emit3(load, dst, slice, index),
                    None => {
                        let mark = self.mark();
                        let addr = self.alloc(1);
                        let size = self.size(elem);
                        self.emit(Op::IdxAddr, addr, slice, index, i64::from(size));
                        if size > 0 || self.is_wide(elem) {
                            self.load_mem(addr, 0, elem, dst);
                        }
                        self.release(mark);
                    }
                }
                dst
            }
            Place::RegElem(e) => {
                let dst = self.dst(dst, ty);
                let slots = self.slots(ty);
                if e.stride == 0 {
                    let op = match (self.kind(e.elem), self.size(e.elem)) {
                        (Kind::Int8, _) => Op::RegI8,
                        (_, 1) => Op::RegU8,
                        (Kind::Int16, _) => Op::RegI16,
                        (_, 2) => Op::RegU16,
                        (Kind::Int32, _) => Op::RegI32,
                        _ => Op::RegU32,
                    };
                    self.emit(op, dst, e.base, e.index, e.imm());
                } else if slots == e.stride {
                    self.emit(Op::RegN, dst, e.base, e.index, e.imm());
                } else {
                    let mark = self.mark();
                    let whole = self.alloc(e.stride);
                    self.emit(Op::RegN, whole, e.base, e.index, e.imm());
                    self.copy(dst, whole + e.sub, slots);
                    self.release(mark);
                }
                dst
            }
            Place::MapElem { map, key, map_ty } => {
                let dst = self.dst(dst, ty);
                self.map_load(map, key, map_ty, dst, None);
                dst
            }
        }
    }

    /// Writes the value of type `ty` in registers from `src` on to a place.
    pub(super) fn store(&mut self, place: &Place, ty: TypeIdx, src: Reg) {
        match *place {
            Place::Blank => {}
            Place::Reg(reg) => {
                let slots = self.slots(ty);
                self.copy(reg, src, slots);
            }
            Place::Mem { addr, offset } => self.store_mem(addr, offset, ty, src),
            Place::Elem { slice, index, elem } => match self.elem_op(elem) {
                Some((_, store)) => self.emit3(store, slice, index, src),
                None => {
                    let mark = self.mark();
                    let addr = self.alloc(1);
                    let size = self.size(elem);
                    self.emit(Op::IdxAddr, addr, slice, index, i64::from(size));
                    if size > 0 {
                        self.store_mem(addr, 0, elem, src);
                    }
                    self.release(mark);
                }
            },
            Place::RegElem(e) => {
                let slots = self.slots(ty);
                if e.stride == 0 {
                    let op = match self.size(e.elem) {
                        1 => Op::SetReg8,
                        2 => Op::SetReg16,
                        _ => Op::SetReg32,
                    };
                    self.emit(op, e.base, e.index, src, e.imm());
                } else if slots == e.stride {
                    self.emit(Op::SetRegN, e.base, e.index, src, e.imm());
                } else {
                    let mark = self.mark();
                    let whole = self.alloc(e.stride);
                    self.emit(Op::RegN, whole, e.base, e.index, e.imm());
                    self.copy(whole + e.sub, src, slots);
                    self.emit(Op::SetRegN, e.base, e.index, whole, e.imm());
                    self.release(mark);
                }
            }
            Place::MapElem { map, key, map_ty } => {
                let mark = self.mark();
                let addr = self.alloc(1);
                self.emit(Op::MapSet, addr, map, key, i64::from(map_ty.0));
                if self.size(ty) > 0 {
                    self.store_mem(addr, 0, ty, src);
                }
                self.release(mark);
            }
        }
    }

    /// Reads `map[key]` into `dst`: zero if absent; `found` becomes whether it is there.
    pub(super) fn map_load(&mut self, map: Reg, key: Reg, map_ty: TypeIdx, dst: Reg, found: Option<Reg>) {
        let elem = self.elem(map_ty);
        let mark = self.mark();
        let addr = self.alloc(1);
        self.emit(Op::MapGet, addr, map, key, i64::from(map_ty.0));
        let (present, absent, done) = (self.label(), self.label(), self.label());
        self.branch(Op::BrNeI, addr, 0, 0, present, absent);
        self.place(present);
        if self.size(elem) > 0 {
            self.load_mem(addr, 0, elem, dst);
        }
        if let Some(found) = found {
            self.constant(found, 1);
        }
        self.jump(done);
        self.place(absent);
        self.zero(dst, elem);
        if let Some(found) = found {
            self.constant(found, 0);
        }
        self.place(done);
        self.release(mark);
    }

    /// The instructions that read and write an element of a slice directly, for elements in one slot.
    fn elem_op(&mut self, elem: TypeIdx) -> Option<(Op, Op)> {
        let layout = self.lw.layout(elem);
        let [slot] = layout.slots.as_deref()? else { return None };
        Some(match (slot.kind, layout.size) {
            (SlotKind::U8, 1) | (SlotKind::Part(1), 1) => (Op::IdxU8, Op::SetIdx8),
            (SlotKind::I8, 1) => (Op::IdxI8, Op::SetIdx8),
            (SlotKind::U16, 2) | (SlotKind::Part(2), 2) => (Op::IdxU16, Op::SetIdx16),
            (SlotKind::I16, 2) => (Op::IdxI16, Op::SetIdx16),
            (SlotKind::U32 | SlotKind::Addr | SlotKind::Part(4), 4) => (Op::IdxU32, Op::SetIdx32),
            (SlotKind::I32, 4) => (Op::IdxI32, Op::SetIdx32),
            (SlotKind::F32, 4) => (Op::IdxF32, Op::SetIdxF32),
            (SlotKind::Word | SlotKind::AddrWord, 8) => (Op::Idx64, Op::SetIdx64),
            _ => return None,
        })
    }

    /// The address of a place in memory, for `&`: everything whose address is taken lives there.
    pub(super) fn place_addr(&mut self, place: &Place, ty: TypeIdx, dst: Option<Reg>) -> Reg {
        match self.to_memory(place, ty) {
            Place::Mem { addr, offset } => {
                let dst = dst.unwrap_or_else(|| self.alloc(1));
                self.emit_imm(Op::Lea, dst, addr, i64::from(offset));
                dst
            }
            other => {
                // A value that has no variable (the operand of a method with pointer receiver that the checker found
                // addressable always has one): a fresh object.
                let dst = dst.unwrap_or_else(|| self.alloc(1));
                let value = self.load(&other, ty, None);
                self.emit(Op::New, dst, 0, 0, i64::from(ty.0));
                self.store_mem(dst, 0, ty, value);
                dst
            }
        }
    }
}

impl RegElem {
    /// The element at another register's index.
    pub(super) fn with_index(self, index: impl FnOnce(Reg) -> Reg) -> RegElem {
        RegElem { index: index(self.index), ..self }
    }

    fn imm(&self) -> i64 {
        pack(self.len, u32::from(self.stride) | u32::from(self.total) << 16)
    }
}

/// How many words the slots begin with that stand one after the other in memory, as they do in registers.
fn leading_words(slots: &[Slot]) -> usize {
    let is_word = |kind| matches!(kind, SlotKind::Word | SlotKind::AddrWord | SlotKind::IfaceType | SlotKind::IfacePayload);
    slots.iter().zip(0..).take_while(|(slot, n)| is_word(slot.kind) && slot.offset == slots[0].offset + 8 * n).count()
}
