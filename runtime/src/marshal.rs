//! Values in a contract's memory to canonical bytes and back, by the descriptors of their types. The form is that of
//! [`crate::AbiType`], but types may be recursive here; docs/state.md draws it.
//!
//! Both directions work on a value's image: the bytes that it has in memory. What is in registers is turned into one first.
//! Each value and each byte is charged before it is touched, and nesting is bounded, so a pointer that leads back to itself ends
//! in a panic.

use govm_interp::{
    Contents, EnergyKind, Heap, Kind, Layout, Meter, Module, NativeCtx, Program, SlotKind, Trap, TrapCode, TypeIdx, entry_layout,
    map_new, map_set,
};

use crate::abi::{NAN32, NAN64};
use crate::codec::{DecodeError, Reader};

/// Deepest nesting of a value.
const DEPTH_MAX: u32 = 64;

/// Longest canonical form that is made or read, in bytes.
const BYTES_MAX: usize = 16 << 20;

/// The memory of a run with what gives it meaning.
pub(crate) struct Memory<'r> {
    pub(crate) heap: &'r mut Heap,
    pub(crate) meter: &'r mut Meter,
    pub(crate) program: &'r Program,
}

/// A value that is written or read, whatever is in it.
const VALUE_PRICE: u64 = 12;

/// A map that is written, beside its entries, and one comparison of two keys, beside their bytes.
const MAP_PRICE: u64 = 100;
const COMPARE_PRICE: u64 = 6;

/// Why bytes did not become a value.
#[derive(Debug)]
pub(crate) enum ReadFault {
    /// The run ends.
    Trap(Box<Trap>),
    /// They are not the canonical form of a value of the type.
    Bytes(DecodeError),
}

impl From<Box<Trap>> for ReadFault {
    fn from(trap: Box<Trap>) -> ReadFault {
        ReadFault::Trap(trap)
    }
}

impl From<DecodeError> for ReadFault {
    fn from(error: DecodeError) -> ReadFault {
        ReadFault::Bytes(error)
    }
}

pub(crate) fn refuse(text: impl Into<String>) -> Box<Trap> {
    Trap::new(TrapCode::Native, text)
}

impl<'r> Memory<'r> {
    /// The memory of a native, or of a run that stands still.
    pub(crate) fn of(ctx: &'r mut NativeCtx<'_>) -> Memory<'r> {
        Memory { heap: ctx.heap, meter: ctx.meter, program: ctx.program }
    }
}

