//! From canonical to executable instructions, function by function.

use super::fuse::{Block, FusedBranch, Globals};
use super::inline::{Inliner, is_move};
use super::items::{self, Item, ItemTables, Owner, Range, Restore, Source, Value};
use super::simplify::{Simplifier, WorkRoom};
use super::{Code, Entry, Executable, InlinedAt, Note, Origin, Owed};
use crate::exec::Exec;
use crate::heap::DataSegment;
use crate::isa::{Instr, Op, pack};
use crate::layout::Layout;
use crate::liveness::{Liveness, RegSet, RegTable, block_range};
use crate::module::{Func, Module};
use crate::sched::is_scheduling;

/// More slots are copied by the host's function for that.
const WORDS_MAX: u16 = 32;

/// Longer blocks are translated as they are.
const BLOCK_MAX: usize = 4096;

/// Largest table of live registers, in words, that is made for a block.
const LIVE_WORDS_MAX: usize = 1 << 18;

/// What a distance in a branch waits for.
#[derive(Clone, Copy)]
struct Fixup {
    /// The branch.
    at: u32,
    /// The block that it leads to.
    block: u32,
}

/// Memory that is used again for the next function.
#[derive(Default)]
struct Scratch {
    /// The instructions of a function, and where each block of it starts and the last ends.
    items: Vec<Item>,
    bounds: Vec<usize>,
    /// The simplified ones of a block, and what lives behind each.
    simplified: Vec<Item>,
    live: RegTable,
    work: WorkRoom,
}

struct Translator<'m> {
    module: &'m Module,
    layouts: &'m [Layout],
    data: &'m DataSegment,
    prices: &'m [Box<[u32]>],
    inliner: Inliner<'m>,
    out: Executable,
    /// Of the function at hand: first instruction of each block, branches to be filled in, its jump tables.
    starts: Vec<u32>,
    fixups: Vec<Fixup>,
    /// Where each of its jump tables starts.
    table_starts: Vec<u32>,
    /// It may have deferred calls when it returns.
    defers: bool,
    /// What its instructions refer to, and the place of each place in the executable.
    tables: ItemTables,
    places_at: u32,
    scratch: Scratch,
    /// Calls: filled in when all functions have their places.
    calls: Vec<(u32, u32)>,
}

pub(super) fn translate(module: &Module, layouts: &[Layout], data: &DataSegment, prices: &[Box<[u32]>]) -> Executable {
    let mut t = Translator {
        module,
        layouts,
        data,
        prices,
        inliner: Inliner::new(module),
        out: Executable::default(),
        starts: vec![],
        fixups: vec![],
        table_starts: vec![],
        defers: false,
        tables: ItemTables::default(),
        places_at: 0,
        scratch: Scratch::default(),
        calls: vec![],
    };
    for op in [Exec::Pad, Exec::Halt, Exec::Pad, Exec::DeferredDone] {
        t.emit(op, [0; 3], 0, Origin::new(0, 0, 1));
    }
    for (i, func) in module.funcs.iter().enumerate() {
        t.function(i as u32, func);
    }
    for (at, callee) in std::mem::take(&mut t.calls) {
        let callee = &t.out.funcs[callee as usize];
        let code = &mut t.out.code[at as usize];
        code.b = callee.room;
        code.set_lo(callee.start.wrapping_sub(at));
    }
    t.out
}

