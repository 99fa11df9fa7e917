//! What instructions do beyond a line or two: run-time support that all engines share, so that they cannot differ.

pub(crate) mod arrays;
pub(crate) mod chan;
pub(crate) mod equal;
pub(crate) mod growth;
pub(crate) mod iface;
pub(crate) mod map;
#[cfg(test)]
mod map_tests;
pub(crate) mod natives;
pub(crate) mod num;
mod print;
pub(crate) mod slices;
pub(crate) mod strings;

/// The one NaN: what `math.NaN()` is in Go.
pub(crate) const NAN_BITS: u64 = 0x7ff8_0000_0000_0001;

/// Address of a string or slice, in the low half of its first slot.
#[inline]
pub(crate) fn addr(slot: u64) -> u32 {
    slot as u32
}

/// Length of a string or slice, in the high half of its first slot.
#[inline]
pub(crate) fn len(slot: u64) -> u32 {
    (slot >> 32) as u32
}

/// First slot of a string or slice.
#[inline]
pub(crate) fn pack(addr: u32, len: u32) -> u64 {
    u64::from(addr) | u64::from(len) << 32
}
