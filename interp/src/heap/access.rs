//! Reading and writing memory: one compare per access, and values by layout.

use super::{FIRST, Heap};
use crate::layout::{Layout, Slot, SlotKind};
use crate::trap::{Trap, TrapCode};

/// The trap of nil and of every address outside of memory.
#[cold]
#[inline(never)]
pub(crate) fn nil_dereference() -> Box<Trap> {
    Trap::new(TrapCode::NilDereference, "invalid memory address or nil pointer dereference")
}

/// A float32 in memory, from the float64's bits that stand for it in a register. Every NaN becomes the one NaN.
#[inline]
#[must_use]
pub(crate) fn f32_bits_of_slot(slot: u64) -> u32 {
    let value = f64::from_bits(slot) as f32;
    if value.is_nan() { 0x7fc0_0000 } else { value.to_bits() }
}

/// The register form of a float32 in memory.
#[inline]
#[must_use]
pub(crate) fn slot_of_f32_bits(bits: u32) -> u64 {
    let value = f32::from_bits(bits);
    if value.is_nan() { crate::rt::NAN_BITS } else { f64::from(value).to_bits() }
}

#[expect(clippy::missing_errors_doc, reason = "every one: outside of memory")]
impl Heap {
    /// First address behind memory. Valid addresses are those from 16 up to it.
    pub(crate) fn end(&self) -> u32 {
        self.end
    }

    /// All of memory from address 0 on, and the slack behind its end.
    pub(crate) fn memory_mut(&mut self) -> &mut [u8] {
        &mut self.mem
    }

    /// Checks an address as loads and stores do. What follows up to the slack's length may be touched too.
    #[inline]
    pub(crate) fn place(&self, addr: u32) -> Result<usize, Box<Trap>> {
        if addr.wrapping_sub(FIRST) < self.end - FIRST { Ok(addr as usize) } else { Err(nil_dereference()) }
    }

    /// `N` bytes at an offset from an address.
    #[inline]
    pub(crate) fn get<const N: usize>(&self, addr: u32, offset: u32) -> Result<[u8; N], Box<Trap>> {
        let at = self.place(addr)? + offset as usize;
        match self.mem.get(at..at + N) {
            Some(bytes) => Ok(bytes.try_into().expect("invariant: N bytes")),
            None => Err(nil_dereference()),
        }
    }

    /// Writes `N` bytes at an offset from an address.
    #[inline]
    pub(crate) fn put<const N: usize>(&mut self, addr: u32, offset: u32, bytes: [u8; N]) -> Result<(), Box<Trap>> {
        let at = self.place(addr)? + offset as usize;
        match self.mem.get_mut(at..at + N) {
            Some(place) => place.copy_from_slice(&bytes),
            None => return Err(nil_dereference()),
        }
        Ok(())
    }

    /// Writes the low `size` bytes of a word, at most eight.
    #[inline]
    pub(crate) fn put_part(&mut self, addr: u32, offset: u32, value: u64, size: usize) -> Result<(), Box<Trap>> {
        let at = self.place(addr)? + offset as usize;
        match (self.mem.get_mut(at..at + size), value.to_le_bytes().get(..size)) {
            (Some(place), Some(bytes)) => place.copy_from_slice(bytes),
            _ => return Err(nil_dereference()),
        }
        Ok(())
    }

    /// A number in memory, little-endian.
    #[inline]
    pub fn u32(&self, addr: u32) -> Result<u32, Box<Trap>> {
        Ok(u32::from_le_bytes(self.get(addr, 0)?))
    }

    /// A number in memory, little-endian.
    #[inline]
    pub fn u64(&self, addr: u32) -> Result<u64, Box<Trap>> {
        Ok(u64::from_le_bytes(self.get(addr, 0)?))
    }

    /// Writes a number, little-endian.
    #[inline]
    pub fn set_u32(&mut self, addr: u32, value: u32) -> Result<(), Box<Trap>> {
        self.put(addr, 0, value.to_le_bytes())
    }

    /// Writes a number, little-endian.
    #[inline]
    pub fn set_u64(&mut self, addr: u32, value: u64) -> Result<(), Box<Trap>> {
        self.put(addr, 0, value.to_le_bytes())
    }

