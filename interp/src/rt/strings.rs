//! Strings: joining, comparing, runes, conversions.

use super::growth::{Pointers, round_up};
use super::{addr, len, pack};
use crate::energy::{EnergyKind, Meter};
use crate::heap::{Contents, Heap, out_of_memory};
use crate::trap::Trap;

type Result<T> = std::result::Result<T, Box<Trap>>;

/// The strings joined. If all but one are empty, that one: nothing is copied.
pub(crate) fn concat(heap: &mut Heap, meter: &mut Meter, strings: &[u64]) -> Result<u64> {
    let total: u64 = strings.iter().map(|s| u64::from(len(*s))).sum();
    if let Some(whole) = strings.iter().find(|s| u64::from(len(**s)) == total) {
        return Ok(if total == 0 { 0 } else { *whole });
    }
    let length = u32::try_from(total).map_err(|_| out_of_memory())?;
    let start = heap.alloc(meter, Contents::Bytes, total)?;
    let mut at = start;
    for s in strings {
        heap.copy(at, addr(*s), len(*s))?;
        at += len(*s);
    }
    Ok(pack(start, length))
}

/// Whether two strings are equal.
#[inline]
pub(crate) fn equal(heap: &Heap, meter: &mut Meter, a: u64, b: u64) -> Result<bool> {
    if len(a) != len(b) {
        return Ok(false);
    }
    if a == b {
        return Ok(true);
    }
    heap.charge_data(meter, len(a).into())?;
    Ok(heap.bytes(addr(a), len(a))? == heap.bytes(addr(b), len(b))?)
}

/// How two strings compare, byte by byte.
#[inline]
pub(crate) fn compare(heap: &Heap, meter: &mut Meter, a: u64, b: u64) -> Result<std::cmp::Ordering> {
    heap.charge_data(meter, len(a).min(len(b)).into())?;
    Ok(heap.bytes(addr(a), len(a))?.cmp(heap.bytes(addr(b), len(b))?))
}

/// What a byte that belongs to no rune reads as.
const RUNE_ERROR: u32 = 0xfffd;

/// The first rune of some bytes and its width; `RUNE_ERROR` and 1 where they are no UTF-8. There is at least one byte.
#[inline]
pub(crate) fn decode_rune(bytes: &[u8]) -> (u32, u32) {
    match bytes[0] {
        b if b < 0x80 => (b.into(), 1),
        _ => decode_long_rune(bytes),
    }
}

fn decode_long_rune(bytes: &[u8]) -> (u32, u32) {
    // The second byte's range excludes over-long forms, surrogates and what lies beyond the last rune.
    let (width, low, high) = match bytes[0] {
        0xc2..=0xdf => (2, 0x80, 0xbf),
        0xe0 => (3, 0xa0, 0xbf),
        0xed => (3, 0x80, 0x9f),
        0xe1..=0xef => (3, 0x80, 0xbf),
        0xf0 => (4, 0x90, 0xbf),
        0xf4 => (4, 0x80, 0x8f),
        0xf1..=0xf3 => (4, 0x80, 0xbf),
        _ => return (RUNE_ERROR, 1),
    };
    let Some(tail) = bytes.get(1..width) else { return (RUNE_ERROR, 1) };
    if !(low..=high).contains(&tail[0]) || tail[1..].iter().any(|b| b & 0xc0 != 0x80) {
        return (RUNE_ERROR, 1);
    }
    let first = u32::from(bytes[0]) & (0x7f >> width);
    (tail.iter().fold(first, |rune, b| rune << 6 | u32::from(b & 0x3f)), width as u32)
}

/// The UTF-8 of a rune; that of `RUNE_ERROR` for what is none.
pub(crate) fn encode_rune(rune: u64, buffer: &mut [u8; 4]) -> &[u8] {
    let valid = u32::try_from(rune).ok().and_then(char::from_u32);
    valid.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(buffer).as_bytes()
}

/// The rune at byte `at` of a string, and its width.
#[inline]
pub(crate) fn rune_at(heap: &Heap, string: u64, at: u64) -> Result<(u64, u64)> {
    let length = len(string);
    if at >= u64::from(length) {
        return Err(super::slices::index_out_of_range(at, length.into()));
    }
    let left = (length - at as u32).min(4);
    let (rune, width) = decode_rune(heap.bytes(addr(string).wrapping_add(at as u32), left)?);
    Ok((rune.into(), width.into()))
}

