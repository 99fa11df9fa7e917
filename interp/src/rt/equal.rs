//! Equality and hashes of values of any type in memory, by descriptor. Values nest as deep as a program likes (an interface
//! may hold a struct that holds an interface), so both keep a list of what is left to do and never recurse.
//!
//! The hash is fixed for ever, because the number of probes that a map makes is paid for. A word `w` is folded into the state `h`
//! as `h = (rotate_left(h, 23) ^ w) * 0x9e3779b97f4a7c15`; a single word hashes to the high half of `w * 0x9e3779b97f4a7c15`.
//! Bytes are folded eight at a time, little-endian, the last ones padded with zeros, their number first.

use super::{addr, len};
use crate::energy::{EnergyKind, Meter};
use crate::heap::{Heap, nil_dereference};
use crate::module::{Kind, TypeIdx};
use crate::program::{Equality, Leaf, Program, TypeInfo};
use crate::trap::{Trap, TrapCode};

type Result<T> = std::result::Result<T, Box<Trap>>;

/// 2^64 divided by the golden ratio.
const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of one word.
#[inline]
pub(crate) fn hash_word(word: u64) -> u32 {
    (word.wrapping_mul(MULTIPLIER) >> 32) as u32
}

#[inline]
fn fold(state: u64, word: u64) -> u64 {
    (state.rotate_left(23) ^ word).wrapping_mul(MULTIPLIER)
}

#[inline]
fn finish(state: u64) -> u32 {
    ((state ^ state >> 29).wrapping_mul(MULTIPLIER) >> 32) as u32
}

#[inline]
fn fold_bytes(state: u64, bytes: &[u8]) -> u64 {
    let mut state = fold(state, bytes.len() as u64);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        state = fold(state, u64::from_le_bytes(chunk.try_into().expect("invariant: eight bytes")));
    }
    let rest = chunks.remainder();
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        state = fold(state, u64::from_le_bytes(last));
    }
    state
}

/// The hash of bytes.
#[inline]
pub(crate) fn hash_bytes(bytes: &[u8]) -> u32 {
    finish(fold_bytes(0, bytes))
}

/// The hash of the words of `size` bytes, which is that of the bytes. Bits behind the last byte do not count.
#[inline]
pub(crate) fn hash_packed(words: &[u64], size: u32) -> u32 {
    let mut state = fold(0, size.into());
    let rest = size % 8;
    for (i, word) in words.iter().enumerate() {
        let is_partial = rest > 0 && i + 1 == words.len();
        state = fold(state, if is_partial { word & ((1 << (rest * 8)) - 1) } else { *word });
    }
    finish(state)
}

/// What the dynamic type of an interface tells; damaged memory may name any type.
#[inline]
pub(crate) fn dynamic_type(program: &Program, word: u64) -> Result<(TypeIdx, &TypeInfo)> {
    let ty = TypeIdx(word as u32);
    program.types.get(ty.index()).map(|info| (ty, info)).ok_or_else(nil_dereference)
}

#[cold]
fn incomparable(program: &Program, ty: TypeIdx) -> Box<Trap> {
    Trap::new(TrapCode::Incomparable, format!("comparing uncomparable type {}", program.desc(ty).name))
}

#[cold]
fn unhashable(program: &Program, ty: TypeIdx) -> Box<Trap> {
    Trap::new(TrapCode::Incomparable, format!("hash of unhashable type {}", program.desc(ty).name))
}

fn leaf_equal(heap: &Heap, meter: &mut Meter, leaf: Leaf, a: u64, b: u64) -> Result<bool> {
    Ok(match leaf {
        Leaf::Nothing => true,
        Leaf::Word => a == b,
        Leaf::Float => f64::from_bits(a) == f64::from_bits(b),
        Leaf::String => super::strings::equal(heap, meter, a, b)?,
    })
}

/// `count` values of a type, one after the other, at two places.
struct Pair {
    ty: TypeIdx,
    a: u32,
    b: u32,
    count: u64,
}

