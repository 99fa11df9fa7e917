//! From canonical to executable instructions, function by function.

use super::fuse::{Block, FusedBranch, Globals};
use super::{Code, Entry, Executable, Origin};
use crate::exec::Exec;
use crate::heap::DataSegment;
use crate::isa::{Instr, Op, pack};
use crate::layout::Layout;
use crate::liveness::{Liveness, block_range};
use crate::module::{Func, Module};
use crate::sched::is_scheduling;

/// More slots are copied by the host's function for that.
const WORDS_MAX: u16 = 32;

/// What a distance in a branch waits for.
#[derive(Clone, Copy)]
struct Fixup {
    /// The branch.
    at: u32,
    /// The block that it leads to.
    block: u32,
}

struct Translator<'m> {
    module: &'m Module,
    data: &'m DataSegment,
    out: Executable,
    /// Of the function at hand: its number, first instruction of each block, branches to be filled in.
    func: u32,
    starts: Vec<u32>,
    fixups: Vec<Fixup>,
    /// Calls: filled in when all functions have their places.
    calls: Vec<(u32, u32)>,
}

pub(super) fn translate(module: &Module, layouts: &[Layout], data: &DataSegment, prices: &[Box<[u32]>]) -> Executable {
    let out = Executable { code: vec![], origins: vec![], funcs: vec![], tables: vec![], cache_sites: 0 };
    let mut t = Translator { module, data, out, func: 0, starts: vec![], fixups: vec![], calls: vec![] };
    for op in [Exec::Pad, Exec::Halt, Exec::Pad, Exec::DeferredDone] {
        t.emit(op, [0; 3], 0, 0);
    }
    for (i, (func, prices)) in module.funcs.iter().zip(prices).enumerate() {
        t.func = i as u32;
        t.function(func, layouts, prices);
    }
    for (at, callee) in std::mem::take(&mut t.calls) {
        let distance = t.out.funcs[callee as usize].start.wrapping_sub(at);
        t.out.code[at as usize].set_lo(distance);
    }
    t.out
}