/// `string(bytes)`.
pub(crate) fn from_bytes(heap: &mut Heap, meter: &mut Meter, bytes: u64) -> Result<u64> {
    if len(bytes) == 0 {
        return Ok(0);
    }
    let at = heap.alloc(meter, Contents::Bytes, len(bytes).into())?;
    heap.copy(at, addr(bytes), len(bytes))?;
    Ok(pack(at, len(bytes)))
}

/// `[]byte(string)`. Its capacity is what Go's allocator would give.
pub(crate) fn to_bytes(heap: &mut Heap, meter: &mut Meter, string: u64) -> Result<[u64; 2]> {
    let cap = if len(string) == 0 { 0 } else { round_up(len(string).into(), Pointers::None) };
    let at = heap.alloc(meter, Contents::Bytes, cap)?;
    heap.copy(at, addr(string), len(string))?;
    Ok([pack(at, len(string)), cap])
}

/// `string(runes)`.
pub(crate) fn from_runes(heap: &mut Heap, meter: &mut Meter, runes: u64) -> Result<u64> {
    let size = len(runes).checked_mul(4).ok_or_else(crate::heap::nil_dereference)?;
    meter.charge(EnergyKind::Data, heap.schedule().rune.saturating_mul(len(runes).into()))?;
    let mut text = Vec::new();
    for rune in heap.bytes(addr(runes), size)?.chunks_exact(4) {
        let rune = i32::from_le_bytes(rune.try_into().expect("invariant: four bytes"));
        text.extend_from_slice(encode_rune(rune as u64, &mut [0; 4]));
    }
    heap.new_string(meter, &text)
}

/// `[]rune(string)`. Its capacity is what Go's allocator would give.
pub(crate) fn to_runes(heap: &mut Heap, meter: &mut Meter, string: u64) -> Result<[u64; 2]> {
    meter.charge(EnergyKind::Data, heap.schedule().rune.saturating_mul(len(string).into()) / 2)?;
    let mut runes = Vec::new();
    let mut rest = heap.bytes(addr(string), len(string))?;
    while !rest.is_empty() {
        let (rune, width) = decode_rune(rest);
        runes.extend_from_slice(&rune.to_le_bytes());
        rest = &rest[width as usize..];
    }
    let size = if runes.is_empty() { 0 } else { round_up(runes.len() as u64, Pointers::None) };
    let at = heap.alloc(meter, Contents::Bytes, size)?;
    heap.bytes_mut(at, runes.len() as u32)?.copy_from_slice(&runes);
    Ok([pack(at, runes.len() as u32 / 4), size / 4])
}

/// `string(rune)`.
pub(crate) fn from_rune(heap: &mut Heap, meter: &mut Meter, rune: u64) -> Result<u64> {
    heap.new_string(meter, encode_rune(rune, &mut [0; 4]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runes_are_decoded_as_go_does() {
        let cases: [(&[u8], (u32, u32)); 12] = [
            (b"a", (0x61, 1)),
            ("é".as_bytes(), (0xe9, 2)),
            ("€x".as_bytes(), (0x20ac, 3)),
            ("😀".as_bytes(), (0x1f600, 4)),
            (b"\xff", (RUNE_ERROR, 1)),
            (b"\xc0\x80", (RUNE_ERROR, 1)),
            (b"\xe2\x82", (RUNE_ERROR, 1)),
            (b"\xe2\x28\xa1", (RUNE_ERROR, 1)),
            (b"\xed\xa0\x80", (RUNE_ERROR, 1)),
            (b"\xf4\x90\x80\x80", (RUNE_ERROR, 1)),
            (b"\xef\xbf\xbd", (RUNE_ERROR, 3)),
            (b"\xf4\x8f\xbf\xbf", (0x10_ffff, 4)),
        ];
        for (bytes, want) in cases {
            assert_eq!(decode_rune(bytes), want, "{bytes:x?}");
        }
    }

    #[test]
    fn what_is_no_rune_is_encoded_as_the_replacement() {
        for rune in [0xd800, 0x11_0000, -1_i64 as u64] {
            assert_eq!(encode_rune(rune, &mut [0; 4]), b"\xef\xbf\xbd");
        }
        assert_eq!(encode_rune(0x20ac, &mut [0; 4]), "€".as_bytes());
    }
}
