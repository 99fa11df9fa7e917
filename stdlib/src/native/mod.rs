//! The natives: what the library's functions without a body do.
//!
//! Every native pays before it works. Unless its own comment says otherwise it pays for the bytes that it reads (strings,
//! elements of slices); a new string is paid for as an allocation besides. Natives of constant time pay nothing beyond the call.

mod big;
mod bits;
mod bytes;
mod encoding;
mod errors;
mod fmt;
mod hash;
mod json;
mod math;
mod reflect;
mod regexp;
mod runtime;
mod search;
mod sort;
mod strconv;
mod strings;
mod sync;
mod unicode;

use govm_interp::{NativeCtx, NativeFn, Trap, TrapCode};

use crate::price;

type Result<T = ()> = std::result::Result<T, Box<Trap>>;
type Row = (&'static str, NativeFn);

/// Longest text that a native makes: longer ones would be out of memory anyway, but must not be built outside of it first.
pub(crate) const TEXT_MAX: u64 = 1 << 28;

/// All natives of the library, by full name: import path, dot, function.
pub fn natives() -> impl Iterator<Item = (&'static str, NativeFn)> {
    const TABLES: &[&[Row]] = &[
        big::TABLE,
        bits::TABLE,
        bytes::TABLE,
        encoding::TABLE,
        errors::TABLE,
        fmt::TABLE,
        hash::TABLE,
        json::TABLE,
        math::TABLE,
        reflect::TABLE,
        regexp::TABLE,
        runtime::TABLE,
        sort::TABLE,
        strconv::TABLE,
        strings::TABLE,
        sync::TABLE,
        unicode::TABLE,
    ];
    TABLES.iter().copied().flatten().copied()
}

/// Bytes of a string or elements of a slice.
fn len(slot: u64) -> u64 {
    slot >> 32
}

/// The part of a string from `start` to `end`, in the same memory.
fn part(string: u64, start: usize, end: usize) -> u64 {
    if start >= end {
        return 0;
    }
    u64::from((string as u32).wrapping_add(start as u32)) | ((end - start) as u64) << 32
}

/// The result of a function that returns an index or -1.
fn index(at: Option<usize>) -> u64 {
    at.map_or(u64::MAX, |i| i as u64)
}

/// The slot of a float. There is one NaN.
fn float(value: f64) -> u64 {
    if value.is_nan() { 0x7FF8_0000_0000_0001 } else { value.to_bits() }
}

/// Pays for reading strings, or slices of bytes, and returns the bytes of the first one.
fn read<'c>(ctx: &'c mut NativeCtx<'_>, strings: &[u64]) -> Result<&'c [u8]> {
    ctx.charge_bytes(strings.iter().map(|s| len(*s)).sum())?;
    ctx.bytes(strings[0])
}

/// Pays for decoding the runes of a string so many times, and returns its bytes.
fn read_runes<'c>(ctx: &'c mut NativeCtx<'_>, string: u64, times: u64) -> Result<&'c [u8]> {
    ctx.charge(len(string) * price::RUNE_BYTE * times)?;
    ctx.bytes(string)
}

/// Refuses a text that is too long to be made.
fn check_text(bytes: u64) -> Result {
    if bytes > TEXT_MAX {
        return Err(Trap::new(TrapCode::OutOfMemory, "out of memory"));
    }
    Ok(())
}

/// A string as a native returns it; the empty one takes no memory.
fn string_result(ctx: &mut NativeCtx<'_>, bytes: &[u8]) -> Result<u64> {
    if bytes.is_empty() { Ok(0) } else { ctx.new_string(bytes) }
}
