//! Which registers an instruction reads and writes, and which are live where.
//!
//! The verifier needs it (nothing undefined is read, nothing lives across a call inside of the callee's frame), the collector
//! (registers that are not live are no roots, so what is freed does not depend on how code was executed), and the loader (a write
//! may be dropped if nothing reads it).

use crate::isa::{Imm, Instr, OPS, Op, Operand};
use crate::layout::Layout;
use crate::module::{Func, Module};

/// Some registers, one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    /// The first.
    pub(crate) start: u16,
    /// How many.
    pub(crate) len: u16,
}

impl Span {
    /// The first register behind.
    pub(crate) fn end(self) -> u32 {
        u32::from(self.start) + u32::from(self.len)
    }
}

/// What an instruction does to registers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Accesses {
    uses: [Span; 5],
    use_count: u8,
    defs: [Span; 2],
    def_count: u8,
    /// The registers from here on hold nothing afterwards but what the instruction defines: a callee's frame lay there.
    pub(crate) window: Option<u16>,
}

/// How many slots each operand reads and writes, of an opcode of which that is all and always the same. Most are such, and this is
/// asked of each instruction several times while a program is loaded.
#[derive(Clone, Copy)]
struct Fixed {
    reads: [u8; 3],
    writes: [u8; 3],
}

impl Fixed {
    const fn of(operands: [Operand; 3], imm: Imm) -> Option<Fixed> {
        let mut fixed = Fixed { reads: [0; 3], writes: [0; 3] };
        let mut place = 0;
        while place < 3 {
            match operands[place] {
                Operand::None | Operand::Count | Operand::Imm16 => {}
                Operand::Def(n) => fixed.writes[place] = n,
                Operand::Use(n) => fixed.reads[place] = n,
                _ => return None,
            }
            place += 1;
        }
        // Its immediate tells which bounds are read.
        if matches!(imm, Imm::Slice) { None } else { Some(fixed) }
    }
}

/// By number of the opcode.
static FIXED: [Option<Fixed>; 256] = {
    let mut all = [None; 256];
    let mut at = 0;
    while at < OPS.len() {
        all[at] = Fixed::of(OPS[at].operands, OPS[at].imm);
        at += 1;
    }
    all
};

impl Accesses {
    /// What it reads.
    pub(crate) fn uses(&self) -> &[Span] {
        &self.uses[..usize::from(self.use_count)]
    }

    /// What it writes, after it has read everything.
    pub(crate) fn defs(&self) -> &[Span] {
        &self.defs[..usize::from(self.def_count)]
    }

    fn add_use(&mut self, start: u16, len: u16) {
        self.uses[usize::from(self.use_count)] = Span { start, len };
        self.use_count += 1;
    }

    fn add_def(&mut self, start: u16, len: u16) {
        self.defs[usize::from(self.def_count)] = Span { start, len };
        self.def_count += 1;
    }

    /// The accesses of an instruction of `func`, whose immediate is in order.
    #[inline]
    pub(crate) fn of(module: &Module, layouts: &[Layout], func: &Func, instr: &Instr) -> Accesses {
        let Some(fixed) = &FIXED[instr.op as usize] else { return Accesses::varying(module, layouts, func, instr) };
        let mut all = Accesses::default();
        for (place, reg) in [instr.a, instr.b, instr.c].into_iter().enumerate() {
            if fixed.reads[place] != 0 {
                all.add_use(reg, fixed.reads[place].into());
            } else if fixed.writes[place] != 0 {
                all.add_def(reg, fixed.writes[place].into());
            }
        }
        all
    }

