//! Drops moves and constants within a block.
//!
//! Going forward, a move or constant is not emitted but kept in mind: what reads the register afterwards reads where its value is.
//! It is emitted when that place is about to be overwritten, when something needs all registers as they should be (whatever runs
//! out of line, calls, the end of the block), or never, if the register is dead by then. Instructions that may trap note what was
//! not written: if they do, it is put in place before their canonical form is run. Where the value was computed for nothing but the
//! move, the instruction that computed it writes to the move's register.

use super::inline::is_move;
use super::items::{Item, ItemTables, OwedItem, Owner, Range, Restore, Source, Value, liveness};
use super::translate::direct;
use crate::heap::DataSegment;
use crate::isa::{Imm, Instr, Op, Operand};
use crate::layout::Layout;
use crate::liveness::{Accesses, RegSet, RegTable, Regs};
use crate::module::Module;

/// Moves that are kept in mind at a time: they are searched one by one.
const PENDING_MAX: usize = 24;

/// How far back an instruction may stand that a move's register is given to.
const BACK_MAX: usize = 48;

pub(super) struct Simplifier<'a> {
    pub(super) module: &'a Module,
    pub(super) layouts: &'a [Layout],
    pub(super) data: &'a DataSegment,
    pub(super) tables: &'a mut ItemTables,
    /// Prices of blocks up to each instruction, by function.
    pub(super) prices: &'a [Box<[u32]>],
    /// The function has a recover block, where these live.
    pub(super) recover: Option<&'a RegSet>,
    /// The function may have deferred calls when it returns.
    pub(super) defers: bool,
}

/// Memory that is used again for the next block.
#[derive(Debug, Default)]
pub(super) struct WorkRoom {
    live: RegTable,
    pending: Vec<Restore>,
    defs: Vec<(u16, usize)>,
}

/// The work on a block.
struct Work<'a, 's> {
    s: &'s mut Simplifier<'a>,
    out: &'s mut Vec<Item>,
    /// Registers that are not written yet. No register waits for itself by way of others.
    pending: &'s mut Vec<Restore>,
    /// The last noted `pending`, if it did not change.
    noted: Option<Range>,
    /// Registers and the index in `out` of the instruction that wrote them and nothing else.
    defs: &'s mut Vec<(u16, usize)>,
    /// Where what is owed starts in the table.
    owed: usize,
    /// What lives before the instruction at hand, and behind it.
    before: Regs<'s>,
    behind: Regs<'s>,
    /// What instructions that are added now belong to.
    owner: Owner,
    pc: u32,
}

impl<'a> Simplifier<'a> {
    /// Writes the block in fewer instructions. The last is the terminator still.
    pub(super) fn block(&mut self, items: &[Item], live_out: &RegSet, room: &mut WorkRoom, out: &mut Vec<Item>) {
        let live = &mut room.live;
        let first = liveness(self.module, self.layouts, items, self.tables, live_out.clone(), self.recover, live);
        let owed = self.tables.owed.len();
        out.clear();
        room.pending.clear();
        room.defs.clear();
        let mut work = Work {
            s: self,
            out,
            pending: &mut room.pending,
            noted: None,
            defs: &mut room.defs,
            owed,
            before: first.regs(),
            behind: live_out.regs(),
            owner: items[0].owner,
            pc: items[0].pc,
        };
        for (n, item) in items.iter().enumerate() {
            (work.owner, work.pc) = (item.owner, item.pc);
            let behind = room.live.row(n);
            work.behind = behind;
            // The end of a loop stays in one piece: what must be written at the end of the block is written before it.
            if n + 2 == items.len() && item.instr.op == Op::AddI && item.instr.a == item.instr.b {
                work.flush_live(live_out.regs(), Some(item.instr.a));
            }
            work.item(item, n + 1 == items.len());
            if work.pending.iter().any(|p| !behind.contains(p.register)) {
                work.noted = None;
                work.pending.retain(|p| behind.contains(p.register));
            }
            work.before = behind;
        }
    }
}

