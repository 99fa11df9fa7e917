//! Values of a running program, read through their type descriptors.

use std::collections::BTreeSet;

use govm_interp::{
    Contents, Heap, Kind, Layout, Module, NativeCtx, SlotKind, Trap, TrapCode, TypeDesc, TypeIdx, entry_layout, map_entries,
    map_used,
};

type Result<T> = std::result::Result<T, Box<Trap>>;

/// A value and its type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value {
    pub(crate) ty: TypeIdx,
    place: Place,
    /// Lies in a box of its own, which an interface may share.
    is_boxed: bool,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Memory(u32),
    /// At most eight bytes, as they would lie in memory.
    Image(u64),
}

/// The descriptors of a program. Numbers of types come out of memory, so any of them may be wrong.
#[derive(Clone, Copy)]
pub(crate) struct Types<'m> {
    module: &'m Module,
    layouts: &'m [Layout],
}

fn damaged() -> Box<Trap> {
    Trap::new(TrapCode::NilDereference, "invalid memory address or nil pointer dereference")
}

impl<'m> Types<'m> {
    pub(crate) fn of(ctx: &NativeCtx<'m>) -> Types<'m> {
        Types { module: ctx.module, layouts: ctx.layouts }
    }

    pub(crate) fn desc(&self, ty: TypeIdx) -> Result<&'m TypeDesc> {
        self.module.types.get(ty.index()).ok_or_else(damaged)
    }

    pub(crate) fn layout(&self, ty: TypeIdx) -> Result<&'m Layout> {
        self.layouts.get(ty.index()).ok_or_else(damaged)
    }

    /// Whether a concrete type has all methods of an interface type.
    pub(crate) fn implements(&self, ty: TypeIdx, interface: TypeIdx) -> Result<bool> {
        let has = &self.desc(ty)?.methods;
        let wanted = &self.desc(interface)?.methods;
        Ok(wanted.iter().all(|m| has.binary_search_by_key(&m.name, |h| h.name).is_ok()))
    }

    /// Whether values of a type can be compared; what is in interfaces may still not be. `pay` is told of each type that is looked at;
    /// none is twice, however often it stands in another.
    pub(crate) fn is_comparable(&self, ty: TypeIdx, mut pay: impl FnMut() -> Result<()>) -> Result<bool> {
        let (mut waiting, mut seen) = (vec![ty], BTreeSet::new());
        while let Some(ty) = waiting.pop() {
            pay()?;
            let desc = self.desc(ty)?;
            match desc.kind {
                Kind::Slice | Kind::Map | Kind::Func => return Ok(false),
                Kind::Array if seen.insert(ty) => waiting.push(desc.elem),
                Kind::Struct if seen.insert(ty) => waiting.extend(desc.fields.iter().map(|field| field.ty)),
                _ => {}
            }
        }
        Ok(true)
    }
}

fn mask(bytes: u32) -> u64 {
    if bytes >= 8 { u64::MAX } else { (1 << (bytes * 8)) - 1 }
}

/// What a slot's value looks like in memory.
fn image_of(layout: &Layout, payload: u64) -> u64 {
    let Some([slot]) = layout.slots.as_deref() else { return 0 };
    let bytes = match slot.kind {
        SlotKind::F32 => u64::from((f64::from_bits(payload) as f32).to_bits()),
        kind => payload & mask(slot_bytes(kind)),
    };
    if slot.offset < 8 { bytes << (slot.offset * 8) } else { 0 }
}

/// The slot's value for what stands in memory.
fn slot_of(layout: &Layout, image: u64) -> u64 {
    let Some([slot]) = layout.slots.as_deref() else { return 0 };
    let bytes = if slot.offset < 8 { image >> (slot.offset * 8) & mask(slot_bytes(slot.kind)) } else { 0 };
    match slot.kind {
        SlotKind::F32 => f64::from(f32::from_bits(bytes as u32)).to_bits(),
        SlotKind::I8 => bytes as i8 as u64,
        SlotKind::I16 => bytes as i16 as u64,
        SlotKind::I32 => bytes as i32 as u64,
        _ => bytes,
    }
}

fn slot_bytes(kind: SlotKind) -> u32 {
    use SlotKind::*;
    match kind {
        U8 | I8 => 1,
        U16 | I16 => 2,
        U32 | I32 | Addr | F32 => 4,
        Word | AddrWord | IfaceType | IfacePayload => 8,
        Part(n) => n.into(),
    }
}

impl Value {
    /// What is in an interface, given its two slots; `None` for nil.
    pub(crate) fn in_interface(types: Types<'_>, word: u64, payload: u64) -> Result<Option<Value>> {
        if word == 0 {
            return Ok(None);
        }
        let ty = TypeIdx(word as u32);
        let layout = types.layout(ty)?;
        Ok(Some(if layout.is_direct() {
            Value { ty, place: Place::Image(image_of(layout, payload)), is_boxed: false }
        } else {
            Value { ty, place: Place::Memory(payload as u32), is_boxed: true }
        }))
    }

    /// The value of a type at an address.
    pub(crate) fn at(ty: TypeIdx, addr: u32) -> Value {
        Value { ty, place: Place::Memory(addr), is_boxed: false }
    }

    /// A part of this value.
    fn inner(self, ty: TypeIdx, offset: u32) -> Value {
        let place = match self.place {
            Place::Memory(addr) => Place::Memory(addr.wrapping_add(offset)),
            Place::Image(image) => Place::Image(if offset < 8 { image >> (offset * 8) } else { 0 }),
        };
        Value { ty, place, is_boxed: false }
    }