    /// Memory as bytes. No bytes lie at any address.
    #[inline]
    pub fn bytes(&self, addr: u32, len: u32) -> Result<&[u8], Box<Trap>> {
        if len == 0 {
            return Ok(&[]);
        }
        let end = u64::from(addr) + u64::from(len);
        if addr < FIRST || end > u64::from(self.end) {
            return Err(nil_dereference());
        }
        Ok(&self.mem[addr as usize..end as usize])
    }

    /// Memory as bytes.
    #[inline]
    pub fn bytes_mut(&mut self, addr: u32, len: u32) -> Result<&mut [u8], Box<Trap>> {
        self.bytes(addr, len)?;
        let start = if len == 0 { 0 } else { addr as usize };
        Ok(&mut self.mem[start..start + len as usize])
    }

    /// Copies bytes within memory; they may overlap.
    #[inline]
    pub fn copy(&mut self, to: u32, from: u32, len: u32) -> Result<(), Box<Trap>> {
        self.bytes(from, len)?;
        self.bytes(to, len)?;
        if len > 0 {
            self.mem.copy_within(from as usize..from as usize + len as usize, to as usize);
        }
        Ok(())
    }

    /// Reads a value of a type into slots (as many as its layout has; a wide one yields its address).
    pub fn load(&self, layout: &Layout, addr: u32, slots: &mut [u64]) -> Result<(), Box<Trap>> {
        let Some(shape) = &layout.slots else {
            slots[0] = u64::from(addr);
            return self.bytes(addr, layout.size).map(|_| ());
        };
        let memory = self.bytes(addr, layout.size)?;
        for (slot, place) in shape.iter().zip(slots) {
            *place = load_slot(memory, *slot);
        }
        Ok(())
    }

    /// Writes the slots of a value to memory.
    pub fn store(&mut self, layout: &Layout, addr: u32, slots: &[u64]) -> Result<(), Box<Trap>> {
        let Some(shape) = &layout.slots else {
            return self.copy(addr, slots[0] as u32, layout.size);
        };
        let memory = self.bytes_mut(addr, layout.size)?;
        for (slot, value) in shape.iter().zip(slots) {
            store_slot(memory, *slot, *value);
        }
        Ok(())
    }
}

fn array<const N: usize>(memory: &[u8], at: usize) -> [u8; N] {
    memory[at..at + N].try_into().expect("invariant: N bytes")
}

/// A slot of a value whose bytes are `memory`.
fn load_slot(memory: &[u8], slot: Slot) -> u64 {
    use SlotKind::*;
    let at = slot.offset as usize;
    match slot.kind {
        U8 => u64::from(memory[at]),
        I8 => memory[at] as i8 as u64,
        U16 => u64::from(u16::from_le_bytes(array(memory, at))),
        I16 => i16::from_le_bytes(array(memory, at)) as u64,
        U32 | Addr => u64::from(u32::from_le_bytes(array(memory, at))),
        I32 => i32::from_le_bytes(array(memory, at)) as u64,
        F32 => slot_of_f32_bits(u32::from_le_bytes(array(memory, at))),
        Word | AddrWord | IfaceType | IfacePayload => u64::from_le_bytes(array(memory, at)),
        Part(n) => {
            let mut bytes = [0; 8];
            bytes[..usize::from(n)].copy_from_slice(&memory[at..at + usize::from(n)]);
            u64::from_le_bytes(bytes)
        }
    }
}

fn store_slot(memory: &mut [u8], slot: Slot, value: u64) {
    use SlotKind::*;
    let at = slot.offset as usize;
    let bytes = match slot.kind {
        F32 => u64::from(f32_bits_of_slot(value)).to_le_bytes(),
        _ => value.to_le_bytes(),
    };
    let size = match slot.kind {
        U8 | I8 => 1,
        U16 | I16 => 2,
        U32 | I32 | Addr | F32 => 4,
        Word | AddrWord | IfaceType | IfacePayload => 8,
        Part(n) => usize::from(n),
    };
    memory[at..at + size].copy_from_slice(&bytes[..size]);
}
