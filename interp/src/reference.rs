//! The reference interpreter: canonical code, one instruction after the other, with nothing derived and nothing clever. It is the
//! oracle that the other engines are measured by.
//!
//! Energy: a block's price is charged by its terminator, before that acts. An instruction that traps charges what its block costs
//! up to it and including it. A frame that a panic unwinds charges its block up to the call that it is suspended in, at the moment
//! when it is given up: when somebody below recovers, or when nobody does.

use crate::energy::EnergyKind;
use crate::heap::{f32_bits_of_slot, nil_dereference, slot_of_f32_bits};
use crate::isa::{Instr, Op};
use crate::machine::{AfterDeferred, Deferred, Machine, bad_call, may_allocate, thrown, trap_now};
use crate::module::{BlockIdx, Func, FuncIdx, MethodIdx, TypeIdx};
use crate::program::Program;
use crate::rt::arrays::RegArray;
use crate::rt::slices::Bounds;
use crate::rt::{chan, equal, iface, map, num, slices, strings};
use crate::sched::{Outcome, Parked, deadlock};
use crate::stackmap::{Activity, StackMaps};
use crate::trap::{Trap, TrapCode};

type Result<T> = std::result::Result<T, Box<Trap>>;

/// A run that ended without results, and where it was then: function and instruction of every frame, innermost first.
#[derive(Debug)]
pub(crate) struct Stop {
    pub(crate) trap: Box<Trap>,
    pub(crate) trace: Vec<(FuncIdx, u32)>,
}

/// Who waits for a frame to return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Caller {
    /// The frame below.
    Frame,
    /// The panic that runs this deferred call.
    Panic,
}

#[derive(Clone, Copy, Debug)]
struct Frame {
    func: FuncIdx,
    /// The instruction that runs, or the call that the frame is suspended in.
    pc: u32,
    /// Its register 0.
    base: usize,
    caller: Caller,
    /// What its block costs so far has been charged: it trapped.
    is_settled: bool,
}

/// What comes after an instruction.
enum Next {
    /// The one that follows.
    Follow,
    /// The frame's own program counter tells.
    Stay,
    /// The latest panic's next deferred call.
    Panicking,
    /// Nothing: the outermost frame returned. Its results start at this register of the stack.
    Done(usize),
    /// The goroutine waits in this instruction.
    Block,
    /// Other goroutines have their turn, then the one that follows.
    Yield,
}

/// The frames of a goroutine that does not run.
#[derive(Debug)]
pub(crate) struct Stack {
    regs: Vec<u64>,
    frames: Vec<Frame>,
}

impl Stack {
    pub(crate) fn visit(&self, program: &Program, maps: &mut StackMaps, visit: &mut dyn FnMut(u64)) {
        visit_stack(program, &self.frames, &self.regs, maps, visit);
    }
}

struct Interpreter<'m, 'h> {
    m: &'m mut Machine<'h>,
    program: &'m Program,
    regs: Vec<u64>,
    frames: Vec<Frame>,
    /// The innermost frame's.
    base: usize,
    blocks_run: u32,
    /// The block that has just ended spent the last of the goroutine's quantum.
    is_expired: bool,
}

/// The host is asked every so many blocks whether to stop.
const BLOCKS_PER_LOOK: u32 = 1 << 14;

/// Runs a function to its end.
pub(crate) fn run(m: &mut Machine<'_>, func: FuncIdx, args: &[u64]) -> std::result::Result<Vec<u64>, Box<Stop>> {
    let program = m.program.clone();
    let mut it = Interpreter { m, program: &program, regs: vec![], frames: vec![], base: 0, blocks_run: 0, is_expired: false };
    it.m.begin_run();
    let mut result = it.enter(func, 0, Caller::Frame, Some(args)).map(|()| Next::Stay);
    loop {
        match result {
            Ok(Next::Follow) => {
                it.top().pc += 1;
                it.yield_if_expired()?;
            }
            Ok(Next::Stay) => it.yield_if_expired()?,
            Ok(Next::Panicking) => it.go_on_panicking()?,
            Ok(Next::Done(at)) if it.m.sched.is_root() => {
                let count = usize::from(program.module.funcs[func.index()].results);
                it.m.end_run();
                return Ok(it.regs[at..at + count].to_vec());
            }
            Ok(Next::Done(_)) => {
                it.m.end_goroutine();
                it.next_turn()?;
            }
            Ok(Next::Block) => {
                it.park(false);
                it.next_turn()?;
            }
            Ok(Next::Yield) => {
                it.top().pc += 1;
                it.park(true);
                it.next_turn()?;
            }
            Err(trap) => it.trapped(trap)?,
        }
        result = it.step();
        it.m.instructions += u64::from(result.is_ok());
    }
}

