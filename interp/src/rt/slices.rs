//! Slices: bounds, `make`, `append`, `copy`, with the texts of Go's traps.

use super::growth::{Pointers, grown_cap};
use super::{addr, len, pack};
use crate::energy::Meter;
use crate::heap::{Contents, Heap, ZERO_SIZED, out_of_memory};
use crate::module::TypeIdx;
use crate::program::Program;
use crate::trap::{Trap, TrapCode};

type Result<T> = std::result::Result<T, Box<Trap>>;

/// The trap of an index; it is signed if it is negative.
#[cold]
#[inline(never)]
pub(crate) fn index_out_of_range(index: u64, len: u64) -> Box<Trap> {
    let index = index as i64;
    let text = match index {
        ..0 => format!("index out of range [{index}]"),
        _ => format!("index out of range [{index}] with length {len}"),
    };
    Trap::new(TrapCode::IndexOutOfRange, text)
}

/// Address of element `index` of a slice or string whose first slot is `slice`, for elements of `size` bytes.
#[inline]
pub(crate) fn element(slice: u64, index: u64, size: u32) -> Result<u32> {
    if index >= u64::from(len(slice)) {
        return Err(index_out_of_range(index, len(slice).into()));
    }
    Ok(addr(slice).wrapping_add((index as u32).wrapping_mul(size)))
}

/// The bounds of a slice expression, as far as they are given, and what the operand is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Size of an element.
    pub(crate) size: u32,
    pub(crate) lo: Option<u64>,
    pub(crate) hi: Option<u64>,
    pub(crate) max: Option<u64>,
    /// What the message calls the operand's end.
    pub(crate) end: &'static str,
}

impl Bounds {
    /// The bounds that the immediate of `slice` and `slice.str` says are given.
    #[inline]
    pub(crate) fn new(imm: i64, lo: u64, hi: u64, max: u64) -> Bounds {
        let given = |bit: u32, value: u64| (imm >> bit & 1 != 0).then_some(value);
        Bounds {
            size: imm as u32,
            lo: given(32, lo),
            hi: given(33, hi),
            max: given(34, max),
            end: if imm >> 35 & 1 != 0 { "length" } else { "capacity" },
        }
    }

    #[cold]
    #[inline(never)]
    fn trap(&self, len: u64, cap: u64) -> Box<Trap> {
        let (lo, hi) = (self.lo.unwrap_or(0) as i64, self.hi.unwrap_or(len) as i64);
        let end = self.end;
        let text = match self.max.map(|m| m as i64) {
            None if hi < 0 => format!("[:{hi}]"),
            None if hi as u64 > cap => format!("[:{hi}] with {end} {cap}"),
            None if lo < 0 => format!("[{lo}:]"),
            None => format!("[{lo}:{hi}]"),
            Some(max) if max < 0 => format!("[::{max}]"),
            Some(max) if max as u64 > cap => format!("[::{max}] with {end} {cap}"),
            Some(_) if hi < 0 => format!("[:{hi}:]"),
            Some(max) if hi > max => format!("[:{hi}:{max}]"),
            Some(_) if lo < 0 => format!("[{lo}::]"),
            Some(_) => format!("[{lo}:{hi}:]"),
        };
        Trap::new(TrapCode::SliceOutOfRange, format!("slice bounds out of range {text}"))
    }
}

/// `s[lo:hi:max]`.
#[inline]
pub(crate) fn slice(s: [u64; 2], bounds: &Bounds) -> Result<[u64; 2]> {
    let cap = s[1] & u64::from(u32::MAX);
    let lo = bounds.lo.unwrap_or(0);
    let hi = bounds.hi.unwrap_or(len(s[0]).into());
    let max = bounds.max.unwrap_or(cap);
    if max > cap || hi > max || lo > hi {
        return Err(bounds.trap(len(s[0]).into(), cap));
    }
    // What has no capacity stays where it is: it must not point behind its memory.
    let start = if max == lo { addr(s[0]) } else { addr(s[0]).wrapping_add((lo as u32).wrapping_mul(bounds.size)) };
    Ok([pack(start, (hi - lo) as u32), max - lo])
}

/// `s[lo:hi]` of a string.
#[inline]
pub(crate) fn slice_string(s: u64, bounds: &Bounds) -> Result<u64> {
    let length = u64::from(len(s));
    let (lo, hi) = (bounds.lo.unwrap_or(0), bounds.hi.unwrap_or(length));
    if hi > length || lo > hi {
        return Err(Bounds { end: "length", ..*bounds }.trap(length, length));
    }
    let start = if lo == hi { 0 } else { addr(s).wrapping_add(lo as u32) };
    Ok(pack(start, (hi - lo) as u32))
}

