//! Natives of package regexp.

use govm_interp::{EnergyKind, NativeCtx, Trap, TrapCode};

use super::{Result, Row, len, read};
use crate::regex::{Fault, FaultKind, Matching, Program, SIZE_MAX, Search, compile, parse, size};

pub(super) const TABLE: &[Row] = &[
    ("regexp.compile", compile_expression),
    ("regexp.find", find),
    // A string value is the first slot of the slice.
    ("regexp.view", |_, _| Ok(())),
];

/// Most numbers that the threads of a search may note.
const NOTES_MAX: usize = 1 << 23;

/// `compile(expr, perl) (prog, names string, fault int, about string)`. Pays for the text, for the classes that it names, and for the
/// program before it is made.
fn compile_expression(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let is_perl = w[1] & 1 == 1;
    ctx.charge(150 + len(w[0]).saturating_mul(16))?;
    let expr = read(ctx, &w[..1])?.to_vec();
    let mut refused = None;
    let mut pay = |units| match ctx.charge(units) {
        Ok(()) => true,
        Err(trap) => {
            refused = Some(trap);
            false
        }
    };
    let parsed = parse(&expr, is_perl, &mut pay).and_then(|parsed| match size(&parsed.node) {
        bytes if bytes > SIZE_MAX => Err(Fault { kind: FaultKind::Large, text: expr.clone() }),
        _ => Ok(parsed),
    });
    if let Some(trap) = refused {
        return Err(trap);
    }
    match parsed {
        Ok(parsed) => {
            ctx.charge(size(&parsed.node).saturating_mul(12))?;
            let program = compile(&parsed.node, parsed.names.len());
            w[0] = ctx.new_string(&program)?;
            w[1] = ctx.new_string(&parsed.names.join(&b'\n'))?;
            (w[2], w[3]) = (0, 0);
        }
        Err(fault) => {
            (w[0], w[1], w[2]) = (0, 0, fault.kind as u64);
            w[3] = ctx.new_string(&fault.text)?;
        }
    }
    Ok(())
}

/// `find(prog, text string, from int, longest bool, places []int) bool`. Pays for the program, and for the threads at each place in the
/// text.
fn find(ctx: &mut NativeCtx<'_>, w: &mut [u64]) -> Result {
    let (program, text, from, places) = (w[0], w[1], w[2] as usize, w[4]);
    ctx.charge(80)?;
    let (heap, meter) = (&*ctx.heap, &mut *ctx.meter);
    let program = Program::new(heap.bytes(program as u32, len(program) as u32)?);
    let text = heap.bytes(text as u32, len(text) as u32)?;
    let slots = program.slots().min(len(places) as usize);
    if program.len().saturating_mul(slots) > NOTES_MAX {
        return Err(Trap::new(TrapCode::OutOfMemory, "out of memory"));
    }
    // Each instruction has room for what its thread notes.
    meter.charge(EnergyKind::Data, (program.len() * (2 + slots)) as u64 / 2)?;
    let matching = if w[3] & 1 == 1 { Matching::Longest } else { Matching::First };
    let search = Search { program, text, matching, slots };
    let found = match from <= text.len() {
        true => search.run(from, |steps| meter.charge(EnergyKind::Data, steps))?,
        false => None,
    };
    if let Some(found) = &found {
        let place = ctx.heap.bytes_mut(places as u32, slots as u32 * 8)?;
        for (to, at) in place.chunks_exact_mut(8).zip(found) {
            to.copy_from_slice(&i64::from(*at as i32).to_le_bytes());
        }
    }
    w[0] = u64::from(found.is_some());
    Ok(())
}
