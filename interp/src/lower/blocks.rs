//! The blocks of a finished function, made simple: empty ones are gone round, and what only ever follows one other joins it. So
//! code and its energy do not depend on how statements happen to be put together from blocks.

use super::func::{BlockData, Label};
use crate::isa::{Imm, Op, pack};

/// The blocks of a function, by label, and what leads into them.
pub(super) struct Blocks<'f> {
    pub(super) blocks: &'f mut [BlockData],
    pub(super) tables: &'f mut [Vec<Label>],
    pub(super) entry: Label,
    pub(super) recover: Option<Label>,
}

impl Blocks<'_> {
    pub(super) fn simplify(&mut self) {
        let targets: Vec<Label> = (0..self.blocks.len() as u32).map(|l| self.destination(Label(l))).collect();
        let to = |label: u32| targets[label as usize].0;
        for block in self.blocks.iter_mut() {
            let Some((end, _)) = block.code.last_mut() else { continue };
            match end.op.info().imm {
                Imm::Block => end.imm = i64::from(to(end.imm as u32)),
                Imm::Branch => {
                    let (yes, no) = end.targets();
                    end.imm = pack(to(yes), to(no));
                }
                _ => {}
            }
        }
        for label in self.tables.iter_mut().flatten() {
            *label = targets[label.0 as usize];
        }
        self.join();
    }

    /// Where control that comes to a block does something first. A circle of empty blocks is its own destination.
    fn destination(&self, start: Label) -> Label {
        let mut at = start;
        // A chain of empty blocks is followed so far: what is longer stays as it is.
        for _ in 0..16 {
            match &self.blocks[at.0 as usize].code[..] {
                [(only, _)] if only.op == Op::Jump && only.imm as u32 != at.0 => at = Label(only.imm as u32),
                _ => return at,
            }
        }
        start
    }

    /// Appends blocks that are reached from one jump alone to the block that ends in it.
    fn join(&mut self) {
        let mut preds = vec![0_u32; self.blocks.len()];
        let mut lead_in = |label: u32| preds[label as usize] += 1;
        let reached = self.reached();
        lead_in(self.entry.0);
        self.recover.iter().for_each(|l| lead_in(l.0));
        for block in (0..self.blocks.len()).filter(|b| reached[*b]) {
            self.for_each_successor(block, &mut lead_in);
        }
        for block in (0..self.blocks.len()).filter(|b| reached[*b]) {
            // A block that was joined to another has no code any more.
            while let Some((end, _)) = self.blocks[block].code.last()
                && end.op == Op::Jump
                && end.imm as usize != block
                && preds[end.imm as usize] == 1
            {
                let next = end.imm as usize;
                let code = std::mem::take(&mut self.blocks[next].code);
                self.blocks[block].code.pop();
                self.blocks[block].code.extend(code);
            }
        }
    }

    fn for_each_successor(&self, block: usize, visit: &mut impl FnMut(u32)) {
        let Some((end, _)) = self.blocks[block].code.last() else { return };
        match end.op.info().imm {
            Imm::Block => visit(end.imm as u32),
            Imm::Branch => {
                let (yes, no) = end.targets();
                visit(yes);
                visit(no);
            }
            Imm::Table => self.tables[end.imm as usize].iter().for_each(|l| visit(l.0)),
            _ => {}
        }
    }

    /// The blocks that control can come to.
    pub(super) fn reached(&self) -> Vec<bool> {
        let mut reached = vec![false; self.blocks.len()];
        let mut work = vec![self.entry.0];
        work.extend(self.recover.map(|l| l.0));
        while let Some(label) = work.pop() {
            if !std::mem::replace(&mut reached[label as usize], true) {
                self.for_each_successor(label as usize, &mut |next| work.push(next));
            }
        }
        reached
    }
}