    /// The accesses of an instruction whose immediate or function tells what they are.
    fn varying(module: &Module, layouts: &[Layout], func: &Func, instr: &Instr) -> Accesses {
        let info = instr.op.info();
        let mut all = Accesses::default();
        let words = match info.imm {
            Imm::RegArray => (instr.imm >> 32) as u16,
            _ => (instr.imm >> 32).clamp(0, i64::from(u16::MAX)) as u16,
        };
        let whole_array = (instr.imm >> 48) as u16;
        for (place, (kind, reg)) in info.operands.iter().zip([instr.a, instr.b, instr.c]).enumerate() {
            match *kind {
                Operand::None | Operand::Count | Operand::Imm16 => {}
                Operand::Def(n) => all.add_def(reg, n.into()),
                Operand::Use(_) if info.imm == Imm::Slice && place == 2 => {
                    // A bound that is not given is not read.
                    for bound in (0..3_u16).filter(|i| instr.imm >> (32 + i) & 1 != 0) {
                        all.add_use(reg.saturating_add(bound), 1);
                    }
                }
                Operand::Use(n) => all.add_use(reg, n.into()),
                Operand::DefN => all.add_def(reg, instr.c),
                Operand::UseN => all.add_use(reg, instr.c),
                Operand::Iter => {
                    all.add_use(reg, 3);
                    all.add_def(reg, 3);
                }
                Operand::Key => {
                    let key = module.types[instr.imm as usize].key;
                    all.add_use(reg, layouts[key.index()].slot_count());
                }
                Operand::Elem => all.add_use(reg, elem_slots(module, layouts, instr)),
                Operand::DefElem => all.add_def(reg, elem_slots(module, layouts, instr)),
                Operand::DefWords => all.add_def(reg, words),
                Operand::UseWords => all.add_use(reg, words),
                Operand::UseArray => all.add_use(reg, whole_array),
                Operand::ModArray => {
                    all.add_use(reg, whole_array);
                    all.add_def(reg, whole_array);
                }
                Operand::Results => all.add_use(reg, func.results),
                Operand::Window => {
                    let call = CallShape::of(module, instr);
                    all.window = Some(reg);
                    all.add_use(reg.saturating_add(call.first_arg), call.args);
                    all.add_def(reg, call.results);
                }
            }
        }
        all
    }
}

/// Slots of an element of the channel type in the immediate.
fn elem_slots(module: &Module, layouts: &[Layout], instr: &Instr) -> u16 {
    let elem = module.types[instr.imm as usize].elem;
    layouts[elem.index()].slot_count()
}

/// How a call uses its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CallShape {
    /// Where in the window the arguments start that the code put there.
    pub(crate) first_arg: u16,
    /// Slots of those arguments.
    pub(crate) args: u16,
    /// Slots of the results.
    pub(crate) results: u16,
}

impl CallShape {
    /// The shape of a call whose immediate is in order.
    pub(crate) fn of(module: &Module, instr: &Instr) -> CallShape {
        let (params, results) = ((instr.imm >> 32) as u16, (instr.imm >> 48) as u16);
        match instr.op {
            Op::Call => {
                let callee = &module.funcs[instr.imm as usize];
                CallShape { first_arg: 1, args: callee.params, results: callee.results }
            }
            Op::CallNative => {
                let callee = &module.natives[instr.imm as usize];
                CallShape { first_arg: 1, args: callee.params, results: callee.results }
            }
            Op::CallValue => CallShape { first_arg: 1, args: params, results },
            Op::CallMethod => CallShape { first_arg: 2, args: params, results },
            _ => CallShape { first_arg: 1, args: 0, results: 0 },
        }
    }
}

/// The instruction may panic in a way that a deferred function can recover from, so that control may go on at the function's
/// recover block.
pub(crate) fn can_unwind(op: Op) -> bool {
    use Op::*;
    match op {
        DivS | DivU | RemS | RemU | ShiftCheck | Lea | NilCheck | Bound | SliceOf | SliceStr | MakeSlice | Grow | AppendSlice
        | Append8 | Append32 | Append64 | Concat | RuneAt | CopySlice | CopyMem | ClearMem | EqMem | StrEq | StrLt | StrLe
        | EqIface | MapLen | ChanLen | ChanCap | Panic | PanicAssert | TrapNow | Call | CallValue | CallMethod | CallNative
        | RunDefers | ChanNew => true,
        _ => matches!(
            op.info().price,
            crate::isa::Price::Load
                | crate::isa::Price::Store
                | crate::isa::Price::Index
                | crate::isa::Price::Map
                | crate::isa::Price::Chan
        ),
    }
}

/// A set of registers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RegSet {
    words: Vec<u64>,
}

impl RegSet {
    /// No registers; there is room for those below `regs`.
    pub(crate) fn new(regs: u16) -> RegSet {
        RegSet { words: vec![0; usize::from(regs).div_ceil(64)] }
    }

