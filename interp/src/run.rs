//! Running a program: an instance has memory and energy of its own; the program is shared.

use std::sync::Arc;

use crate::energy::{ENERGY_LIMIT_MAX, EnergyUsed};
use crate::exec::{self, Dispatch};
use crate::heap::{MemoryStats, out_of_memory};
use crate::host::Host;
use crate::machine::{Limits, Machine, PanicState, Room, bad_call};
use crate::module::{FuncIdx, NativeImport};
use crate::native::NativeCtx;
use crate::program::Program;
use crate::reference::{self, Stop};
use crate::trap::{TraceFrame, Trap, TrapCode};

/// What executes the code. All of them give the same results, use the same energy and memory, and fail at the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The plain interpreter of canonical code: slow, the oracle.
    Reference,
    /// The executable form, run by a loop.
    Portable,
    /// The executable form, run by handlers that call each other; where that is not possible, by the loop.
    Threaded,
}

/// Why a call has no results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The kind of trap.
    pub code: TrapCode,
    /// What Go prints before the stack trace, without a newline at the end.
    pub message: String,
    /// Number of the goroutine whose stack the trace is.
    pub goroutine: u64,
    /// What that goroutine did, in Go's words: `running`, or what it waited for.
    pub state: &'static str,
    /// The status that the program asked to end with, if that is why it ended.
    pub exit_status: Option<i64>,
    /// The stack at the trap, innermost first. Long ones are cut in the middle.
    pub trace: Vec<TraceFrame>,
    /// File, line and column of the innermost frame of a known position.
    pub position: Option<(String, u32, u32)>,
}

/// Frames of a trace that are kept at each end.
const TRACE_END: usize = 50;

/// A program that runs.
#[expect(missing_debug_implementations, reason = "holds the embedder's host")]
pub struct Instance<'h> {
    machine: Machine<'h>,
    engine: Engine,
}