impl Work<'_, '_> {
    fn item(&mut self, item: &Item, is_last: bool) {
        let i = &item.instr;
        while self.pending.len() > PENDING_MAX {
            let oldest = self.pending[0].register;
            self.flush(oldest);
        }
        if item.is_inlined_return() {
            let place = self.s.tables.places[item.owner.place as usize - 1];
            let func = &self.s.module.funcs[item.owner.func as usize];
            self.assign_all(place.base, i.a, func.results);
            let price = self.s.prices[item.owner.func as usize][item.pc as usize];
            self.s.tables.owed.push(OwedItem { price, place: item.owner.place });
            return;
        }
        match i.op {
            Op::Mov => self.assign_all(i.a, i.b, 1),
            Op::MovN if i.c <= 16 && (i.a.abs_diff(i.b) >= i.c) => self.assign_all(i.a, i.b, i.c),
            Op::Zero if i.c <= 4 => (0..i.c).for_each(|n| self.assign(i.a + n, Value::Const(0), None)),
            Op::Const | Op::TypeVal => self.assign(i.a, Value::Const(i.imm), None),
            Op::Str => self.assign(i.a, Value::Const(self.s.data.strings[i.imm as usize] as i64), None),
            Op::FuncVal => self.assign(i.a, Value::Const(self.s.data.closures[i.imm as usize].into()), None),
            _ if is_last => self.terminator(item),
            op if direct(op).is_some() || is_move(op) => self.plain(item),
            _ => self.barrier(item),
        }
    }

    fn pending(&self, register: u16) -> Option<Value> {
        self.pending.iter().find(|p| p.register == register).map(|p| p.value)
    }

    fn take(&mut self, register: u16) -> Option<Value> {
        let at = self.pending.iter().position(|p| p.register == register)?;
        self.noted = None;
        Some(self.pending.remove(at).value)
    }

    /// A move of registers that do not overlap.
    fn assign_all(&mut self, to: u16, from: u16, count: u16) {
        for n in 0..count {
            let value = self.pending(from + n).unwrap_or(Value::Copy(from + n));
            self.assign(to + n, value, Some(from + n));
        }
    }

    /// The register has this value from here on. `from` is the register that it was moved from.
    fn assign(&mut self, register: u16, value: Value, from: Option<u16>) {
        self.take(register);
        if value == Value::Copy(register) || !self.behind.contains(register) {
            return;
        }
        let mut value = value;
        // Follow what the value waits for; it must not wait for the register itself.
        let mut at = value;
        while let Value::Copy(place) = at {
            if place == register {
                let from = from.expect("invariant: copies are of registers");
                self.flush(from);
                value = Value::Copy(from);
                break;
            }
            match self.pending(place) {
                Some(next) => at = next,
                None => break,
            }
        }
        self.noted = None;
        self.pending.push(Restore { register, value });
    }

    /// Writes a register that was not written yet.
    fn flush(&mut self, register: u16) {
        let Some(value) = self.take(register) else { return };
        self.make_way(register, None);
        if let Value::Copy(from) = value
            && self.retarget(from, register)
        {
            return;
        }
        let instr = match value {
            Value::Copy(from) => Instr { op: Op::Mov, a: register, b: from, c: 0, imm: 0 },
            Value::Const(imm) => Instr { op: Op::Const, a: register, b: 0, c: 0, imm },
        };
        self.push(Item {
            instr,
            owner: self.owner,
            pc: self.pc,
            source: Source::Moved,
            restores: Range::default(),
            owed: Range::default(),
        });
        self.defined(register, Some(self.out.len() - 1));
    }

    /// The register is about to be written: what waits to be copied from it and lives behind `live` is copied now.
    fn make_way(&mut self, register: u16, live: Option<Regs<'_>>) {
        loop {
            let waiting = |p: &&Restore| p.value == Value::Copy(register) && live.is_none_or(|l| l.contains(p.register));
            let Some(next) = self.pending.iter().find(waiting).map(|p| p.register) else { return };
            self.flush(next);
        }
    }

    /// Writes what waits and lives there, the oldest first.
    fn flush_live(&mut self, live: Regs<'_>, except: Option<u16>) {
        let is_wanted = |p: &&Restore| Some(p.register) != except && live.contains(p.register);
        while let Some(next) = self.pending.iter().find(is_wanted).map(|p| p.register) {
            self.flush(next);
        }
    }

    fn flush_span(&mut self, start: u16, count: u16) {
        (0..count).for_each(|n| self.flush(start + n));
    }