impl Translator<'_> {
    fn here(&self) -> u32 {
        self.out.code.len() as u32
    }

    fn emit(&mut self, op: Exec, operands: [u16; 3], imm: i64, origin: Origin) {
        self.out.code.push(Code::new(op, operands, imm));
        self.out.origins.push(origin);
    }

    fn function(&mut self, index: u32, func: &Func) {
        let liveness = Liveness::of(self.module, self.layouts, func).ok();
        self.defers = func.code.iter().any(|i| i.op == Op::Defer);
        let room = liveness.as_ref().and_then(|_| self.inliner.room(func));
        let start = self.version(index, func, liveness.as_ref(), room);
        let recover = func.recover_block.map_or(0, |b| self.starts[b.index()]);
        let plain = if room.is_some() { self.version(index, func, liveness.as_ref(), None) } else { start };
        self.out.funcs.push(Entry {
            start,
            plain,
            regs: func.regs,
            room: room.unwrap_or(func.regs),
            params: func.params,
            results: func.results,
            is_closure: func.is_closure,
            recover,
        });
    }

    /// The code of a function: with calls inlined if it has room for that. Returns its start.
    fn version(&mut self, index: u32, func: &Func, liveness: Option<&Liveness>, room: Option<u16>) -> u32 {
        self.starts.clear();
        let mut room_for = std::mem::take(&mut self.scratch);
        self.items(index, func, room.is_some(), &mut room_for);
        self.emit_places();
        self.table_starts.clear();
        for table in &func.tables {
            self.table_starts.push(self.out.tables.len() as u32);
            self.out.tables.push(table.len() as u32);
            self.out.tables.extend(table.iter().map(|b| b.0));
        }
        let start = self.here();
        let regs = room.unwrap_or(func.regs);
        let recover = liveness.filter(|_| func.recover_block.is_some()).map(Liveness::in_recover_block);
        for block in 0..func.blocks.len() {
            self.starts.push(self.here());
            let items = &room_for.items[room_for.bounds[block]..room_for.bounds[block + 1]];
            let is_small = items.len() <= BLOCK_MAX && items.len() * usize::from(regs).div_ceil(64) <= LIVE_WORDS_MAX;
            match liveness.filter(|_| is_small) {
                Some(liveness) => {
                    let live_out = liveness.live_out(func, block, regs);
                    let (work, simplified) = (&mut room_for.work, &mut room_for.simplified);
                    self.simplify(items, live_out, recover.as_ref(), work, simplified, &mut room_for.live);
                    self.block(func, block as u32, Block { items: &room_for.simplified, live: Some(&room_for.live) });
                }
                None => self.block(func, block as u32, Block { items, live: None }),
            }
        }
        self.scratch = room_for;
        for fixup in std::mem::take(&mut self.fixups) {
            let distance = self.starts[fixup.block as usize].wrapping_sub(fixup.at);
            self.out.code[fixup.at as usize].set_lo(distance);
        }
        for (table, at) in func.tables.iter().zip(&self.table_starts) {
            for entry in &mut self.out.tables[*at as usize + 1..][..table.len()] {
                *entry = self.starts[*entry as usize];
            }
        }
        start
    }

    /// The instructions of a function, block by block.
    fn items(&mut self, index: u32, func: &Func, is_inlining: bool, scratch: &mut Scratch) {
        let own = Owner { func: index, place: 0 };
        let Scratch { items, bounds, .. } = scratch;
        self.tables.places.clear();
        items.clear();
        bounds.clear();
        for block in 0..func.blocks.len() {
            bounds.push(items.len());
            let (first, end) = block_range(func, block);
            if is_inlining {
                self.inliner.expand(index, (first, end), &mut self.tables.places, items);
            } else {
                items.extend((first..end).map(|pc| Item::canonical(func.code[pc as usize], own, pc)));
            }
        }
        bounds.push(items.len());
    }

    /// For each place where a function is inlined, what a call there would be, and the return from it. Nothing leads to them, but
    /// frames that are made after the fact have links behind the first.
    fn emit_places(&mut self) {
        self.places_at = self.out.places.len() as u32;
        for place in std::mem::take(&mut self.tables.places) {
            let link = self.here() + 1;
            let parent = if place.parent.place == 0 { 0 } else { self.places_at + place.parent.place };
            self.emit(Exec::Pad, [place.window, 0, 0], 0, Origin::new(place.parent.func, place.call, 1));
            let last = self.module.funcs[place.callee as usize].code.len() as u32 - 1;
            self.emit(Exec::Pad, [0; 3], 0, Origin::new(place.callee, last, 1));
            self.out.places.push(InlinedAt { link, base: place.base, parent });
            self.tables.places.push(place);
        }
    }

    /// Makes fewer instructions of those of a block, and finds what lives behind each.
    fn simplify(
        &mut self,
        items: &[Item],
        live_out: RegSet,
        recover: Option<&RegSet>,
        work: &mut WorkRoom,
        simplified: &mut Vec<Item>,
        live: &mut RegTable,
    ) {
        self.tables.restores.clear();
        self.tables.owed.clear();
        let mut simplifier = Simplifier {
            module: self.module,
            layouts: self.layouts,
            data: self.data,
            tables: &mut self.tables,
            prices: self.prices,
            recover,
            defers: self.defers,
        };
        simplifier.block(items, &live_out, work, simplified);
        items::liveness(self.module, self.layouts, simplified, &self.tables, live_out, recover, live);
    }

    fn block(&mut self, func: &Func, block: u32, fusible: Block<'_>) {
        let globals = Globals { at: self.data.globals, size: self.layouts[self.module.globals.index()].size };
        let (items, last) = (fusible.items, fusible.items.len() - 1);
        let owed = |t: &Self, item: &Item| item.owed.of(&t.tables.owed).iter().map(|o| o.price).fold(0, u32::saturating_add);
        let price = {
            let end = &items[last];
            self.prices[end.owner.func as usize][end.pc as usize].saturating_add(owed(self, end))
        };
        let mut at = 0;
        while at < last {
            let item = &items[at];
            if fusible.live.is_some() {
                if let Some(f) = fusible.fuse_branch(at) {
                    let origin = Origin::new(item.owner.func, items[last].pc, 1);
                    self.note(&items[last], &[]);
                    self.fused_branch(block, &items[last].instr, &f, origin, price);
                    return;
                }
                if let Some(f) = fusible.fuse(at, globals)
                    && let Some((origin, moved)) = self.origin(&items[at..at + f.count as usize])
                {
                    let group = &items[at..at + f.count as usize];
                    if let Some(own) = group.iter().find(|i| i.source == Source::Canonical)
                        && group.iter().any(Item::can_trap)
                    {
                        self.note(own, &moved);
                    }
                    self.emit(f.op, f.operands, f.imm, origin);
                    at += f.count as usize;
                    continue;
                }
            }
            let origin = Origin::new(item.owner.func, item.pc, 1);
            match item.source {
                Source::Charge => {
                    self.note(item, &[]);
                    self.emit(Exec::Charge, [0; 3], pack(0, owed(self, item)), origin);
                }
                Source::Canonical => {
                    if item.can_trap() {
                        self.note(item, &[]);
                    }
                    self.instr(&item.instr, origin);
                }
                Source::Moved => self.instr(&item.instr, origin),
            }
            at += 1;
        }
        let origin = Origin::new(items[last].owner.func, items[last].pc, 1);
        self.note(&items[last], &[]);
        self.terminator(func, block, &items[last].instr, origin, price);
    }

    /// Which canonical instructions some that are fused stand for, and what those find in registers that were not written. `None`
    /// if they cannot be run in their place.
    fn origin(&self, items: &[Item]) -> Option<(Origin, Vec<Restore>)> {
        let mut own = items.iter().filter(|i| i.source == Source::Canonical);
        let first = own.next().unwrap_or(&items[0]);
        let last = own.next_back().unwrap_or(first);
        let origin = Origin::new(first.owner.func, first.pc, last.pc.wrapping_sub(first.pc).wrapping_add(1) & 0xff);
        if !items.iter().any(Item::can_trap) {
            return Some((origin, vec![]));
        }
        let is_one = items.iter().all(|i| i.owner == first.owner) && first.pc <= last.pc && last.pc - first.pc < 255;
        let code = &self.module.funcs[first.owner.func as usize].code;
        let stays = |i: &Instr| direct(i.op).is_some() || is_move(i.op);
        if !is_one || !code[first.pc as usize..=last.pc as usize].iter().all(stays) {
            return None;
        }
        let before = items.iter().take_while(|i| i.source == Source::Moved);
        let moved = before.map(|i| match i.instr.op {
            Op::Mov => Restore { register: i.instr.a, value: Value::Copy(i.instr.b) },
            _ => Restore { register: i.instr.a, value: Value::Const(i.instr.imm) },
        });
        Some((origin, moved.collect()))
    }

    /// Keeps what the next instruction needs if it gives up.
    fn note(&mut self, item: &Item, moved: &[Restore]) {
        let (restores, owed) = (item.restores.of(&self.tables.restores), item.owed.of(&self.tables.owed));
        if restores.is_empty() && moved.is_empty() && owed.is_empty() && item.owner.place == 0 {
            return;
        }
        let restores_at = self.out.restores.len() as u32;
        self.out.restores.extend_from_slice(restores);
        self.out.restores.extend_from_slice(moved);
        let owed_at = self.out.owed.len() as u32;
        let places_at = self.places_at;
        self.out.owed.extend(owed.iter().map(|o| Owed { price: o.price, place: places_at + o.place }));
        let place = if item.owner.place == 0 { 0 } else { places_at + item.owner.place };
        self.out.notes.push(Note {
            at: self.out.code.len() as u32,
            place,
            restores: Range { start: restores_at, len: self.out.restores.len() as u32 - restores_at },
            owed: Range { start: owed_at, len: self.out.owed.len() as u32 - owed_at },
        });
    }

    /// A branch to a block, its price in the high half.
    fn leap(&mut self, op: Exec, operands: [u16; 3], block: u32, price: u32, origin: Origin) {
        self.fixups.push(Fixup { at: self.here(), block });
        self.emit(op, operands, pack(0, price), origin);
    }

    /// The branch `i` at the end of a block, with instructions fused to it.
    fn fused_branch(&mut self, block: u32, i: &Instr, f: &FusedBranch, origin: Origin, price: u32) {
        let (then, else_) = i.targets();
        self.leap(f.op, f.operands, then, price, origin);
        if else_ != block + 1 {
            self.leap(Exec::Goto, [0; 3], else_, 0, origin);
        }
    }

    fn terminator(&mut self, func: &Func, block: u32, i: &Instr, origin: Origin, price: u32) {
        let operands = [i.a, i.b, i.c];
        match i.op {
            Op::Jump => self.leap(Exec::Jump, operands, i.imm as u32, price, origin),
            Op::Switch => {
                self.emit(Exec::Switch, operands, pack(self.table_starts[i.imm as usize], price), origin);
            }
            Op::Return if !self.defers => {
                let (op, b) = match func.results {
                    0 => (Exec::Return0, 0),
                    1 => (Exec::Return1, 0),
                    2 => (Exec::Return2, 0),
                    3 => (Exec::Return3, 0),
                    n => (Exec::ReturnN, n),
                };
                self.emit(op, [i.a, b, 0], pack(0, price), origin);
            }
            Op::Return | Op::Panic | Op::PanicAssert | Op::TrapNow => self.emit(Exec::End, operands, pack(0, price), origin),
            _ => {
                let (then, else_) = i.targets();
                let (op, operands, inverse, swapped) = branch(i);
                match inverse {
                    // What comes next is where the branch leads: turn it round.
                    Some(inverse) if then == block + 1 => self.leap(inverse, swapped, else_, price, origin),
                    _ => {
                        self.leap(op, operands, then, price, origin);
                        if else_ != block + 1 {
                            self.leap(Exec::Goto, [0; 3], else_, 0, origin);
                        }
                    }
                }
            }
        }
    }

    fn instr(&mut self, i: &Instr, origin: Origin) {
        let mut operands = [i.a, i.b, i.c];
        let mut imm = i.imm;
        let link = self.here() + 1;
        let here = pack(origin.func(), origin.first());
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
                self.emit(Exec::Driver, operands, 0, origin);
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
        self.emit(op, operands, imm, origin);
    }
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
