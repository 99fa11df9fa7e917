//! The executable form: what the loader makes of a verified module, once per program. It may change how fast code runs, never
//! what it does, what it costs, or where it traps.
//!
//! Every instruction takes 16 bytes. Branches are relative, calls know their callee's frame, constants are resolved. A block's price
//! stands in its terminator. `origins` leads back to the canonical instructions that an instruction stands for: whatever cannot be
//! done at once is done by running those.

mod fuse;
mod inline;
mod items;
mod simplify;
mod translate;

use items::Range;
pub(crate) use items::{Restore, Value};

use crate::exec::Exec;
use crate::heap::DataSegment;
use crate::isa::pack;
use crate::layout::Layout;
use crate::module::Module;

/// An instruction of the executable form.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub(crate) struct Code {
    /// An [`Exec`].
    pub(crate) op: u16,
    pub(crate) a: u16,
    pub(crate) b: u16,
    pub(crate) c: u16,
    pub(crate) imm: i64,
}

const _: () = assert!(size_of::<Code>() == 16);

impl Code {
    pub(crate) fn new(op: Exec, [a, b, c]: [u16; 3], imm: i64) -> Code {
        Code { op: op as u16, a, b, c, imm }
    }

    /// The low half of the immediate.
    #[inline(always)]
    pub(crate) fn lo(&self) -> u32 {
        self.imm as u32
    }

    /// The high half of the immediate: the price of the block in terminators.
    #[inline(always)]
    pub(crate) fn hi(&self) -> u32 {
        (self.imm >> 32) as u32
    }

    fn set_lo(&mut self, lo: u32) {
        self.imm = pack(lo, self.hi());
    }
}

/// How a function is called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// Its first instruction.
    pub(crate) start: u32,
    /// Likewise, where no call is inlined.
    pub(crate) plain: u32,
    /// Its frame.
    pub(crate) regs: u16,
    /// Its frame with those of inlined functions.
    pub(crate) room: u16,
    pub(crate) params: u16,
    pub(crate) results: u16,
    pub(crate) is_closure: bool,
    /// Where a frame goes on that recovered; 0 if it cannot.
    pub(crate) recover: u32,
}

/// Which canonical instructions an executable one stands for: their function, the first one's index in it, and how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    func: u32,
    place: u32,
}

impl Origin {
    /// The verifier bounds functions to 2^24 instructions.
    pub(crate) fn new(func: u32, first: u32, count: u32) -> Origin {
        Origin { func, place: first | count << 24 }
    }

    pub(crate) fn func(self) -> u32 {
        self.func
    }

    pub(crate) fn first(self) -> u32 {
        self.place & 0xff_ffff
    }

    pub(crate) fn count(self) -> u32 {
        self.place >> 24
    }
}

/// Where a function is inlined.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InlinedAt {
    /// What a frame of it would have as its link. Before it stands the call, there the return.
    pub(crate) link: u32,
    /// Where that frame would start, counted from register 0 of the frame that there is.
    pub(crate) base: u16,
    /// The place in whose function this one is, counted from 1; 0 for the function that has a frame.
    pub(crate) parent: u32,
}

/// What inlined functions cost that have returned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Owed {
    pub(crate) price: u32,
    /// Where the function is inlined, counted from 1.
    pub(crate) place: u32,
}

/// What there is to do before the canonical form of an instruction can be run, or an instruction cannot be paid.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Note {
    /// The instruction.
    pub(crate) at: u32,
    /// The place whose function it belongs to, counted from 1; 0 for that of the frame.
    pub(crate) place: u32,
    restores: Range,
    owed: Range,
}

/// The instruction behind a pad: the outermost frame returns to it.
pub(crate) const AT_HALT: u32 = 1;

/// Likewise for deferred calls that panics run.
pub(crate) const AT_DEFERRED_DONE: u32 = 3;

/// Entries of each call site's cache of methods.
pub(crate) const CACHE_WAYS: usize = 8;

/// A program in executable form.
#[derive(Debug, Default)]
pub(crate) struct Executable {
    pub(crate) code: Vec<Code>,
    /// Of each instruction.
    pub(crate) origins: Vec<Origin>,
    pub(crate) funcs: Vec<Entry>,
    /// Jump tables: number of entries, then indices of instructions.
    pub(crate) tables: Vec<u32>,
    /// Call sites that have a cache.
    pub(crate) cache_sites: u32,
    /// Where functions are inlined.
    pub(crate) places: Vec<InlinedAt>,
    /// In order of their instructions.
    notes: Vec<Note>,
    restores: Vec<Restore>,
    owed: Vec<Owed>,
}

impl Executable {
    /// The executable form of a verified module. `prices` are those of blocks up to each instruction.
    pub(crate) fn new(module: &Module, layouts: &[Layout], data: &DataSegment, prices: &[Box<[u32]>]) -> Executable {
        translate::translate(module, layouts, data, prices)
    }

    /// The function that an instruction belongs to. The first pads belong to none.
    pub(crate) fn func_at(&self, at: u32) -> usize {
        self.origins[at as usize].func() as usize
    }

    /// What is noted of an instruction.
    pub(crate) fn note(&self, at: u32) -> Option<&Note> {
        let found = self.notes.binary_search_by_key(&at, |n| n.at).ok()?;
        Some(&self.notes[found])
    }

    pub(crate) fn restores(&self, note: &Note) -> &[Restore] {
        note.restores.of(&self.restores)
    }

    pub(crate) fn owed(&self, note: &Note) -> &[Owed] {
        note.owed.of(&self.owed)
    }
}
