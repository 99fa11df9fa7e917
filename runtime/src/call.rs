//! A call as it runs: who calls whom, what it may do, what it has done so far, and how it ends. Every call of an app runs in a
//! machine of its own; nested ones share the state of the block, the events and, by a share each, the energy.

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use govm_interp::{ENERGY_LIMIT_MAX, EnergyKind, EnergyUsed, Engine, Host, Meter, Trap, TrapCode, TypeIdx};

use crate::abi::{AbiFunction, AbiType};
use crate::code::{AppCode, Library};
use crate::config::ChainConfig;
use crate::error::Error;
use crate::event::{Event, TypedValue};
use crate::hash::{Address, Hash};
use crate::natives::{end_call, results_fit};
use crate::overlay::{Checkpoint, Entry, Overlay};
use crate::receipt::{EnergyUse, Failure, Frame, SourcePosition, Status};
use crate::store::StoreError;
use crate::vm::{self, Crash, Ended, Entrance};

/// The name of the constructor: called at deployment, and never again.
pub(crate) const CONSTRUCTOR: &str = "Init";

/// The name of the function that decides on upgrades of the app: called at an upgrade, by nobody else.
pub(crate) const GATE: &str = "AllowUpgrade";

/// The name of the function that new code takes over the state of the app with: called at an upgrade, by nobody else.
pub(crate) const MIGRATION: &str = "Migrate";

/// The part of the energy left that a call keeps for itself when it calls another app.
const KEPT_SHARE: i64 = 16;

/// The block that calls run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockInfo {
    /// Its number.
    pub number: u64,
    /// Its time, in milliseconds since 1970.
    pub time: u64,
    /// Its key, as the embedder names it.
    pub key: Hash,
}

/// What calls may do to the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    ReadOnly,
    ReadWrite,
}

/// Why a native ended a call without leaving the contract a chance to go on.
#[derive(Debug)]
pub(crate) enum Stop {
    Call(Status, String),
    Store(StoreError),
}

/// Types of a variable or map of an app, as its package declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Declared {
    /// Index 0 for a variable.
    pub(crate) key: TypeIdx,
    pub(crate) value: TypeIdx,
}

/// The variables and maps that an app declares, by their letter and name.
pub(crate) type Declarations = BTreeMap<(u8, Vec<u8>), Declared>;

/// Who calls which app, and what the call brings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Message<'m> {
    pub(crate) caller: Address,
    pub(crate) app: Hash,
    /// Canonical bytes of the arguments, one after the other.
    pub(crate) args: &'m [u8],
    /// Funds that move from the caller's account to the app's.
    pub(crate) cost: u64,
}

/// A call that an app makes: the arguments still have their types.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NestedCall<'c> {
    pub(crate) app: Hash,
    pub(crate) function: &'c str,
    pub(crate) args: &'c [TypedValue],
    pub(crate) cost: u64,
}

/// Whether an app that was sent funds has looked at them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CostSeen {
    No,
    Yes,
}

/// Whether an app may be called while this call of it is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reentry {
    Refused,
    Allowed,
}

/// An app that is being called.
#[derive(Debug)]
pub(crate) struct CallFrame {
    pub(crate) app: Hash,
    pub(crate) caller: Address,
    pub(crate) cost: u64,
    pub(crate) cost_seen: CostSeen,
    pub(crate) reentry: Reentry,
    pub(crate) declared: Declarations,
}

impl CallFrame {
    fn new(message: &Message<'_>) -> CallFrame {
        let Message { caller, app, cost, .. } = *message;
        CallFrame { app, caller, cost, cost_seen: CostSeen::No, reentry: Reentry::Refused, declared: Declarations::new() }
    }
}

/// The chain as natives see it.
pub(crate) struct Env {
    pub(crate) config: Arc<ChainConfig>,
    pub(crate) overlay: Overlay,
    pub(crate) block: BlockInfo,
    pub(crate) origin: Address,
    pub(crate) events: Vec<Event>,
    pub(crate) event_bytes: usize,
    pub(crate) stop: Option<Stop>,
    library: Arc<Library>,
    engine: Engine,
    access: Access,
    frames: Vec<CallFrame>,
    stop_flag: Arc<AtomicBool>,
}

impl Host for Env {
    /// Contracts print to nobody.
    fn write(&mut self, _fd: u8, _bytes: &[u8]) {}

    fn should_stop(&self) -> bool {
        self.stop_flag.load(Ordering::Relaxed)
    }

    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}

/// How a call ended: canonical bytes of the results, or why there are none.
pub(crate) type CallResult = Result<Vec<u8>, CallFailure>;