    /// The registers of the set.
    pub(crate) fn regs(&self) -> Regs<'_> {
        Regs(&self.words)
    }

    /// The lowest register of the set from `from` on.
    pub(crate) fn first_from(&self, from: u32) -> Option<u16> {
        let first = from as usize / 64;
        let mut mask = u64::MAX << (from % 64);
        for (i, word) in self.words.iter().enumerate().skip(first) {
            if word & mask != 0 {
                return Some((i as u32 * 64 + (word & mask).trailing_zeros()) as u16);
            }
            mask = u64::MAX;
        }
        None
    }

    /// All registers of the set, lowest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u16> + '_ {
        self.words.iter().enumerate().flat_map(|(i, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                (rest != 0).then(|| {
                    rest &= rest - 1;
                    (i as u32 * 64 + bit) as u16
                })
            })
        })
    }

    fn insert(&mut self, span: Span) {
        change(&mut self.words, span, |word, mask| *word |= mask);
    }

    fn remove(&mut self, span: Span) {
        change(&mut self.words, span, |word, mask| *word &= !mask);
    }

    fn insert_all(&mut self, words: &[u64]) {
        for (a, b) in self.words.iter_mut().zip(words) {
            *a |= b;
        }
    }

    /// Adds registers.
    pub(crate) fn include(&mut self, start: u16, len: u16) {
        self.insert(Span { start, len });
    }

    /// Adds all of another set.
    pub(crate) fn include_all(&mut self, other: &RegSet) {
        self.insert_all(&other.words);
    }

    /// Takes registers out.
    pub(crate) fn exclude(&mut self, start: u16, len: u16) {
        self.remove(Span { start, len });
    }

    /// Turns what lives behind an instruction into what lives before it.
    pub(crate) fn step(&mut self, accesses: &Accesses) {
        for def in accesses.defs() {
            self.remove(*def);
        }
        for used in accesses.uses() {
            self.insert(*used);
        }
    }
}

/// Registers that live somewhere, to look at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Regs<'a>(&'a [u64]);

impl Regs<'_> {
    /// The register is among them.
    pub(crate) fn contains(self, reg: u16) -> bool {
        self.0.get(usize::from(reg / 64)).is_some_and(|w| w >> (reg % 64) & 1 != 0)
    }
}

/// What lives behind each instruction of a block, in memory that is used again for the next.
#[derive(Debug, Default)]
pub(crate) struct RegTable {
    per_row: usize,
    words: Vec<u64>,
}

impl RegTable {
    /// Makes room for so many sets, each as large as `like`.
    pub(crate) fn reset(&mut self, rows: usize, like: &RegSet) {
        self.per_row = like.words.len();
        self.words.clear();
        self.words.resize(rows * self.per_row, 0);
    }

    /// Sets a row.
    pub(crate) fn set(&mut self, row: usize, set: &RegSet) {
        let words = &mut self.words[row * self.per_row..][..self.per_row];
        // Most functions have one or two words, which are not worth a call.
        match (&mut *words, &set.words[..]) {
            ([to], [from]) => *to = *from,
            ([to, to2], [from, from2]) => (*to, *to2) = (*from, *from2),
            (to, from) => to.copy_from_slice(from),
        }
    }

    /// A row.
    pub(crate) fn row(&self, row: usize) -> Regs<'_> {
        Regs(&self.words[row * self.per_row..][..self.per_row])
    }
}

/// Applies a mask for each word that the span touches.
#[inline]
fn change(words: &mut [u64], span: Span, apply: impl Fn(&mut u64, u64)) {
    if span.len == 1 {
        if let Some(word) = words.get_mut(usize::from(span.start / 64)) {
            apply(word, 1 << (span.start % 64));
        }
        return;
    }
    let (mut at, end) = (u32::from(span.start), span.end());
    while at < end {
        let in_word = (64 - at % 64).min(end - at);
        let mask = (u64::MAX >> (64 - in_word)) << (at % 64);
        if let Some(word) = words.get_mut(at as usize / 64) {
            apply(word, mask);
        }
        at += in_word;
    }
}

/// The function has too many blocks for its registers, or too tangled ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooComplex;