    fn defined(&mut self, register: u16, at: Option<usize>) {
        self.defs.retain(|(r, _)| *r != register);
        if let Some(at) = at {
            self.defs.push((register, at));
        }
    }

    fn push(&mut self, item: Item) {
        self.out.push(item);
    }

    /// Makes the instruction that computed `from` write to `to` instead, if nothing stands in the way.
    fn retarget(&mut self, from: u16, to: u16) -> bool {
        if self.s.recover.is_some() || (self.before.contains(from) && self.pending(from).is_none()) {
            return false;
        }
        let Some(at) = self.defs.iter().find(|(r, _)| *r == from).map(|(_, at)| *at) else { return false };
        if self.out.len() - at > BACK_MAX {
            return false;
        }
        for item in &self.out[at + 1..] {
            let func = &self.s.module.funcs[item.owner.func as usize];
            let accesses = Accesses::of(self.s.module, self.s.layouts, func, &item.instr);
            let touches = |register: u16, spans: &[crate::liveness::Span]| {
                spans.iter().any(|s| (u32::from(s.start)..s.end()).contains(&register.into()))
            };
            let reads_whole =
                accesses.uses().iter().filter(|s| s.len != 1).any(|s| (u32::from(s.start)..s.end()).contains(&from.into()));
            // The bounds of a slice expression stand behind the one register that the instruction names.
            let bounds = u32::from(item.instr.c)..u32::from(item.instr.c) + 3;
            let is_bound = item.instr.op.info().imm == Imm::Slice && bounds.contains(&from.into());
            let is_noted = item.restores.of(&self.s.tables.restores).iter().any(|r| r.value == Value::Copy(to));
            let is_in_way = touches(to, accesses.uses()) || touches(to, accesses.defs()) || touches(from, accesses.defs());
            if is_in_way || reads_whole || is_bound || is_noted {
                return false;
            }
        }
        self.out[at].instr.a = to;
        for n in at + 1..self.out.len() {
            let mut item = self.out[n];
            let kinds = item.instr.op.info().operands;
            for (kind, register) in kinds.iter().zip([&mut item.instr.a, &mut item.instr.b, &mut item.instr.c]) {
                if *register == from && !matches!(kind, Operand::None | Operand::Count | Operand::Imm16) {
                    *register = to;
                }
            }
            if item.source == Source::Canonical {
                item.restores = self.renamed(item.restores, from, to);
            }
            self.out[n] = item;
        }
        for p in &mut *self.pending {
            if p.value == Value::Copy(from) {
                p.value = Value::Copy(to);
            }
        }
        self.noted = None;
        self.defined(from, None);
        self.defined(to, Some(at));
        true
    }

    /// Notes with a value in another register: that of `from` is in `to`.
    fn renamed(&mut self, range: Range, from: u16, to: u16) -> Range {
        let notes = &mut self.s.tables.restores;
        let start = notes.len();
        notes.extend_from_within(range.start as usize..(range.start + range.len) as usize);
        for note in &mut notes[start..] {
            if note.value == Value::Copy(from) {
                note.value = Value::Copy(to);
            }
        }
        if notes[start..].iter().all(|n| n.register != from) {
            notes.push(Restore { register: from, value: Value::Copy(to) });
        }
        Range { start: start as u32, len: (notes.len() - start) as u32 }
    }

    fn note(&mut self) -> Range {
        if let Some(range) = self.noted {
            return range;
        }
        let notes = &mut self.s.tables.restores;
        let range = Range { start: notes.len() as u32, len: self.pending.len() as u32 };
        notes.extend_from_slice(self.pending);
        self.noted = Some(range);
        range
    }

    fn owed(&self) -> Range {
        Range { start: self.owed as u32, len: (self.s.tables.owed.len() - self.owed) as u32 }
    }

    /// Makes operands name where values are, and writes what is about to be lost when `defs` are written.
    fn substitute(&mut self, instr: &mut Instr, defs: &Accesses) {
        if instr.op.info().imm == Imm::Slice {
            self.flush_span(instr.c, 3);
        }
        if instr.op.info().operands[0] == Operand::ModArray {
            self.flush_span(instr.a, (instr.imm >> 48) as u16);
        }
        // Writing one register may make others be written: nothing is settled before nothing changes.
        let behind = self.behind;
        loop {
            let count = self.pending.len();
            for span in defs.defs() {
                (0..span.len).for_each(|n| self.make_way(span.start + n, Some(behind)));
            }
            for (start, len) in operand_spans(instr) {
                self.gather(start, len);
            }
            if self.pending.len() == count {
                break;
            }
        }
        let [a, b, c] = operand_spans(instr).map(|(start, len)| self.place(start, len).unwrap_or(start));
        (instr.a, instr.b, instr.c) = (a, b, c);
    }

