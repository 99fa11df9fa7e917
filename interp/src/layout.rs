//! How values of a type lie in registers and in memory.
//!
//! In memory: natural sizes and alignment up to 8; pointers, maps, channels and functions 4 bytes (an address); string 8 (address,
//! length); slice 16 (address, length, capacity in the low half of the second word); interface 16; complex64 8, complex128 16.
//!
//! In registers: a scalar takes a slot. A struct takes the slots of its fields, one after the other. An array of bools or integers
//! of less than 8 bytes is packed, slot by slot the bytes that it has in memory; any other array takes the slots of its elements.
//! A value that would take more than [`SLOTS_MAX`] slots is wide: its one slot is the address of memory that holds it and that
//! nobody writes to while the value is in use.

use crate::module::{Kind, TypeDesc, TypeIdx};

/// The most slots that a value is spread over.
pub const SLOTS_MAX: usize = 64;

/// Largest size of a type, in bytes.
pub const TYPE_SIZE_MAX: u64 = 1 << 30;

/// What a slot holds and how it lies in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// bool, uint8
    U8,
    /// int8
    I8,
    /// uint16
    U16,
    /// int16
    I16,
    /// uint32
    U32,
    /// int32
    I32,
    /// An address: pointer, map, channel, function.
    Addr,
    /// float32, a float64's bits in the register
    F32,
    /// 64 bits without address: integers, float64, capacities, a full slot of a packed array.
    Word,
    /// 64 bits with an address in the low half: a string, a slice's first word.
    AddrWord,
    /// An interface's first word: 64 bits, index of the dynamic type.
    IfaceType,
    /// An interface's payload: 64 bits, what they are depends on the dynamic type.
    IfacePayload,
    /// The last 1 to 7 bytes of a packed array.
    Part(u8),
}

/// A slot of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Offset in memory from the value's start.
    pub offset: u32,
    /// What it holds.
    pub kind: SlotKind,
}

/// The layout of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Bytes in memory, a multiple of `align`.
    pub size: u32,
    /// Alignment in memory: 1, 2, 4 or 8.
    pub align: u32,
    /// `unsafe.Sizeof` on amd64: how slices grow depends on it.
    pub go_size: u64,
    /// `unsafe.Alignof` on amd64.
    pub go_align: u64,
    /// Slots in registers; `None` for a wide type.
    pub slots: Option<Box<[Slot]>>,
    /// Offsets in memory of words or halves whose low 32 bits may be an address, for the collector.
    pub pointers: Box<[u32]>,
    /// Offset of each field of a struct.
    pub field_offsets: Box<[u32]>,
    /// First slot of each field of a struct (all 0 if wide).
    pub field_slots: Box<[u16]>,
}

impl Layout {
    /// Slots that a value takes in registers: 1 for wide ones.
    #[must_use]
    pub fn slot_count(&self) -> u16 {
        self.slots.as_ref().map_or(1, |s| s.len() as u16)
    }

    /// The value is the address of memory.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.slots.is_none()
    }

    /// A value fits an interface's payload as it is; others are boxed.
    #[must_use]
    pub fn is_direct(&self) -> bool {
        self.slots.as_ref().is_some_and(|s| s.len() <= 1)
    }
}

/// A map's entry in memory: key, value, then the map's own word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryLayout {
    /// Offset of the value.
    pub value: u32,
    /// Offset of the 32-bit word that holds the hash; its lowest bit is 1 for a live entry, 0 for a deleted one.
    pub hash: u32,
    /// Bytes from one entry to the next.
    pub size: u32,
}

/// The entry of a map with these layouts of key and value.
#[must_use]
pub fn entry_layout(key: &Layout, value: &Layout) -> EntryLayout {
    let value_at = align_up(u64::from(key.size), u64::from(value.align)) as u32;
    let hash = align_up(u64::from(value_at) + u64::from(value.size), 4) as u32;
    EntryLayout { value: value_at, hash, size: align_up(u64::from(hash) + 4, 8) as u32 }
}

/// Why a type has no layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayoutError {
    /// Larger than [`TYPE_SIZE_MAX`].
    TooLarge(TypeIdx),
    /// Contains itself, or refers to a descriptor that is not there or not fit: damaged bytecode.
    Malformed(TypeIdx),
}

/// The layouts of all descriptors.
///
/// # Errors
/// The first type without one.
pub fn layouts(types: &[TypeDesc]) -> Result<Vec<Layout>, LayoutError> {
    let mut table = LayoutTable::default();
    for i in 0..types.len() {
        table.get(types, TypeIdx(i as u32))?;
    }
    Ok(table.done.into_iter().map(|l| l.expect("invariant: every type was laid out")).collect())
}