impl<'r> Memory<'r> {
    pub(crate) fn module(&self) -> &'r Module {
        self.program.module()
    }

    fn layouts(&self) -> &'r [Layout] {
        self.program.layouts()
    }

    fn layout(&self, ty: TypeIdx) -> &'r Layout {
        &self.layouts()[ty.index()]
    }

    fn encoder<'m>(&'m mut self, out: &'m mut Vec<u8>) -> Encoder<'m> {
        let (module, layouts) = (self.module(), self.layouts());
        Encoder { heap: self.heap, meter: self.meter, module, layouts, end_max: out.len() + BYTES_MAX, out }
    }

    /// Appends the canonical bytes of an interface's dynamic value.
    pub(crate) fn encode_any(&mut self, [ty, payload]: [u64; 2], out: &mut Vec<u8>) -> Result<(), Box<Trap>> {
        let ty = self.dynamic_type(ty)?;
        self.encode_dynamic(ty, payload, out)
    }

    /// The dynamic type of an interface.
    pub(crate) fn dynamic_type(&self, word: u64) -> Result<TypeIdx, Box<Trap>> {
        match u32::try_from(word).ok().filter(|ty| *ty != 0 && (*ty as usize) < self.layouts().len()) {
            Some(ty) => Ok(TypeIdx(ty)),
            None => Err(refuse("govm: cannot encode nil")),
        }
    }

    /// Appends the canonical bytes of an interface's payload of type `ty`.
    pub(crate) fn encode_dynamic(&mut self, ty: TypeIdx, payload: u64, out: &mut Vec<u8>) -> Result<(), Box<Trap>> {
        let layout = self.layout(ty);
        if layout.is_direct() {
            self.encode_slots(ty, &[payload][..usize::from(layout.slot_count())], out)
        } else {
            self.encoder(out).at(ty, payload as u32, layout.size, 0)
        }
    }

    /// The canonical bytes of some fields, each apart, of an interface's payload of struct type `ty`.
    pub(crate) fn encode_fields(&mut self, ty: TypeIdx, payload: u64, fields: &[usize]) -> Result<Vec<Vec<u8>>, Box<Trap>> {
        let layout = self.layout(ty);
        self.charge_image(layout)?;
        let mut image = Image::new(layout);
        let image = image.bytes();
        if layout.is_direct() {
            image_of_slots(layout, &[payload][..usize::from(layout.slot_count())], image);
        } else if layout.size > 0 {
            image.copy_from_slice(self.heap.bytes(payload as u32, layout.size)?);
        }
        let (desc, layouts) = (&self.module().types[ty.index()], self.layouts());
        let encoded = fields.iter().map(|index| {
            let (field, start) = (&desc.fields[*index], layout.field_offsets[*index] as usize);
            let mut out = Vec::new();
            let size = layouts[field.ty.index()].size as usize;
            self.encoder(&mut out).value(field.ty, &image[start..start + size], 1)?;
            Ok(out)
        });
        encoded.collect()
    }

    /// Appends the canonical bytes of a value in registers.
    pub(crate) fn encode_slots(&mut self, ty: TypeIdx, slots: &[u64], out: &mut Vec<u8>) -> Result<(), Box<Trap>> {
        let layout = self.layout(ty);
        if layout.is_wide() {
            return self.encoder(out).at(ty, slots[0] as u32, layout.size, 0);
        }
        let mut image = Image::new(layout);
        image_of_slots(layout, slots, image.bytes());
        self.encoder(out).value(ty, image.bytes(), 0)
    }

    /// Reads canonical bytes into the variable of type `ty` at an address. The variable is written to only when all is well.
    pub(crate) fn decode_at(&mut self, bytes: &[u8], ty: TypeIdx, addr: u32) -> Result<(), ReadFault> {
        let layout = self.layout(ty);
        self.charge_image(layout)?;
        let mut image = Image::new(layout);
        let mut reader = Reader::new(bytes);
        self.read(&mut reader, ty, image.bytes(), 0)?;
        reader.end()?;
        self.heap.bytes_mut(addr, layout.size)?.copy_from_slice(image.bytes());
        Ok(())
    }

    /// Reads canonical bytes as a value in registers and appends its slots.
    pub(crate) fn decode_slots(&mut self, reader: &mut Reader<'_>, ty: TypeIdx, slots: &mut Vec<u64>) -> Result<(), ReadFault> {
        self.decode_nested_slots(reader, ty, slots, 0)
    }

    fn decode_nested_slots(
        &mut self,
        reader: &mut Reader<'_>,
        ty: TypeIdx,
        slots: &mut Vec<u64>,
        depth: u32,
    ) -> Result<(), ReadFault> {
        let layout = self.layout(ty);
        self.charge_image(layout)?;
        let mut image = Image::new(layout);
        self.read(reader, ty, image.bytes(), depth)?;
        if layout.is_wide() {
            let addr = self.heap.alloc(self.meter, Contents::Values(ty), u64::from(layout.size))?;
            self.heap.bytes_mut(addr, layout.size)?.copy_from_slice(image.bytes());
            slots.push(u64::from(addr));
        } else {
            slots_of_image(layout, image.bytes(), slots);
        }
        Ok(())
    }

    fn charge_image(&mut self, layout: &Layout) -> Result<(), Box<Trap>> {
        let unit = self.heap.schedule().data_bytes_per_unit;
        self.meter.charge(EnergyKind::Data, u64::from(layout.size).div_ceil(unit))
    }

    fn read(&mut self, reader: &mut Reader<'_>, ty: TypeIdx, image: &mut [u8], depth: u32) -> Result<(), ReadFault> {
        self.meter.charge(EnergyKind::Data, VALUE_PRICE)?;
        if depth > DEPTH_MAX {
            return Err(DecodeError::Malformed("the value is nested too deep").into());
        }
        let (module, layouts) = (self.module(), self.layouts());
        let desc = &module.types[ty.index()];
        match desc.kind {
            Kind::Bool => image[0] = u8::from(reader.bool()?),
            Kind::Int8 | Kind::Uint8 => image[0] = reader.u8()?,
            Kind::Int16 | Kind::Uint16 => image.copy_from_slice(&reader.u16()?.to_le_bytes()),
            Kind::Int32 | Kind::Uint32 => image.copy_from_slice(&reader.u32()?.to_le_bytes()),
            Kind::Int | Kind::Int64 | Kind::Uint | Kind::Uint64 | Kind::Uintptr => {
                image.copy_from_slice(&reader.u64()?.to_le_bytes())
            }
            Kind::Float32 => image.copy_from_slice(&read_float32(reader)?),
            Kind::Float64 => image.copy_from_slice(&read_float64(reader)?),
            Kind::Complex64 => {
                image[..4].copy_from_slice(&read_float32(reader)?);
                image[4..].copy_from_slice(&read_float32(reader)?);
            }
            Kind::Complex128 => {
                image[..8].copy_from_slice(&read_float64(reader)?);
                image[8..].copy_from_slice(&read_float64(reader)?);
            }
            Kind::String => {
                let string = self.heap.new_string(self.meter, reader.bytes()?)?;
                image.copy_from_slice(&string.to_le_bytes());
            }
            Kind::Slice => {
                let len = reader.count()?;
                if len == 0 {
                    return Ok(());
                }
                let elem = &layouts[desc.elem.index()];
                if has_bytes(module, desc.elem, 0) && len as usize > reader.rest().len() {
                    return Err(DecodeError::Short.into());
                }
                let bytes = u64::from(elem.size).saturating_mul(u64::from(len));
                let contents = if elem.pointers.is_empty() { Contents::Bytes } else { Contents::Values(desc.elem) };
                let addr = self.heap.alloc(self.meter, contents, bytes)?;
                if module.types[desc.elem.index()].kind == Kind::Uint8 {
                    let read = reader.raw(len as usize)?;
                    self.charge_bytes(read.len())?;
                    self.heap.bytes_mut(addr, len)?.copy_from_slice(read);
                } else {
                    let mut part = vec![0; elem.size as usize];
                    for i in 0..len {
                        part.fill(0);
                        self.read(reader, desc.elem, &mut part, depth + 1)?;
                        // The allocation bounds the product.
                        self.heap.bytes_mut(addr + i * elem.size, elem.size)?.copy_from_slice(&part);
                    }
                }
                image[..8].copy_from_slice(&(u64::from(addr) | u64::from(len) << 32).to_le_bytes());
                image[8..].copy_from_slice(&u64::from(len).to_le_bytes());
            }
            Kind::Array => {
                if module.types[desc.elem.index()].kind == Kind::Uint8 {
                    self.charge_bytes(image.len())?;
                    image.copy_from_slice(reader.raw(image.len())?);
                } else {
                    let size = layouts[desc.elem.index()].size as usize;
                    for i in 0..desc.len as usize {
                        self.read(reader, desc.elem, &mut image[i * size..(i + 1) * size], depth + 1)?;
                    }
                }
            }
            Kind::Struct => {
                for (field, offset) in desc.fields.iter().zip(&layouts[ty.index()].field_offsets) {
                    if field.name != "_" {
                        let start = *offset as usize;
                        let end = start + layouts[field.ty.index()].size as usize;
                        self.read(reader, field.ty, &mut image[start..end], depth + 1)?;
                    }
                }
            }
            Kind::Pointer => {
                if reader.bool()? {
                    let target = &layouts[desc.elem.index()];
                    let addr = self.heap.alloc(self.meter, Contents::Values(desc.elem), u64::from(target.size))?;
                    let mut part = vec![0; target.size as usize];
                    self.read(reader, desc.elem, &mut part, depth + 1)?;
                    self.heap.bytes_mut(addr, target.size)?.copy_from_slice(&part);
                    image.copy_from_slice(&addr.to_le_bytes());
                }
            }
            Kind::Map => {
                let addr = self.read_map(reader, ty, depth)?;
                image.copy_from_slice(&addr.to_le_bytes());
            }
            Kind::None | Kind::Chan | Kind::Func | Kind::Interface => {
                return Err(refuse(format!("govm: cannot decode {}", desc.name)).into());
            }
        }
        Ok(())
    }

    fn charge_bytes(&mut self, bytes: usize) -> Result<(), Box<Trap>> {
        let unit = self.heap.schedule().data_bytes_per_unit;
        self.meter.charge(EnergyKind::Data, (bytes as u64).div_ceil(unit))
    }
}