/// Most words of 64 registers times blocks of a function: what is kept for it is a few times as much memory.
const SET_WORDS_MAX: usize = 1 << 22;

/// Work on a function is bounded by this many passes over all its blocks, or so many words if that is more.
const PASSES_MAX: usize = 100;
const WORK_FREE: usize = 1 << 22;

/// Live registers at the start of each block of a function.
#[derive(Clone, Debug)]
pub(crate) struct Liveness {
    per_block: usize,
    regs: u16,
    live_in: Vec<u64>,
    recover_block: Option<usize>,
}

impl Liveness {
    /// The live registers of a function whose blocks, operands and immediates are in order.
    pub(crate) fn of(module: &Module, layouts: &[Layout], func: &Func) -> Result<Liveness, TooComplex> {
        let count = func.blocks.len();
        let per_block = usize::from(func.regs).div_ceil(64);
        let size = count.saturating_mul(per_block);
        let mut edges = 0_usize;
        for block in 0..count {
            edges = edges.saturating_add(successor_count(func, block));
        }
        if size.max(edges.saturating_mul(per_block)) > SET_WORDS_MAX {
            return Err(TooComplex);
        }
        let recover_block = func.recover_block.map(crate::module::BlockIdx::index);
        let mut summary = Summary { reads: vec![0; size], keeps: vec![u64::MAX; size], keeps_before_unwind: vec![] };
        if recover_block.is_some() {
            summary.keeps_before_unwind = vec![0; size];
        }
        for block in 0..count {
            summary.add(module, layouts, func, block, per_block);
        }
        let mut live = Liveness { per_block, regs: func.regs, live_in: vec![0; size], recover_block };
        let passes_max = PASSES_MAX.max(WORK_FREE / size.max(1));
        for _ in 0..passes_max {
            if !live.pass(func, &summary) {
                return Ok(live);
            }
        }
        Err(TooComplex)
    }

    /// Propagates once through all blocks; true if anything changed. Blocks mostly come after those that lead to them, so going
    /// backwards settles everything in about as many passes as loops nest.
    fn pass(&mut self, func: &Func, summary: &Summary) -> bool {
        let mut changed = false;
        let n = self.per_block;
        for block in (0..func.blocks.len()).rev() {
            let at = block * n;
            for i in 0..n {
                let mut out = 0;
                for_each_successor(func, block, |next| out |= self.live_in[next * n + i]);
                let mut new = summary.reads[at + i] | (out & summary.keeps[at + i]);
                if let Some(recover) = self.recover_block {
                    new |= self.live_in[recover * n + i] & summary.keeps_before_unwind[at + i];
                }
                changed |= new != self.live_in[at + i];
                self.live_in[at + i] = new;
            }
        }
        changed
    }

    /// What lives behind the end of a block, in a set that has room for `regs` registers.
    pub(crate) fn live_out(&self, func: &Func, block: usize, regs: u16) -> RegSet {
        let mut live = RegSet::new(regs.max(self.regs));
        for_each_successor(func, block, |next| live.insert_all(self.block_in(next)));
        live
    }

    fn block_in(&self, block: usize) -> &[u64] {
        &self.live_in[block * self.per_block..(block + 1) * self.per_block]
    }

    /// Goes through a block backwards: `visit` gets each instruction's index and accesses, and what lives behind it.
    /// What lives before the block's first instruction comes out.
    pub(crate) fn walk(
        &self,
        module: &Module,
        layouts: &[Layout],
        func: &Func,
        block: usize,
        mut visit: impl FnMut(u32, &Accesses, &RegSet),
    ) -> RegSet {
        let mut live = self.live_out(func, block, self.regs);
        let (start, end) = block_range(func, block);
        for index in (start..end).rev() {
            let instr = &func.code[index as usize];
            let accesses = Accesses::of(module, layouts, func, instr);
            visit(index, &accesses, &live);
            live.step(&accesses);
            if let Some(recover) = self.recover_block
                && can_unwind(instr.op)
            {
                live.insert_all(self.block_in(recover));
            }
        }
        live
    }

    /// What lives at the start of the recover block: nothing if there is none.
    pub(crate) fn in_recover_block(&self) -> RegSet {
        let mut found = RegSet::new(self.regs);
        if let Some(recover) = self.recover_block {
            found.insert_all(self.block_in(recover));
        }
        found
    }

