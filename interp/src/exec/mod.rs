//! Running the executable form. All of the crate's `unsafe` is here: it rests on what the verifier established
//! ([`crate::verify()`]), on what the loader writes ([`crate::load`]), and on the checks of calls and memory accesses.
//!
//! Two drivers share the semantics of [`ops`]: handlers that jump to each other, and a loop. Both leave for whatever is rare, and
//! [`unwind`] does it: traps, panics, deferred calls, collections, larger stacks.

mod calls;
mod goroutines;
mod inlined;
mod ops;
mod plain;
mod portable;
mod state;
mod step;
#[cfg(test)]
mod tests;
#[cfg(govm_threaded)]
mod threaded;
mod unwind;

use std::sync::Arc;

use crate::heap::FIRST;
use crate::load::{AT_HALT, Code, Entry};
use crate::machine::Machine;
use crate::module::FuncIdx;
use crate::program::Program;
use crate::reference::Stop;
use crate::trap::Trap;
use calls::MethodCache;
use state::State;

pub(crate) use ops::Exec;

/// How instructions are dispatched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dispatch {
    /// By a loop.
    Loop,
    /// By handlers that jump to each other, where this build has them; else by the loop.
    Threaded,
    /// One alone.
    Once,
}

/// Energy that handlers get at a time. In between, the host is asked whether to stop.
const SLICE: i64 = 1 << 20;

/// Why handlers were left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Slow,
    Refill,
    Trap,
    Halt,
    DeferredDone,
    /// One instruction was run, as was asked for.
    Stepped,
}

/// A deferred call that a panic runs, and the frame below it, which panicked.
#[derive(Clone, Copy, Debug)]
struct Interrupted {
    /// Register 0 of the deferred call's frame.
    deferred: usize,
    /// Register 0 of the frame that panicked.
    base: usize,
    func: usize,
    /// Its canonical instruction that trapped.
    pc: u32,
}

/// All that handlers do not carry along. Frames are known by the index of their register 0 in the stack, which grows with depth.
struct Ctx {
    /// Number of valid addresses from [`FIRST`] on.
    span: u32,
    /// Address behind the last slot of the stack as it is now.
    stack_end: usize,
    code: *const Code,
    tables: *const u32,
    funcs: *const Entry,
    func_count: usize,
    caches: *mut MethodCache,
    mem: *mut u8,
    /// Energy that is left beside what handlers have.
    reserve: i64,
    machine: *mut Machine<'static>,
    program: *const Program,
    stack: Vec<u64>,
    cache_table: Vec<MethodCache>,
    interrupted: Vec<Interrupted>,
    trap: Option<Box<Trap>>,
    /// Where handlers were left, or are to go on: the index of an instruction, and of the frame's register 0.
    at: u32,
    base: usize,
    energy: i64,
    reason: Reason,
    dispatch: Dispatch,
    /// The block that ends here spends the last of the goroutine's quantum.
    is_expired: bool,
}

/// The frames of a goroutine that does not run.
#[derive(Debug)]
pub(crate) struct Stack {
    slots: Vec<u64>,
    interrupted: Vec<Interrupted>,
    at: u32,
    base: usize,
    func: usize,
    /// The canonical instruction that it waits in or goes on with.
    pc: u32,
}

/// Runs a function to its end.
pub(crate) fn run(m: &mut Machine<'_>, func: FuncIdx, args: &[u64], dispatch: Dispatch) -> Result<Vec<u64>, Box<Stop>> {
    let program: Arc<Program> = m.program.clone();
    let exe = &program.executable;
    m.begin_run();
    let stack = std::mem::take(&mut m.spare_stack);
    let machine: *mut Machine<'_> = m;
    let cache_table = vec![MethodCache::EMPTY; exe.cache_sites as usize * crate::load::CACHE_WAYS];
    let mut cx = Ctx {
        span: 0,
        stack_end: 0,
        code: exe.code.as_ptr(),
        tables: exe.tables.as_ptr(),
        funcs: exe.funcs.as_ptr(),
        func_count: exe.funcs.len(),
        caches: std::ptr::null_mut(),
        mem: std::ptr::null_mut(),
        reserve: 0,
        machine: machine.cast(),
        program: &raw const *program,
        stack,
        cache_table,
        interrupted: vec![],
        trap: None,
        at: AT_HALT,
        base: 0,
        energy: 0,
        reason: Reason::Halt,
        dispatch,
        is_expired: false,
    };
    cx.caches = cx.cache_table.as_mut_ptr();
    let result = cx.run(&program, func, args);
    // Registers are zero until they are written.
    cx.stack.clear();
    m.spare_stack = cx.stack;
    result
}