impl Memory<'_> {
    /// A new map of type `ty`.
    fn read_map(&mut self, reader: &mut Reader<'_>, ty: TypeIdx, depth: u32) -> Result<u32, ReadFault> {
        let module = self.module();
        let desc = &module.types[ty.index()];
        let count = reader.count()?;
        // Room is made for what the bytes can hold, not for what they claim; keys without bytes are all equal.
        let most = if has_bytes(module, desc.key, 0) { reader.rest().len() } else { 1 };
        if count as usize > most {
            return Err(DecodeError::Short.into());
        }
        let map = map_new(self.program, self.heap, self.meter, ty, u64::from(count))?;
        let mut last: Option<&[u8]> = None;
        for _ in 0..count {
            let before = reader.rest();
            self.meter.charge(EnergyKind::Data, 4 * VALUE_PRICE)?;
            let mut key = Vec::new();
            self.decode_nested_slots(reader, desc.key, &mut key, depth + 1)?;
            let bytes = &before[..before.len() - reader.rest().len()];
            if last.is_some_and(|last| last >= bytes) {
                return Err(DecodeError::Malformed("the keys of a map are not ascending").into());
            }
            last = Some(bytes);
            let mut value = vec![0; self.layouts()[desc.elem.index()].size as usize];
            self.read(reader, desc.elem, &mut value, depth + 1)?;
            let addr = map_set(self.program, self.heap, self.meter, ty, map, &key)?;
            if !value.is_empty() {
                self.heap.bytes_mut(addr, value.len() as u32)?.copy_from_slice(&value);
            }
        }
        Ok(map)
    }
}