/// Layouts made on demand while descriptors are added.
#[derive(Debug, Default)]
pub struct LayoutTable {
    done: Vec<Option<Layout>>,
    /// Being laid out: meeting one again is a cycle.
    open: Vec<bool>,
    depth: u32,
}

/// Deepest nesting of structs and arrays by value.
const DEPTH_MAX: u32 = 200;

fn align_up(n: u64, align: u64) -> u64 {
    n.div_ceil(align) * align
}

impl LayoutTable {
    /// The layout of `ty`, whose descriptor and those of what it contains by value are in `types`.
    ///
    /// # Errors
    /// If it has none.
    pub fn get(&mut self, types: &[TypeDesc], ty: TypeIdx) -> Result<&Layout, LayoutError> {
        let i = ty.index();
        if i >= types.len() {
            return Err(LayoutError::Malformed(ty));
        }
        if self.done.len() < types.len() {
            self.done.resize(types.len(), None);
            self.open.resize(types.len(), false);
        }
        if self.done[i].is_none() {
            if self.open[i] || self.depth >= DEPTH_MAX {
                return Err(LayoutError::Malformed(ty));
            }
            self.open[i] = true;
            self.depth += 1;
            let layout = self.lay_out(types, ty);
            self.depth -= 1;
            self.open[i] = false;
            self.done[i] = Some(layout?);
        }
        Ok(self.done[i].as_ref().expect("invariant: just made"))
    }

    fn lay_out(&mut self, types: &[TypeDesc], ty: TypeIdx) -> Result<Layout, LayoutError> {
        use SlotKind::*;
        let desc = &types[ty.index()];
        let scalar = |size: u32, kind| plain(size, size, u64::from(size), u64::from(size), &[(0, kind)]);
        Ok(match desc.kind {
            Kind::None => plain(0, 1, 0, 1, &[]),
            Kind::Bool | Kind::Uint8 => scalar(1, U8),
            Kind::Int8 => scalar(1, I8),
            Kind::Uint16 => scalar(2, U16),
            Kind::Int16 => scalar(2, I16),
            Kind::Uint32 => scalar(4, U32),
            Kind::Int32 => scalar(4, I32),
            Kind::Float32 => scalar(4, F32),
            Kind::Int | Kind::Int64 | Kind::Uint | Kind::Uint64 | Kind::Uintptr | Kind::Float64 => scalar(8, Word),
            Kind::Complex64 => plain(8, 4, 8, 4, &[(0, F32), (4, F32)]),
            Kind::Complex128 => plain(16, 8, 16, 8, &[(0, Word), (8, Word)]),
            Kind::String => plain(8, 8, 16, 8, &[(0, AddrWord)]),
            Kind::Pointer | Kind::Map | Kind::Chan | Kind::Func => plain(4, 4, 8, 8, &[(0, Addr)]),
            Kind::Slice => plain(16, 8, 24, 8, &[(0, AddrWord), (8, Word)]),
            Kind::Interface => plain(16, 8, 16, 8, &[(0, IfaceType), (8, IfacePayload)]),
            Kind::Array => self.array(types, ty)?,
            Kind::Struct => self.struct_(types, ty)?,
        })
    }

    fn array(&mut self, types: &[TypeDesc], ty: TypeIdx) -> Result<Layout, LayoutError> {
        let (elem_ty, len) = (types[ty.index()].elem, types[ty.index()].len);
        let elem = self.get(types, elem_ty)?;
        let too_large = LayoutError::TooLarge(ty);
        let size = u64::from(elem.size).checked_mul(len).filter(|s| *s <= TYPE_SIZE_MAX).ok_or(too_large)?;
        let pointer_count = (elem.pointers.len() as u64).saturating_mul(len);
        // A table per pointer would be as large as the array: repeat it for small ones, else one entry stands for the pattern.
        if pointer_count > TYPE_SIZE_MAX / 64 {
            return Err(LayoutError::TooLarge(ty));
        }
        let pointers = (0..if elem.pointers.is_empty() { 0 } else { len })
            .flat_map(|i| elem.pointers.iter().map(move |p| i as u32 * elem.size + p))
            .collect();
        let packed = is_packed(types[elem_ty.index()].kind, elem.size);
        let slots = match &elem.slots {
            _ if size == 0 => Some(Box::default()),
            Some(_) if packed && size.div_ceil(8) <= SLOTS_MAX as u64 => Some(packed_slots(size as u32)),
            Some(inner) if !packed && (inner.len() as u64).saturating_mul(len) <= SLOTS_MAX as u64 => Some(
                (0..len as u32)
                    .flat_map(|i| inner.iter().map(move |s| Slot { offset: s.offset + i * elem.size, kind: s.kind }))
                    .collect(),
            ),
            _ => None,
        };
        Ok(Layout {
            size: size as u32,
            align: elem.align,
            go_size: elem.go_size.saturating_mul(len),
            go_align: elem.go_align,
            slots,
            pointers,
            field_offsets: Box::default(),
            field_slots: Box::default(),
        })
    }