/// Go's largest allocation: `make` of more panics, `make` of less fails for want of memory.
const GO_ALLOC_MAX: u64 = 1 << 48;

/// `make([]T, len, cap)`.
#[inline]
pub(crate) fn make(
    program: &Program,
    heap: &mut Heap,
    meter: &mut Meter,
    elem: TypeIdx,
    length: u64,
    cap: u64,
) -> Result<[u64; 2]> {
    if length > cap || cap > u64::from(u32::MAX) {
        return Err(make_out_of_range(program, elem, length, cap));
    }
    let size = u64::from(program.layout(elem).size);
    let at = heap.alloc(meter, program.types[elem.index()].contents, cap * size)?;
    Ok([pack(at, length as u32), cap])
}

#[cold]
#[inline(never)]
fn make_out_of_range(program: &Program, elem: TypeIdx, length: u64, cap: u64) -> Box<Trap> {
    let size = program.layout(elem).go_size;
    let is_too_large = |n: u64| (n as i64) < 0 || n.checked_mul(size).is_none_or(|bytes| bytes > GO_ALLOC_MAX);
    if is_too_large(length) {
        Trap::new(TrapCode::MakeOutOfRange, "makeslice: len out of range")
    } else if length > cap || is_too_large(cap) {
        Trap::new(TrapCode::MakeOutOfRange, "makeslice: cap out of range")
    } else {
        out_of_memory()
    }
}

/// A slice with its length grown by `more`, moved if its capacity is too small.
///
/// # Errors
/// Out of energy or memory.
#[inline]
pub fn grow(program: &Program, heap: &mut Heap, meter: &mut Meter, elem: TypeIdx, s: [u64; 2], more: u64) -> Result<[u64; 2]> {
    let new_len = u64::from(len(s[0])).saturating_add(more);
    if new_len <= s[1] && new_len <= u64::from(u32::MAX) {
        return Ok([pack(addr(s[0]), new_len as u32), s[1]]);
    }
    regrow(program, heap, meter, elem, s, new_len)
}

#[cold]
#[inline(never)]
fn regrow(program: &Program, heap: &mut Heap, meter: &mut Meter, elem: TypeIdx, s: [u64; 2], new_len: u64) -> Result<[u64; 2]> {
    if new_len > u64::from(u32::MAX) {
        return Err(out_of_memory());
    }
    let layout = program.layout(elem);
    if layout.size == 0 {
        return Ok([pack(ZERO_SIZED, new_len as u32), new_len]);
    }
    let pointers = if layout.pointers.is_empty() { Pointers::None } else { Pointers::Some };
    // Capacities beyond 32 bits cannot be allocated anyway.
    let cap = grown_cap(s[1] & u64::from(u32::MAX), new_len, layout.go_size, pointers).min(u64::from(u32::MAX));
    let at = heap.alloc(meter, program.types[elem.index()].contents, cap * u64::from(layout.size))?;
    let old_size = u64::from(len(s[0])) * u64::from(layout.size);
    heap.copy(at, addr(s[0]), u32::try_from(old_size).map_err(|_| out_of_memory())?)?;
    Ok([pack(at, new_len as u32), cap])
}

/// `append(s, value)` for elements of `N` bytes.
#[inline]
pub(crate) fn append<const N: usize>(
    program: &Program,
    heap: &mut Heap,
    meter: &mut Meter,
    elem: TypeIdx,
    s: [u64; 2],
    value: u64,
) -> Result<[u64; 2]> {
    let grown = grow(program, heap, meter, elem, s, 1)?;
    let at = addr(grown[0]).wrapping_add(len(s[0]).wrapping_mul(N as u32));
    let bytes = value.to_le_bytes();
    heap.put::<N>(at, 0, bytes[..N].try_into().expect("invariant: at most eight bytes"))?;
    Ok(grown)
}