impl<'r> Encoder<'r> {
    /// The entries of a map, ascending by the bytes of their keys. docs/determinism.md draws a map in memory.
    fn map(&mut self, ty: TypeIdx, map: u32, depth: u32) -> Result<(), Box<Trap>> {
        if map == 0 {
            self.count(0);
            return Ok(());
        }
        let (heap, module, layouts): (&'r Heap, &'r Module, &'r [Layout]) = (self.heap, self.module, self.layouts);
        let desc = &module.types[ty.index()];
        let (key, value) = (&layouts[desc.key.index()], &layouts[desc.elem.index()]);
        let entry = entry_layout(key, value);
        let (entries, count, used) = (heap.u32(map)?, heap.u32(map + 4)?, heap.u32(map + 12)?);
        self.count(count);
        let start = self.out.len();
        let mut ends = Vec::new();
        self.meter.charge(EnergyKind::Data, MAP_PRICE)?;
        let (rounds, mut key_bytes) = (u64::from(count.checked_ilog2().unwrap_or(0)) + 1, 0);
        for i in 0..used {
            self.meter.charge(EnergyKind::Data, 2)?;
            let at = entries.wrapping_add(i.wrapping_mul(entry.size));
            if heap.u32(at.wrapping_add(entry.hash))? & 1 == 0 {
                continue;
            }
            let from = self.out.len() - start;
            self.at(desc.key, at, key.size, depth + 1)?;
            let middle = self.out.len() - start;
            self.at(desc.elem, at.wrapping_add(entry.value), value.size, depth + 1)?;
            ends.push((from, middle, self.out.len() - start));
            key_bytes += (middle - from) as u64;
        }
        let compared = ends.len() as u64 * COMPARE_PRICE + key_bytes / self.heap.schedule().data_bytes_per_unit;
        self.meter.charge(EnergyKind::Data, compared.saturating_mul(rounds))?;
        let unsorted = self.out.split_off(start);
        ends.sort_by(|a, b| unsorted[a.0..a.1].cmp(&unsorted[b.0..b.1]));
        // Keys that are no number differ from themselves, but not in their bytes.
        if ends.windows(2).any(|pair| unsorted[pair[0].0..pair[0].1] == unsorted[pair[1].0..pair[1].1]) {
            return Err(refuse("govm: cannot encode a map with two keys of the same bytes"));
        }
        for (from, _, to) in ends {
            self.out.extend_from_slice(&unsorted[from..to]);
        }
        Ok(())
    }
}

/// Whether every value of the type has at least one canonical byte; false for what may have none.
fn has_bytes(module: &Module, ty: TypeIdx, depth: u32) -> bool {
    let desc = &module.types[ty.index()];
    match desc.kind {
        _ if depth > DEPTH_MAX => false,
        Kind::Array => desc.len > 0 && has_bytes(module, desc.elem, depth + 1),
        Kind::Struct => desc.fields.iter().any(|field| field.name != "_" && has_bytes(module, field.ty, depth + 1)),
        _ => true,
    }
}

fn read_float32(reader: &mut Reader<'_>) -> Result<[u8; 4], DecodeError> {
    let bits = reader.u32()?;
    if f32::from_bits(bits).is_nan() && bits != NAN32 {
        return Err(DecodeError::Malformed("a NaN is not the one NaN"));
    }
    Ok(bits.to_le_bytes())
}

fn read_float64(reader: &mut Reader<'_>) -> Result<[u8; 8], DecodeError> {
    let bits = reader.u64()?;
    if f64::from_bits(bits).is_nan() && bits != NAN64 {
        return Err(DecodeError::Malformed("a NaN is not the one NaN"));
    }
    Ok(bits.to_le_bytes())
}

/// The bytes of a value as they are in memory. Most values are short, and are not worth an allocation.
enum Image {
    Short([u8; SHORT], usize),
    Long(Vec<u8>),
}

const SHORT: usize = 64;

impl Image {
    fn new(layout: &Layout) -> Image {
        match layout.size as usize {
            size if size <= SHORT => Image::Short([0; SHORT], size),
            size => Image::Long(vec![0; size]),
        }
    }

