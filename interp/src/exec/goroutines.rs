//! Switching from one goroutine to another: each has a stack of its own, and the context holds that of the one that runs.

use super::unwind::{Frame, frames_of};
use super::{Ctx, Dispatch, Reason, Stack};
use crate::isa::Op;
use crate::load::{AT_DEFERRED_DONE, AT_HALT};
use crate::machine::Machine;
use crate::module::FuncIdx;
use crate::program::Program;
use crate::reference::Stop;
use crate::sched::{Outcome, Parked, deadlock};
use crate::stackmap::{Activity, StackMaps};

use super::Exec;

impl Stack {
    /// Visits the live registers of all frames.
    pub(crate) fn visit(&self, program: &Program, maps: &mut StackMaps, visit: &mut dyn FnMut(u64)) {
        let top = Frame { func: self.func, pc: self.pc, base: self.base, activity: Activity::Running };
        for frame in frames_of(program, &self.slots, &self.interrupted, top, 0) {
            maps.visit(program, FuncIdx(frame.func as u32), frame.pc, frame.activity, &self.slots[frame.base..], visit);
        }
    }
}

impl Ctx {
    /// Calls find the end of the stack where it is, or where the limit is if that comes first.
    pub(super) fn bound_stack(&mut self) {
        let len = self.stack.len().min(self.machine().stack_limit());
        self.stack_end = self.stack.as_ptr_range().start.addr() + len * size_of::<u64>();
    }

    /// The goroutine waits in the canonical instruction `pc`, or lets others run.
    pub(super) fn others_turn(&mut self, program: &Program, pc: u32, outcome: Outcome) -> Result<(), Box<Stop>> {
        let mut pc = pc;
        let is_ready = outcome == Outcome::Yield;
        if is_ready {
            self.at += 1;
            pc += 1;
        }
        self.park(program, pc, is_ready);
        self.next_turn(program)
    }

    /// The block that ends here spends the last of the quantum: it still leads to where it leads to, and then others have their
    /// turn. Instructions that unwind the stack are no places for that.
    pub(super) fn end_quantum(&mut self, program: &Program) -> Result<(), Box<Stop>> {
        let func = program.executable.func_at(self.at);
        let origin = program.executable.origins[self.at as usize];
        let last = origin.first() + origin.count() - 1;
        let op = program.module.funcs[func].code[last as usize].op;
        if matches!(op, Op::Panic | Op::PanicAssert | Op::TrapNow) {
            return Ok(());
        }
        self.handle(Dispatch::Once);
        match std::mem::replace(&mut self.reason, Reason::Slow) {
            Reason::Trap => return self.trapped_out_of_line(program),
            Reason::Slow => {
                self.slow(program)?;
                // Something that stands before the end of the block has trapped.
                if op != Op::Return {
                    return Ok(());
                }
            }
            _ => {}
        }
        if matches!(self.at, AT_HALT | AT_DEFERRED_DONE) {
            return Ok(());
        }
        let behind_call = (op == Op::Return).then(|| self.canonical_behind_call(program));
        // A branch that was not taken may go on with a jump that belongs to it.
        while program.executable.code[self.at as usize].op == Exec::Goto as u16 {
            self.handle(Dispatch::Once);
            self.reason = Reason::Slow;
        }
        if self.machine().must_yield() {
            let pc = behind_call.unwrap_or_else(|| self.canonical_block(program));
            self.park(program, pc, true);
            self.next_turn(program)?;
        }
        Ok(())
    }

    /// The canonical instruction that a frame goes on with whose call has just returned. The first one that was not dropped behind
    /// the call may be a later one, with other registers alive.
    fn canonical_behind_call(&self, program: &Program) -> u32 {
        let call = program.executable.origins[self.at as usize - 1];
        let pc = call.first() + call.count() - 1;
        // It runs until no deferred call is left.
        let is_again = program.module.funcs[call.func() as usize].code[pc as usize].op == Op::RunDefers;
        if is_again { pc } else { pc + 1 }
    }

    /// Likewise for a frame that goes on with a block.
    fn canonical_block(&self, program: &Program) -> u32 {
        let first = program.executable.origins[self.at as usize];
        let blocks = &program.module.funcs[first.func() as usize].blocks;
        let behind = blocks.partition_point(|start| *start <= first.first());
        blocks[behind - 1]
    }

    /// The goroutine has ended itself at an instruction of its innermost frame, and its deferred functions have run.
    pub(super) fn leave_goroutine(&mut self, program: &Program, pc: u32) -> Result<(), Box<Stop>> {
        if self.machine().leave_root() {
            self.park(program, pc, false);
        } else {
            self.machine().end_goroutine();
        }
        self.next_turn(program)
    }

    fn park(&mut self, program: &Program, pc: u32, is_ready: bool) {
        let func = program.executable.func_at(self.at);
        let slots = self.stack.len();
        let (at, base) = (self.at, self.base);
        let interrupted = std::mem::take(&mut self.interrupted);
        let stack = Stack { slots: std::mem::take(&mut self.stack), interrupted, at, base, func, pc };
        self.machine().park(Parked::Executable(stack), slots, is_ready);
    }

    /// Goes on with the goroutine whose turn it is.
    pub(super) fn next_turn(&mut self, program: &Program) -> Result<(), Box<Stop>> {
        let turn = self.machine().next_turn();
        self.reason = Reason::Slow;
        let (func, pc) = match turn.parked {
            Parked::Executable(stack) => {
                (self.stack, self.interrupted, self.at, self.base) = (stack.slots, stack.interrupted, stack.at, stack.base);
                self.bound_stack();
                (stack.func, stack.pc)
            }
            Parked::Fresh(closure) => {
                (self.stack, self.interrupted) = (vec![], vec![]);
                let entered = self.enter_closure(program, closure, 0, AT_HALT, (0, 0));
                return entered.map_err(|trap| Box::new(Stop { trap, trace: vec![] }));
            }
            Parked::Reference(_) => unreachable!("invariant: an instance has one engine"),
        };
        if turn.is_deadlock {
            let trap = deadlock(&self.machine().sched);
            return self.trapped(program, pc, trap).map(|_| ());
        }
        let Some(wake) = turn.wake else { return Ok(()) };
        let code = &program.module.funcs[func];
        let regs = &mut self.stack[self.base..][..usize::from(code.regs)];
        match Machine::finish_wait(program, &code.code, pc as usize, regs, &wake) {
            Ok(()) => self.at += 1,
            Err(trap) => {
                self.trapped(program, pc, trap)?;
            }
        }
        Ok(())
    }
}