/// What an app sees of a call that it made.
pub(crate) type NestedResult = Result<Vec<u8>, (Status, String)>;

/// Why a call failed.
#[derive(Debug)]
pub(crate) struct CallFailure {
    pub(crate) status: Status,
    pub(crate) failure: Failure,
}

impl CallFailure {
    pub(crate) fn new(status: Status, message: impl Into<String>) -> CallFailure {
        CallFailure { status, failure: Failure { message: message.into(), position: None, trace: Vec::new() } }
    }
}

/// A point of a call to come back to.
struct Mark {
    changes: Checkpoint,
    events: usize,
    event_bytes: usize,
}

/// Why a call did not come to an end: there is no receipt.
#[derive(Debug)]
enum Fault {
    Failed(CallFailure),
    Broken(Error),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Fault {
        Fault::Broken(error)
    }
}

impl Env {
    pub(crate) fn new(
        config: Arc<ChainConfig>,
        library: Arc<Library>,
        engine: Engine,
        overlay: Overlay,
        block: BlockInfo,
        access: Access,
        stop_flag: Arc<AtomicBool>,
    ) -> Env {
        Env {
            config,
            overlay,
            block,
            origin: Address::default(),
            events: Vec::new(),
            event_bytes: 0,
            stop: None,
            library,
            engine,
            access,
            frames: Vec::new(),
            stop_flag,
        }
    }

    /// The same state under other conditions; nothing that happens in it comes back.
    pub(crate) fn fork(&self, access: Access) -> Env {
        Env::new(
            self.config.clone(),
            self.library.clone(),
            self.engine,
            self.overlay.clone(),
            self.block,
            access,
            self.stop_flag.clone(),
        )
    }

    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    pub(crate) fn library(&self) -> &Arc<Library> {
        &self.library
    }

    pub(crate) fn is_read_only(&self) -> bool {
        self.access == Access::ReadOnly
    }

    /// The app that is running.
    pub(crate) fn frame(&self) -> &CallFrame {
        self.frames.last().expect("invariant: natives run within a call")
    }

    pub(crate) fn frame_mut(&mut self) -> &mut CallFrame {
        self.frames.last_mut().expect("invariant: natives run within a call")
    }

    /// Reads the state for a native. A failing store ends the call, and there is no receipt.
    pub(crate) fn read(&mut self, key: &[u8]) -> Result<Option<Entry>, Box<Trap>> {
        self.overlay.get(key).map_err(|error| self.store_failed(error))
    }

    /// Ends the call; there is no receipt.
    pub(crate) fn store_failed(&mut self, error: StoreError) -> Box<Trap> {
        self.stop = Some(Stop::Store(error));
        Trap::new(TrapCode::Stopped, "the store failed")
    }

    /// The app's code.
    pub(crate) fn program(&self, app: &Hash) -> Result<Option<Arc<AppCode>>, Error> {
        match self.overlay.app(app) {
            Some(new) => Ok(Some(new.program.clone())),
            None => self.library.program_of(self.overlay.store(), app),
        }
    }

    /// Calls an entry point on behalf of a user. The changes stay in the overlay, for the caller to accept or to discard.
    pub(crate) fn call(&mut self, message: &Message<'_>, function: &str, energy: u64) -> Result<(CallResult, EnergyUse), Error> {
        let mut meter = Meter::new(energy);
        let result = self.call_metered(&mut meter, message, function)?;
        Ok((result, energy_use(&meter)))
    }

    fn call_metered(&mut self, meter: &mut Meter, message: &Message<'_>, function: &str) -> Result<CallResult, Error> {
        if let Err(failure) = self.charge_call(meter, message)? {
            return Ok(Err(failure));
        }
        let app = message.app;
        let Some(program) = self.program(&app)? else {
            return Ok(Err(CallFailure::new(Status::NoApp, format!("no app {app}"))));
        };
        let entry = match entry_point(&program, app, function) {
            Ok(entry) => entry,
            Err(failure) => return Ok(Err(failure)),
        };
        self.start(meter, message, &program, Some(entry))
    }

    /// Runs the constructor of a new app or the migration of an upgraded one, whose code is in the overlay already; without one,
    /// only the package's initialisation.
    pub(crate) fn construct(
        &mut self,
        meter: &mut Meter,
        message: &Message<'_>,
        program: &Arc<AppCode>,
        function: &str,
    ) -> Result<CallResult, Error> {
        if let Err(failure) = self.check_size(message) {
            return Ok(Err(failure));
        }
        if let Err(failure) = self.charge_cost(meter, message)? {
            return Ok(Err(failure));
        }
        let entry = entry_of(program, function);
        if entry.is_none() && !message.args.is_empty() {
            let message = format!("the app has no function {function} to take arguments");
            return Ok(Err(CallFailure::new(Status::BadArguments, message)));
        }
        self.start(meter, message, program, entry)
    }