    fn bytes(&mut self) -> &mut [u8] {
        match self {
            Image::Short(bytes, size) => &mut bytes[..*size],
            Image::Long(bytes) => bytes,
        }
    }
}

/// Writes canonical bytes.
struct Encoder<'r> {
    heap: &'r Heap,
    meter: &'r mut Meter,
    module: &'r Module,
    layouts: &'r [Layout],
    out: &'r mut Vec<u8>,
    /// What `out` may grow to.
    end_max: usize,
}

impl<'r> Encoder<'r> {
    /// A value in memory.
    fn at(&mut self, ty: TypeIdx, addr: u32, size: u32, depth: u32) -> Result<(), Box<Trap>> {
        let heap: &'r Heap = self.heap;
        // Values of no size have no address that means anything.
        let image = if size == 0 { &[][..] } else { heap.bytes(addr, size)? };
        self.value(ty, image, depth)
    }

    fn charge_bytes(&mut self, bytes: usize) -> Result<(), Box<Trap>> {
        if self.out.len() + bytes > self.end_max {
            return Err(refuse("govm: the value is too long to encode"));
        }
        self.meter.charge(EnergyKind::Data, (bytes as u64).div_ceil(self.heap.schedule().data_bytes_per_unit))
    }

    fn count(&mut self, count: u32) {
        self.out.extend_from_slice(&count.to_be_bytes());
    }

    fn reversed(&mut self, little_endian: &[u8]) {
        self.out.extend(little_endian.iter().rev());
    }