impl Translator<'_> {
    fn here(&self) -> u32 {
        self.out.code.len() as u32
    }

    fn emit(&mut self, op: Exec, operands: [u16; 3], imm: i64, pc: u32) {
        self.emit_fused(op, operands, imm, (pc, 1));
    }

    /// An instruction that stands for `count` canonical ones from `pc` on.
    fn emit_fused(&mut self, op: Exec, operands: [u16; 3], imm: i64, (pc, count): (u32, u32)) {
        self.out.code.push(Code::new(op, operands, imm));
        self.out.origins.push(Origin::new(pc, count));
    }

    fn function(&mut self, func: &Func, layouts: &[Layout], prices: &[u32]) {
        let liveness = Liveness::of(self.module, layouts, func).ok();
        let globals = Globals { at: self.data.globals, size: layouts[self.module.globals.index()].size };
        self.starts.clear();
        let start = self.here();
        let tables_at = self.out.tables.len();
        for table in &func.tables {
            self.out.tables.push(table.len() as u32);
            self.out.tables.extend(table.iter().map(|b| b.0));
        }
        for block in 0..func.blocks.len() {
            self.starts.push(self.here());
            let (first, end) = block_range(func, block);
            let last = end - 1;
            let price = prices[last as usize];
            let fusible = liveness.as_ref().and_then(|l| Block::new(self.module, layouts, func, l, block, (first, end)));
            let mut pc = first;
            while pc < last {
                if let Some(fusible) = &fusible {
                    if let Some(f) = fusible.fuse_branch(pc) {
                        self.fused_branch(block as u32, &func.code[last as usize], &f, pc, price);
                        break;
                    }
                    if let Some(from) = fusible.returned_from(pc)
                        && func.results == 1
                        && !defers(func)
                    {
                        self.emit_fused(Exec::Return1, [from, 0, 0], pack(0, price), (pc, 2));
                        break;
                    }
                    if let Some(f) = fusible.fuse(pc, globals) {
                        self.emit_fused(f.op, f.operands, f.imm, (pc, f.count));
                        pc += f.count;
                        continue;
                    }
                }
                self.instr(&func.code[pc as usize], pc);
                pc += 1;
            }
            if pc == last {
                self.terminator(func, block as u32, &func.code[last as usize], last, price, tables_at);
            }
        }
        for fixup in std::mem::take(&mut self.fixups) {
            let distance = self.starts[fixup.block as usize].wrapping_sub(fixup.at);
            self.out.code[fixup.at as usize].set_lo(distance);
        }
        let mut at = tables_at;
        for table in &func.tables {
            for entry in &mut self.out.tables[at + 1..=at + table.len()] {
                *entry = self.starts[*entry as usize];
            }
            at += 1 + table.len();
        }
        self.out.funcs.push(Entry {
            start,
            regs: func.regs,
            params: func.params,
            results: func.results,
            is_closure: func.is_closure,
            recover: func.recover_block.map_or(0, |b| self.starts[b.index()]),
        });
    }

    /// A branch to a block, its price in the high half.
    fn leap(&mut self, op: Exec, operands: [u16; 3], block: u32, price: u32, pc: u32) {
        self.fixups.push(Fixup { at: self.here(), block });
        self.emit(op, operands, pack(0, price), pc);
    }

    /// The branch `i` at the end of a block, with the instructions from `pc` on fused to it.
    fn fused_branch(&mut self, block: u32, i: &Instr, f: &FusedBranch, pc: u32, price: u32) {
        let (then, else_) = i.targets();
        self.fixups.push(Fixup { at: self.here(), block: then });
        self.emit_fused(f.op, f.operands, pack(0, price), (pc, f.count));
        if else_ != block + 1 {
            self.leap(Exec::Goto, [0; 3], else_, 0, pc + f.count - 1);
        }
    }

    fn terminator(&mut self, func: &Func, block: u32, i: &Instr, pc: u32, price: u32, tables_at: usize) {
        let operands = [i.a, i.b, i.c];
        match i.op {
            Op::Jump => self.leap(Exec::Jump, operands, i.imm as u32, price, pc),
            Op::Switch => {
                let before: usize = func.tables[..i.imm as usize].iter().map(|t| t.len() + 1).sum();
                self.emit(Exec::Switch, operands, pack((tables_at + before) as u32, price), pc);
            }
            Op::Return if !defers(func) => {
                let (op, b) = match func.results {
                    0 => (Exec::Return0, 0),
                    1 => (Exec::Return1, 0),
                    2 => (Exec::Return2, 0),
                    n => (Exec::ReturnN, n),
                };
                self.emit(op, [i.a, b, 0], pack(0, price), pc);
            }
            Op::Return | Op::Panic | Op::PanicAssert | Op::TrapNow => self.emit(Exec::End, operands, pack(0, price), pc),
            _ => {
                let (then, else_) = i.targets();
                let (op, operands, inverse, swapped) = branch(i);
                match inverse {
                    // What comes next is where the branch leads: turn it round.
                    Some(inverse) if then == block + 1 => self.leap(inverse, swapped, else_, price, pc),
                    _ => {
                        self.leap(op, operands, then, price, pc);
                        if else_ != block + 1 {
                            self.leap(Exec::Goto, [0; 3], else_, 0, pc);
                        }
                    }
                }
            }
        }
    }

    fn instr(&mut self, i: &Instr, pc: u32) {
        let mut operands = [i.a, i.b, i.c];
        let mut imm = i.imm;
        let link = self.here() + 1;
        let here = pack(self.func, pc);
        let op = match i.op {
            Op::Mov => Exec::Mov,
            Op::MovN => match i.c {
                1 => Exec::Mov,
                2 => Exec::Mov2,
                3 => Exec::Mov3,
                4 => Exec::Mov4,
                n if n > WORDS_MAX || (i.a > i.b && i.a - i.b < n) => Exec::MovMany,
                _ => Exec::MovN,
            },
            Op::Zero if i.c == 1 => Exec::Const,
            Op::Zero => Exec::Zero,
            Op::Const => Exec::Const,
            Op::Str => {
                imm = self.data.strings[i.imm as usize] as i64;
                Exec::Const
            }
            Op::GlobalAddr => {
                imm = i64::from(self.data.globals.wrapping_add(i.imm as u32));
                Exec::Const
            }
            Op::FuncVal => {
                imm = i64::from(self.data.closures[i.imm as usize]);
                Exec::Const
            }
            Op::TypeVal => Exec::Const,
            Op::LdN if i.imm >> 32 == 2 => Exec::Ld2,
            Op::StN if i.imm >> 32 == 2 => Exec::St2,
            Op::RegN if (i.imm >> 32) as u16 == 1 => Exec::Reg64,
            Op::SetRegN if (i.imm >> 32) as u16 == 1 => Exec::SetReg64,
            Op::Call => {
                self.calls.push((self.here(), i.imm as u32));
                operands[1] = self.module.funcs[i.imm as usize].regs;
                imm = pack(0, link);
                Exec::Call
            }
            Op::CallValue => {
                operands[2] = (i.imm >> 32) as u16;
                imm = pack((i.imm >> 48) as u16 as u32, link);
                Exec::CallValue
            }
            Op::CallMethod => {
                imm = pack(self.out.cache_sites, link);
                self.out.cache_sites += 1;
                Exec::CallMethod
            }
            Op::RunDefers => {
                // Each deferred call returns behind this one, which leads back until none is left.
                self.emit(Exec::Driver, operands, 0, pc);
                imm = i64::from(-1_i32 as u32);
                Exec::Goto
            }
            Op::Recover => Exec::Driver,
            op if is_scheduling(op) => Exec::Driver,
            Op::DivSI | Op::RemSI => {
                let (op, by) = division(i.op, i.imm);
                imm = by;
                op
            }
            _ => match direct(i.op) {
                Some(op) => op,
                None => {
                    imm = here;
                    out_of_line(i.op)
                }
            },
        };
        self.emit(op, operands, imm, pc);
    }
}