    /// A number of 1, 2, 4 or 8 bytes.
    fn word(self, heap: &Heap, offset: u32, bytes: u32) -> Result<u64> {
        match self.place {
            Place::Image(image) => Ok(if offset < 8 { image >> (offset * 8) & mask(bytes) } else { 0 }),
            Place::Memory(addr) => {
                let bytes = heap.bytes(addr.wrapping_add(offset), bytes)?;
                Ok(bytes.iter().rev().fold(0, |n, b| n << 8 | u64::from(*b)))
            }
        }
    }

    /// A bool, an integer (sign-extended), or the address that a pointer, map, channel or function is.
    pub(crate) fn bits(self, heap: &Heap, kind: Kind) -> Result<u64> {
        Ok(match kind {
            Kind::Bool | Kind::Uint8 => self.word(heap, 0, 1)?,
            Kind::Int8 => self.word(heap, 0, 1)? as i8 as u64,
            Kind::Uint16 => self.word(heap, 0, 2)?,
            Kind::Int16 => self.word(heap, 0, 2)? as i16 as u64,
            Kind::Int32 => self.word(heap, 0, 4)? as i32 as u64,
            Kind::Uint32 | Kind::Pointer | Kind::Map | Kind::Chan | Kind::Func => self.word(heap, 0, 4)?,
            _ => self.word(heap, 0, 8)?,
        })
    }

    /// A float, or with index 1 the imaginary part of a complex number.
    pub(crate) fn float(self, heap: &Heap, kind: Kind, index: u32) -> Result<f64> {
        Ok(match kind {
            Kind::Float32 | Kind::Complex64 => f64::from(f32::from_bits(self.word(heap, index * 4, 4)? as u32)),
            _ => f64::from_bits(self.word(heap, index * 8, 8)?),
        })
    }

    /// The slot of a string, the first slot of a slice.
    pub(crate) fn string(self, heap: &Heap) -> Result<u64> {
        self.word(heap, 0, 8)
    }

    /// The value in an interface.
    pub(crate) fn dynamic(self, types: Types<'_>, heap: &Heap) -> Result<Option<Value>> {
        Value::in_interface(types, self.word(heap, 0, 8)?, self.word(heap, 8, 8)?)
    }

    /// A field of a struct.
    pub(crate) fn field(self, types: Types<'_>, i: usize) -> Result<Value> {
        let ty = types.desc(self.ty)?.fields.get(i).ok_or_else(damaged)?.ty;
        let offset = *types.layout(self.ty)?.field_offsets.get(i).ok_or_else(damaged)?;
        Ok(self.inner(ty, offset))
    }

    /// The elements of an array or a slice: how many, and a way to each.
    pub(crate) fn elements(self, types: Types<'_>, heap: &Heap) -> Result<Elements> {
        let desc = types.desc(self.ty)?;
        let size = types.layout(desc.elem)?.size;
        if desc.kind == Kind::Array {
            return Ok(Elements { first: self.inner(desc.elem, 0), size, len: desc.len });
        }
        let slice = self.string(heap)?;
        Ok(Elements { first: Value::at(desc.elem, slice as u32), size, len: slice >> 32 })
    }

    /// The bytes of an array or slice of bytes.
    pub(crate) fn bytes(self, types: Types<'_>, heap: &Heap) -> Result<Vec<u8>> {
        let elements = self.elements(types, heap)?;
        match elements.first.place {
            Place::Image(image) => Ok(image.to_le_bytes()[..elements.len.min(8) as usize].to_vec()),
            Place::Memory(addr) => Ok(heap.bytes(addr, elements.len as u32)?.to_vec()),
        }
    }

    /// The live entries of a map in insertion order, keys and values. The caller has paid for `map_room`.
    pub(crate) fn map_entries(self, types: Types<'_>, heap: &Heap) -> Result<Vec<(Value, Value)>> {
        let desc = types.desc(self.ty)?;
        let layout = entry_layout(types.layout(desc.key)?, types.layout(desc.elem)?);
        let entries = map_entries(heap, self.word(heap, 0, 4)? as u32, layout)?;
        Ok(entries.iter().map(|at| (Value::at(desc.key, *at), Value::at(desc.elem, at.wrapping_add(layout.value)))).collect())
    }

    /// How many entries, deleted ones included, `map_entries` looks at.
    pub(crate) fn map_room(self, heap: &Heap) -> Result<u64> {
        Ok(map_used(heap, self.word(heap, 0, 4)? as u32)?.into())
    }

    /// The value as an interface. What does not fit an interface's payload is copied to a box of its own, unless it is in one.
    pub(crate) fn to_interface(self, ctx: &mut NativeCtx<'_>) -> Result<[u64; 2]> {
        let layout = Types::of(ctx).layout(self.ty)?;
        let payload = match self.place {
            Place::Image(image) => slot_of(layout, image),
            Place::Memory(addr) if self.is_boxed => addr.into(),
            Place::Memory(addr) if layout.is_direct() => {
                let mut slots = [0; 1];
                let count = usize::from(layout.slot_count());
                ctx.heap.load(layout, addr, &mut slots[..count])?;
                slots[0]
            }
            Place::Memory(addr) => {
                ctx.charge_bytes(layout.size.into())?;
                let place = ctx.heap.alloc(ctx.meter, Contents::Values(self.ty), layout.size.into())?;
                let bytes = ctx.heap.bytes(addr, layout.size)?.to_vec();
                ctx.heap.bytes_mut(place, layout.size)?.copy_from_slice(&bytes);
                place.into()
            }
        };
        Ok([self.ty.0.into(), payload])
    }
}

/// The elements of an array or slice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Elements {
    first: Value,
    size: u32,
    pub(crate) len: u64,
}

impl Elements {
    pub(crate) fn get(&self, i: u64) -> Value {
        self.first.inner(self.first.ty, (i as u32).wrapping_mul(self.size))
    }
}