    fn value(&mut self, ty: TypeIdx, image: &[u8], depth: u32) -> Result<(), Box<Trap>> {
        self.meter.charge(EnergyKind::Data, VALUE_PRICE)?;
        let (heap, module, layouts): (&'r Heap, &'r Module, &'r [Layout]) = (self.heap, self.module, self.layouts);
        let desc = &module.types[ty.index()];
        if depth > DEPTH_MAX {
            return Err(refuse("govm: the value is nested too deep to encode"));
        }
        if self.out.len() > self.end_max {
            return Err(refuse("govm: the value is too long to encode"));
        }
        match desc.kind {
            Kind::Bool
            | Kind::Int8
            | Kind::Uint8
            | Kind::Int16
            | Kind::Uint16
            | Kind::Int32
            | Kind::Uint32
            | Kind::Int
            | Kind::Int64
            | Kind::Uint
            | Kind::Uint64
            | Kind::Uintptr => self.reversed(image),
            Kind::Float32 => self.float32(image),
            Kind::Float64 => self.float64(image),
            Kind::Complex64 => {
                self.float32(&image[..4]);
                self.float32(&image[4..]);
            }
            Kind::Complex128 => {
                self.float64(&image[..8]);
                self.float64(&image[8..]);
            }
            Kind::String => {
                let word = word(image, 0);
                self.charge_bytes((word >> 32) as usize)?;
                self.count((word >> 32) as u32);
                self.out.extend_from_slice(heap.bytes(word as u32, (word >> 32) as u32)?);
            }
            Kind::Slice => {
                let word = word(image, 0);
                let (addr, len) = (word as u32, (word >> 32) as u32);
                let size = layouts[desc.elem.index()].size;
                self.count(len);
                if module.types[desc.elem.index()].kind == Kind::Uint8 {
                    self.charge_bytes(len as usize)?;
                    self.out.extend_from_slice(heap.bytes(addr, len)?);
                } else {
                    for i in 0..len {
                        // The slice lies in memory, so neither product nor sum leaves 32 bits; damage ends in a trap.
                        self.at(desc.elem, addr.wrapping_add(i.wrapping_mul(size)), size, depth + 1)?;
                    }
                }
            }
            Kind::Array => {
                if module.types[desc.elem.index()].kind == Kind::Uint8 {
                    self.charge_bytes(image.len())?;
                    self.out.extend_from_slice(image);
                } else {
                    let size = layouts[desc.elem.index()].size as usize;
                    for i in 0..desc.len as usize {
                        self.value(desc.elem, &image[i * size..(i + 1) * size], depth + 1)?;
                    }
                }
            }
            Kind::Struct => {
                for (field, offset) in desc.fields.iter().zip(&layouts[ty.index()].field_offsets) {
                    if field.name != "_" {
                        let start = *offset as usize;
                        let end = start + layouts[field.ty.index()].size as usize;
                        self.value(field.ty, &image[start..end], depth + 1)?;
                    }
                }
            }
            Kind::Pointer => {
                let addr = half(image);
                self.out.push(u8::from(addr != 0));
                if addr != 0 {
                    self.at(desc.elem, addr, layouts[desc.elem.index()].size, depth + 1)?;
                }
            }
            Kind::Map => self.map(ty, half(image), depth)?,
            Kind::None | Kind::Chan | Kind::Func | Kind::Interface => {
                return Err(refuse(format!("govm: cannot encode {}", desc.name)));
            }
        }
        Ok(())
    }

    fn float32(&mut self, image: &[u8]) {
        let bits = half(image);
        let bits = if f32::from_bits(bits).is_nan() { NAN32 } else { bits };
        self.out.extend_from_slice(&bits.to_be_bytes());
    }

    fn float64(&mut self, image: &[u8]) {
        let bits = word(image, 0);
        let bits = if f64::from_bits(bits).is_nan() { NAN64 } else { bits };
        self.out.extend_from_slice(&bits.to_be_bytes());
    }
}

fn word(image: &[u8], at: usize) -> u64 {
    let bytes = image.get(at..).and_then(|rest| rest.first_chunk::<8>());
    bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

fn half(image: &[u8]) -> u32 {
    image.first_chunk::<4>().map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// The bytes that a value in registers would have in memory.
fn image_of_slots(layout: &Layout, slots: &[u64], image: &mut [u8]) {
    let kinds = layout.slots.as_deref().unwrap_or_default();
    for (slot, value) in kinds.iter().zip(slots) {
        let at = slot.offset as usize;
        let bytes = match slot.kind {
            SlotKind::F32 => u64::from((f64::from_bits(*value) as f32).to_bits()).to_le_bytes(),
            _ => value.to_le_bytes(),
        };
        let size = slot_size(slot.kind);
        image[at..at + size].copy_from_slice(&bytes[..size]);
    }
}

/// Appends the slots of a value, given the bytes that it has in memory.
fn slots_of_image(layout: &Layout, image: &[u8], slots: &mut Vec<u64>) {
    for slot in layout.slots.as_deref().unwrap_or_default() {
        let at = slot.offset as usize;
        let mut bytes = [0; 8];
        let size = slot_size(slot.kind);
        bytes[..size].copy_from_slice(&image[at..at + size]);
        let value = u64::from_le_bytes(bytes);
        slots.push(match slot.kind {
            SlotKind::I8 => value as i8 as u64,
            SlotKind::I16 => value as i16 as u64,
            SlotKind::I32 => value as i32 as u64,
            SlotKind::F32 => match f32::from_bits(value as u32) {
                float if float.is_nan() => NAN64,
                float => f64::from(float).to_bits(),
            },
            _ => value,
        });
    }
}

fn slot_size(kind: SlotKind) -> usize {
    match kind {
        SlotKind::U8 | SlotKind::I8 => 1,
        SlotKind::U16 | SlotKind::I16 => 2,
        SlotKind::U32 | SlotKind::I32 | SlotKind::Addr | SlotKind::F32 => 4,
        SlotKind::Word | SlotKind::AddrWord | SlotKind::IfaceType | SlotKind::IfacePayload => 8,
        SlotKind::Part(bytes) => usize::from(bytes),
    }
}
