//! Natives of packages sort and slices.

use std::cmp::Ordering;

use govm_interp::{Kind, NativeCtx, Trap, TrapCode};

use super::{Result, Row, len};
use crate::value::{Types, Value};

pub(super) const TABLE: &[Row] = &[
    ("sort.lenOf", |ctx, w| {
        w[0] = len(slice_in(ctx, w[0], w[1])?.slot);
        Ok(())
    }),
    ("sort.permute", permute),
    ("sort.sortOrdered", sort_ordered),
    ("slices.sortOrdered", sort_ordered),
];

/// A slice in an interface.
struct Slice {
    slot: u64,
    elem: Kind,
    elem_size: u32,
}

fn slice_in(ctx: &NativeCtx<'_>, word: u64, payload: u64) -> Result<Slice> {
    let types = Types::of(ctx);
    let value = Value::in_interface(types, word, payload)?;
    let refused = |what: &str| Trap::new(TrapCode::Native, format!("sort: argument is {what}, not a slice"));
    let value = value.ok_or_else(|| refused("nil"))?;
    let desc = types.desc(value.ty)?;
    if desc.kind != Kind::Slice {
        return Err(refused(&desc.name));
    }
    let elem_size = types.layout(desc.elem)?.size;
    Ok(Slice { slot: value.string(ctx.heap)?, elem: types.desc(desc.elem)?.kind, elem_size })
}

impl Slice {
    fn byte_count(&self) -> Result<u32> {
        let bytes = len(self.slot) * u64::from(self.elem_size);
        u32::try_from(bytes).map_err(|_| Trap::new(TrapCode::NilDereference, "slice outside of memory"))
    }
}

/// Moves elements to the places that a permutation tells. Pays for the bytes moved, and per element, each of which may lie in memory
/// that no cache holds.
fn permute(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let slice = slice_in(ctx, w[0], w[1])?;
    let (bytes, size) = (slice.byte_count()?, slice.elem_size as usize);
    ctx.charge_bytes(2 * u64::from(bytes))?;
    ctx.charge(10 * len(w[2]))?;
    if size == 0 {
        return Ok(());
    }
    let perm = ctx.heap.bytes(w[2] as u32, (len(w[2]) * 4).min(u64::from(u32::MAX)) as u32)?;
    let mut from: Vec<u32> =
        perm.chunks_exact(4).map(|i| u32::from_le_bytes(i.try_into().expect("invariant: four bytes"))).collect();
    let place = ctx.heap.bytes_mut(slice.slot as u32, bytes)?;
    from.truncate(place.len() / size);
    // Cycle by cycle, so that nothing but one element needs a second place. What has been moved is marked as its own source.
    let mut first = vec![0; size];
    for start in 0..from.len() {
        if from[start] as usize == start {
            continue;
        }
        first.copy_from_slice(&place[start * size..][..size]);
        let mut to = start;
        loop {
            let next = std::mem::replace(&mut from[to], to as u32) as usize;
            if next == start || next >= from.len() || from[next] as usize == next {
                place[to * size..][..size].copy_from_slice(&first);
                break;
            }
            place.copy_within(next * size..(next + 1) * size, to * size);
            to = next;
        }
    }
    Ok(())
}

/// Sorts integers, floats or strings. Pays in proportion to `n log n` for `n` elements, and for strings `log n` times their bytes.
fn sort_ordered(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let slice = slice_in(ctx, w[0], w[1])?;
    let (bytes, size, count) = (slice.byte_count()?, slice.elem_size as usize, len(slice.slot));
    if count < 2 || !(1..=8).contains(&size) {
        return Ok(());
    }
    let rounds = u64::from(count.ilog2()) + 1;
    ctx.charge(count * rounds * if slice.elem == Kind::String { 4 } else { 2 })?;
    let place = ctx.heap.bytes(slice.slot as u32, bytes)?;
    let word = |c: &[u8]| c.iter().rev().fold(0_u64, |n, b| n << 8 | u64::from(*b));
    let mut words: Vec<u64> = place.chunks_exact(size).map(word).collect();
    let unused = 64 - size as u32 * 8;
    match slice.elem {
        Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
            words.sort_unstable_by_key(|n| (n << unused) as i64);
        }
        Kind::Float64 => words.sort_by(|a, b| order(f64::from_bits(*a), f64::from_bits(*b))),
        Kind::Float32 => words.sort_by(|a, b| {
            let float = |bits: u64| f64::from(f32::from_bits(bits as u32));
            order(float(*a), float(*b))
        }),
        Kind::String => {
            let total: u64 = words.iter().map(|s| len(*s)).sum();
            ctx.charge_bytes(total.saturating_mul(rounds))?;
            let mut strings = words.iter().map(|s| Ok((ctx.bytes(*s)?, *s))).collect::<Result<Vec<_>>>()?;
            strings.sort_by(|a, b| a.0.cmp(b.0));
            words = strings.into_iter().map(|(_, slot)| slot).collect();
        }
        _ => words.sort_unstable(),
    }
    let place = ctx.heap.bytes_mut(slice.slot as u32, bytes)?;
    for (to, word) in place.chunks_exact_mut(size).zip(words) {
        to.copy_from_slice(&word.to_le_bytes()[..size]);
    }
    Ok(())
}

/// NaN first; zeros are equal.
fn order(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| b.is_nan().cmp(&a.is_nan()))
}
