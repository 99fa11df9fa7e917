//! The order in which a map's entries are printed.

use govm_interp::{Kind, NativeCtx, Trap, TrapCode};

use super::printer::DEPTH_MAX;
use crate::price;
use crate::value::{Types, Value};

/// What a map's key is sorted by. Keys of one map have the same variant, but in interfaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Nil,
    Bits(u64),
    Int(i64),
    Float(u64),
    Text(Vec<u8>),
    List(Vec<Key>),
    /// In an interface: types are ordered by name.
    Dynamic(String, u32, Box<Key>),
}

/// A number that orders as the float does, NaN first.
fn float_order(value: f64) -> u64 {
    if value.is_nan() {
        return 0;
    }
    // Zeros are equal.
    let bits = if value == 0.0 { 0 } else { value.to_bits() };
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

/// The sort key of a value. Pays for each value and for the bytes of strings.
pub(super) fn key(ctx: &mut NativeCtx<'_>, value: Value, depth: u32) -> Result<Key, Box<Trap>> {
    if depth > DEPTH_MAX {
        return Err(Trap::new(TrapCode::StackOverflow, "stack overflow"));
    }
    ctx.charge(price::SORTED_ENTRY)?;
    let types = Types::of(ctx);
    let desc = types.desc(value.ty)?;
    Ok(match desc.kind {
        Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => Key::Int(value.bits(ctx.heap, desc.kind)? as i64),
        Kind::Float32 | Kind::Float64 => Key::Float(float_order(value.float(ctx.heap, desc.kind, 0)?)),
        Kind::Complex64 | Kind::Complex128 => {
            let part = |i| Ok::<_, Box<Trap>>(Key::Float(float_order(value.float(ctx.heap, desc.kind, i)?)));
            Key::List(vec![part(0)?, part(1)?])
        }
        Kind::String => {
            let string = value.string(ctx.heap)?;
            ctx.charge_bytes(string >> 32)?;
            Key::Text(ctx.bytes(string)?.to_vec())
        }
        Kind::Struct => {
            let fields = (0..desc.fields.len()).map(|i| key(ctx, value.field(types, i)?, depth + 1));
            Key::List(fields.collect::<Result<_, _>>()?)
        }
        Kind::Array => {
            let elements = value.elements(types, ctx.heap)?;
            Key::List((0..elements.len).map(|i| key(ctx, elements.get(i), depth + 1)).collect::<Result<_, _>>()?)
        }
        Kind::Interface => match value.dynamic(types, ctx.heap)? {
            None => Key::Nil,
            Some(inner) => {
                let name = types.desc(inner.ty)?.name.clone();
                Key::Dynamic(name, inner.ty.0, Box::new(key(ctx, inner, depth + 1)?))
            }
        },
        kind => Key::Bits(value.bits(ctx.heap, kind)?),
    })
}

#[cfg(test)]
mod tests {
    use super::float_order;

    #[test]
    fn floats_order_as_numbers_with_nan_first() {
        let sorted = [f64::NAN, f64::NEG_INFINITY, -1.5, -1e-300, 0.0, 1e-300, 2.0, f64::INFINITY];
        assert!(sorted.windows(2).all(|w| float_order(w[0]) < float_order(w[1])));
        assert_eq!(float_order(-0.0), float_order(0.0));
    }
}
