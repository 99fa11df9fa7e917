//! What all engines share of a running program's state: memory, energy, deferred calls and panics.

use std::sync::Arc;

use crate::energy::Meter;
use crate::heap::{Contents, Heap, HeapRoom, MEMORY_LIMIT_MAX};
use crate::host::Host;
use crate::isa::Op;
use crate::module::NativeImport;
use crate::native::NativeCtx;
use crate::program::Program;
use crate::rt::iface::ImplementsCache;
use crate::sched::Scheduler;
use crate::stackmap::StackMaps;
use crate::trap::{Trap, TrapCode};

/// What a run may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Energy.
    pub energy: u64,
    /// Bytes of memory, static data included.
    pub memory: u64,
    /// Slots of all frames together; each takes one at least.
    pub stack_slots: u32,
}

impl Default for Limits {
    /// Enough for programs, and little enough for any machine: a thousand million units of energy, 64 MiB, a million slots.
    fn default() -> Limits {
        Limits { energy: 1_000_000_000, memory: 64 << 20, stack_slots: 1 << 20 }
    }
}

impl Limits {
    /// No limit but those of the machine itself: for programs that are trusted.
    #[must_use]
    pub fn generous() -> Limits {
        Limits { energy: crate::energy::ENERGY_LIMIT_MAX, memory: MEMORY_LIMIT_MAX, stack_slots: 1 << 27 }
    }
}

/// Slots that natives have at least: more than any of them names.
const NATIVE_SLOTS: usize = 16;

/// A deferred call that has not begun.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deferred {
    /// Depth of the frame that it belongs to: a number that grows from frame to frame, as the engine counts.
    pub(crate) frame: usize,
    /// The closure.
    pub(crate) closure: u32,
}

/// A panic that is under way.
#[derive(Clone, Debug)]
pub(crate) struct PanicState {
    pub(crate) trap: Box<Trap>,
    /// Frames on the stack when it began.
    pub(crate) depth: usize,
    /// The frame whose deferred call runs because of it, and the frame of that call.
    running: Option<(usize, usize)>,
    pub(crate) is_recovered: bool,
}

/// What happens after a deferred call that a panic ran has returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AfterDeferred {
    /// The panic goes on.
    Panicking,
    /// The frame at this depth goes on at its recover block; the frames above are gone.
    Recovered(usize),
}

/// A run's state.
pub(crate) struct Machine<'h> {
    pub(crate) program: Arc<Program>,
    pub(crate) host: &'h mut dyn Host,
    pub(crate) heap: Heap,
    pub(crate) meter: Meter,
    pub(crate) limits: Limits,
    /// Deferred calls of all frames, those of the innermost frame last.
    pub(crate) defers: Vec<Deferred>,
    /// Panics under way, the latest last.
    pub(crate) panics: Vec<PanicState>,
    /// Values of the panics that ended the run, while their texts are made.
    pub(crate) fatal: Vec<[u64; 2]>,
    pub(crate) implements: ImplementsCache,
    /// Goroutines; what stands above of calls and panics is the current one's.
    pub(crate) sched: Scheduler,
    maps: StackMaps,
    /// Energy before the native that has just found no room, if it can be run again.
    before_native: Option<Meter>,
    /// The native that runs has begun what must not be done twice.
    has_acted: bool,
    /// Canonical instructions that were run, if the engine is the reference.
    pub(crate) instructions: u64,
    /// The slots of a stack that is gone.
    pub(crate) spare_stack: Vec<u64>,
}

/// Room that an instance leaves for the next one, so that this need not be allocated. Nothing of what was in it can be told from it.
#[derive(Debug, Default)]
pub struct Room {
    heap: HeapRoom,
    stack: Vec<u64>,
}

/// Most slots of a stack that are kept.
const STACK_KEPT_MAX: usize = 1 << 16;

