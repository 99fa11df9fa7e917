//! Frames of functions that were inlined: made when something has to be done that shows them.

use super::Ctx;
use crate::energy::out_of_energy;
use crate::liveness::Accesses;
use crate::load::{Note, Origin, Value};
use crate::program::Program;
use crate::reference::Stop;

/// What slots of the stack held.
pub(super) type Saved = Vec<(usize, u64)>;

impl Ctx {
    /// Makes the frames that there would be in the function that is inlined at a place, and enters the innermost.
    fn enter_place(&mut self, program: &Program, place: u32, saved: &mut Saved) {
        let frame = self.base;
        let mut next = place;
        while next != 0 {
            let inlined = &program.executable.places[next as usize - 1];
            let base = frame + usize::from(inlined.base);
            if next == place {
                self.base = base;
            }
            saved.push((base, self.stack[base]));
            self.stack[base] = inlined.link.into();
            next = inlined.parent;
        }
    }

    /// Pays what is owed, at most `left`. If that does not last, the place of the function that could not return.
    fn unpaid(&mut self, program: &Program, note: &Note) -> Option<u32> {
        for owed in program.executable.owed(note) {
            self.machine().meter.left -= i64::from(owed.price);
            if self.machine().meter.left < 0 {
                return Some(owed.place);
            }
        }
        None
    }

    /// Pays what is owed at an instruction that cannot be paid, or done at once. If it does not last, the run ends where it would
    /// have, and that is the error.
    pub(super) fn settle_owed(&mut self, program: &Program, note: &Note) -> Result<(), Box<Stop>> {
        let Some(place) = self.unpaid(program, note) else { return Ok(()) };
        self.at = program.executable.places[place as usize - 1].link;
        self.enter_place(program, place, &mut vec![]);
        let pc = program.executable.origins[self.at as usize].first();
        self.trapped(program, pc, out_of_energy()).map(|_| ())
    }

    /// Makes registers and frames what they are in canonical code. What they were comes back.
    pub(super) fn restore(&mut self, program: &Program, note: &Note) -> Saved {
        let value = |cx: &Ctx, value: Value| match value {
            Value::Copy(register) => cx.stack[cx.base + usize::from(register)],
            Value::Const(value) => value as u64,
        };
        let restores = program.executable.restores(note);
        let values: Vec<u64> = restores.iter().map(|r| value(self, r.value)).collect();
        let mut saved = Vec::with_capacity(values.len());
        for (restore, value) in restores.iter().zip(values) {
            let slot = self.base + usize::from(restore.register);
            saved.push((slot, self.stack[slot]));
            self.stack[slot] = value;
        }
        self.enter_place(program, note.place, &mut saved);
        saved
    }

    /// The canonical instructions have been run without a trap: what they did not write is as it was.
    pub(super) fn resume(&mut self, program: &Program, base: usize, origin: Origin, saved: &Saved) {
        let func = &program.module.funcs[origin.func() as usize];
        let mut written = vec![];
        for pc in origin.first()..origin.first() + origin.count() {
            let accesses = Accesses::of(&program.module, &program.layouts, func, &func.code[pc as usize]);
            written.extend(accesses.defs().iter().flat_map(|s| (u32::from(s.start)..s.end()).map(|r| self.base + r as usize)));
        }
        for (slot, value) in saved.iter().rev().filter(|(slot, _)| !written.contains(slot)) {
            self.stack[*slot] = *value;
        }
        self.base = base;
    }
}