    /// Writes registers until the values of these are together.
    fn gather(&mut self, start: u16, count: u16) {
        while self.place(start, count).is_none() {
            let next = (0..count).map(|n| start + n).find(|r| self.pending(*r).is_some());
            self.flush(next.expect("invariant: what is written is in place"));
        }
    }

    /// Where the values of some registers are: as they are, or all together elsewhere.
    fn place(&self, start: u16, count: u16) -> Option<u16> {
        if count == 0 {
            return Some(start);
        }
        let first = match self.pending(start) {
            None => start,
            Some(Value::Copy(place)) => place,
            Some(Value::Const(_)) => return None,
        };
        let is_there = (1..count).all(|n| match self.pending(start + n) {
            None => first == start,
            Some(value) => first.checked_add(n).is_some_and(|place| value == Value::Copy(place)),
        });
        is_there.then_some(first)
    }

    /// An instruction that stays in the frame and does all or nothing.
    fn plain(&mut self, item: &Item) {
        let mut item = *item;
        let func = &self.s.module.funcs[item.owner.func as usize];
        let defs = Accesses::of(self.s.module, self.s.layouts, func, &item.instr);
        self.with_constant(&mut item.instr);
        self.substitute(&mut item.instr, &defs);
        item.restores = self.note();
        item.owed = self.owed();
        for span in defs.defs() {
            (0..span.len).for_each(|n| {
                self.take(span.start + n);
            });
        }
        self.push(item);
        let info = item.instr.op.info();
        let is_single = info.operands[0] == Operand::Def(1) && info.operands[1..].iter().all(|o| !matches!(o, Operand::Def(_)));
        for span in defs.defs() {
            for n in 0..span.len {
                self.defined(span.start + n, is_single.then(|| self.out.len() - 1));
            }
        }
    }

    /// The instruction with a constant as its immediate.
    fn with_constant(&mut self, i: &mut Instr) {
        let info = i.op.info();
        if info.operands != [Operand::Def(1), Operand::Use(1), Operand::Use(1)] || info.imm != Imm::None {
            return;
        }
        let with = |op, b, imm| Instr { op, a: i.a, b, c: 0, imm };
        if let Some(Value::Const(imm)) = self.pending(i.c) {
            let shift = (0..64).contains(&imm);
            *i = match i.op {
                Op::Add => with(Op::AddI, i.b, imm),
                Op::Sub => with(Op::AddI, i.b, imm.wrapping_neg()),
                Op::Mul => with(Op::MulI, i.b, imm),
                Op::DivS if imm != 0 => with(Op::DivSI, i.b, imm),
                Op::DivU if imm != 0 => with(Op::DivUI, i.b, imm),
                Op::RemS if imm != 0 => with(Op::RemSI, i.b, imm),
                Op::RemU if imm != 0 => with(Op::RemUI, i.b, imm),
                Op::And => with(Op::AndI, i.b, imm),
                Op::Or => with(Op::OrI, i.b, imm),
                Op::Xor => with(Op::XorI, i.b, imm),
                Op::Shl if shift => with(Op::ShlI, i.b, imm),
                Op::ShrS if shift => with(Op::ShrSI, i.b, imm),
                Op::ShrU if shift => with(Op::ShrUI, i.b, imm),
                Op::Eq => with(Op::EqI, i.b, imm),
                Op::Ne => with(Op::NeI, i.b, imm),
                Op::LtS => with(Op::LtSI, i.b, imm),
                Op::LeS => with(Op::LeSI, i.b, imm),
                _ => return,
            };
        } else if let Some(Value::Const(imm)) = self.pending(i.b) {
            *i = match i.op {
                Op::Add => with(Op::AddI, i.c, imm),
                Op::Sub => with(Op::SubI, i.c, imm),
                Op::Mul => with(Op::MulI, i.c, imm),
                Op::And => with(Op::AndI, i.c, imm),
                Op::Or => with(Op::OrI, i.c, imm),
                Op::Xor => with(Op::XorI, i.c, imm),
                Op::Eq => with(Op::EqI, i.c, imm),
                Op::Ne => with(Op::NeI, i.c, imm),
                Op::LtS => with(Op::GtSI, i.c, imm),
                Op::LeS => with(Op::GeSI, i.c, imm),
                _ => return,
            };
        }
    }