/// The function may have deferred calls when it returns.
fn defers(func: &Func) -> bool {
    func.code.iter().any(|i| i.op == Op::Defer)
}

/// A branch, and the one that goes the other way if there is one.
fn branch(i: &Instr) -> (Exec, [u16; 3], Option<Exec>, [u16; 3]) {
    let (same, swapped) = ([i.a, i.b, i.c], [i.b, i.a, i.c]);
    match i.op {
        Op::Br => (Exec::Br, same, Some(Exec::BrNot), same),
        Op::BrEq => (Exec::BrEq, same, Some(Exec::BrNe), same),
        Op::BrNe => (Exec::BrNe, same, Some(Exec::BrEq), same),
        Op::BrLtS => (Exec::BrLtS, same, Some(Exec::BrLeS), swapped),
        Op::BrLeS => (Exec::BrLeS, same, Some(Exec::BrLtS), swapped),
        Op::BrLtU => (Exec::BrLtU, same, Some(Exec::BrLeU), swapped),
        Op::BrLeU => (Exec::BrLeU, same, Some(Exec::BrLtU), swapped),
        Op::BrFEq => (Exec::BrFEq, same, Some(Exec::BrFNe), same),
        Op::BrFLt => (Exec::BrFLt, same, Some(Exec::BrFNotLt), same),
        Op::BrFLe => (Exec::BrFLe, same, Some(Exec::BrFNotLe), same),
        Op::BrEqI => (Exec::BrEqI, same, Some(Exec::BrNeI), same),
        Op::BrNeI => (Exec::BrNeI, same, Some(Exec::BrEqI), same),
        Op::BrLtSI => (Exec::BrLtSI, same, Some(Exec::BrGeSI), same),
        Op::BrGeSI => (Exec::BrGeSI, same, Some(Exec::BrLtSI), same),
        Op::BrLeSI => (Exec::BrLeSI, same, Some(Exec::BrGtSI), same),
        Op::BrGtSI => (Exec::BrGtSI, same, Some(Exec::BrLeSI), same),
        Op::BrLtUI => (Exec::BrLtUI, same, Some(Exec::BrGeUI), same),
        _ => (Exec::End, same, None, same),
    }
}

/// A signed division by a constant other than 0, or its rest, and the immediate.
pub(super) fn division(op: Op, by: i64) -> (Exec, i64) {
    let is_power = (2..=1 << 62).contains(&by) && by & (by - 1) == 0;
    match op {
        Op::DivS | Op::DivSI if is_power => (Exec::DivSPow2, i64::from(by.trailing_zeros())),
        Op::DivS | Op::DivSI => (Exec::DivSI, by),
        _ if is_power => (Exec::RemSPow2, by),
        _ => (Exec::RemSI, by),
    }
}

macro_rules! named_alike {
    ($op:expr; $($name:ident)*) => {
        match $op {
            $(Op::$name => Some(Exec::$name),)*
            _ => None,
        }
    };
}

/// Instructions that have the same operands and immediate in both forms.
pub(super) fn direct(op: Op) -> Option<Exec> {
    named_alike!(op;
        Add Sub Mul And Or Xor AndNot Shl ShrS ShrU DivS DivU RemS RemU AddI SubI MulI AndI OrI XorI ShlI ShrSI ShrUI DivSI DivUI
        RemSI RemUI Neg Not Sext8 Sext16 Sext32 Zext8 Zext16 Zext32 ShiftCheck Clz Ctz Popcnt MulHiLo AddCarry SubBorrow Rotl32 Rotl64 Eq Ne LtS LeS LtU LeU EqI NeI
        LtSI LeSI GtSI GeSI FAdd FSub FMul FDiv FNeg FAbs FSqrt FRound32 FEq FNe FLt FLe IntToF UintToF IntToF32 UintToF32 FToInt
        FToUint FBits LdU8 LdI8 LdU16 LdI16 LdU32 LdI32 Ld64 LdF32 LdN LdPart St8 St16 St32 St64 StF32 StN StPart Lea NilCheck IdxU8
        IdxI8 IdxU16 IdxI16 IdxU32 IdxI32 Idx64 IdxF32 SetIdx8 SetIdx16 SetIdx32 SetIdx64 SetIdxF32 IdxAddr ArrAddr Bound RegU8 RegI8
        RegU16 RegI16 RegU32 RegI32 RegN SetReg8 SetReg16 SetReg32 SetRegN Len SliceOf SliceStr IsType
    )
}

/// Instructions that are run out of line, or fall back to that: the immediate says which canonical one it is.
fn out_of_line(op: Op) -> Exec {
    let special = named_alike!(op;
        MakeSlice Grow Append8 Append32 Append64 AppendSlice CopySlice Concat StrEq RuneAt New Closure MapGet MapSet MapNext EqIface
        CallNative
    );
    special.unwrap_or(Exec::Plain)
}
