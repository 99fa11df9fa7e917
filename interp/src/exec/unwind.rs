//! What handlers leave to the driver: calls that need a larger stack, traps, panics and deferred calls, collections, the end of
//! energy. It does what the reference interpreter does, on frames that are found by their links.

use super::calls::MethodCache;
use super::step::step;
use super::{Ctx, Interrupted};
use crate::energy::{EnergyKind, out_of_energy};
use crate::isa::{Instr, Op};
use crate::load::AT_DEFERRED_DONE;
use crate::machine::{AfterDeferred, Machine, bad_call, may_allocate, thrown, trap_now};
use crate::module::{FuncIdx, MethodIdx, TypeIdx};
use crate::program::Program;
use crate::reference::Stop;
use crate::rt::iface;
use crate::sched::{Outcome, is_scheduling};
use crate::stackmap::{Activity, StackMaps};
use crate::trap::{Trap, TrapCode};

type Result<T, E = Box<Trap>> = std::result::Result<T, E>;

/// A frame on the stack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) func: usize,
    /// The canonical instruction that it is at.
    pub(super) pc: u32,
    /// Index of its register 0 in the stack.
    pub(super) base: usize,
    pub(super) activity: Activity,
}

/// What comes after an instruction that the driver ran.
enum After {
    /// The next one that the executable instruction stands for.
    Next,
    /// Wherever the context says now.
    Elsewhere,
    /// Other goroutines.
    OthersTurn(Outcome),
}

/// What comes after a trap.
pub(super) enum Again {
    /// The same instruction: there is memory now.
    Retry,
    /// Wherever the context says now.
    Elsewhere,
}

impl Ctx {
    pub(super) fn top(&self, program: &Program, pc: u32, activity: Activity) -> Frame {
        Frame { func: program.executable.func_at(self.at), pc, base: self.base, activity }
    }

    /// The frames from `top` on, innermost first, down to the one whose register 0 is at `last`.
    fn frames(&self, program: &Program, top: Frame, last: usize) -> Vec<Frame> {
        frames_of(program, &self.stack, &self.interrupted, top, last)
    }

