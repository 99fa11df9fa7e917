//! Which registers of a frame are roots of the collector: those that live in canonical code, whatever form of it is executed, so
//! that all engines free the same objects.

use rustc_hash::FxHashMap;

use crate::liveness::{Accesses, Liveness};
use crate::module::FuncIdx;
use crate::program::Program;

/// Live registers at the places where frames were seen while collecting. Looked up only, never iterated.
#[derive(Debug, Default)]
pub(crate) struct StackMaps {
    funcs: FxHashMap<FuncIdx, Liveness>,
    places: FxHashMap<(FuncIdx, u32), Box<[u16]>>,
}

impl StackMaps {
    /// Visits the live registers of a frame that runs, or waits in, the instruction `pc`. `regs` starts with its register 0.
    pub(crate) fn visit(&mut self, program: &Program, func: FuncIdx, pc: u32, regs: &[u64], visit: &mut dyn FnMut(u64)) {
        let live = match self.places.get(&(func, pc)) {
            Some(live) => live,
            None => {
                let live = self.find(program, func, pc);
                self.places.entry((func, pc)).or_insert(live)
            }
        };
        for register in live {
            visit(regs[usize::from(*register)]);
        }
    }

    fn find(&mut self, program: &Program, func: FuncIdx, pc: u32) -> Box<[u16]> {
        let (module, layouts, code) = (&program.module, &program.layouts[..], &program.module.funcs[func.index()]);
        let liveness = self
            .funcs
            .entry(func)
            .or_insert_with(|| Liveness::of(module, layouts, code).expect("invariant: the verifier computed it"));
        let instr = &code.code[pc as usize];
        // From the window on lies the callee's frame, which has a map of its own. A native has none, and collects before it runs.
        let window = match instr.op {
            crate::isa::Op::CallNative => None,
            _ => Accesses::of(module, layouts, code, instr).window,
        };
        let live = liveness.live_at(module, layouts, code, pc);
        live.iter().filter(|r| window.is_none_or(|w| *r < w)).collect()
    }
}
