//! Natives of package fmt.

use govm_interp::{Kind, MethodIdx, NativeCtx, TypeIdx};

use super::{Result, Row, len};
use crate::format::{Hole, Methods, Mode, Printer, Spec, print_all};
use crate::price;
use crate::value::{Types, Value};

pub(super) const TABLE: &[Row] = &[
    ("fmt.render", render),
    ("fmt.renderText", |ctx, w| {
        let spec = Spec::from_bits(w[2], w[3], w[4]);
        let verb = char::from_u32(w[1] as u32).unwrap_or(char::REPLACEMENT_CHARACTER);
        let mut out = Vec::new();
        ctx.charge_bytes(spec.width.unwrap_or(0) as u64)?;
        ctx.charge(price::text(verb, spec.sharp_v, len(w[0])))?;
        let text = ctx.bytes(w[0])?;
        // GoString has the last word on %#v: its text is not quoted again.
        let verb = if spec.sharp_v { 's' } else { verb };
        spec.string(&mut out, text, verb);
        ctx.charge_bytes(out.len() as u64)?;
        w[0] = ctx.new_string(&out)?;
        Ok(())
    }),
    ("fmt.isNilPointer", |ctx, w| {
        let types = Types::of(ctx);
        w[0] = match Value::in_interface(types, w[0], w[1])? {
            Some(v) if types.desc(v.ty)?.kind == Kind::Pointer => u64::from(v.bits(ctx.heap, Kind::Pointer)? == 0),
            _ => 0,
        };
        Ok(())
    }),
    ("fmt.basicPointer", basic_pointer),
    ("fmt.output", |ctx, w| {
        ctx.charge_bytes(len(w[0]))?;
        let text = ctx.heap.bytes(w[0] as u32, (w[0] >> 32) as u32)?;
        ctx.host.write(1, text);
        Ok(())
    }),
];

/// `basicPointer(arg, basics)`: a pointer with the type of another to the same kind.
fn basic_pointer(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let types = Types::of(ctx);
    let (arg, basics) = ([w[0], w[1]], w[2]);
    w[..3].copy_from_slice(&[0; 3]);
    // The kind, and for slices that of the elements.
    let made_of = |pointer: u64| -> Result<Option<(Kind, Kind)>> {
        let desc = types.desc(TypeIdx(pointer as u32))?;
        if pointer == 0 || desc.kind != Kind::Pointer {
            return Ok(None);
        }
        let elem = types.desc(desc.elem)?;
        let inner = if elem.kind == Kind::Slice { types.desc(elem.elem)?.kind } else { Kind::None };
        Ok(Some((elem.kind, inner)))
    };
    let Some(wanted) = made_of(arg[0])? else { return Ok(()) };
    w[2] = 1;
    ctx.charge(20 + 2 * len(basics))?;
    for i in 0..len(basics) as u32 {
        let word = ctx.heap.u64((basics as u32).wrapping_add(i.wrapping_mul(16)))?;
        if made_of(word)? == Some(wanted) {
            (w[0], w[1]) = (word, arg[1]);
            break;
        }
    }
    Ok(())
}

/// The names of the methods, which the last field of `call` tells through the interfaces that it embeds.
fn methods(ctx: &NativeCtx<'_>) -> Option<Methods> {
    let types = Types::of(ctx);
    let desc = |ty| types.desc(ty).ok();
    let call = desc(desc(*ctx.import.types.get(3)?)?.elem)?;
    let interfaces = desc(desc(call.fields.last()?.ty)?.elem)?;
    let method = |i: usize| -> Option<MethodIdx> { Some(desc(interfaces.fields.get(i)?.ty)?.methods.first()?.name) };
    Some(Methods { format: method(0), error: method(1), string: method(2), go_string: method(3) })
}

/// Size of `call` in memory: an interface, six integers.
const CALL_SIZE: u32 = 64;

/// `render(mode, format, args, calls)`: see `format`. Pays as [`Printer`] says.
fn render(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let (mode, format, args, calls) = (Mode::from_number(w[0]), w[1], w[2], w[4]);
    let methods = methods(ctx).unwrap_or_default();
    ctx.charge(price::PRINTED + 2 * len(args) + 2 * len(format))?;
    let format = ctx.bytes(format)?.to_vec();
    let words = ctx.heap.bytes(args as u32, (len(args) * 16).min(u64::from(u32::MAX)) as u32)?;
    let word = |c: &[u8]| u64::from_le_bytes(c.try_into().expect("invariant: eight bytes"));
    let types = Types::of(ctx);
    let operands = words.chunks_exact(16).map(|c| Value::in_interface(types, word(&c[..8]), word(&c[8..])));
    let operands = operands.collect::<Result<Vec<_>>>()?;
    let mut printer = Printer::new(ctx, methods, mode == Mode::Wrapping);
    print_all(&mut printer, mode, &format, &operands)?;
    let Printer { out, holes, .. } = printer;
    (w[0], w[1]) = (0, holes.len() as u64);
    if holes.len() as u64 <= len(calls) {
        for (i, hole) in holes.iter().enumerate() {
            put_call(ctx, (calls as u32).wrapping_add(i as u32 * CALL_SIZE), hole)?;
        }
        w[0] = ctx.new_string(&out)?;
    }
    Ok(())
}

fn put_call(ctx: &mut NativeCtx<'_>, addr: u32, hole: &Hole) -> Result {
    let value = match hole.value {
        Some(value) => value.to_interface(ctx)?,
        None => [0, 0],
    };
    let (width, prec) = (hole.spec.width.unwrap_or(0), hole.spec.prec.unwrap_or(0));
    let rest = [hole.at as u64, hole.method as u64, u64::from(u32::from(hole.verb)), hole.spec.to_bits()];
    let words = value.into_iter().chain(rest).chain([width as u64, prec as u64]);
    let place = ctx.heap.bytes_mut(addr, CALL_SIZE)?;
    for (to, word) in place.chunks_exact_mut(8).zip(words) {
        to.copy_from_slice(&word.to_le_bytes());
    }
    Ok(())
}