    /// Collects, or does what else needs the live registers of all frames visited.
    fn with_roots<T>(
        &mut self,
        program: &Program,
        pc: u32,
        collect: impl FnOnce(&mut Machine<'static>, &mut dyn FnMut(&mut StackMaps, &mut dyn FnMut(u64))) -> T,
    ) -> T {
        let frames = self.frames(program, self.top(program, pc, Activity::Running), 0);
        let (machine, stack) = self.machine_and_stack();
        let mut visit_all = |maps: &mut StackMaps, visit: &mut dyn FnMut(u64)| {
            for frame in &frames {
                maps.visit(program, FuncIdx(frame.func as u32), frame.pc, frame.activity, &stack[frame.base..], visit);
            }
        };
        collect(machine, &mut visit_all)
    }

    /// Enters a function whose arguments stand in place. The frame's register 0 is at `base`.
    pub(super) fn enter(&mut self, program: &Program, func: usize, base: usize, link: u32) -> Result<()> {
        let entry = &program.executable.funcs[func];
        let limit = self.machine().stack_limit();
        if base + usize::from(entry.regs) > limit {
            return Err(Trap::new(TrapCode::StackOverflow, "stack overflow"));
        }
        // Where inlined functions have no room, they are called: those that fit fit, those that do not trap.
        let has_room = base + usize::from(entry.room) <= limit;
        let (start, regs) = if has_room { (entry.start, entry.room) } else { (entry.plain, entry.regs) };
        let end = base + usize::from(regs);
        if end > self.stack.len() {
            let old = self.stack.len();
            let len = self.machine().grown_stack(old, end);
            self.stack.resize(len, 0);
        }
        self.bound_stack();
        self.stack[base] = link.into();
        self.base = base;
        self.at = start;
        Ok(())
    }

    /// Enters the function of a closure, if it has this shape.
    pub(super) fn enter_closure(
        &mut self,
        program: &Program,
        closure: u32,
        base: usize,
        link: u32,
        shape: (u16, u16),
    ) -> Result<()> {
        let func = self.machine().heap.u32(closure)? as usize;
        let Some(entry) = program.executable.funcs.get(func).filter(|f| (f.params, f.results) == shape) else {
            return Err(bad_call());
        };
        self.enter(program, func, base, link)?;
        if entry.is_closure {
            self.stack[base + 1 + usize::from(shape.0)] = closure.into();
        }
        Ok(())
    }

    /// Does an instruction that its handler could not do: the canonical ones that it stands for, one by one.
    pub(super) fn slow(&mut self, program: &Program) -> Result<(), Box<Stop>> {
        let origin = program.executable.origins[self.at as usize];
        let func = origin.func() as usize;
        // Ends of blocks have paid what was owed, and are as they are in canonical code.
        let is_end = program.module.funcs[func].code[origin.first() as usize].op.is_terminator();
        let note = program.executable.note(self.at).filter(|_| !is_end);
        let base = self.base;
        let mut saved = None;
        if let Some(note) = note {
            self.settle_owed(program, note)?;
            saved = Some(self.restore(program, note));
        }
        let mut pc = origin.first();
        while pc < origin.first() + origin.count() {
            match self.one(program, func, pc, &program.module.funcs[func].code[pc as usize]) {
                Ok(After::Next) => pc += 1,
                Ok(After::Elsewhere) => return Ok(()),
                Ok(After::OthersTurn(outcome)) => return self.others_turn(program, pc, outcome),
                Err(trap) => match self.trapped(program, pc, trap)? {
                    Again::Retry => {}
                    Again::Elsewhere => return Ok(()),
                },
            }
        }
        if let Some(saved) = saved {
            self.resume(program, base, origin, &saved);
        }
        self.at += 1;
        Ok(())
    }

    fn one(&mut self, program: &Program, func: usize, pc: u32, i: &Instr) -> Result<After> {
        let (base, link) = (self.base, self.at + 1);
        let window = base + usize::from(i.a);
        let shape = ((i.imm >> 32) as u16, (i.imm >> 48) as u16);
        let pair = |cx: &Ctx, register: u16| [cx.stack[base + usize::from(register)], cx.stack[base + usize::from(register) + 1]];
        match i.op {
            Op::Call => self.enter(program, i.imm as usize, window, link)?,
            Op::CallValue => self.enter_closure(program, pair_low(&self.stack, base, i.b), window, link, shape)?,
            Op::CallMethod => {
                let [dynamic, payload] = pair(self, i.b);
                if dynamic == 0 {
                    return Err(crate::heap::nil_dereference());
                }
                let ty = TypeIdx(dynamic as u32);
                let callee = program.method(ty, MethodIdx(i.imm as u32)).ok_or_else(bad_call)?;
                let entry = &program.executable.funcs[callee.index()];
                if (entry.params, entry.results) != (shape.0.wrapping_add(1), shape.1) {
                    return Err(bad_call());
                }
                let site = program.executable.code[self.at as usize].lo();
                let mut place = MethodCache::place(site, ty.0);
                if ![0, ty.0].contains(&self.cache_table[place].ty) {
                    place = MethodCache::neighbour(place);
                }
                self.cache_table[place] = MethodCache { ty: ty.0, start: entry.start, regs: entry.room.into() };
                self.stack[window + 1] = payload;
                self.enter(program, callee.index(), window, link)?;
            }
            Op::RunDefers => match self.machine().defers.pop_if(|d| d.frame == base) {
                Some(deferred) => self.enter_closure(program, deferred.closure, window, link, (0, 0))?,
                // Behind it stands the way back to it.
                None => self.at += 2,
            },
            Op::Recover => {
                if self.machine().heap.is_collection_due() {
                    self.collect(program, pc);
                }
                let value = self.recover(program, pc)?;
                self.stack[window..window + 2].copy_from_slice(&value);
                return Ok(After::Next);
            }
            Op::Return => self.leave_deferring(program, func, i.a),
            Op::Panic => return Err(thrown(pair(self, i.a))),
            Op::PanicAssert => {
                let (asserted, interface) = i.targets();
                return Err(iface::assertion_failed(program, self.stack[window], TypeIdx(asserted), TypeIdx(interface)));
            }
            Op::TrapNow => return Err(trap_now(i.imm as u64)),
            op if is_scheduling(op) => {
                let (machine, stack) = self.machine_and_stack();
                let code = &program.module.funcs[func];
                let regs = &mut stack[base..base + usize::from(code.regs)];
                let outcome = machine.schedule(program, &code.code, pc as usize, regs)?;
                // A goroutine that was started takes room from the others.
                self.bound_stack();
                return Ok(if outcome == Outcome::Done { After::Next } else { After::OthersTurn(outcome) });
            }
            op => {
                if may_allocate(op) && self.machine().heap.is_collection_due() {
                    self.collect(program, pc);
                }
                let (machine, stack) = self.machine_and_stack();
                let regs = &mut stack[base..base + usize::from(program.module.funcs[func].regs)];
                step(machine, program, regs, base, i)?;
                return Ok(After::Next);
            }
        }
        Ok(After::Elsewhere)
    }

    fn collect(&mut self, program: &Program, pc: u32) {
        self.with_roots(program, pc, |m, visit_all| m.collect(visit_all));
    }

    /// Returns from a function that may have deferred calls left.
    fn leave_deferring(&mut self, program: &Program, func: usize, results_at: u16) {
        let base = self.base;
        while self.machine().defers.pop_if(|d| d.frame >= base).is_some() {}
        let link = self.stack[base] as u32;
        let from = base + usize::from(results_at);
        self.stack.copy_within(from..from + usize::from(program.module.funcs[func].results), base);
        self.at = link;
        self.base = base - usize::from(program.executable.code[link as usize - 1].a);
    }

    /// `recover()`, if between the frame and the deferred call that a panic runs there are only wrappers.
    fn recover(&mut self, program: &Program, pc: u32) -> Result<[u64; 2]> {
        let top = self.top(program, pc, Activity::Running);
        let deferred = self.interrupted.last().map_or(usize::MAX, |i| i.deferred);
        let frames = if deferred <= top.base { self.frames(program, top, deferred) } else { vec![] };
        let are_wrappers = |running: usize| {
            let between = frames.iter().skip(1).filter(|f| f.base >= running);
            between.into_iter().all(|f| program.module.funcs[f.func].is_defer_wrapper)
        };
        self.machine().recover(top.base, are_wrappers)
    }

    /// The energy that handlers had does not last for the block that ends here.
    pub(super) fn refill(&mut self, program: &Program) -> Result<(), Box<Stop>> {
        let cost = program.executable.code[self.at as usize].hi();
        let origin = program.executable.origins[self.at as usize];
        self.is_expired = false;
        let machine = self.machine();
        let trap = if machine.meter.left < i64::from(cost) {
            if let Some(note) = program.executable.note(self.at) {
                self.settle_owed(program, note)?;
            }
            let own = program.prices[origin.func() as usize][(origin.first() + origin.count() - 1) as usize];
            self.machine().meter.left -= i64::from(own);
            out_of_energy()
        } else if machine.host.should_stop() {
            machine.meter.left -= i64::from(cost);
            Trap::new(TrapCode::Stopped, "stopped")
        } else {
            self.is_expired = machine.meter.left - i64::from(cost) < machine.sched.deadline();
            return Ok(());
        };
        self.trapped(program, origin.first() + origin.count() - 1, trap).map(|_| ())
    }

    /// An instruction that ran out of line has trapped.
    pub(super) fn trapped_out_of_line(&mut self, program: &Program) -> Result<(), Box<Stop>> {
        let trap = self.trap.take().expect("invariant: left there by the instruction");
        let pc = program.executable.origins[self.at as usize].first();
        self.trapped(program, pc, trap).map(|_| ())
    }

    /// What a frame's block costs up to its instruction.
    fn price(program: &Program, func: usize, pc: u32) -> u64 {
        program.prices[func][pc as usize].into()
    }

    /// A trap at an instruction of the innermost frame: collects and tries again, runs deferred calls, or gives up.
    pub(super) fn trapped(&mut self, program: &Program, pc: u32, trap: Box<Trap>) -> Result<Again, Box<Stop>> {
        let func = program.executable.func_at(self.at);
        let op = program.module.funcs[func].code[pc as usize].op;
        let mut trap = trap;
        if self.machine().may_retry(&trap, op) {
            match self.with_roots(program, pc, |m, visit_all| m.collect_for_room(visit_all)) {
                Ok(()) => return Ok(Again::Retry),
                Err(full) => trap = full,
            }
        }
        // A terminator has charged its block already.
        if !op.is_terminator()
            && let Err(empty) = self.machine().meter.charge(EnergyKind::Code, Self::price(program, func, pc))
        {
            trap = empty;
        }
        if !trap.code.is_recoverable() {
            return Err(self.give_up(program, pc, trap, usize::MAX));
        }
        let depth = self.base + 1;
        self.machine().begin_panic(trap, depth);
        self.go_on_panicking(program, pc)?;
        Ok(Again::Elsewhere)
    }

    /// Runs the next deferred call of the latest panic of the frame at `base`, or ends the run if there is none.
    fn go_on_panicking(&mut self, program: &Program, pc: u32) -> Result<(), Box<Stop>> {
        let (below, func) = (self.base, program.executable.func_at(self.at));
        let base = below + usize::from(program.module.funcs[func].regs);
        while let Some(deferred) = self.machine().next_deferred(base) {
            match self.enter_closure(program, deferred.closure, base, AT_DEFERRED_DONE, (0, 0)) {
                Ok(()) => {
                    self.interrupted.push(Interrupted { deferred: base, base: below, func, pc });
                    return Ok(());
                }
                Err(trap) if trap.code.is_recoverable() => self.machine().begin_panic(trap, below + 1),
                Err(trap) => return Err(self.give_up(program, pc, trap, usize::MAX)),
            }
        }
        let panic = self.machine().panics.last().expect("invariant: only called while panicking");
        let (trap, depth) = (panic.trap.clone(), panic.depth);
        if trap.code == TrapCode::Goexit {
            let frames = self.frames(program, self.top(program, pc, Activity::Panicking), 0);
            return match self.settle(program, &frames) {
                Ok(()) => self.leave_goroutine(program, pc),
                Err(empty) => Err(self.give_up(program, pc, empty, depth)),
            };
        }
        Err(self.give_up(program, pc, trap, depth))
    }

    /// The end of the run. Frames below `depth` charge what they did not charge yet; the innermost one has.
    fn give_up(&mut self, program: &Program, pc: u32, trap: Box<Trap>, depth: usize) -> Box<Stop> {
        let mut frames = self.frames(program, self.top(program, pc, Activity::Panicking), 0);
        frames.retain(|f| f.base < depth);
        let trace = frames.iter().map(|f| (FuncIdx(f.func as u32), f.pc)).collect();
        let trap = match self.settle(program, &frames) {
            Err(empty) if trap.code != TrapCode::OutOfEnergy => empty,
            _ => trap,
        };
        Box::new(Stop { trap, trace })
    }

    /// Charges frames that are given up in calls, innermost first.
    fn settle(&mut self, program: &Program, frames: &[Frame]) -> Result<()> {
        for frame in frames.iter().filter(|f| f.activity == Activity::Calling) {
            self.machine().meter.charge(EnergyKind::Code, Self::price(program, frame.func, frame.pc))?;
        }
        Ok(())
    }

    /// A deferred call that a panic ran has returned: the panic goes on, or the frame that deferred it does.
    pub(super) fn deferred_done(&mut self, program: &Program) -> Result<(), Box<Stop>> {
        let below = self.interrupted.pop().expect("invariant: kept until the deferred call is done");
        self.base = below.base;
        // Any instruction of the function says which function it is.
        self.at = program.executable.funcs[below.func].start;
        let AfterDeferred::Recovered(target) = self.machine().deferred_returned() else {
            return self.go_on_panicking(program, below.pc);
        };
        let top = self.top(program, below.pc, Activity::Panicking);
        let frames = self.frames(program, top, target);
        let charged = self.settle(program, &frames);
        let frame = frames.last().expect("invariant: at least the innermost");
        self.interrupted.retain(|i| i.deferred <= target);
        self.base = frame.base;
        let entry = &program.executable.funcs[frame.func];
        self.at = entry.start;
        let recovered = charged.and_then(|()| if entry.recover == 0 { Err(bad_call()) } else { Ok(entry.recover) });
        match recovered {
            Ok(at) => self.at = at,
            Err(trap) => {
                self.trapped(program, frame.pc, trap)?;
            }
        }
        Ok(())
    }

    pub(super) fn machine_and_stack(&mut self) -> (&mut Machine<'static>, &mut Vec<u64>) {
        // SAFETY: as for `machine`; the stack belongs to the context.
        (unsafe { &mut *self.machine }, &mut self.stack)
    }
}

/// The frames of a stack from `top` on, innermost first, down to the one whose register 0 is at `last`.
pub(super) fn frames_of(program: &Program, stack: &[u64], interrupted: &[Interrupted], top: Frame, last: usize) -> Vec<Frame> {
    let exe = &program.executable;
    let mut all = vec![top];
    let mut interrupted = interrupted.iter().rev();
    let mut base = top.base;
    while base > last {
        let link = stack[base] as u32;
        let frame = if link == AT_DEFERRED_DONE {
            let below = interrupted.next().expect("invariant: kept until the deferred call is done");
            Frame { func: below.func, pc: below.pc, base: below.base, activity: Activity::Panicking }
        } else {
            let (call, origin) = (&exe.code[link as usize - 1], exe.origins[link as usize - 1]);
            let pc = origin.first() + origin.count() - 1;
            Frame { func: exe.func_at(link - 1), pc, base: base - usize::from(call.a), activity: Activity::Calling }
        };
        base = frame.base;
        all.push(frame);
    }
    all
}

fn pair_low(stack: &[u64], base: usize, register: u16) -> u32 {
    stack[base + usize::from(register)] as u32
}
