//! The machine: all threads go through the text together, so each rune is looked at once, whatever the expression.

use super::Place;
use super::class::is_word;
use super::compile::{Inst, Program};
use crate::unicode::{decode, decode_last};

/// Which of the fits that begin first is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Matching {
    /// The one that Perl would find.
    First,
    Longest,
}

/// Where nothing was noted.
const NOWHERE: u32 = u32::MAX;

/// Threads by instruction, in the order of preference, with what each has noted.
struct Threads {
    place: Vec<u32>,
    order: Vec<u32>,
    notes: Vec<u32>,
}

impl Threads {
    fn new(insts: usize, slots: usize) -> Threads {
        Threads { place: vec![0; insts], order: Vec::new(), notes: vec![NOWHERE; insts * slots] }
    }

    fn has(&self, pc: u32) -> bool {
        self.place.get(pc as usize).is_none_or(|i| self.order.get(*i as usize) == Some(&pc))
    }

    fn add(&mut self, pc: u32) {
        self.place[pc as usize] = self.order.len() as u32;
        self.order.push(pc);
    }
}

enum Task {
    Go(u32),
    /// Puts back what a slot held.
    Restore(u32, u32),
}

/// What is on both sides of a place.
#[derive(Clone, Copy)]
struct Context {
    before: Option<u32>,
    after: Option<u32>,
}

impl Context {
    fn holds(self, place: Place) -> bool {
        let word = |r: Option<u32>| r.is_some_and(is_word);
        match place {
            Place::BeginText => self.before.is_none(),
            Place::EndText => self.after.is_none(),
            Place::BeginLine => self.before.is_none_or(|r| r == 10),
            Place::EndLine => self.after.is_none_or(|r| r == 10),
            Place::WordBoundary => word(self.before) != word(self.after),
            Place::NoWordBoundary => word(self.before) == word(self.after),
        }
    }
}

/// A search, as far as it is set up.
pub(crate) struct Search<'s> {
    pub(crate) program: Program<'s>,
    pub(crate) text: &'s [u8],
    pub(crate) matching: Matching,
    /// How many places are wanted; none asks for whether there is a fit alone.
    pub(crate) slots: usize,
}

impl Search<'_> {
    /// Looks for the first fit at or behind `from` and returns its places, `u32::MAX` for those of groups that took no part. `pay` is
    /// told the steps of each place in the text before more are made.
    pub(crate) fn run<E>(&self, from: usize, mut pay: impl FnMut(u64) -> Result<(), E>) -> Result<Option<Vec<u32>>, E> {
        let insts = self.program.len();
        let (mut now, mut next) = (Threads::new(insts, self.slots), Threads::new(insts, self.slots));
        let mut best: Option<Vec<u32>> = None;
        let mut stack = Vec::new();
        let mut at = from;
        let mut before = Some(decode_last(&self.text[..from])).filter(|(_, width)| *width > 0).map(|(r, _)| r);
        let mut notes = vec![NOWHERE; self.slots];
        loop {
            let (rune, width) = decode(&self.text[at..]);
            let here = Context { before, after: (width > 0).then_some(rune) };
            if now.order.is_empty() && (best.is_some() || self.program.is_anchored() && at > 0) {
                break;
            }
            let mut steps = 0;
            if best.is_none() {
                notes.fill(NOWHERE);
                steps += self.spread(&mut now, self.program.start(), at, here, &mut notes, &mut stack);
            }
            let behind = at + width;
            let there =
                Context { before: here.after, after: Some(decode(&self.text[behind..])).filter(|(_, w)| *w > 0).map(|(r, _)| r) };
            for i in 0..now.order.len() {
                let pc = now.order[i];
                let noted = &now.notes[pc as usize * self.slots..][..self.slots];
                if self.matching == Matching::Longest
                    && let (Some(best), Some(start)) = (&best, noted.first())
                    && best[0] < *start
                {
                    continue;
                }
                match self.program.inst(pc) {
                    Inst::Match => {
                        if self.slots == 0 {
                            return Ok(Some(Vec::new()));
                        }
                        if self.matching == Matching::First {
                            best = Some(noted.to_vec());
                            break;
                        }
                        let is_better = best.as_ref().is_none_or(|b| noted[0] < b[0] || noted[0] == b[0] && noted[1] > b[1]);
                        if is_better {
                            best = Some(noted.to_vec());
                        }
                    }
                    Inst::Take(class, to) if width > 0 && self.program.takes(class, rune) => {
                        notes.copy_from_slice(noted);
                        steps += self.spread(&mut next, to, behind, there, &mut notes, &mut stack);
                    }
                    _ => {}
                }
                steps += 1;
            }
            pay(4 + steps * (8 + self.slots as u64 / 16))?;
            now.order.clear();
            std::mem::swap(&mut now, &mut next);
            if width == 0 {
                break;
            }
            before = here.after;
            at = behind;
        }
        Ok(best)
    }

    /// Adds the threads that begin at an instruction without taking a rune, and returns how many instructions that were.
    fn spread(
        &self,
        threads: &mut Threads,
        pc: u32,
        at: usize,
        context: Context,
        notes: &mut [u32],
        stack: &mut Vec<Task>,
    ) -> u64 {
        let mut steps = 0;
        stack.push(Task::Go(pc));
        while let Some(task) = stack.pop() {
            let pc = match task {
                Task::Go(pc) => pc,
                Task::Restore(slot, value) => {
                    notes[slot as usize] = value;
                    continue;
                }
            };
            if threads.has(pc) {
                continue;
            }
            threads.add(pc);
            steps += 1;
            match self.program.inst(pc) {
                Inst::Split(a, b) => stack.extend([Task::Go(b), Task::Go(a)]),
                Inst::Note(slot, to) => {
                    if let Some(old) = notes.get(slot as usize) {
                        stack.push(Task::Restore(slot, *old));
                        notes[slot as usize] = at as u32;
                    }
                    stack.push(Task::Go(to));
                }
                Inst::At(place, to) if context.holds(place) => stack.push(Task::Go(to)),
                Inst::Match | Inst::Take(..) => threads.notes[pc as usize * self.slots..][..self.slots].copy_from_slice(notes),
                _ => {}
            }
        }
        steps
    }
}