impl<'h> Machine<'h> {
    pub(crate) fn new_in(room: Room, program: Arc<Program>, limits: Limits, host: &'h mut dyn Host) -> Machine<'h> {
        let heap = Heap::new_in(room.heap, program.schedule.clone(), limits.memory, &program.data);
        Machine {
            heap,
            meter: Meter::new(limits.energy),
            program,
            host,
            limits,
            defers: vec![],
            panics: vec![],
            fatal: vec![],
            implements: ImplementsCache::default(),
            sched: Scheduler::default(),
            maps: StackMaps::default(),
            before_native: None,
            has_acted: false,
            instructions: 0,
            spare_stack: room.stack,
        }
    }

    pub(crate) fn into_room(mut self) -> Room {
        self.spare_stack.clear();
        if self.spare_stack.capacity() > STACK_KEPT_MAX {
            self.spare_stack = Vec::new();
        }
        Room { heap: self.heap.into_room(), stack: self.spare_stack }
    }

    /// Collects; `stack` visits the live registers of all frames.
    pub(crate) fn collect(&mut self, stack: impl FnOnce(&mut StackMaps, &mut dyn FnMut(u64))) {
        let Machine { program, heap, defers, panics, fatal, maps, sched, .. } = self;
        heap.collect(&program.scan, program.globals(), |visit| {
            panic_roots(defers, panics, visit);
            fatal.iter().for_each(|value| visit(value[1]));
            stack(maps, visit);
            sched.visit(program, maps, visit);
        });
    }

    /// Collects because an instruction found no room: it may run once more.
    pub(crate) fn collect_for_room(&mut self, stack: impl FnOnce(&mut StackMaps, &mut dyn FnMut(u64))) -> Result<(), Box<Trap>> {
        let Machine { program, heap, defers, panics, fatal, maps, sched, .. } = self;
        heap.collect_for_room(&program.scan, program.globals(), |visit| {
            panic_roots(defers, panics, visit);
            fatal.iter().for_each(|value| visit(value[1]));
            stack(maps, visit);
            sched.visit(program, maps, visit);
        })?;
        // Energy does not depend on when memory is collected: a native pays when it is run for good.
        if let Some(before) = self.before_native.take() {
            self.meter = before;
        }
        Ok(())
    }

    /// The trap is for want of memory, and the instruction can be run again after a collection.
    pub(crate) fn may_retry(&self, trap: &Trap, op: Op) -> bool {
        let can_run_again = if op == Op::CallNative { self.before_native.is_some() } else { may_allocate(op) };
        trap.code == TrapCode::OutOfMemory && can_run_again
    }

    /// Calls a native. `window` starts with the link's slot; the arguments stand behind it, and the results replace them from the
    /// first slot on. Where it finds no room, the arguments are as they were.
    pub(crate) fn call_native(&mut self, program: &Program, native: usize, window: &mut [u64]) -> Result<(), Box<Trap>> {
        let import = &program.module.natives[native];
        let (params, results) = (usize::from(import.params), usize::from(import.results));
        let (mut few, mut many) = ([0; NATIVE_SLOTS], vec![]);
        // The shape is what the module says. A native of another shape finds slots enough all the same.
        let slots = if params.max(results) <= NATIVE_SLOTS {
            &mut few[..]
        } else {
            many.resize(params.max(results), 0);
            &mut many[..]
        };
        slots[..params].copy_from_slice(&window[1..=params]);
        let (left, memory, data, host) = (self.meter.left, self.meter.memory, self.meter.data, self.meter.host);
        self.has_acted = false;
        if let Err(trap) = program.natives[native](&mut self.native_ctx(import), slots) {
            if trap.code == TrapCode::OutOfMemory && !self.has_acted {
                self.before_native = Some(Meter { limit: self.meter.limit, left, memory, data, host });
            }
            return Err(trap);
        }
        window[..results].copy_from_slice(&slots[..results]);
        Ok(())
    }

    /// What a native works with.
    pub(crate) fn native_ctx<'m>(&'m mut self, import: &'m NativeImport) -> NativeCtx<'m> {
        let program = &*self.program;
        NativeCtx {
            heap: &mut self.heap,
            program,
            module: &program.module,
            layouts: &program.layouts,
            import,
            meter: &mut self.meter,
            host: &mut *self.host,
            has_acted: &mut self.has_acted,
        }
    }

    /// A panic begins while `depth` frames are on the stack. The engine then runs what [`Machine::next_deferred`] gives.
    pub(crate) fn begin_panic(&mut self, trap: Box<Trap>, depth: usize) {
        self.panics.push(PanicState { trap, depth, running: None, is_recovered: false });
    }

    /// The next deferred call that the latest panic runs, in a frame at depth `running`. None: nobody recovers.
    pub(crate) fn next_deferred(&mut self, running: usize) -> Option<Deferred> {
        let deferred = self.defers.pop()?;
        self.panics.last_mut()?.running = Some((deferred.frame, running));
        Some(deferred)
    }

    /// A deferred call that the latest panic ran has returned. Panics that began above the frame that recovers are over.
    pub(crate) fn deferred_returned(&mut self) -> AfterDeferred {
        match self.panics.last() {
            Some(PanicState { is_recovered: true, running: Some((target, _)), .. }) => {
                let target = *target;
                self.panics.retain(|p| p.depth <= target);
                AfterDeferred::Recovered(target)
            }
            _ => AfterDeferred::Panicking,
        }
    }

    /// `recover()` in the frame at depth `frame`. `are_wrappers` tells whether from a depth up to that frame there are only
    /// functions that wrap a deferred call.
    ///
    /// # Errors
    /// Out of memory, where the machine has to make the error value.
    pub(crate) fn recover(&mut self, frame: usize, are_wrappers: impl FnOnce(usize) -> bool) -> Result<[u64; 2], Box<Trap>> {
        let Some(panic) = self.panics.last_mut().filter(|p| p.trap.code != TrapCode::Goexit) else { return Ok([0; 2]) };
        let Some((_, running)) = panic.running.filter(|_| !panic.is_recovered) else { return Ok([0; 2]) };
        if frame < running || !are_wrappers(running) {
            return Ok([0; 2]);
        }
        let value = match panic.trap.value {
            Some(value) => value,
            None => error_value(&self.program, &mut self.heap, &mut self.meter, &panic.trap)?,
        };
        panic.trap.value = Some(value);
        panic.is_recovered = true;
        Ok(value)
    }

    /// Forgets all calls: after a failure, the state of the stack means nothing.
    pub(crate) fn reset(&mut self) {
        self.defers.clear();
        self.panics.clear();
        self.fatal.clear();
        self.before_native = None;
        self.sched.reset();
    }
}

/// The roots that a goroutine's calls and panics are: what is deferred, what is thrown.
pub(crate) fn panic_roots(defers: &[Deferred], panics: &[PanicState], visit: &mut dyn FnMut(u64)) {
    defers.iter().for_each(|d| visit(d.closure.into()));
    panics.iter().filter_map(|p| p.trap.value).for_each(|value| visit(value[1]));
}

/// The `runtime.Error` of a trap.
fn error_value(program: &Program, heap: &mut Heap, meter: &mut Meter, trap: &Trap) -> Result<[u64; 2], Box<Trap>> {
    let text = heap.new_string(meter, trap.text.as_bytes())?;
    let known = &program.module.known;
    if trap.code != TrapCode::TypeAssertion {
        let is_plain = matches!(trap.code, TrapCode::NilMapWrite | TrapCode::Native | TrapCode::Channel | TrapCode::Panic);
        let ty = if is_plain { known.plain_error } else { known.error_string };
        return Ok([ty.0.into(), text]);
    }
    let ty = known.type_assertion_error;
    let target = program.desc(ty).elem;
    let at = heap.alloc(meter, Contents::Values(target), program.layout(target).size.into())?;
    heap.set_u64(at, text)?;
    Ok([ty.0.into(), at.into()])
}

/// The instruction may allocate: a collection that is due runs before it. Natives count, because nothing is collected in them.
#[inline]
pub(crate) fn may_allocate(op: Op) -> bool {
    use Op::*;
    matches!(
        op,
        MakeSlice
            | Grow
            | Append8
            | Append32
            | Append64
            | AppendSlice
            | Concat
            | New
            | Closure
            | MapNew
            | MapSet
            | CallNative
            | ChanNew
            | Recover
    )
}

/// The trap of `panic(value)`.
#[cold]
pub(crate) fn thrown(value: [u64; 2]) -> Box<Trap> {
    if value[0] == 0 {
        return Trap::new(TrapCode::Panic, "panic called with nil argument (use GODEBUG=panicnil=1 to disable)");
    }
    Box::new(Trap { code: TrapCode::Panic, text: String::new(), value: Some(value) })
}

/// The trap of a call whose shape is not the function's.
#[cold]
pub(crate) fn bad_call() -> Box<Trap> {
    Trap::new(TrapCode::BadCall, "call of a function of another shape")
}

/// The trap that an instruction names by number.
#[cold]
pub(crate) fn trap_now(code: u64) -> Box<Trap> {
    use crate::rt::num::{divide_by_zero, negative_shift};
    match code {
        code if code == TrapCode::NilDereference as u64 => crate::heap::nil_dereference(),
        code if code == TrapCode::DivideByZero as u64 => divide_by_zero(),
        code if code == TrapCode::NegativeShift as u64 => negative_shift(),
        code if code == TrapCode::Deadlock as u64 => crate::sched::deadlock(&Scheduler::default()),
        _ => Trap::new(TrapCode::Unreachable, "unreachable code was reached"),
    }
}
