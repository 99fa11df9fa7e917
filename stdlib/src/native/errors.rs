//! Natives of package errors.

use govm_interp::{Kind, NativeCtx, Trap, TrapCode, TypeIdx};

use super::{Result, Row};
use crate::price;
use crate::value::{Types, Value};

pub(super) const TABLE: &[Row] = &[
    ("errors.comparableValue", |ctx, w| {
        let types = Types::of(ctx);
        w[0] = match Value::in_interface(types, w[0], w[1])? {
            Some(value) => u64::from(types.is_comparable(value.ty, || ctx.charge(price::TYPE))?),
            None => 1,
        };
        Ok(())
    }),
    ("errors.checkTarget", check_target),
    ("errors.assign", assign),
];

/// `checkTarget(target, nil)`: the second parameter tells the type `error`.
fn check_target(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    ctx.charge(15)?;
    let types = Types::of(ctx);
    let Some(target) = Value::in_interface(types, w[0], w[1])? else {
        w[0] = 1;
        return Ok(());
    };
    let desc = types.desc(target.ty)?;
    if desc.kind != Kind::Pointer || target.bits(ctx.heap, Kind::Pointer)? == 0 {
        w[0] = 2;
        return Ok(());
    }
    let error = parameter(ctx, 1)?;
    let is_fit = types.desc(desc.elem)?.kind == Kind::Interface || types.implements(desc.elem, error)?;
    w[0] = if is_fit { 0 } else { 3 };
    Ok(())
}

fn parameter(ctx: &NativeCtx<'_>, i: usize) -> Result<TypeIdx> {
    let ty = ctx.import.types.get(i).copied();
    ty.ok_or_else(|| Trap::new(TrapCode::BadCall, "native called with other parameters than it has"))
}

fn assign(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let types = Types::of(ctx);
    let (error, target) = (Value::in_interface(types, w[0], w[1])?, Value::in_interface(types, w[2], w[3])?);
    let (Some(error), Some(target)) = (error, target) else {
        w[0] = 0;
        return Ok(());
    };
    ctx.charge(20)?;
    let elem = types.desc(target.ty)?.elem;
    let addr = target.bits(ctx.heap, Kind::Pointer)? as u32;
    let layout = types.layout(elem)?;
    let fits = if types.desc(elem)?.kind == Kind::Interface {
        ctx.charge(2 * types.desc(elem)?.methods.len() as u64)?;
        let fits = types.implements(error.ty, elem)?;
        if fits {
            let words = [w[0], w[1]];
            ctx.heap.store(layout, addr, &words)?;
        }
        fits
    } else {
        let fits = error.ty == elem;
        if fits {
            ctx.charge_bytes(layout.size.into())?;
            if layout.is_direct() {
                let count = usize::from(layout.slot_count());
                ctx.heap.store(layout, addr, &w[1..1 + count])?;
            } else {
                let bytes = ctx.heap.bytes(w[1] as u32, layout.size)?.to_vec();
                ctx.heap.bytes_mut(addr, layout.size)?.copy_from_slice(&bytes);
            }
        }
        fits
    };
    w[0] = u64::from(fits);
    Ok(())
}
