//! Natives of packages sync, sync/atomic and os, and of package runtime's scheduler.

use govm_interp::{NativeCtx, Trap, TrapCode};

use super::{Result, Row};

pub(super) const TABLE: &[Row] = &[
    // These three are instructions where they are called, and cannot be anything else.
    ("sync.acquire", no_value),
    ("sync.release", no_value),
    ("runtime.Gosched", no_value),
    ("sync.fatal", fatal),
    ("runtime.Goexit", |_, _| Err(Trap::new(TrapCode::Goexit, "goroutine exit"))),
    ("sync/atomic.swapInt32", swap_four),
    ("sync/atomic.swapUint32", swap_four),
    ("sync/atomic.swapInt64", swap_eight),
    ("sync/atomic.swapUint64", swap_eight),
    ("sync/atomic.swapUintptr", swap_eight),
    ("sync/atomic.swapBool", swap_bool),
    ("sync/atomic.swapPointer", |ctx, w| {
        // Pointers are the payloads of interfaces as they are.
        (w[0], w[1], w[2]) = (w[1], w[3], w[5]);
        swap_four(ctx, w)
    }),
    ("sync/atomic.sameType", |_, w| {
        w[0] = u64::from(w[0] == w[2]);
        Ok(())
    }),
    ("os.Exit", |_, w| {
        let mut trap = Trap::new(TrapCode::Exit, format!("exit status {}", w[0] as i64));
        trap.value = Some([0, w[0]]);
        Err(trap)
    }),
    ("os.write", write),
];

fn no_value(_: &mut NativeCtx<'_>, _: &mut [u64]) -> Result {
    Err(Trap::new(TrapCode::Native, "a function that is an instruction was used as a value"))
}

/// The end of the program; the text is paid for as bytes.
fn fatal(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    ctx.charge_bytes(w[0] >> 32)?;
    let text = String::from_utf8_lossy(ctx.bytes(w[0])?).into_owned();
    Err(Trap::new(TrapCode::Fatal, text))
}

/// `swap(addr, old, new)` of four bytes. Like the others, of constant time.
fn swap_four(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let is_old = ctx.heap.u32(w[0] as u32)? == w[1] as u32;
    if is_old {
        ctx.heap.set_u32(w[0] as u32, w[2] as u32)?;
    }
    w[0] = is_old.into();
    Ok(())
}

/// `swap(addr, old, new)` of eight bytes.
fn swap_eight(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let is_old = ctx.heap.u64(w[0] as u32)? == w[1];
    if is_old {
        ctx.heap.set_u64(w[0] as u32, w[2])?;
    }
    w[0] = is_old.into();
    Ok(())
}

/// `swap(addr, old, new)` of a bool.
fn swap_bool(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let place = ctx.heap.bytes_mut(w[0] as u32, 1)?;
    let is_old = u64::from(place[0]) == w[1];
    if is_old {
        place[0] = w[2] as u8;
    }
    w[0] = is_old.into();
    Ok(())
}

/// `write(fd, b)`
fn write(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    ctx.charge_bytes(w[1] >> 32)?;
    let bytes = ctx.heap.bytes(w[1] as u32, (w[1] >> 32) as u32)?;
    ctx.host.write(w[0] as u8, bytes);
    Ok(())
}
