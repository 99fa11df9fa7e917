//! The sandboxed memory: placeholder with the signatures that natives use; its own folder replaces this file.

use crate::energy::{Meter, Schedule};
use crate::module::TypeIdx;
use crate::trap::Trap;

/// Byte-addressed memory with 32-bit addresses; everything that a program can reach lives in it. Address 0 is nil.
#[derive(Debug)]
pub struct Heap {
    schedule: Schedule,
}

/// What an object holds, for the collector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// No addresses.
    Bytes,
    /// One or more values of a type, one after the other.
    Values(TypeIdx),
    /// 64-bit words, the low half of any of which may be an address.
    Words,
}

#[expect(clippy::missing_errors_doc, reason = "every one: out of energy or memory, or outside of memory")]
impl Heap {
    /// The prices in force.
    #[must_use]
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }
    /// Allocates zeroed memory, charged before it is made.
    pub fn alloc(&mut self, _meter: &mut Meter, _contents: Contents, _bytes: u64) -> Result<u32, Box<Trap>> {
        unreachable!()
    }
    /// A new string.
    pub fn new_string(&mut self, _meter: &mut Meter, _bytes: &[u8]) -> Result<u64, Box<Trap>> {
        unreachable!()
    }
    /// Memory as bytes.
    pub fn bytes(&self, _addr: u32, _len: u32) -> Result<&[u8], Box<Trap>> {
        unreachable!()
    }
    /// Memory as bytes.
    pub fn bytes_mut(&mut self, _addr: u32, _len: u32) -> Result<&mut [u8], Box<Trap>> {
        unreachable!()
    }
    /// A number in memory, little-endian.
    pub fn u32(&self, _addr: u32) -> Result<u32, Box<Trap>> {
        unreachable!()
    }
    /// A number in memory, little-endian.
    pub fn u64(&self, _addr: u32) -> Result<u64, Box<Trap>> {
        unreachable!()
    }
    /// Reads a value of a type into slots (as many as its layout has; a wide one yields its address).
    pub fn load(&self, _layout: &crate::layout::Layout, _addr: u32, _slots: &mut [u64]) -> Result<(), Box<Trap>> {
        unreachable!()
    }
    /// Writes the slots of a value to memory.
    pub fn store(&mut self, _layout: &crate::layout::Layout, _addr: u32, _slots: &[u64]) -> Result<(), Box<Trap>> {
        unreachable!()
    }
}