    fn struct_(&mut self, types: &[TypeDesc], ty: TypeIdx) -> Result<Layout, LayoutError> {
        let (mut size, mut align, mut go_size, mut go_align) = (0_u64, 1, 0_u64, 1);
        let (mut slots, mut pointers) = (Some(Vec::new()), Vec::new());
        let (mut field_offsets, mut field_slots) = (Vec::new(), Vec::new());
        let fields = &types[ty.index()].fields;
        for (i, field) in fields.iter().enumerate() {
            let f = self.get(types, field.ty)?;
            let offset = align_up(size, u64::from(f.align));
            size = offset + u64::from(f.size);
            if size > TYPE_SIZE_MAX {
                return Err(LayoutError::TooLarge(ty));
            }
            align = align.max(f.align);
            go_size = align_up(go_size, f.go_align).saturating_add(f.go_size);
            go_align = go_align.max(f.go_align);
            // Go pads a trailing field of no size, so that its address stays inside of the object.
            if i + 1 == fields.len() && f.go_size == 0 && go_size > 0 {
                go_size += 1;
            }
            let at = offset as u32;
            field_offsets.push(at);
            field_slots.push(slots.as_ref().map_or(0, |s: &Vec<Slot>| s.len() as u16));
            pointers.extend(f.pointers.iter().map(|p| at + p));
            slots = match (slots, &f.slots) {
                (Some(mut all), Some(inner)) if all.len() + inner.len() <= SLOTS_MAX => {
                    all.extend(inner.iter().map(|s| Slot { offset: at + s.offset, kind: s.kind }));
                    Some(all)
                }
                _ => None,
            };
        }
        if slots.is_none() {
            field_slots.iter_mut().for_each(|s| *s = 0);
        }
        let size = align_up(size, u64::from(align));
        Ok(Layout {
            size: size as u32,
            align,
            go_size: align_up(go_size, go_align),
            go_align,
            slots: slots.map(Vec::into_boxed_slice),
            pointers: pointers.into(),
            field_offsets: field_offsets.into(),
            field_slots: field_slots.into(),
        })
    }
}

/// Arrays of this element are packed in registers.
pub(crate) fn is_packed(kind: Kind, size: u32) -> bool {
    size < 8 && matches!(kind, Kind::Bool | Kind::Int8 | Kind::Uint8 | Kind::Int16 | Kind::Uint16 | Kind::Int32 | Kind::Uint32)
}

fn packed_slots(size: u32) -> Box<[Slot]> {
    let whole = (0..size / 8).map(|i| Slot { offset: i * 8, kind: SlotKind::Word });
    let rest = size % 8;
    let part = (rest > 0).then_some(Slot { offset: size - rest, kind: SlotKind::Part(rest as u8) });
    whole.chain(part).collect()
}

fn plain(size: u32, align: u32, go_size: u64, go_align: u64, slots: &[(u32, SlotKind)]) -> Layout {
    let pointer = |k: &SlotKind| matches!(k, SlotKind::Addr | SlotKind::AddrWord | SlotKind::IfacePayload);
    Layout {
        size,
        align,
        go_size,
        go_align,
        slots: Some(slots.iter().map(|(offset, kind)| Slot { offset: *offset, kind: *kind }).collect()),
        pointers: slots.iter().filter(|(_, k)| pointer(k)).map(|(o, _)| *o).collect(),
        field_offsets: Box::default(),
        field_slots: Box::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desc(kind: Kind) -> TypeDesc {
        TypeDesc {
            kind,
            name: String::new(),
            pkg: String::new(),
            is_named: false,
            elem: TypeIdx(0),
            key: TypeIdx(0),
            len: 0,
            fields: vec![],
            params: vec![],
            results: vec![],
            is_variadic: false,
            methods: vec![],
        }
    }

    #[test]
    fn an_address_of_20_bytes_takes_three_slots() {
        let types = [desc(Kind::None), desc(Kind::Uint8), TypeDesc { elem: TypeIdx(1), len: 20, ..desc(Kind::Array) }];
        let all = layouts(&types).expect("small");
        assert_eq!((all[2].size, all[2].align, all[2].slot_count()), (20, 1, 3));
        assert_eq!(all[2].slots.as_ref().expect("narrow")[2], Slot { offset: 16, kind: SlotKind::Part(4) });
    }

    #[test]
    fn a_type_that_contains_itself_is_refused() {
        let types = [desc(Kind::None), TypeDesc { elem: TypeIdx(1), len: 2, ..desc(Kind::Array) }];
        assert_eq!(layouts(&types), Err(LayoutError::Malformed(TypeIdx(1))));
    }
}