    /// Runs the package's initialisation alone, and yields what it declares, up to where it failed if it did. Nothing else of it
    /// stays.
    pub(crate) fn declarations(
        &mut self,
        meter: &mut Meter,
        caller: Address,
        app: Hash,
        program: &Arc<AppCode>,
    ) -> Result<(Declarations, CallResult), Error> {
        let message = Message { caller, app, args: &[], cost: 0 };
        let before = self.mark();
        let (result, frame) = self.enter(meter, &message, program, None);
        self.revert(before);
        ended(result).map(|result| (frame.declared, result))
    }

    /// The changes and events so far.
    fn mark(&self) -> Mark {
        Mark { changes: self.overlay.checkpoint(), events: self.events.len(), event_bytes: self.event_bytes }
    }

    fn revert(&mut self, mark: Mark) {
        self.overlay.revert(mark.changes);
        self.events.truncate(mark.events);
        self.event_bytes = mark.event_bytes;
    }

    /// Runs code in a frame of its own, and yields what is left of the frame.
    fn enter(
        &mut self,
        meter: &mut Meter,
        message: &Message<'_>,
        program: &AppCode,
        entry: Option<Entrance<'_>>,
    ) -> (Result<Vec<u8>, Fault>, CallFrame) {
        if self.frames.is_empty() {
            self.origin = message.caller;
        }
        self.frames.push(CallFrame::new(message));
        let result = self.run(meter, program, entry, message.args);
        (result, self.frames.pop().expect("invariant: pushed above"))
    }

    pub(crate) fn charge_call(&mut self, meter: &mut Meter, message: &Message<'_>) -> Result<Result<(), CallFailure>, Error> {
        let prices = &self.config.prices;
        let bytes = message.args.len();
        let price = prices.call.saturating_add(prices.call_byte.saturating_mul(bytes as u64));
        if let Err(trap) = meter.charge(EnergyKind::Host, price) {
            return Ok(Err(CallFailure::new(Status::OutOfEnergy, trap.text)));
        }
        if let Err(failure) = self.check_size(message) {
            return Ok(Err(failure));
        }
        self.charge_cost(meter, message)
    }

    fn check_size(&self, message: &Message<'_>) -> Result<(), CallFailure> {
        let (bytes, most) = (message.args.len(), self.config.limits.message);
        if bytes > most {
            return Err(CallFailure::new(Status::Limit, format!("arguments of {bytes} bytes, {most} are allowed")));
        }
        Ok(())
    }

    /// Pays for moving the funds that a call brings.
    fn charge_cost(&mut self, meter: &mut Meter, message: &Message<'_>) -> Result<Result<(), CallFailure>, Error> {
        if message.cost == 0 {
            return Ok(Ok(()));
        }
        match self.charge_transfer(meter, &message.app.account()) {
            Ok(()) => Ok(Ok(())),
            Err(trap) => match self.stop.take() {
                Some(Stop::Store(error)) => Err(Error::Store(error)),
                _ => Ok(Err(CallFailure::new(Status::OutOfEnergy, trap.text))),
            },
        }
    }

    /// Runs a call with a checkpoint of its own, or with no entry the package's initialisation. The meter pays in any case.
    pub(crate) fn start(
        &mut self,
        meter: &mut Meter,
        message: &Message<'_>,
        program: &Arc<AppCode>,
        entry: Option<Entrance<'_>>,
    ) -> Result<CallResult, Error> {
        let before = self.mark();
        let result = self.start_paid(meter, message, program, entry);
        if result.is_err() {
            self.revert(before);
        }
        ended(result)
    }

    /// Moves the funds and runs the call. Funds that the app never asks about were sent by mistake: it would not know that it has
    /// them, so they would be lost.
    fn start_paid(
        &mut self,
        meter: &mut Meter,
        message: &Message<'_>,
        program: &AppCode,
        entry: Option<Entrance<'_>>,
    ) -> Result<Vec<u8>, Fault> {
        if message.cost > 0 {
            let moved = self.overlay.transfer(&message.caller, &message.app.account(), message.cost).map_err(Error::Store)?;
            moved.map_err(|refusal| Fault::Failed(refusal.into()))?;
        }
        let (result, frame) = self.enter(meter, message, program, entry);
        if result.is_ok() && frame.cost > 0 && frame.cost_seen == CostSeen::No {
            let function = entry.map_or(CONSTRUCTOR, |entry| entry.function.name.as_str());
            return Err(Fault::Failed(CallFailure::new(Status::NoFunds, format!("{function} takes no funds"))));
        }
        result
    }