/// Whether the values of a type at two addresses are equal.
pub(crate) fn values_equal(program: &Program, heap: &Heap, meter: &mut Meter, ty: TypeIdx, a: u32, b: u32) -> Result<bool> {
    walk_equal(program, heap, meter, vec![Pair { ty, a, b, count: 1 }])
}

/// Whether two interfaces are equal.
#[inline]
pub(crate) fn interfaces_equal(program: &Program, heap: &Heap, meter: &mut Meter, a: [u64; 2], b: [u64; 2]) -> Result<bool> {
    if a[0] != b[0] {
        return Ok(false);
    }
    if a[0] == 0 {
        return Ok(true);
    }
    let (ty, info) = dynamic_type(program, a[0])?;
    if info.equality == Equality::Never {
        return Err(incomparable(program, ty));
    }
    if program.layout(ty).is_direct() {
        return leaf_equal(heap, meter, info.leaf, a[1], b[1]);
    }
    values_equal(program, heap, meter, ty, a[1] as u32, b[1] as u32)
}

fn walk_equal(program: &Program, heap: &Heap, meter: &mut Meter, mut work: Vec<Pair>) -> Result<bool> {
    while let Some(pair) = work.pop() {
        let Pair { ty, a, b, count } = pair;
        meter.charge(EnergyKind::Data, heap.schedule().value)?;
        let layout = program.layout(ty);
        let size = u64::from(layout.size);
        let equality = program.types[ty.index()].equality;
        if equality == Equality::Bytes {
            let all = u32::try_from(size * count).map_err(|_| nil_dereference())?;
            heap.charge_data(meter, all.into())?;
            if heap.bytes(a, all)? != heap.bytes(b, all)? {
                return Ok(false);
            }
            continue;
        }
        if equality == Equality::Never {
            return Err(incomparable(program, ty));
        }
        if count > 1 {
            let step = layout.size;
            work.push(Pair { ty, a: a.wrapping_add(step), b: b.wrapping_add(step), count: count - 1 });
        }
        let desc = program.desc(ty);
        let is_equal = match desc.kind {
            Kind::Array if desc.len > 0 => {
                work.push(Pair { ty: desc.elem, a, b, count: desc.len });
                true
            }
            Kind::Struct => {
                for (field, offset) in desc.fields.iter().zip(&layout.field_offsets).rev() {
                    if field.name != "_" {
                        work.push(Pair { ty: field.ty, a: a.wrapping_add(*offset), b: b.wrapping_add(*offset), count: 1 });
                    }
                }
                true
            }
            Kind::Interface => {
                let (x, y) = (interface(heap, a)?, interface(heap, b)?);
                match boxed(program, x) {
                    // The list keeps its order: what a boxed value holds comes before what follows.
                    Some(ty) if x[0] == y[0] => {
                        if program.types[ty.index()].equality == Equality::Never {
                            return Err(incomparable(program, ty));
                        }
                        work.push(Pair { ty, a: x[1] as u32, b: y[1] as u32, count: 1 });
                        true
                    }
                    _ => interfaces_equal(program, heap, meter, x, y)?,
                }
            }
            _ => scalars_equal(heap, meter, desc.kind, a, b)?,
        };
        if !is_equal {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The dynamic type of an interface whose value is boxed.
fn boxed(program: &Program, value: [u64; 2]) -> Option<TypeIdx> {
    let ty = TypeIdx(value[0] as u32);
    program.layouts.get(ty.index()).filter(|l| !l.is_direct()).map(|_| ty)
}

fn interface(heap: &Heap, at: u32) -> Result<[u64; 2]> {
    Ok([heap.u64(at)?, u64::from_le_bytes(heap.get(at, 8)?)])
}

/// The words of a value that is compared by kind: floats as float64, one string.
fn scalar(heap: &Heap, kind: Kind, at: u32) -> Result<([u64; 2], usize)> {
    let f32_at = |offset: u32| -> Result<u64> { Ok(crate::heap::slot_of_f32_bits(u32::from_le_bytes(heap.get(at, offset)?))) };
    Ok(match kind {
        Kind::Float32 => ([f32_at(0)?, 0], 1),
        Kind::Complex64 => ([f32_at(0)?, f32_at(4)?], 2),
        Kind::Complex128 => (interface(heap, at)?, 2),
        Kind::Float64 | Kind::String => ([heap.u64(at)?, 0], 1),
        _ => ([0, 0], 0),
    })
}

fn scalars_equal(heap: &Heap, meter: &mut Meter, kind: Kind, a: u32, b: u32) -> Result<bool> {
    let ((x, count), (y, _)) = (scalar(heap, kind, a)?, scalar(heap, kind, b)?);
    let leaf = if kind == Kind::String { Leaf::String } else { Leaf::Float };
    for i in 0..count {
        if !leaf_equal(heap, meter, leaf, x[i], y[i])? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn fold_leaf(heap: &Heap, meter: &mut Meter, state: u64, leaf: Leaf, word: u64) -> Result<u64> {
    Ok(match leaf {
        Leaf::Nothing => state,
        Leaf::Word => fold(state, word),
        // Both zeros are equal.
        Leaf::Float => fold(state, if f64::from_bits(word) == 0.0 { 0 } else { super::num::float_bits(word) }),
        Leaf::String => {
            heap.charge_data(meter, len(word).into())?;
            fold_bytes(state, heap.bytes(addr(word), len(word))?)
        }
    })
}

/// The hash of the value of a type at an address.
pub(crate) fn hash_value(program: &Program, heap: &Heap, meter: &mut Meter, ty: TypeIdx, at: u32) -> Result<u32> {
    let mut state = 0;
    let mut work = vec![(ty, at, 1)];
    while let Some((ty, at, count)) = work.pop() {
        meter.charge(EnergyKind::Data, heap.schedule().value)?;
        let layout = program.layout(ty);
        match program.types[ty.index()].equality {
            Equality::Bytes => {
                let all = u32::try_from(u64::from(layout.size) * count).map_err(|_| nil_dereference())?;
                heap.charge_data(meter, all.into())?;
                state = fold_bytes(state, heap.bytes(at, all)?);
                continue;
            }
            Equality::Never => return Err(unhashable(program, ty)),
            Equality::Walk => {}
        }
        if count > 1 {
            work.push((ty, at.wrapping_add(layout.size), count - 1));
        }
        let desc = program.desc(ty);
        match desc.kind {
            Kind::Array if desc.len > 0 => work.push((desc.elem, at, desc.len)),
            Kind::Struct => {
                let fields = desc.fields.iter().zip(&layout.field_offsets).rev().filter(|(f, _)| f.name != "_");
                work.extend(fields.map(|(f, offset)| (f.ty, at.wrapping_add(*offset), 1)));
            }
            Kind::Interface => {
                let [word, payload] = interface(heap, at)?;
                state = fold(state, word);
                if word == 0 {
                    continue;
                }
                let (ty, info) = dynamic_type(program, word)?;
                if info.equality == Equality::Never {
                    return Err(unhashable(program, ty));
                }
                match boxed(program, [word, payload]) {
                    Some(ty) => work.push((ty, payload as u32, 1)),
                    None => state = fold_leaf(heap, meter, state, info.leaf, payload)?,
                }
            }
            kind => {
                let (words, count) = scalar(heap, kind, at)?;
                let leaf = if kind == Kind::String { Leaf::String } else { Leaf::Float };
                for word in &words[..count] {
                    state = fold_leaf(heap, meter, state, leaf, *word)?;
                }
            }
        }
    }
    Ok(finish(state))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_words_hash_as_their_bytes() {
        let bytes: Vec<u8> = (1..=20).collect();
        let words = [0x0807_0605_0403_0201, 0x100f_0e0d_0c0b_0a09, 0xffff_ffff_1413_1211];
        assert_eq!(hash_packed(&words, 20), hash_bytes(&bytes));
    }

    #[test]
    fn hashes_never_change() {
        assert_eq!([hash_word(0), hash_word(1), hash_word(u64::MAX)], [0, 0x9e37_79b9, 0x61c8_8646]);
        assert_eq!([hash_bytes(b""), hash_bytes(b"alice"), hash_bytes(b"a longer key")], [0, 3_145_375_554, 2_210_725_138]);
    }
}