impl Interpreter<'_, '_> {
    fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("invariant: a run has a frame until it is done")
    }

    fn func(&self, frame: &Frame) -> &Func {
        &self.program.module.funcs[frame.func.index()]
    }

    fn r(&self, register: u16) -> u64 {
        self.regs[self.base + usize::from(register)]
    }

    fn pair(&self, register: u16) -> [u64; 2] {
        [self.r(register), self.r(register + 1)]
    }

    fn range(&self, register: u16, count: usize) -> &[u64] {
        &self.regs[self.base + usize::from(register)..][..count]
    }

    fn range_mut(&mut self, register: u16, count: usize) -> &mut [u64] {
        &mut self.regs[self.base + usize::from(register)..][..count]
    }

    fn set(&mut self, register: u16, value: u64) -> Result<Next> {
        self.regs[self.base + usize::from(register)] = value;
        Ok(Next::Follow)
    }

    fn set_float(&mut self, register: u16, value: f64) -> Result<Next> {
        self.set(register, value.to_bits())
    }

    fn set_bool(&mut self, register: u16, value: bool) -> Result<Next> {
        self.set(register, value.into())
    }

    fn set_pair(&mut self, register: u16, value: [u64; 2]) -> Result<Next> {
        self.range_mut(register, 2).copy_from_slice(&value);
        Ok(Next::Follow)
    }

    /// Pushes a frame whose register 0 is at `base`. Its arguments are there already, or given.
    fn enter(&mut self, func: FuncIdx, base: usize, caller: Caller, args: Option<&[u64]>) -> Result<()> {
        let callee = &self.program.module.funcs[func.index()];
        let end = base + usize::from(callee.regs);
        if end > self.m.stack_limit() {
            return Err(Trap::new(TrapCode::StackOverflow, "stack overflow"));
        }
        if self.regs.len() < end {
            let len = self.m.grown_stack(self.regs.len(), end);
            self.regs.resize(len, 0);
        }
        let first_local = base + 1 + usize::from(callee.params);
        self.regs[first_local..end].fill(0);
        if let Some(args) = args {
            self.regs[base + 1..first_local].copy_from_slice(args);
        }
        self.frames.push(Frame { func, pc: 0, base, caller, is_settled: false });
        self.base = base;
        Ok(())
    }

    /// Calls the function of a closure, if it has this shape.
    fn enter_closure(&mut self, closure: u32, base: usize, caller: Caller, params: u16, results: u16) -> Result<()> {
        let func = FuncIdx(self.m.heap.u32(closure)?);
        let callee = self.program.module.funcs.get(func.index()).filter(|f| f.params == params && f.results == results);
        let Some(callee) = callee else { return Err(bad_call()) };
        self.enter(func, base, caller, None)?;
        if callee.is_closure {
            self.regs[base + 1 + usize::from(params)] = closure.into();
        }
        Ok(())
    }

    /// Other goroutines have their turn if the current one has spent its quantum.
    fn yield_if_expired(&mut self) -> std::result::Result<(), Box<Stop>> {
        if self.is_expired && self.m.must_yield() {
            self.park(true);
            self.next_turn()?;
        }
        Ok(())
    }

    fn park(&mut self, is_ready: bool) {
        let slots = self.regs.len();
        let stack = Stack { regs: std::mem::take(&mut self.regs), frames: std::mem::take(&mut self.frames) };
        self.m.park(Parked::Reference(stack), slots, is_ready);
    }

    /// Goes on with the goroutine whose turn it is.
    fn next_turn(&mut self) -> std::result::Result<(), Box<Stop>> {
        let turn = self.m.next_turn();
        self.is_expired = false;
        match turn.parked {
            Parked::Reference(stack) => (self.regs, self.frames) = (stack.regs, stack.frames),
            Parked::Fresh(closure) => {
                self.regs.clear();
                self.frames.clear();
                return self.enter_closure(closure, 0, Caller::Frame, 0, 0).or_else(|trap| self.trapped(trap));
            }
            Parked::Executable(_) => unreachable!("invariant: an instance has one engine"),
        }
        self.base = self.top().base;
        if turn.is_deadlock {
            return self.trapped(deadlock(&self.m.sched));
        }
        let Some(wake) = turn.wake else { return Ok(()) };
        let frame = *self.top();
        let func = &self.program.module.funcs[frame.func.index()];
        let regs = &mut self.regs[frame.base..][..usize::from(func.regs)];
        match Machine::finish_wait(self.program, &func.code, frame.pc as usize, regs, &wake) {
            Ok(()) => {
                self.top().pc += 1;
                Ok(())
            }
            Err(trap) => self.trapped(trap),
        }
    }

    fn collect(&mut self) {
        let (program, frames, regs) = (self.program, &self.frames, &self.regs);
        self.m.collect(|maps, visit| visit_stack(program, frames, regs, maps, visit));
    }

    /// The first register behind the innermost frame.
    fn stack_end(&self) -> usize {
        self.frames.last().map_or(0, |f| f.base + usize::from(self.func(f).regs))
    }

    /// What the innermost frame's block costs up to its current instruction.
    fn price(&self, frame: &Frame) -> u64 {
        self.program.prices[frame.func.index()][frame.pc as usize].into()
    }

    /// A trap: collects and tries again, runs deferred calls, or gives up.
    fn trapped(&mut self, trap: Box<Trap>) -> std::result::Result<(), Box<Stop>> {
        let Some(frame) = self.frames.last().copied() else { return Err(Box::new(Stop { trap, trace: vec![] })) };
        let op = self.func(&frame).code[frame.pc as usize].op;
        let mut trap = trap;
        if self.m.may_retry(&trap, op) {
            let (program, frames, regs) = (self.program, &self.frames, &self.regs);
            match self.m.collect_for_room(|maps, visit| visit_stack(program, frames, regs, maps, visit)) {
                Ok(()) => return Ok(()),
                Err(full) => trap = full,
            }
        }
        // A terminator has charged its block already.
        if !op.is_terminator()
            && let Err(empty) = self.m.meter.charge(EnergyKind::Code, self.price(&frame))
        {
            trap = empty;
        }
        self.top().is_settled = true;
        if !trap.code.is_recoverable() {
            return Err(self.give_up(trap));
        }
        self.m.begin_panic(trap, self.frames.len());
        self.go_on_panicking()
    }

    /// Runs the next deferred call of the latest panic, or ends the run if there is none.
    fn go_on_panicking(&mut self) -> std::result::Result<(), Box<Stop>> {
        while let Some(deferred) = self.m.next_deferred(self.frames.len()) {
            let base = self.stack_end();
            match self.enter_closure(deferred.closure, base, Caller::Panic, 0, 0) {
                Ok(()) => return Ok(()),
                Err(trap) if trap.code.is_recoverable() => self.m.begin_panic(trap, self.frames.len()),
                Err(trap) => return Err(self.give_up(trap)),
            }
        }
        let panic = self.m.panics.last().expect("invariant: only called while panicking");
        let (trap, depth) = (panic.trap.clone(), panic.depth);
        self.frames.truncate(depth);
        if trap.code == TrapCode::Goexit {
            if let Err(empty) = self.unwind(0) {
                return Err(self.give_up(empty));
            }
            self.frames.iter_mut().for_each(|f| f.is_settled = true);
            if self.m.leave_root() {
                self.park(false);
            } else {
                self.m.end_goroutine();
            }
            return self.next_turn();
        }
        Err(self.give_up(trap))
    }

    /// The end of the run. Frames charge what they did not charge yet.
    fn give_up(&mut self, trap: Box<Trap>) -> Box<Stop> {
        let trace = self.frames.iter().rev().map(|f| (f.func, f.pc)).collect();
        let trap = match self.unwind(0) {
            Err(empty) if trap.code != TrapCode::OutOfEnergy => empty,
            _ => trap,
        };
        Box::new(Stop { trap, trace })
    }

    /// Charges the frames from depth `first` on, innermost first.
    fn unwind(&mut self, first: usize) -> Result<()> {
        for frame in self.frames[first..].iter().rev().filter(|f| !f.is_settled) {
            let price = self.program.prices[frame.func.index()][frame.pc as usize];
            self.m.meter.charge(EnergyKind::Code, price.into())?;
        }
        Ok(())
    }

    fn jump(&mut self, block: u32) -> Result<Next> {
        let frame = self.frames.last().expect("invariant: a frame runs");
        let func = &self.program.module.funcs[frame.func.index()];
        let target = func.blocks[block as usize];
        self.top().pc = target;
        Ok(Next::Stay)
    }

    fn branch(&mut self, i: &Instr, condition: bool) -> Result<Next> {
        let (then, else_) = i.targets();
        self.jump(if condition { then } else { else_ })
    }

    /// Runs the current instruction of the innermost frame.
    fn step(&mut self) -> Result<Next> {
        let p = self.program;
        let frame = *self.frames.last().expect("invariant: a frame runs");
        let i = self.func(&frame).code[frame.pc as usize];
        self.is_expired = false;
        if i.op.is_terminator() {
            self.m.meter.charge(EnergyKind::Code, self.price(&frame))?;
            self.is_expired = self.m.meter.left < self.m.sched.deadline();
            self.blocks_run += 1;
            if self.blocks_run == BLOCKS_PER_LOOK {
                self.blocks_run = 0;
                if self.m.host.should_stop() {
                    return Err(Trap::new(TrapCode::Stopped, "stopped"));
                }
            }
        }
        if may_allocate(i.op) && self.m.heap.is_collection_due() {
            self.collect();
        }
        let (a, b, c) = (i.a, i.b, i.c);
        let imm = i.imm as u64;
        let ty = TypeIdx(i.imm as u32);
        let float = |it: &Self, register| f64::from_bits(it.r(register));
        match i.op {
            Op::Mov => self.set(a, self.r(b)),
            Op::MovN => {
                let (from, to) = (self.base + usize::from(b), self.base + usize::from(a));
                self.regs.copy_within(from..from + usize::from(c), to);
                Ok(Next::Follow)
            }
            Op::Zero => {
                self.range_mut(a, c.into()).fill(0);
                Ok(Next::Follow)
            }
            Op::Const => self.set(a, imm),
            Op::Str => self.set(a, p.data.strings[imm as usize]),
            Op::GlobalAddr => self.set(a, p.data.globals.wrapping_add(i.imm as u32).into()),
            Op::FuncVal => self.set(a, p.data.closures[imm as usize].into()),
            Op::TypeVal => self.set(a, imm),

            Op::Add => self.set(a, self.r(b).wrapping_add(self.r(c))),
            Op::Sub => self.set(a, self.r(b).wrapping_sub(self.r(c))),
            Op::Mul => self.set(a, self.r(b).wrapping_mul(self.r(c))),
            Op::And => self.set(a, self.r(b) & self.r(c)),
            Op::Or => self.set(a, self.r(b) | self.r(c)),
            Op::Xor => self.set(a, self.r(b) ^ self.r(c)),
            Op::AndNot => self.set(a, self.r(b) & !self.r(c)),
            Op::Shl => self.set(a, num::shl(self.r(b), self.r(c))),
            Op::ShrS => self.set(a, num::shr_s(self.r(b), self.r(c))),
            Op::ShrU => self.set(a, num::shr_u(self.r(b), self.r(c))),
            Op::DivS => self.set(a, num::div_s(self.r(b), self.r(c))?),
            Op::DivU => self.set(a, num::div_u(self.r(b), self.r(c))?),
            Op::RemS => self.set(a, num::rem_s(self.r(b), self.r(c))?),
            Op::RemU => self.set(a, num::rem_u(self.r(b), self.r(c))?),
            Op::AddI => self.set(a, self.r(b).wrapping_add(imm)),
            Op::SubI => self.set(a, imm.wrapping_sub(self.r(b))),
            Op::MulI => self.set(a, self.r(b).wrapping_mul(imm)),
            Op::AndI => self.set(a, self.r(b) & imm),
            Op::OrI => self.set(a, self.r(b) | imm),
            Op::XorI => self.set(a, self.r(b) ^ imm),
            Op::ShlI => self.set(a, num::shl(self.r(b), imm)),
            Op::ShrSI => self.set(a, num::shr_s(self.r(b), imm)),
            Op::ShrUI => self.set(a, num::shr_u(self.r(b), imm)),
            Op::DivSI => self.set(a, num::div_s(self.r(b), imm)?),
            Op::DivUI => self.set(a, num::div_u(self.r(b), imm)?),
            Op::RemSI => self.set(a, num::rem_s(self.r(b), imm)?),
            Op::RemUI => self.set(a, num::rem_u(self.r(b), imm)?),
            Op::Neg => self.set(a, self.r(b).wrapping_neg()),
            Op::Not => self.set(a, !self.r(b)),
            Op::Sext8 => self.set(a, self.r(b) as i8 as u64),
            Op::Sext16 => self.set(a, self.r(b) as i16 as u64),
            Op::Sext32 => self.set(a, self.r(b) as i32 as u64),
            Op::Zext8 => self.set(a, self.r(b) as u8 as u64),
            Op::Zext16 => self.set(a, self.r(b) as u16 as u64),
            Op::Zext32 => self.set(a, self.r(b) as u32 as u64),
            Op::ShiftCheck if (self.r(a) as i64) < 0 => Err(num::negative_shift()),
            Op::ShiftCheck => Ok(Next::Follow),
            Op::Clz => self.set(a, self.r(b).leading_zeros().into()),
            Op::Ctz => self.set(a, self.r(b).trailing_zeros().into()),
            Op::Popcnt => self.set(a, self.r(b).count_ones().into()),
            Op::MulHiLo => {
                let product = u128::from(self.r(b)) * u128::from(self.r(c));
                self.set_pair(a, [(product >> 64) as u64, product as u64])
            }

            Op::AddCarry => self.set_pair(a, num::add_carry(self.r(b), self.r(b + 1), self.r(b + 2))),
            Op::SubBorrow => self.set_pair(a, num::sub_borrow(self.r(b), self.r(b + 1), self.r(b + 2))),
            Op::Rotl32 => self.set(a, num::rotl_32(self.r(b), self.r(c))),
            Op::Rotl64 => self.set(a, num::rotl_64(self.r(b), self.r(c))),

            Op::Eq => self.set_bool(a, self.r(b) == self.r(c)),
            Op::Ne => self.set_bool(a, self.r(b) != self.r(c)),
            Op::LtS => self.set_bool(a, (self.r(b) as i64) < self.r(c) as i64),
            Op::LeS => self.set_bool(a, self.r(b) as i64 <= self.r(c) as i64),
            Op::LtU => self.set_bool(a, self.r(b) < self.r(c)),
            Op::LeU => self.set_bool(a, self.r(b) <= self.r(c)),
            Op::EqI => self.set_bool(a, self.r(b) == imm),
            Op::NeI => self.set_bool(a, self.r(b) != imm),
            Op::LtSI => self.set_bool(a, (self.r(b) as i64) < i.imm),
            Op::LeSI => self.set_bool(a, self.r(b) as i64 <= i.imm),
            Op::GtSI => self.set_bool(a, self.r(b) as i64 > i.imm),
            Op::GeSI => self.set_bool(a, self.r(b) as i64 >= i.imm),

            Op::FAdd => self.set_float(a, float(self, b) + float(self, c)),
            Op::FSub => self.set_float(a, float(self, b) - float(self, c)),
            Op::FMul => self.set_float(a, float(self, b) * float(self, c)),
            Op::FDiv => self.set_float(a, float(self, b) / float(self, c)),
            Op::FNeg => self.set_float(a, -float(self, b)),
            Op::FAbs => self.set_float(a, float(self, b).abs()),
            Op::FSqrt => self.set_float(a, float(self, b).sqrt()),
            Op::FRound32 => self.set(a, num::f32_slot(float(self, b) as f32)),
            Op::FEq => self.set_bool(a, float(self, b) == float(self, c)),
            Op::FNe => self.set_bool(a, float(self, b) != float(self, c)),
            Op::FLt => self.set_bool(a, float(self, b) < float(self, c)),
            Op::FLe => self.set_bool(a, float(self, b) <= float(self, c)),
            Op::IntToF => self.set_float(a, self.r(b) as i64 as f64),
            Op::UintToF => self.set_float(a, self.r(b) as f64),
            Op::IntToF32 => self.set(a, num::f32_slot(self.r(b) as i64 as f32)),
            Op::UintToF32 => self.set(a, num::f32_slot(self.r(b) as f32)),
            Op::FToInt => self.set(a, num::float_to_int(self.r(b))),
            Op::FToUint => self.set(a, num::float_to_uint(self.r(b))),
            Op::FBits => self.set(a, num::float_bits(self.r(b))),

            Op::LdU8 => self.set(a, u8::from_le_bytes(self.load(b, imm)?).into()),
            Op::LdI8 => self.set(a, i8::from_le_bytes(self.load(b, imm)?) as u64),
            Op::LdU16 => self.set(a, u16::from_le_bytes(self.load(b, imm)?).into()),
            Op::LdI16 => self.set(a, i16::from_le_bytes(self.load(b, imm)?) as u64),
            Op::LdU32 => self.set(a, u32::from_le_bytes(self.load(b, imm)?).into()),
            Op::LdI32 => self.set(a, i32::from_le_bytes(self.load(b, imm)?) as u64),
            Op::Ld64 => self.set(a, u64::from_le_bytes(self.load(b, imm)?)),
            Op::LdF32 => self.set(a, slot_of_f32_bits(u32::from_le_bytes(self.load(b, imm)?))),
            Op::LdN => {
                let (addr, offset, words) = (self.r(b) as u32, imm as u32, imm >> 32);
                for n in 0..words as u32 {
                    let word = self.m.heap.get(addr, offset.wrapping_add(8 * n))?;
                    self.range_mut(a, words as usize)[n as usize] = u64::from_le_bytes(word);
                }
                Ok(Next::Follow)
            }
            Op::LdPart => {
                let word = u64::from_le_bytes(self.load(b, imm)?);
                self.set(a, word & ((1 << (u32::from(c) * 8)) - 1))
            }
            Op::St8 => self.store::<1>(a, imm, self.r(b)),
            Op::St16 => self.store::<2>(a, imm, self.r(b)),
            Op::St32 => self.store::<4>(a, imm, self.r(b)),
            Op::St64 => self.store::<8>(a, imm, self.r(b)),
            Op::StF32 => self.store::<4>(a, imm, f32_bits_of_slot(self.r(b)).into()),
            Op::StN => {
                let (addr, offset, words) = (self.r(a) as u32, imm as u32, imm >> 32);
                for n in 0..words as u32 {
                    let word = self.range(b, words as usize)[n as usize];
                    self.m.heap.put(addr, offset.wrapping_add(8 * n), word.to_le_bytes())?;
                }
                Ok(Next::Follow)
            }
            Op::StPart => {
                let (addr, value) = (self.r(a) as u32, self.r(b));
                self.m.heap.put_part(addr, imm as u32, value, c.into())?;
                Ok(Next::Follow)
            }
            Op::Lea => match self.r(b) as u32 {
                0 => Err(nil_dereference()),
                addr => self.set(a, addr.wrapping_add(imm as u32).into()),
            },
            Op::NilCheck if self.r(a) as u32 == 0 => Err(nil_dereference()),
            Op::NilCheck => Ok(Next::Follow),
            Op::CopyMem => {
                self.m.heap.charge_data(&mut self.m.meter, imm)?;
                self.m.heap.copy(self.r(a) as u32, self.r(b) as u32, imm as u32)?;
                Ok(Next::Follow)
            }
            Op::ClearMem => {
                self.m.heap.charge_data(&mut self.m.meter, imm)?;
                self.m.heap.bytes_mut(self.r(a) as u32, imm as u32)?.fill(0);
                Ok(Next::Follow)
            }
            Op::EqMem => {
                let (x, y) = (self.r(b) as u32, self.r(c) as u32);
                let is_equal = equal::values_equal(p, &self.m.heap, &mut self.m.meter, ty, x, y)?;
                self.set_bool(a, is_equal)
            }

            Op::IdxU8 => self.set(a, u8::from_le_bytes(self.load_element(b, c)?).into()),
            Op::IdxI8 => self.set(a, i8::from_le_bytes(self.load_element(b, c)?) as u64),
            Op::IdxU16 => self.set(a, u16::from_le_bytes(self.load_element(b, c)?).into()),
            Op::IdxI16 => self.set(a, i16::from_le_bytes(self.load_element(b, c)?) as u64),
            Op::IdxU32 => self.set(a, u32::from_le_bytes(self.load_element(b, c)?).into()),
            Op::IdxI32 => self.set(a, i32::from_le_bytes(self.load_element(b, c)?) as u64),
            Op::Idx64 => self.set(a, u64::from_le_bytes(self.load_element(b, c)?)),
            Op::IdxF32 => self.set(a, slot_of_f32_bits(u32::from_le_bytes(self.load_element(b, c)?))),
            Op::SetIdx8 => self.store_element::<1>(a, b, self.r(c)),
            Op::SetIdx16 => self.store_element::<2>(a, b, self.r(c)),
            Op::SetIdx32 => self.store_element::<4>(a, b, self.r(c)),
            Op::SetIdx64 => self.store_element::<8>(a, b, self.r(c)),
            Op::SetIdxF32 => self.store_element::<4>(a, b, f32_bits_of_slot(self.r(c)).into()),
            Op::IdxAddr => self.set(a, slices::element(self.r(b), self.r(c), imm as u32)?.into()),
            Op::ArrAddr => match self.r(b) as u32 {
                0 => Err(nil_dereference()),
                addr => {
                    let (size, length) = (imm as u32, (imm >> 32) as u32);
                    self.set(a, slices::element(crate::rt::pack(addr, length), self.r(c), size)?.into())
                }
            },
            Op::Bound if self.r(a) >= imm => Err(slices::index_out_of_range(self.r(a), imm)),
            Op::Bound => Ok(Next::Follow),

            Op::RegU8 => self.set(a, self.array_element(&i, 8)?),
            Op::RegI8 => self.set(a, self.array_element(&i, 8)? as i8 as u64),
            Op::RegU16 => self.set(a, self.array_element(&i, 16)?),
            Op::RegI16 => self.set(a, self.array_element(&i, 16)? as i16 as u64),
            Op::RegU32 => self.set(a, self.array_element(&i, 32)?),
            Op::RegI32 => self.set(a, self.array_element(&i, 32)? as i32 as u64),
            Op::RegN => {
                let from = RegArray::new(i.imm).element(self.r(c))?;
                let start = self.base + usize::from(b) + from.start;
                self.regs.copy_within(start..start + from.len(), self.base + usize::from(a));
                Ok(Next::Follow)
            }
            Op::SetReg8 => self.set_array_element(&i, 8),
            Op::SetReg16 => self.set_array_element(&i, 16),
            Op::SetReg32 => self.set_array_element(&i, 32),
            Op::SetRegN => {
                let to = RegArray::new(i.imm).element(self.r(b))?;
                let start = self.base + usize::from(c);
                self.regs.copy_within(start..start + to.len(), self.base + usize::from(a) + to.start);
                Ok(Next::Follow)
            }

            Op::Len => self.set(a, self.r(b) >> 32),
            Op::SliceOf => {
                let slice = slices::slice(self.pair(b), &self.bounds(&i))?;
                self.set_pair(a, slice)
            }
            Op::SliceStr => self.set(a, slices::slice_string(self.r(b), &self.bounds(&i))?),
            Op::MakeSlice => {
                let (length, cap) = (self.r(b), self.r(c));
                let slice = slices::make(p, &mut self.m.heap, &mut self.m.meter, ty, length, cap)?;
                self.set_pair(a, slice)
            }
            Op::Grow => {
                let (s, more) = (self.pair(b), self.r(c));
                let slice = slices::grow(p, &mut self.m.heap, &mut self.m.meter, ty, s, more)?;
                self.set_pair(a, slice)
            }
            Op::Append8 => self.append::<1>(&i),
            Op::Append32 => self.append::<4>(&i),
            Op::Append64 => self.append::<8>(&i),
            Op::AppendSlice => {
                let (s, other) = (self.pair(b), self.r(c));
                let slice = slices::append_slice(p, &mut self.m.heap, &mut self.m.meter, ty, s, other)?;
                self.set_pair(a, slice)
            }
            Op::CopySlice => {
                let (to, from) = (self.r(b), self.r(c));
                let count = slices::copy(&mut self.m.heap, &mut self.m.meter, to, from, imm as u32)?;
                self.set(a, count)
            }
            Op::Concat => {
                let parts = &self.regs[self.base + usize::from(b)..][..usize::from(c)];
                let joined = strings::concat(&mut self.m.heap, &mut self.m.meter, parts)?;
                self.set(a, joined)
            }
            Op::StrEq => {
                let (x, y) = (self.r(b), self.r(c));
                let is_equal = strings::equal(&self.m.heap, &mut self.m.meter, x, y)?;
                self.set_bool(a, is_equal)
            }
            Op::StrLt => {
                let (x, y) = (self.r(b), self.r(c));
                let order = strings::compare(&self.m.heap, &mut self.m.meter, x, y)?;
                self.set_bool(a, order.is_lt())
            }
            Op::StrLe => {
                let (x, y) = (self.r(b), self.r(c));
                let order = strings::compare(&self.m.heap, &mut self.m.meter, x, y)?;
                self.set_bool(a, order.is_le())
            }
            Op::RuneAt => {
                let (rune, width) = strings::rune_at(&self.m.heap, self.r(b), self.r(c))?;
                self.set_pair(a, [rune, width])
            }

            Op::New => {
                let (contents, size) = (p.types[ty.index()].contents, p.layout(ty).size);
                let addr = self.m.heap.alloc(&mut self.m.meter, contents, size.into())?;
                self.set(a, addr.into())
            }
            Op::Closure => {
                let captured = &self.regs[self.base + usize::from(b)..][..usize::from(c)];
                let addr = slices::closure(&mut self.m.heap, &mut self.m.meter, imm as u32, captured)?;
                self.set(a, addr.into())
            }

            Op::MapNew => {
                let room = self.r(b);
                let map = map::new(p, &mut self.m.heap, &mut self.m.meter, ty, room)?;
                self.set(a, map.into())
            }
            Op::MapGet | Op::MapSet => {
                let map = self.r(b) as u32;
                let key = &self.regs[self.base + usize::from(c)..][..map::key_slots(p, ty)];
                let access = if i.op == Op::MapGet { map::get } else { map::set };
                let addr = access(p, &mut self.m.heap, &mut self.m.meter, ty, map, key)?;
                self.set(a, addr.into())
            }
            Op::MapDelete => {
                let map = self.r(a) as u32;
                let key = &self.regs[self.base + usize::from(c)..][..map::key_slots(p, ty)];
                map::delete(p, &mut self.m.heap, &mut self.m.meter, ty, map, key)?;
                Ok(Next::Follow)
            }
            Op::MapLen => self.set(a, map::length(&self.m.heap, self.r(b) as u32)?),
            Op::MapClear => {
                let map = self.r(a) as u32;
                map::clear(&mut self.m.heap, map)?;
                Ok(Next::Follow)
            }
            Op::MapIter => {
                let state = map::iter(&self.m.heap, self.r(b) as u32)?;
                self.range_mut(a, 3).copy_from_slice(&state);
                Ok(Next::Follow)
            }
            Op::MapNext => {
                let state = &mut self.regs[self.base + usize::from(b)..][..3];
                let entry = map::next(p, &mut self.m.heap, &mut self.m.meter, ty, state)?;
                self.set(a, entry.into())
            }

            Op::IsType => self.set_bool(a, self.r(b) == imm),
            Op::Implements => {
                let dynamic = self.r(b);
                let is_so = iface::implements(p, &mut self.m.implements, dynamic, ty);
                self.set_bool(a, is_so)
            }
            Op::EqIface => {
                let (x, y) = (self.pair(b), self.pair(c));
                let is_equal = equal::interfaces_equal(p, &self.m.heap, &mut self.m.meter, x, y)?;
                self.set_bool(a, is_equal)
            }

            Op::Call => {
                self.enter(FuncIdx(imm as u32), self.base + usize::from(a), Caller::Frame, None)?;
                Ok(Next::Stay)
            }
            Op::CallValue => {
                let (base, closure) = (self.base + usize::from(a), self.r(b) as u32);
                self.enter_closure(closure, base, Caller::Frame, (imm >> 32) as u16, (imm >> 48) as u16)?;
                Ok(Next::Stay)
            }
            Op::CallMethod => {
                let [dynamic, payload] = self.pair(b);
                if dynamic == 0 {
                    return Err(nil_dereference());
                }
                let func = p.method(TypeIdx(dynamic as u32), MethodIdx(imm as u32)).ok_or_else(bad_call)?;
                let callee = &p.module.funcs[func.index()];
                if callee.params != ((imm >> 32) as u16).wrapping_add(1) || callee.results != (imm >> 48) as u16 {
                    return Err(bad_call());
                }
                self.regs[self.base + usize::from(a) + 1] = payload;
                self.enter(func, self.base + usize::from(a), Caller::Frame, None)?;
                Ok(Next::Stay)
            }
            Op::CallNative => {
                let func = &p.module.funcs[frame.func.index()];
                let window = &mut self.regs[self.base..][usize::from(a)..usize::from(func.regs)];
                self.m.call_native(p, imm as usize, window)?;
                Ok(Next::Follow)
            }
            Op::Defer => {
                let (frame, closure) = (self.frames.len() - 1, self.r(a) as u32);
                self.m.defers.push(Deferred { frame, closure });
                Ok(Next::Follow)
            }
            Op::RunDefers => {
                let frame = self.frames.len() - 1;
                let Some(next) = self.m.defers.pop_if(|d| d.frame == frame) else { return Ok(Next::Follow) };
                self.enter_closure(next.closure, self.base + usize::from(a), Caller::Frame, 0, 0)?;
                Ok(Next::Stay)
            }
            Op::Recover => {
                let frames = &self.frames;
                let top = frames.len() - 1;
                let is_wrapper = |frame: &Frame| p.module.funcs[frame.func.index()].is_defer_wrapper;
                let value = self.m.recover(top, |running| frames[running..top].iter().all(is_wrapper))?;
                self.set_pair(a, value)
            }

            Op::Go | Op::Yield | Op::ChanSend | Op::ChanRecv | Op::Select | Op::SemAcquire | Op::SemRelease => {
                let func = &p.module.funcs[frame.func.index()];
                let regs = &mut self.regs[frame.base..][..usize::from(func.regs)];
                Ok(match self.m.schedule(p, &func.code, frame.pc as usize, regs)? {
                    Outcome::Done => Next::Follow,
                    Outcome::Block => Next::Block,
                    Outcome::Yield => Next::Yield,
                })
            }
            Op::ChanNew => {
                let cap = self.r(b);
                let at = chan::new(p, &mut self.m.heap, &mut self.m.meter, ty, cap)?;
                self.set(a, at.into())
            }
            Op::ChanClose => {
                self.m.close_chan(self.r(a) as u32)?;
                Ok(Next::Follow)
            }
            Op::ChanLen => self.set(a, chan::length(&self.m.heap, self.r(b) as u32)?),
            Op::ChanCap => self.set(a, chan::capacity(&self.m.heap, self.r(b) as u32)?),
            Op::SelectSend => Ok(Next::Follow),
            Op::SelectRecv => {
                let slots = p.layout(p.desc(ty).elem).slot_count();
                self.range_mut(a, slots.into()).fill(0);
                self.set(c, 0)
            }

            Op::Jump => self.jump(imm as u32),
            Op::Br => self.branch(&i, self.r(a) != 0),
            Op::BrEq => self.branch(&i, self.r(a) == self.r(b)),
            Op::BrNe => self.branch(&i, self.r(a) != self.r(b)),
            Op::BrLtS => self.branch(&i, (self.r(a) as i64) < self.r(b) as i64),
            Op::BrLeS => self.branch(&i, self.r(a) as i64 <= self.r(b) as i64),
            Op::BrLtU => self.branch(&i, self.r(a) < self.r(b)),
            Op::BrLeU => self.branch(&i, self.r(a) <= self.r(b)),
            Op::BrFEq => self.branch(&i, float(self, a) == float(self, b)),
            Op::BrFLt => self.branch(&i, float(self, a) < float(self, b)),
            Op::BrFLe => self.branch(&i, float(self, a) <= float(self, b)),
            Op::BrEqI => self.branch(&i, self.r(a) as i64 == i64::from(c as i16)),
            Op::BrNeI => self.branch(&i, self.r(a) as i64 != i64::from(c as i16)),
            Op::BrLtSI => self.branch(&i, (self.r(a) as i64) < i64::from(c as i16)),
            Op::BrLeSI => self.branch(&i, self.r(a) as i64 <= i64::from(c as i16)),
            Op::BrGtSI => self.branch(&i, self.r(a) as i64 > i64::from(c as i16)),
            Op::BrGeSI => self.branch(&i, self.r(a) as i64 >= i64::from(c as i16)),
            Op::BrLtUI => self.branch(&i, self.r(a) < c as i16 as u64),
            Op::Switch => {
                let table = &self.func(&frame).tables[imm as usize];
                let target = table[(table.len() as u64 - 1).min(self.r(a)) as usize];
                self.jump(target.0)
            }
            Op::Return => self.leave(a),
            Op::Panic => Err(thrown(self.pair(a))),
            Op::PanicAssert => Err(iface::assertion_failed(p, self.r(a), ty, TypeIdx((imm >> 32) as u32))),
            Op::TrapNow => Err(trap_now(imm)),
        }
    }

    fn load<const N: usize>(&self, register: u16, offset: u64) -> Result<[u8; N]> {
        self.m.heap.get(self.r(register) as u32, offset as u32)
    }

    fn store<const N: usize>(&mut self, register: u16, offset: u64, value: u64) -> Result<Next> {
        let bytes = value.to_le_bytes()[..N].try_into().expect("invariant: at most eight bytes");
        self.m.heap.put::<N>(self.r(register) as u32, offset as u32, bytes)?;
        Ok(Next::Follow)
    }

    fn load_element<const N: usize>(&self, slice: u16, index: u16) -> Result<[u8; N]> {
        self.m.heap.get(slices::element(self.r(slice), self.r(index), N as u32)?, 0)
    }

    fn store_element<const N: usize>(&mut self, slice: u16, index: u16, value: u64) -> Result<Next> {
        let addr = slices::element(self.r(slice), self.r(index), N as u32)?;
        let bytes = value.to_le_bytes()[..N].try_into().expect("invariant: at most eight bytes");
        self.m.heap.put::<N>(addr, 0, bytes)?;
        Ok(Next::Follow)
    }

    fn append<const N: usize>(&mut self, i: &Instr) -> Result<Next> {
        let (s, value, ty) = (self.pair(i.b), self.r(i.c), TypeIdx(i.imm as u32));
        let slice = slices::append::<N>(self.program, &mut self.m.heap, &mut self.m.meter, ty, s, value)?;
        self.set_pair(i.a, slice)
    }

    fn array_element(&self, i: &Instr, bits: u32) -> Result<u64> {
        let shape = RegArray::new(i.imm);
        shape.get_packed(self.range(i.b, shape.slots.into()), self.r(i.c), bits)
    }

    fn set_array_element(&mut self, i: &Instr, bits: u32) -> Result<Next> {
        let shape = RegArray::new(i.imm);
        let (index, value) = (self.r(i.b), self.r(i.c));
        shape.set_packed(self.range_mut(i.a, shape.slots.into()), index, bits, value)?;
        Ok(Next::Follow)
    }

    /// Bounds of a slice expression; registers of those that are not given need not exist.
    fn bounds(&self, i: &Instr) -> Bounds {
        let at = |n: usize| self.regs.get(self.base + usize::from(i.c) + n).copied().unwrap_or(0);
        Bounds::new(i.imm, at(0), at(1), at(2))
    }

    /// Takes the frame's own deferred calls off, gives the results to the caller.
    fn leave(&mut self, results_at: u16) -> Result<Next> {
        let frame = self.frames.pop().expect("invariant: a frame runs");
        let depth = self.frames.len();
        while self.m.defers.last().is_some_and(|d| d.frame >= depth) {
            self.m.defers.pop();
        }
        let from = frame.base + usize::from(results_at);
        let results = usize::from(self.func(&frame).results);
        self.regs.copy_within(from..from + results, frame.base);
        if self.frames.is_empty() {
            return Ok(Next::Done(frame.base));
        }
        self.base = self.top().base;
        if frame.caller == Caller::Frame {
            let caller = *self.top();
            // It runs until no deferred call is left.
            let is_again = self.func(&caller).code[caller.pc as usize].op == Op::RunDefers;
            return Ok(if is_again { Next::Stay } else { Next::Follow });
        }
        self.is_expired = false;
        self.deferred_returned()
    }

    /// A deferred call that a panic ran has returned.
    fn deferred_returned(&mut self) -> Result<Next> {
        let AfterDeferred::Recovered(target) = self.m.deferred_returned() else {
            return Ok(Next::Panicking);
        };
        let charged = self.unwind(target);
        self.frames.truncate(target + 1);
        self.base = self.top().base;
        self.top().is_settled = false;
        charged?;
        let frame = *self.top();
        match self.func(&frame).recover_block {
            Some(BlockIdx(block)) => self.jump(block),
            None => Err(bad_call()),
        }
    }
}

/// Visits the live registers of all frames.
fn visit_stack(program: &Program, frames: &[Frame], regs: &[u64], maps: &mut StackMaps, visit: &mut dyn FnMut(u64)) {
    for (depth, frame) in frames.iter().enumerate() {
        let activity = match frame.is_settled {
            true => Activity::Panicking,
            false if depth + 1 == frames.len() => Activity::Running,
            false => Activity::Calling,
        };
        maps.visit(program, frame.func, frame.pc, activity, &regs[frame.base..], visit);
    }
}