    fn run(&mut self, meter: &mut Meter, program: &AppCode, entry: Option<Entrance<'_>>, args: &[u8]) -> Result<Vec<u8>, Fault> {
        // The machine looks at intervals, which a short run does not reach.
        if self.should_stop() {
            return Err(Fault::Broken(Error::Stopped));
        }
        let limits = &self.config.limits;
        let limits = govm_interp::Limits {
            energy: meter.left.max(0) as u64,
            memory: u64::from(limits.memory),
            stack_slots: limits.stack_slots,
        };
        let (ended, used) = vm::run(program.loaded(), self, limits, entry, args);
        pay(meter, &used);
        let function = entry.map_or("", |entry| entry.function.name.as_str());
        let failure = match ended {
            Ended::Values(bytes) if bytes.len() > self.config.limits.message => {
                let message = format!("results of {} bytes, {} are allowed", bytes.len(), self.config.limits.message);
                CallFailure::new(Status::Limit, message)
            }
            Ended::Values(bytes) => return Ok(bytes),
            Ended::Error(text) => CallFailure::new(Status::Error, self.shortened(text)),
            Ended::Arguments(error) => {
                CallFailure::new(Status::BadArguments, format!("the arguments are not those of {function}: {error}"))
            }
            Ended::Crash(crash) => return Err(self.fault(program, crash)),
        };
        Err(Fault::Failed(failure))
    }

    fn shortened(&self, mut text: String) -> String {
        let mut end = self.config.limits.error_text;
        if text.len() > end {
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
        }
        text
    }

    /// What a trap means for the call.
    fn fault(&mut self, program: &AppCode, crash: Crash) -> Fault {
        let (status, message) = match crash.code {
            TrapCode::Stopped => match self.stop.take() {
                Some(Stop::Call(status, message)) => (status, message),
                Some(Stop::Store(error)) => return Fault::Broken(Error::Store(error)),
                None => return Fault::Broken(Error::Stopped),
            },
            TrapCode::OutOfEnergy => (Status::OutOfEnergy, crash.text),
            TrapCode::OutOfMemory | TrapCode::StackOverflow => (Status::OutOfMemory, crash.text),
            TrapCode::Panic | TrapCode::Native => (Status::Panic, crash.text),
            _ => (Status::RuntimeError, crash.text),
        };
        let trace: Vec<Frame> = crash.trace.into_iter().map(frame_of).collect();
        // The library's own lines tell a contract's author little: the place is the innermost one in the app.
        let position = trace.iter().filter_map(|frame| frame.position.as_ref()).find(|at| program.has_file(&at.file)).cloned();
        Fault::Failed(CallFailure { status, failure: Failure { message: self.shortened(message), position, trace } })
    }

    /// A call from an app to another. The outer error ends the caller too: out of energy, or a broken store.
    pub(crate) fn call_nested(
        &mut self,
        meter: &mut Meter,
        call: NestedCall<'_>,
        wanted: Option<&AbiType>,
    ) -> Result<NestedResult, Box<Trap>> {
        let NestedCall { app, function, args, cost } = call;
        if cost > 0 && self.is_read_only() {
            return Err(end_call(self, Status::ReadOnly, "govm: a query cannot move funds"));
        }
        let bytes: Vec<u8> = args.iter().flat_map(|arg| arg.value.iter().copied()).collect();
        let prices = &self.config.prices;
        meter.charge(EnergyKind::Host, prices.call.saturating_add(prices.call_byte.saturating_mul(bytes.len() as u64)))?;
        if cost > 0 {
            self.charge_transfer(meter, &app.account())?;
        }
        let refusal = |failure: CallFailure| Ok(Err((failure.status, failure.failure.message)));
        if self.frames.len() >= self.config.limits.call_depth {
            return refusal(CallFailure::new(Status::TooDeep, "calls are nested too deep"));
        }
        if self.frames.iter().any(|frame| frame.app == app && frame.reentry == Reentry::Refused) {
            return refusal(CallFailure::new(Status::Reentrant, format!("app {app} is already being called")));
        }
        let program = match self.program(&app) {
            Ok(Some(program)) => program,
            Ok(None) => return refusal(CallFailure::new(Status::NoApp, format!("no app {app}"))),
            Err(error) => return Err(self.broken(error)),
        };
        let entry = match entry_point(&program, app, function) {
            Ok(entry) => entry,
            Err(failure) => return refusal(failure),
        };
        if let Some(message) = mismatch(entry.function, args, wanted) {
            return refusal(CallFailure::new(Status::BadArguments, message));
        }
        let message = Message { caller: self.frame().app.account(), app, args: &bytes, cost };
        let share = meter.left - meter.left / KEPT_SHARE;
        let mut callee = Meter::new(share.max(0) as u64);
        let result = self.start(&mut callee, &message, &program, Some(entry));
        let used = energy_use(&callee);
        pay(meter, &EnergyUsed { total: used.total(), code: used.code, memory: used.memory, data: used.data, host: used.host });
        match result {
            Ok(Ok(bytes)) => Ok(Ok(bytes)),
            Ok(Err(failure)) => refusal(failure),
            Err(error) => Err(self.broken(error)),
        }
    }