    /// An instruction that needs all registers as they should be, and all paid.
    fn barrier(&mut self, item: &Item) {
        self.flush_live(self.before, None);
        self.charge();
        let func = &self.s.module.funcs[item.owner.func as usize];
        let accesses = Accesses::of(self.s.module, self.s.layouts, func, &item.instr);
        for span in accesses.defs() {
            (0..span.len).for_each(|n| {
                self.take(span.start + n);
            });
        }
        self.defs.clear();
        self.push(*item);
    }

    /// Takes what is owed.
    fn charge(&mut self) {
        let owed = self.owed();
        if owed.len == 0 {
            return;
        }
        let instr = Instr { op: Op::Jump, a: 0, b: 0, c: 0, imm: 0 };
        let (owner, pc) = (self.owner, self.pc);
        self.push(Item { instr, owner, pc, source: Source::Charge, restores: Range::default(), owed });
        self.owed = self.s.tables.owed.len();
    }

    fn terminator(&mut self, item: &Item) {
        let mut item = *item;
        let func = &self.s.module.funcs[item.owner.func as usize];
        let by_driver = match item.instr.op {
            Op::Panic | Op::PanicAssert | Op::TrapNow => true,
            Op::Return => self.s.defers,
            _ => false,
        };
        if by_driver {
            self.flush_live(self.before, None);
        } else {
            self.flush_live(self.behind, None);
            if item.instr.op == Op::Return {
                self.gather(item.instr.a, func.results);
                item.instr.a = self.place(item.instr.a, func.results).unwrap_or(item.instr.a);
            } else {
                self.compare_with_constant(&mut item.instr);
                self.substitute(&mut item.instr, &Accesses::default());
            }
        }
        item.owed = self.owed();
        self.push(item);
    }

    /// The branch with a constant as its operand.
    fn compare_with_constant(&mut self, i: &mut Instr) {
        let small = |value: Option<Value>| match value {
            Some(Value::Const(imm)) => i16::try_from(imm).ok().map(|imm| imm as u16),
            _ => None,
        };
        if i.op.info().operands != [Operand::Use(1), Operand::Use(1), Operand::None] {
            return;
        }
        let with = |op, a, c| Instr { op, a, b: 0, c, imm: i.imm };
        if let Some(c) = small(self.pending(i.b)) {
            *i = match i.op {
                Op::BrEq => with(Op::BrEqI, i.a, c),
                Op::BrNe => with(Op::BrNeI, i.a, c),
                Op::BrLtS => with(Op::BrLtSI, i.a, c),
                Op::BrLeS => with(Op::BrLeSI, i.a, c),
                _ => return,
            };
        } else if let Some(c) = small(self.pending(i.a)) {
            *i = match i.op {
                Op::BrEq => with(Op::BrEqI, i.b, c),
                Op::BrNe => with(Op::BrNeI, i.b, c),
                Op::BrLtS => with(Op::BrGtSI, i.b, c),
                Op::BrLeS => with(Op::BrGeSI, i.b, c),
                _ => return,
            };
        }
    }
}

/// The registers that operands read and may name elsewhere: the first, and how many.
fn operand_spans(i: &Instr) -> [(u16, u16); 3] {
    let info = i.op.info();
    let words = if info.imm == Imm::RegArray { (i.imm >> 32) as u16 } else { (i.imm >> 32).clamp(0, 0xffff) as u16 };
    let mut spans = [(i.a, 0), (i.b, 0), (i.c, 0)];
    for (n, kind) in info.operands.iter().enumerate() {
        spans[n].1 = match kind {
            Operand::Use(_) if info.imm == Imm::Slice && n == 2 => 0,
            Operand::Use(n) => u16::from(*n),
            Operand::UseN => i.c,
            Operand::UseWords => words,
            Operand::UseArray => (i.imm >> 48) as u16,
            _ => 0,
        };
    }
    spans
}
