//! Running a canonical instruction out of line, from a handler.

use super::Ctx;
use super::state::{Flow, State};
use super::step::{run_time, step};
use crate::isa::{Instr, OPS, Op};
use crate::load::Code;
use crate::machine::{Machine, may_allocate};
use crate::program::Program;
use crate::trap::Trap;

/// No energy: the instruction is for the driver.
const SLOW: i64 = i64::MIN;

/// No energy: the instruction has trapped.
const TRAPPED: i64 = i64::MIN + 1;

/// Runs the canonical instruction that the immediate names, of an opcode known when compiling.
#[inline(always)]
pub(super) unsafe fn run<const OP: u8>(s: &mut State) -> Flow {
    // SAFETY: the invariant of `State`.
    unsafe {
        let left = outlined::<OP>(s.ip, s.regs, s.energy, s.cx);
        go_on(s, left)
    }
}

/// Runs the canonical instruction that the immediate names.
#[inline(always)]
pub(super) unsafe fn run_any(s: &mut State) -> Flow {
    // SAFETY: the invariant of `State`.
    unsafe {
        let left = outlined_any(s.ip, s.regs, s.energy, s.cx);
        go_on(s, left)
    }
}

#[inline(always)]
unsafe fn go_on(s: &mut State, left: i64) -> Flow {
    if left <= TRAPPED {
        return if left == TRAPPED { Flow::Trap } else { Flow::Slow };
    }
    s.energy = left;
    // SAFETY: `cx` is the context of this run.
    s.mem = unsafe { (*s.cx).mem };
    Flow::Next
}

#[inline(never)]
unsafe fn outlined<const OP: u8>(ip: *const Code, regs: *mut u64, energy: i64, cx: *mut Ctx) -> i64 {
    // SAFETY: the caller's.
    unsafe { around(ip, regs, energy, cx, const { OPS[OP as usize].op }, |op, m, p, regs, _, i| run_time(op, m, p, regs, i)) }
}

#[inline(never)]
unsafe fn outlined_any(ip: *const Code, regs: *mut u64, energy: i64, cx: *mut Ctx) -> i64 {
    // SAFETY: the caller's; `Plain` may be any instruction.
    unsafe {
        let code = &*ip;
        let op = (&(*(*cx).program).module.funcs)[code.lo() as usize].code[code.hi() as usize].op;
        around(ip, regs, energy, cx, op, |_, m, p, regs, frame, i| step(m, p, regs, frame, i))
    }
}

/// Settles energy, runs the instruction, and takes over what it did to memory and energy.
#[inline(always)]
unsafe fn around(
    ip: *const Code,
    regs: *mut u64,
    energy: i64,
    cx: *mut Ctx,
    op: Op,
    run: impl FnOnce(Op, &mut Machine<'_>, &Program, &mut [u64], usize, &Instr) -> Result<(), Box<Trap>>,
) -> i64 {
    // SAFETY: `cx`, the machine and the program behind it live as long as the run, and no handler has references to them. The
    // frame's registers lie within the stack.
    unsafe {
        let (cx, code) = (&mut *cx, &*ip);
        let (m, program) = (&mut *cx.machine, &*cx.program);
        if may_allocate(op) && m.heap.is_collection_due() {
            return SLOW;
        }
        let func = &program.module.funcs[code.lo() as usize];
        let instr = &func.code[code.hi() as usize];
        let frame = regs.offset_from_unsigned(cx.stack.as_ptr());
        let regs = std::slice::from_raw_parts_mut(regs, func.regs.into());
        m.meter.left = energy + cx.reserve;
        match run(op, m, program, regs, frame, instr) {
            Ok(()) => {
                cx.reload();
                (*cx.machine).meter.left - cx.reserve
            }
            Err(trap) => {
                cx.trap = Some(trap);
                cx.reload();
                TRAPPED
            }
        }
    }
}