    /// Ends the callers of a call that did not come to an end.
    fn broken(&mut self, error: Error) -> Box<Trap> {
        self.stop = match error {
            Error::Store(error) => Some(Stop::Store(error)),
            Error::Stopped => None,
            other => Some(Stop::Store(StoreError::Damaged(other.to_string()))),
        };
        Trap::new(TrapCode::Stopped, "the run was stopped")
    }
}

/// Sets failures apart from runs that did not come to an end.
fn ended(result: Result<Vec<u8>, Fault>) -> Result<CallResult, Error> {
    match result {
        Ok(bytes) => Ok(Ok(bytes)),
        Err(Fault::Failed(failure)) => Ok(Err(failure)),
        Err(Fault::Broken(error)) => Err(error),
    }
}

pub(crate) fn entry_of<'p>(program: &'p AppCode, name: &str) -> Option<Entrance<'p>> {
    Some(Entrance { function: program.abi().function(name)?, export: program.export(name)? })
}

fn entry_point<'p>(program: &'p AppCode, app: Hash, name: &str) -> Result<Entrance<'p>, CallFailure> {
    match name {
        CONSTRUCTOR => return Err(CallFailure::new(Status::NoFunction, "Init runs at deployment only")),
        GATE | MIGRATION => return Err(CallFailure::new(Status::NoFunction, format!("{name} runs at an upgrade only"))),
        _ => {}
    }
    entry_of(program, name).ok_or_else(|| CallFailure::new(Status::NoFunction, format!("app {app} has no function {name}")))
}

/// Why so many arguments cannot be passed to a function that wants another number of them.
pub(crate) fn count_mismatch(function: &str, have: usize, want: usize) -> Option<String> {
    let problem = match have.cmp(&want) {
        std::cmp::Ordering::Less => "not enough",
        std::cmp::Ordering::Equal => return None,
        std::cmp::Ordering::Greater => "too many",
    };
    Some(format!("{problem} arguments in call to {function}: have {have}, want {want}"))
}

/// Why values of these types cannot be passed, or the results not be taken.
fn mismatch(function: &AbiFunction, args: &[TypedValue], wanted: Option<&AbiType>) -> Option<String> {
    if let Some(message) = count_mismatch(&function.name, args.len(), function.params.len()) {
        return Some(message);
    }
    for (arg, param) in args.iter().zip(&function.params) {
        if !arg.ty.fits(&param.ty) {
            return Some(format!("cannot use {} as {} value in argument {} of {}", arg.ty, param.ty, param.name, function.name));
        }
    }
    let wanted = wanted.filter(|wanted| !results_fit(&function.results, wanted))?;
    Some(format!("cannot use the results of {} as {wanted} value", function.name))
}

fn frame_of(frame: govm_interp::TraceFrame) -> Frame {
    let position = frame.position.map(|(file, line, column)| SourcePosition { file, line, column });
    Frame { function: frame.name, position }
}

/// Takes what a run has used, which is at most what is left.
fn pay(meter: &mut Meter, used: &EnergyUsed) {
    meter.left -= used.total as i64;
    meter.memory += used.memory;
    meter.data += used.data;
    meter.host += used.host;
}

/// What a meter has counted.
pub(crate) fn energy_use(meter: &Meter) -> EnergyUse {
    let EnergyUsed { code, memory, data, host, .. } = meter.by_kind();
    EnergyUse { code, memory, data, host }
}

const _: () = assert!(ENERGY_LIMIT_MAX < i64::MAX as u64, "energy is counted down in an i64");