impl Ctx {
    fn run(&mut self, program: &Program, func: FuncIdx, args: &[u64]) -> Result<Vec<u64>, Box<Stop>> {
        if let Err(trap) = self.enter(program, func.index(), 0, AT_HALT) {
            return Err(Box::new(Stop { trap, trace: vec![] }));
        }
        self.stack[1..=args.len()].copy_from_slice(args);
        loop {
            self.handle(self.dispatch);
            match self.reason {
                Reason::Slow => self.slow(program)?,
                Reason::Stepped => {}
                Reason::Refill => {
                    self.refill(program)?;
                    if self.is_expired {
                        self.end_quantum(program)?;
                    }
                }
                Reason::Trap => self.trapped_out_of_line(program)?,
                Reason::DeferredDone => self.deferred_done(program)?,
                Reason::Halt => {
                    if !self.machine().sched.is_root() {
                        self.machine().end_goroutine();
                        self.next_turn(program)?;
                        continue;
                    }
                    let results = usize::from(program.module.funcs[func.index()].results);
                    self.machine().end_run();
                    return Ok(self.stack[..results].to_vec());
                }
            }
        }
    }

    /// The machine, while no handler runs.
    fn machine(&mut self) -> &mut Machine<'static> {
        // SAFETY: the machine outlives the run and is borrowed by it exclusively; handlers hold no references to it. Only its
        // lifetime parameter is not known here, and nothing that is kept depends on it.
        unsafe { &mut *self.machine }
    }

    /// Lets handlers run until they leave.
    fn handle(&mut self, dispatch: Dispatch) {
        let left = self.machine().meter.left;
        let quantum = left.saturating_sub(self.machine().sched.deadline());
        let at = self.at as usize;
        // A block's end that asked for more gets at least what the block costs, however much that is.
        // SAFETY: `at` is the index of an instruction: it was made by the loader, or follows one that is not the last.
        let need = if self.reason == Reason::Refill { i64::from(unsafe { (*self.code.add(at)).hi() }) } else { 0 };
        self.energy = left.min(SLICE.min(quantum).max(need));
        self.reserve = left - self.energy;
        self.reload();
        // SAFETY: `base` is that of a frame that `enter` made room for; it may have moved with the stack since.
        let (ip, regs) = unsafe { (self.code.add(at), self.stack.as_mut_ptr().add(self.base)) };
        let s = State { ip, regs, mem: self.mem, energy: self.energy, cx: self };
        // SAFETY: the invariant of `State` holds: see above and `reload`.
        unsafe {
            match dispatch {
                #[cfg(govm_threaded)]
                Dispatch::Threaded => threaded::run(s),
                Dispatch::Once => portable::once(s),
                _ => portable::run(s),
            }
        }
        let left = self.energy + self.reserve;
        if self.reason != Reason::Trap {
            self.machine().meter.left = left;
        }
    }

    /// Keeps where handlers were.
    fn leave(&mut self, ip: *const Code, regs: *mut u64, mem: *mut u8, energy: i64, reason: Reason) {
        // SAFETY: both pointers were made from the start of the same allocation.
        unsafe {
            self.at = ip.offset_from_unsigned(self.code) as u32;
            self.base = regs.offset_from_unsigned(self.stack.as_ptr());
        }
        self.mem = mem;
        self.energy = energy;
        self.reason = reason;
    }

    /// Takes over where memory is now, and how much.
    #[inline(always)]
    fn reload(&mut self) {
        // SAFETY: as for `machine`.
        let heap = unsafe { &mut (*self.machine).heap };
        self.span = heap.end() - FIRST;
        self.mem = heap.memory_mut().as_mut_ptr();
    }
}
