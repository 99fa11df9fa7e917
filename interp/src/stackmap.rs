//! Which registers of a frame are roots of the collector: those that live in canonical code, whatever form of it is executed, so
//! that all engines free the same objects.

use rustc_hash::FxHashMap;

use crate::liveness::Liveness;
use crate::module::FuncIdx;
use crate::program::Program;

/// What a frame does while memory is collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Activity {
    /// Its current instruction asked for memory.
    Running,
    /// It waits in a call: from the window on lies the callee's frame, which has a map of its own.
    Calling,
    /// Its current instruction has trapped: it goes on at its recover block if at all.
    Panicking,
}

/// Live registers at the places where frames were seen while collecting. Looked up only, never iterated.
#[derive(Debug, Default)]
pub(crate) struct StackMaps {
    funcs: FxHashMap<FuncIdx, Liveness>,
    places: FxHashMap<(FuncIdx, u32, Activity), Box<[u16]>>,
}

impl StackMaps {
    /// Visits the live registers of a frame at the instruction `pc`. `regs` starts with its register 0.
    pub(crate) fn visit(
        &mut self,
        program: &Program,
        func: FuncIdx,
        pc: u32,
        activity: Activity,
        regs: &[u64],
        visit: &mut dyn FnMut(u64),
    ) {
        let key = (func, pc, activity);
        let live = match self.places.get(&key) {
            Some(live) => live,
            None => {
                let live = self.find(program, key);
                self.places.entry(key).or_insert(live)
            }
        };
        for register in live {
            visit(regs[usize::from(*register)]);
        }
    }

    fn find(&mut self, program: &Program, (func, pc, activity): (FuncIdx, u32, Activity)) -> Box<[u16]> {
        let (module, layouts, code) = (&program.module, &program.layouts[..], &program.module.funcs[func.index()]);
        let liveness = self
            .funcs
            .entry(func)
            .or_insert_with(|| Liveness::of(module, layouts, code).expect("invariant: the verifier computed it"));
        let live = match activity {
            Activity::Running | Activity::Calling => liveness.live_at(module, layouts, code, pc),
            Activity::Panicking => liveness.in_recover_block(),
        };
        let window = (activity == Activity::Calling).then(|| code.code[pc as usize].a);
        live.iter().filter(|r| window.is_none_or(|w| *r < w)).collect()
    }
}
