//! Instructions on their way from the canonical to the executable form.

use crate::isa::{Instr, Op};
use crate::layout::Layout;
use crate::liveness::{Accesses, RegSet, RegTable, can_unwind};
use crate::load::inline::Place;
use crate::module::Module;

/// Whose code an instruction is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Owner {
    /// The function.
    pub(super) func: u32,
    /// Where it is inlined, counted from 1; 0 if it is the function at hand.
    pub(super) place: u32,
}

/// Some elements of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) start: u32,
    pub(crate) len: u32,
}

impl Range {
    pub(crate) fn of<T>(self, table: &[T]) -> &[T] {
        &table[self.start as usize..][..self.len as usize]
    }
}

/// Where an instruction comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// It is the canonical one, perhaps with other operands.
    Canonical,
    /// A move that stood elsewhere.
    Moved,
    /// Takes what is owed.
    Charge,
}

/// An instruction in canonical form. Its operands are registers of the frame that it will run in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) instr: Instr,
    pub(super) owner: Owner,
    /// Index of the canonical instruction in its function.
    pub(super) pc: u32,
    pub(super) source: Source,
    /// What canonical registers hold at this point that were not written.
    pub(super) restores: Range,
    /// What inlined functions cost that have returned, if it was not taken yet.
    pub(super) owed: Range,
}

impl Item {
    pub(super) fn canonical(instr: Instr, owner: Owner, pc: u32) -> Item {
        Item { instr, owner, pc, source: Source::Canonical, restores: Range::default(), owed: Range::default() }
    }

    /// The executable form may give up on it.
    pub(super) fn can_trap(&self) -> bool {
        self.source == Source::Canonical && can_unwind(self.instr.op)
    }

    /// It returns from an inlined function.
    pub(super) fn is_inlined_return(&self) -> bool {
        self.owner.place != 0 && self.instr.op == Op::Return
    }
}

/// What a register holds that was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// What that register holds.
    Copy(u16),
    Const(i64),
}

/// A register of the frame, and what it holds in canonical code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Restore {
    pub(crate) register: u16,
    pub(crate) value: Value,
}

/// The price of an inlined function that has returned.
#[derive(Clone, Copy, Debug)]
pub(super) struct OwedItem {
    pub(super) price: u32,
    pub(super) place: u32,
}

/// What items refer to.
#[derive(Debug, Default)]
pub(super) struct ItemTables {
    pub(super) places: Vec<Place>,
    pub(super) restores: Vec<Restore>,
    pub(super) owed: Vec<OwedItem>,
}

/// Goes through instructions backwards: from what lives behind the last to what lives before the first, which it yields; `behind` gets
/// what lives behind each. What the function's recover block reads lives wherever it may panic.
pub(super) fn liveness(
    module: &Module,
    layouts: &[Layout],
    items: &[Item],
    tables: &ItemTables,
    live_out: RegSet,
    recover: Option<&RegSet>,
    behind: &mut RegTable,
) -> RegSet {
    let mut live = live_out;
    behind.reset(items.len(), &live);
    for (n, item) in items.iter().enumerate().rev() {
        behind.set(n, &live);
        if item.is_inlined_return() {
            let place = &tables.places[item.owner.place as usize - 1];
            let results = module.funcs[item.owner.func as usize].results;
            live.exclude(place.base, results);
            live.include(item.instr.a, results);
            continue;
        }
        let func = &module.funcs[item.owner.func as usize];
        if item.source != Source::Charge {
            live.step(&Accesses::of(module, layouts, func, &item.instr));
        }
        if let Some(recover) = recover
            && can_unwind(item.instr.op)
        {
            live.include_all(recover);
        }
        if item.can_trap() {
            for restore in item.restores.of(&tables.restores) {
                if let Value::Copy(from) = restore.value {
                    live.include(from, 1);
                }
            }
        }
    }
    live
}