    /// What lives while an instruction works: what it reads, and what is read later. Of a frame that waits in a call, that is
    /// all that counts below the call's window.
    pub(crate) fn live_at(&self, module: &Module, layouts: &[Layout], func: &Func, instr: u32) -> RegSet {
        let block = func.blocks.partition_point(|start| *start <= instr).saturating_sub(1);
        let mut found = RegSet::new(self.regs);
        self.walk(module, layouts, func, block, |index, accesses, behind| {
            if index == instr {
                found = behind.clone();
                found.step(accesses);
                if let Some(recover) = self.recover_block
                    && can_unwind(func.code[index as usize].op)
                {
                    found.insert_all(self.block_in(recover));
                }
            }
        });
        found
    }
}

/// What is known of blocks before anything is propagated, a bit per register.
struct Summary {
    /// Read before they are written.
    reads: Vec<u64>,
    /// Not written.
    keeps: Vec<u64>,
    /// Not written before the first instruction that may unwind; none if there is no such instruction.
    keeps_before_unwind: Vec<u64>,
}

impl Summary {
    fn add(&mut self, module: &Module, layouts: &[Layout], func: &Func, block: usize, per_block: usize) {
        let words = block * per_block..(block + 1) * per_block;
        let (start, end) = block_range(func, block);
        let (reads, keeps) = (&mut self.reads[words.clone()], &mut self.keeps[words.clone()]);
        let mut has_unwound = self.keeps_before_unwind.is_empty();
        for index in start..end {
            let instr = &func.code[index as usize];
            if !has_unwound && can_unwind(instr.op) {
                self.keeps_before_unwind[words.clone()].copy_from_slice(keeps);
                has_unwound = true;
            }
            let accesses = Accesses::of(module, layouts, func, instr);
            for used in accesses.uses() {
                if used.len == 1 {
                    let word = usize::from(used.start / 64);
                    if word < per_block {
                        reads[word] |= 1 << (used.start % 64) & keeps[word];
                    }
                    continue;
                }
                let (mut at, last) = (u32::from(used.start), used.end());
                while at < last {
                    let in_word = (64 - at % 64).min(last - at);
                    let mask = (u64::MAX >> (64 - in_word)) << (at % 64);
                    let word = at as usize / 64;
                    if word < per_block {
                        reads[word] |= mask & keeps[word];
                    }
                    at += in_word;
                }
            }
            for def in accesses.defs() {
                change(keeps, *def, |word, mask| *word &= !mask);
            }
        }
    }
}

/// The instructions of a block: first, and first behind.
pub(crate) fn block_range(func: &Func, block: usize) -> (u32, u32) {
    let end = func.blocks.get(block + 1).copied().unwrap_or(func.code.len() as u32);
    (func.blocks[block], end)
}

/// Calls `visit` with each block that control may go to from the end of a block.
pub(crate) fn for_each_successor(func: &Func, block: usize, mut visit: impl FnMut(usize)) {
    let (_, end) = block_range(func, block);
    let last = &func.code[end as usize - 1];
    match last.op.info().imm {
        Imm::Block => visit(last.imm as usize),
        Imm::Branch => {
            let (yes, no) = last.targets();
            visit(yes as usize);
            visit(no as usize);
        }
        Imm::Table => {
            for target in &func.tables[last.imm as usize] {
                visit(target.index());
            }
        }
        _ => {}
    }
}

fn successor_count(func: &Func, block: usize) -> usize {
    let last = &func.code[block_range(func, block).1 as usize - 1];
    match last.op.info().imm {
        Imm::Table => func.tables[last.imm as usize].len(),
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_cross_words() {
        let mut set = RegSet::new(200);
        set.insert(Span { start: 60, len: 70 });
        let regs = set.regs();
        assert!(!regs.contains(59) && regs.contains(60) && regs.contains(129) && !regs.contains(130));
        assert_eq!(set.first_from(0), Some(60));
        assert_eq!(set.first_from(130), None);
        set.remove(Span { start: 60, len: 69 });
        assert_eq!(set.iter().collect::<Vec<_>>(), [129]);
    }
}