/// `append(s, other...)`, `other` being the first slot of a slice or a string.
pub(crate) fn append_slice(
    program: &Program,
    heap: &mut Heap,
    meter: &mut Meter,
    elem: TypeIdx,
    s: [u64; 2],
    other: u64,
) -> Result<[u64; 2]> {
    if len(other) == 0 {
        return Ok(s);
    }
    let size = program.layout(elem).size;
    let bytes = len(other).checked_mul(size).ok_or_else(out_of_memory)?;
    let grown = grow(program, heap, meter, elem, s, len(other).into())?;
    heap.charge_data(meter, bytes.into())?;
    heap.copy(addr(grown[0]).wrapping_add(len(s[0]).wrapping_mul(size)), addr(other), bytes)?;
    Ok(grown)
}

/// `copy(to, from)` of elements of `size` bytes: the number copied.
pub(crate) fn copy(heap: &mut Heap, meter: &mut Meter, to: u64, from: u64, size: u32) -> Result<u64> {
    let count = len(to).min(len(from));
    let bytes = count.checked_mul(size).ok_or_else(crate::heap::nil_dereference)?;
    heap.charge_data(meter, bytes.into())?;
    heap.copy(addr(to), addr(from), bytes)?;
    Ok(count.into())
}

/// Checks that a slice is as long as the array that it is converted to.
#[inline]
pub(crate) fn to_array_check(slice: u64, want: u64) -> Result<()> {
    let length = u64::from(len(slice));
    if length >= want {
        return Ok(());
    }
    let text = format!("cannot convert slice with length {length} to array or pointer to array with length {want}");
    Err(Trap::new(TrapCode::SliceToArray, text))
}

/// A new object with a closure's function and what it captures.
#[inline]
pub(crate) fn closure(heap: &mut Heap, meter: &mut Meter, func: u32, captured: &[u64]) -> Result<u32> {
    let at = heap.alloc(meter, Contents::Words, 8 + 8 * captured.len() as u64)?;
    heap.put(at, 0, func.to_le_bytes())?;
    for (i, word) in captured.iter().enumerate() {
        heap.put(at, 8 + 8 * i as u32, word.to_le_bytes())?;
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LO: i64 = 1 << 32;
    const HI: i64 = 1 << 33;
    const MAX: i64 = 1 << 34;
    const ARRAY: i64 = 1 << 35;

    /// Slices `make([]int, 3, 5)` (of an array of length 4 for `ARRAY`).
    fn text(imm: i64, lo: i64, hi: i64, max: i64) -> String {
        let s = if imm & ARRAY != 0 { [pack(64, 4), 4] } else { [pack(64, 3), 5] };
        slice(s, &Bounds::new(imm | 8, lo as u64, hi as u64, max as u64)).expect_err("out of range").text
    }

    #[test]
    fn texts_are_those_of_go() {
        let check = |text: String, want: &str| assert_eq!(text, format!("slice bounds out of range {want}"));
        check(text(LO, -1, 0, 0), "[-1:]");
        check(text(HI, 0, -1, 0), "[:-1]");
        check(text(LO, 9, 0, 0), "[9:3]");
        check(text(HI, 0, 9, 0), "[:9] with capacity 5");
        check(text(LO | HI | MAX, 4, 3, 3), "[4:3:]");
        check(text(LO | HI | MAX, 1, 2, 9), "[::9] with capacity 5");
        check(text(LO | HI | MAX, 1, 9, 5), "[:9:5]");
        check(text(LO | HI | MAX, 1, 9, -1), "[::-1]");
        check(text(LO | HI | MAX, -1, 4, 5), "[-1::]");
        check(text(ARRAY | HI, 0, 9, 0), "[:9] with length 4");
        check(text(ARRAY | LO, 9, 0, 0), "[9:4]");
        check(text(ARRAY | HI | MAX, 0, 2, 9), "[::9] with length 4");
        check(text(ARRAY | LO | HI, 3, 2, 0), "[3:2]");
        let string = slice_string(pack(64, 3), &Bounds::new(HI | 1, 0, 9, 0)).expect_err("out of range");
        check(string.text, "[:9] with length 3");
        assert_eq!(index_out_of_range(9, 3).text, "index out of range [9] with length 3");
        assert_eq!(index_out_of_range(-1_i64 as u64, 3).text, "index out of range [-1]");
    }

    #[test]
    fn a_slice_without_capacity_stays_inside_of_its_memory() {
        assert_eq!(slice([pack(64, 3), 3], &Bounds::new(LO | 8, 3, 0, 0)), Ok([pack(64, 0), 0]));
        assert_eq!(slice([pack(64, 3), 5], &Bounds::new(LO | HI | 8, 3, 4, 0)), Ok([pack(88, 1), 2]));
    }
}