impl<'h> Instance<'h> {
    /// Fresh memory that holds the program's static data. Nothing has run: [`Instance::run_init`] comes first.
    #[must_use]
    pub fn new(program: &Arc<Program>, engine: Engine, limits: Limits, host: &'h mut dyn Host) -> Instance<'h> {
        Instance::new_in(Room::default(), program, engine, limits, host)
    }

    /// [`Instance::new`] in the room that another instance left.
    #[must_use]
    pub fn new_in(room: Room, program: &Arc<Program>, engine: Engine, limits: Limits, host: &'h mut dyn Host) -> Instance<'h> {
        Instance { machine: Machine::new_in(room, program.clone(), limits, host), engine }
    }

    /// Ends the instance and leaves its room for another, of any program.
    #[must_use]
    pub fn into_room(self) -> Room {
        self.machine.into_room()
    }

    /// Initialises all packages.
    ///
    /// # Errors
    /// If that fails.
    pub fn run_init(&mut self) -> Result<(), Box<Failure>> {
        let init = self.machine.program.module.init;
        self.call(init, &[]).map(|_| ())
    }

    /// Calls a function with arguments in slots; the results are slots too. Arguments that are addresses point to memory that was
    /// made through [`Instance::ctx`] since the last call, or that package variables keep; results are to be read before the
    /// next call.
    ///
    /// # Errors
    /// If it does not return. After that the instance's memory means nothing.
    pub fn call(&mut self, func: FuncIdx, args: &[u64]) -> Result<Vec<u64>, Box<Failure>> {
        let params = self.machine.program.module.funcs.get(func.index()).map(|f| usize::from(f.params));
        let refused = match params {
            _ if self.machine.heap.is_over_limit() => Some(out_of_memory()),
            Some(params) if params == args.len() => None,
            _ => Some(bad_call()),
        };
        if let Some(trap) = refused {
            return Err(self.failure(Stop { trap, trace: vec![] }));
        }
        self.run(func, args).map_err(|stop| self.failure(*stop))
    }

    /// Calls what is exported under a name.
    ///
    /// # Errors
    /// If there is no such export, or it does not return.
    pub fn call_export(&mut self, name: &str, args: &[u64]) -> Result<Vec<u64>, Box<Failure>> {
        let Some(func) = self.machine.program.export(name).map(|e| e.func) else {
            let trap = Trap::new(TrapCode::BadCall, format!("undefined: {name}"));
            return Err(self.failure(Stop { trap, trace: vec![] }));
        };
        self.call(func, args)
    }

    /// The instance's memory, for making arguments and reading results.
    pub fn ctx(&mut self) -> NativeCtx<'_> {
        static OUTSIDE: NativeImport = NativeImport { name: String::new(), params: 0, results: 0, types: vec![] };
        self.machine.native_ctx(&OUTSIDE)
    }

    /// Energy used so far.
    #[must_use]
    pub fn energy(&self) -> EnergyUsed {
        self.machine.meter.by_kind()
    }

    /// Energy that is left.
    #[must_use]
    pub fn energy_left(&self) -> u64 {
        self.machine.meter.left.max(0) as u64
    }

    /// Charges energy for what the embedder does on the program's behalf.
    ///
    /// # Errors
    /// Out of energy.
    pub fn charge_host(&mut self, amount: u64) -> Result<(), Box<Trap>> {
        self.machine.meter.charge(crate::energy::EnergyKind::Host, amount.min(ENERGY_LIMIT_MAX))
    }

    /// Canonical instructions that were completed so far. The reference counts them; the executor has no such thing left, since loading
    /// drops and merges them.
    #[must_use]
    pub fn instructions(&self) -> Option<u64> {
        (self.engine == Engine::Reference).then_some(self.machine.instructions)
    }

    /// Memory used so far.
    #[must_use]
    pub fn memory(&self) -> MemoryStats {
        self.machine.heap.stats()
    }

    /// Collects memory from now on whenever so many bytes were allocated, at every allocation if that is 0: nothing but what
    /// [`Instance::memory`] tells may depend on it, which tests see to.
    pub fn collect_after(&mut self, bytes: u64) {
        self.machine.heap.set_pace(bytes);
    }

    /// Collects memory now, between calls: goroutines that are left and package variables hold what is kept.
    pub fn collect(&mut self) {
        self.machine.collect(|_, _| ());
    }

    fn run(&mut self, func: FuncIdx, args: &[u64]) -> Result<Vec<u64>, Box<Stop>> {
        match self.engine {
            Engine::Reference => reference::run(&mut self.machine, func, args),
            Engine::Portable => exec::run(&mut self.machine, func, args, Dispatch::Loop),
            Engine::Threaded => exec::run(&mut self.machine, func, args, Dispatch::Threaded),
        }
    }

    /// What a stop looks like from outside.
    fn failure(&mut self, stop: Stop) -> Box<Failure> {
        let code = stop.trap.code;
        let panics = std::mem::take(&mut self.machine.panics);
        let (goroutine, waits_for) = self.machine.sched.current();
        let state = if code == TrapCode::Deadlock && !waits_for.is_empty() { waits_for } else { "running" };
        self.machine.reset();
        let message = match code {
            TrapCode::OutOfEnergy | TrapCode::Stopped | TrapCode::BadCall | TrapCode::Exit => stop.trap.text.clone(),
            code if !code.is_recoverable() => format!("fatal error: {}", stop.trap.text),
            _ => self.panic_message(&panics, code),
        };
        self.machine.reset();
        let program = &self.machine.program;
        let skipped = TRACE_END..stop.trace.len().saturating_sub(TRACE_END).max(TRACE_END);
        let kept = stop.trace.iter().enumerate().filter(|(i, _)| !skipped.contains(i));
        let trace: Vec<TraceFrame> = kept
            .map(|(_, (func, pc))| TraceFrame {
                func: *func,
                name: program.module.funcs[func.index()].name.clone(),
                position: program.position(*func, *pc),
            })
            .collect();
        let position = trace.iter().find_map(|f| f.position.clone());
        let exit_status = stop.trap.value.filter(|_| code == TrapCode::Exit).map(|v| v[1] as i64);
        Box::new(Failure { code, message, goroutine, state, exit_status, trace, position })
    }

    /// The panics that ended the run, as Go prints them: each that a later one replaced stands before it.
    fn panic_message(&mut self, panics: &[PanicState], code: TrapCode) -> String {
        self.machine.fatal = panics.iter().filter_map(|p| p.trap.value).collect();
        let mut lines = vec![];
        for panic in panics.iter().filter(|p| p.trap.code != TrapCode::Goexit) {
            let text = match (panic.trap.code, panic.trap.value) {
                (TrapCode::Panic, Some(value)) => match self.value_text(value) {
                    Ok(text) => text,
                    Err(fatal) => return fatal,
                },
                (TrapCode::Panic | TrapCode::NilMapWrite | TrapCode::TypeAssertion | TrapCode::Native | TrapCode::Channel, _) => {
                    panic.trap.text.clone()
                }
                _ => format!("runtime error: {}", panic.trap.text),
            };
            let recovered = if panic.is_recovered { " [recovered]" } else { "" };
            lines.push(format!("panic: {}{recovered}", text.replace('\n', "\n\t")));
        }
        let mut message = lines.join("\n\t");
        if code == TrapCode::NilDereference {
            // Go adds addresses here, which would differ from run to run.
            message.push_str("\n[signal SIGSEGV: segmentation violation]");
        }
        message
    }

    /// What Go code says a panic's value is printed as. If that panics itself, what Go says instead of all panics.
    fn value_text(&mut self, value: [u64; 2]) -> Result<String, String> {
        let program = self.machine.program.clone();
        let result = self.run(program.module.panic_text, &value);
        self.machine.defers.clear();
        self.machine.panics.clear();
        self.machine.sched.reset();
        let type_name = |word: u64| program.module.types.get(word as usize).map_or("?", |desc| desc.name.as_str());
        match result {
            Ok(results) => Ok(results.first().and_then(|s| self.text(*s)).unwrap_or_default()),
            Err(stop) if stop.trap.code.is_recoverable() => {
                let trap = stop.trap;
                let what = match (trap.code, trap.value) {
                    (TrapCode::Panic, Some([word, text])) if word == u64::from(program.module.known.string.0) => {
                        self.text(text).unwrap_or_default()
                    }
                    (_, Some([word, _])) => format!("type {}", type_name(word)),
                    (TrapCode::IndexOutOfRange | TrapCode::SliceOutOfRange, _) => "type runtime.boundsError".to_owned(),
                    (TrapCode::TypeAssertion, _) => "type *runtime.TypeAssertionError".to_owned(),
                    (TrapCode::NilMapWrite | TrapCode::Channel, _) => "type runtime.plainError".to_owned(),
                    _ => "type runtime.errorString".to_owned(),
                };
                Err(format!("fatal error: panic while printing panic value: {what}"))
            }
            Err(_) => Ok(format!("({}) (its text cannot be made)", type_name(value[0]))),
        }
    }

    /// A string of the program.
    fn text(&self, string: u64) -> Option<String> {
        let bytes = self.machine.heap.bytes(string as u32, (string >> 32) as u32).ok()?;
        Some(String::from_utf8_lossy(bytes).into_owned())
    }
}
