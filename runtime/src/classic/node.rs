//! The seed's runtime as a library: a tree of chains on one store, blocks that change one of them, apps that are deployed into it and
//! run there.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use govm_interp::{Engine, Instance, Natives, Program, TrapCode};
use thiserror::Error;

use super::build::{self, DependLimits, Refusal, Sources};
use super::chain::may_read_log;
use super::energy::ClassicMeter;
use super::natives::{ClassicEvent, ClassicHost, NATIVES, Request};
use super::packed::{CODE_MAX, CORE_NAME, PackedApp};
use super::process::{ClassicHead, core_table};
use super::tables::{self, ClassicEntry, EntryLimits, Tables};
use crate::codec::Reader;
use crate::hash::Hash;
use crate::layout;
use crate::marshal::{Memory, ReadFault};
use crate::node::StopHandle;
use crate::store::{Batch, Store, StoreError, prefix_end};

/// Programs held ready.
const CACHE_MAX: usize = 64;

/// Letter that the keys of deployed apps begin with: chain u64 and name follow, the value is the packed app.
const APP: u8 = b'N';

/// What is done with a block in which a run failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailedRun {
    /// It cannot be committed, as in the original: what the run wrote is in it.
    FailsBlock,
    /// What the run wrote is dropped, and the block goes on.
    IsReverted,
}

/// Numbers that gob gives to types. In the original they depend on every type that a process met before, and the process of a run has
/// met its own: so the first value with a type of the app's that a run encodes has the bytes of the compiler that built it, and later
/// ones have others than here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GobNumbers {
    /// The first that are free, in every value: the bytes depend on the value alone.
    FromFirst,
    /// Those of a run that was built by Go 1.19.
    AsGo119,
    /// Those of a run that was built by Go 1.27.
    AsGo127,
}

/// How a classic chain is run.
#[derive(Clone, Debug)]
pub struct ClassicConfig {
    /// What is done with a block in which a run failed.
    pub failed_run: FailedRun,
    /// Numbers of types in what `Encode` makes with gob.
    pub gob: GobNumbers,
    /// Energy of the machine that a run may use, beside what the original counts. It bounds the time of what that does not count.
    pub machine_energy: u64,
    /// Memory of a run in bytes.
    pub memory: u32,
    /// Slots of all frames of a run.
    pub stack_slots: u32,
    /// Bytes of the code of an app, unpacked.
    pub code_bytes: usize,
    /// Apps that one app uses, those that those use included.
    pub depends: usize,
    /// Bytes of the code of all apps that one app uses, unpacked.
    pub depend_bytes: usize,
    /// Bytes of a key. The core allows 199.
    pub key_bytes: usize,
    /// Bytes of a value, with the eight of its life. The core allows 40,959 without them.
    pub value_bytes: usize,
    /// Bytes of all events of a run: of the names and parameters, and 16 for each parameter.
    pub event_bytes: usize,
    /// Bytes that a run prints; what is beyond them is dropped.
    pub output_bytes: usize,
    /// What runs the code.
    pub engine: Engine,
}

impl ClassicConfig {
    /// What replays the original.
    #[must_use]
    pub fn new() -> ClassicConfig {
        ClassicConfig {
            failed_run: FailedRun::FailsBlock,
            gob: GobNumbers::FromFirst,
            machine_energy: 20_000_000_000,
            memory: 512 << 20,
            stack_slots: 1 << 22,
            code_bytes: CODE_MAX,
            depends: 1024,
            depend_bytes: 16 << 20,
            key_bytes: 1024,
            value_bytes: 64 << 10,
            event_bytes: 1 << 20,
            output_bytes: 1 << 20,
            engine: Engine::Threaded,
        }
    }
}

impl ClassicConfig {
    fn depend_limits(&self) -> DependLimits {
        DependLimits { apps: self.depends, bytes: self.depend_bytes, code: self.code_bytes }
    }
}

impl Default for ClassicConfig {
    fn default() -> ClassicConfig {
        ClassicConfig::new()
    }
}

/// Why the runtime gave no answer.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ClassicError {
    /// The store failed, or holds what it should not.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The app is refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The request makes no sense.
    #[error("{0}")]
    Misuse(String),
    /// The run was stopped.
    #[error("the run was stopped")]
    Stopped,
}

/// How a run ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassicRun {
    /// Why it failed, in the words of the original; none if it did not.
    pub error: Option<String>,
    /// Energy used.
    pub energy_used: u64,
    /// Each charge, in order, before the surcharge; kept for scripts alone.
    pub charges: Vec<u64>,
    /// Events, in order.
    pub events: Vec<ClassicEvent>,
    /// Entries that it changed, in order of chain, table and key. A failed run lists what it had written.
    pub writes: Vec<ClassicEntry>,
    /// What it printed.
    pub output: Vec<u8>,
}

/// A call of an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassicCall<'c> {
    /// The app.
    pub app: Hash,
    /// Who calls.
    pub user: &'c [u8],
    /// With what.
    pub data: &'c [u8],
    /// Energy that the run may use.
    pub energy: u64,
    /// What was paid to the app.
    pub cost: u64,
}

/// Programs that are ready to run, by chain and app, each with when it was used last.
#[derive(Default)]
struct Programs {
    ready: BTreeMap<(u64, Hash), (u64, Arc<Program>)>,
    uses: u64,
}

impl Programs {
    fn get(&mut self, key: (u64, Hash)) -> Option<Arc<Program>> {
        let (used, program) = self.ready.get_mut(&key)?;
        self.uses += 1;
        *used = self.uses;
        Some(program.clone())
    }

    fn put(&mut self, key: (u64, Hash), program: Arc<Program>) {
        self.uses += 1;
        self.ready.insert(key, (self.uses, program));
        if self.ready.len() > CACHE_MAX
            && let Some(oldest) = self.ready.iter().min_by_key(|(_, (used, _))| *used).map(|(key, _)| *key)
        {
            self.ready.remove(&oldest);
        }
    }
}

/// A tree of classic chains on one store.
///
/// ```
/// use std::sync::Arc;
///
/// use govm_runtime::{Address, Classic, ClassicCall, ClassicConfig, FLAG_RUN, Hash, MemoryStore, classic_name, pack_source};
///
/// let source = "package app\n\nfunc run(user, in []byte, cost uint64) {\n\tif len(in) == 0 {\n\t\tpanic(\"no input\")\n\t}\n}\n";
/// let packed = pack_source(source.as_bytes(), FLAG_RUN)?.pack()?;
/// let user = Address([1; 24]);
/// let name = classic_name(&packed, &user).expect("a packed app has a head");
///
/// let node = Classic::open(Arc::new(MemoryStore::new()), ClassicConfig::new())?;
/// let key = Hash::of(b"block 1");
/// let mut block = node.begin(1, &key.0)?;
/// block.start(&key, &user, 1_600_000_000_000)?;
/// assert_eq!(block.new_app(name, &packed)?, 2);
/// let call = ClassicCall { app: name, user: &user.0, data: b"x", energy: 1000, cost: 0 };
/// let run = block.run_app(&call)?;
/// assert_eq!((run.error, run.energy_used), (None, 1));
/// block.commit()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Classic {
    store: Arc<dyn Store>,
    config: ClassicConfig,
    programs: Mutex<Programs>,
    stop_flag: Arc<AtomicBool>,
}

impl std::fmt::Debug for Classic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Classic").field("config", &self.config).finish_non_exhaustive()
    }
}

/// A block of one chain in the making. Dropping it drops all that was done in it, so one that is dropped is a query. A clone goes its own
/// way: where a failed run fails the block, a producer tries a transaction in a clone first, and drops the clone or goes on with it.
#[derive(Clone)]
#[must_use]
pub struct ClassicBlock<'c> {
    node: &'c Classic,
    pub(super) chain: u64,
    tables: Tables,
    apps: BTreeMap<Hash, Arc<[u8]>>,
    is_failed: bool,
}

impl std::fmt::Debug for ClassicBlock<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClassicBlock").field("chain", &self.chain).finish_non_exhaustive()
    }
}

fn app_key(chain: u64, name: &Hash) -> Vec<u8> {
    [&[APP], &chain.to_be_bytes()[..], &name.0].concat()
}

impl Classic {
    /// Opens the chains on a store.
    ///
    /// # Errors
    /// When the store fails, or holds something else.
    pub fn open(store: Arc<dyn Store>, config: ClassicConfig) -> Result<Classic, ClassicError> {
        layout::open(&*store)?;
        Ok(Classic { store, config, programs: Mutex::default(), stop_flag: Arc::default() })
    }

    /// Begins a block of a chain. The flag names it, as in the original; it must not be empty.
    ///
    /// # Errors
    /// When there is no flag, or the chain is 0.
    pub fn begin(&self, chain: u64, flag: &[u8]) -> Result<ClassicBlock<'_>, ClassicError> {
        if chain == 0 || flag.is_empty() {
            return Err(ClassicError::Misuse("a block belongs to a chain from 1 on and has a flag".into()));
        }
        let limits = EntryLimits { key: self.config.key_bytes, value: self.config.value_bytes };
        Ok(ClassicBlock {
            node: self,
            chain,
            tables: Tables::new(self.store.clone(), limits),
            apps: BTreeMap::new(),
            is_failed: false,
        })
    }

    /// What is committed under a key: value and life, empty if nothing is.
    ///
    /// # Errors
    /// When the store fails.
    pub fn get(&self, chain: u64, table: &str, key: &[u8]) -> Result<Vec<u8>, ClassicError> {
        Ok(self.store.get(&tables::store_key(chain, table, key))?.unwrap_or_default())
    }

    /// Up to `limit` committed entries of a table in order of key, those after `after` where it is given.
    ///
    /// # Errors
    /// When the store fails.
    pub fn entries(
        &self,
        chain: u64,
        table: &str,
        after: Option<&[u8]>,
        limit: usize,
    ) -> Result<Vec<ClassicEntry>, ClassicError> {
        Ok(tables::entries(&*self.store, chain, table, after, limit)?)
    }

    /// The last committed block of a chain, as its core keeps it. None where there is none.
    ///
    /// # Errors
    /// When the store fails, or holds something else there.
    pub fn head(&self, chain: u64) -> Result<Option<ClassicHead>, ClassicError> {
        let stored = self.get(chain, &core_table("dbStat"), &[0])?;
        if stored.is_empty() {
            return Ok(None);
        }
        let damaged = || StoreError::Damaged(format!("the last block of chain {chain}"));
        Ok(Some(ClassicHead::read(&stored).ok_or_else(damaged)?))
    }

    /// Names of the tables of a chain that have entries, in order of length and letters.
    ///
    /// # Errors
    /// When the store fails.
    pub fn tables(&self, chain: u64) -> Result<Vec<String>, ClassicError> {
        Ok(tables::names(&*self.store, chain)?)
    }

    /// Numbers of the chains that have entries, up to `limit` from `from` on.
    ///
    /// # Errors
    /// When the store fails.
    pub fn chains(&self, from: u64, limit: usize) -> Result<Vec<u64>, ClassicError> {
        Ok(tables::chains(&*self.store, from, limit)?)
    }

    /// Names of committed apps of a chain in order, up to `limit`, those after `after` where it is given.
    ///
    /// # Errors
    /// When the store fails.
    pub fn apps(&self, chain: u64, after: Option<&Hash>, limit: usize) -> Result<Vec<Hash>, ClassicError> {
        let start = match after {
            Some(name) => [&app_key(chain, name)[..], &[0]].concat(),
            None => app_key(chain, &Hash::default()),
        };
        let end = prefix_end(&[&[APP], &chain.to_be_bytes()[..]].concat()).expect("invariant: the key begins with a letter");
        let found = self.store.range(&start, &end, limit)?;
        let names = found.iter().map(|(key, _)| key.get(9..).and_then(|name| name.try_into().ok()).map(Hash));
        let names: Option<Vec<Hash>> = names.collect();
        Ok(names.ok_or_else(|| StoreError::Damaged(format!("the apps of chain {chain}")))?)
    }

    /// The packed bytes of a committed app.
    ///
    /// # Errors
    /// When the store fails.
    pub fn app(&self, chain: u64, name: &Hash) -> Result<Option<Vec<u8>>, ClassicError> {
        Ok(self.store.get(&app_key(chain, name))?)
    }

    /// A handle that stops runs.
    #[must_use]
    pub fn stop_handle(&self) -> StopHandle {
        StopHandle(self.stop_flag.clone())
    }

    fn cached(&self, chain: u64, name: &Hash) -> Option<Arc<Program>> {
        self.programs.lock().unwrap_or_else(PoisonError::into_inner).get((chain, *name))
    }

    fn keep(&self, chain: u64, name: &Hash, program: &Arc<Program>) {
        self.programs.lock().unwrap_or_else(PoisonError::into_inner).put((chain, *name), program.clone());
    }
}

fn load(module: govm_interp::Module) -> Result<Arc<Program>, String> {
    let mut table = Natives::new();
    table.extend(govm_interp::runtime_natives());
    table.extend(&govm_stdlib::natives().collect::<Vec<_>>());
    table.extend(NATIVES);
    Program::load(module, &table).map(Arc::new).map_err(|error| error.to_string())
}

impl ClassicBlock<'_> {
    /// What this block sees under a key: value and life, empty if nothing is there.
    ///
    /// # Errors
    /// When the store fails.
    pub fn get(&self, chain: u64, table: &str, key: &[u8]) -> Result<Vec<u8>, ClassicError> {
        Ok(self.tables.get(chain, table, key)?)
    }

    /// What is kept in a table of this chain, and until when: `DbGet` and `DbGetLife`. Empty and 0 if nothing is; whether the life is
    /// over is for the core to say.
    ///
    /// # Errors
    /// When the store fails.
    pub fn db_get(&self, table: &str, key: &[u8]) -> Result<(Vec<u8>, u64), ClassicError> {
        Ok(tables::split(self.tables.get(self.chain, table, key)?))
    }

    /// What a chain wrote in a log, 0 being this one, and until when it is kept: `LogRead` and `LogReadLife`.
    ///
    /// # Errors
    /// When the chain is too far away, or the store fails.
    pub fn log_read(&self, chain: u64, table: &str, key: &[u8]) -> Result<(Vec<u8>, u64), ClassicError> {
        if !may_read_log(self.chain, chain) {
            return Err(ClassicError::Misuse(format!("chain {} cannot read the logs of chain {chain}", self.chain)));
        }
        let chain = if chain == 0 { self.chain } else { chain };
        Ok(tables::split(self.tables.get(chain, table, key)?))
    }

    /// Stores a value and its life, or deletes where the value is empty: `DbSet`, for what the node itself keeps.
    ///
    /// # Errors
    /// When a limit forbids it.
    pub fn db_set(&mut self, table: &str, key: &[u8], value: &[u8], life: u64) -> Result<(), ClassicError> {
        let stored = if value.is_empty() { Vec::new() } else { [value, &life.to_be_bytes()].concat() };
        self.set(table, key, &stored)
    }

    /// Stores a value and its life in a log: `LogWrite`, for what the node itself keeps.
    ///
    /// # Errors
    /// When a limit forbids it.
    pub fn log_write(&mut self, table: &str, key: &[u8], value: &[u8], life: u64) -> Result<(), ClassicError> {
        self.set(table, key, &[value, &life.to_be_bytes()].concat())
    }

    fn set(&mut self, table: &str, key: &[u8], stored: &[u8]) -> Result<(), ClassicError> {
        if !self.tables.set(self.chain, table, key, stored) {
            return Err(ClassicError::Misuse("the entry is too large".into()));
        }
        self.tables.accept();
        Ok(())
    }

    fn packed(&self, name: &Hash) -> Result<Option<Vec<u8>>, StoreError> {
        match self.apps.get(name) {
            Some(packed) => Ok(Some(packed.to_vec())),
            None => self.tables.store().get(&app_key(self.chain, name)),
        }
    }

    /// Builds an app and adds it to the chain: `NewApp`. What it costs and whether its depends allow it is the core's business.
    /// Yields its lines.
    ///
    /// # Errors
    /// When it is refused, or the store fails.
    pub fn new_app(&mut self, name: Hash, packed: &[u8]) -> Result<u64, ClassicError> {
        if name == CORE_NAME {
            return Ok(0);
        }
        if self.packed(&name)?.is_some_and(|known| known != packed) {
            return Err(ClassicError::Misuse(format!("another app has the name {name}")));
        }
        let config = &self.node.config;
        let app = PackedApp::unpack_within(packed, config.code_bytes).map_err(Refusal::from)?;
        let sources = Sources::of(self.chain, &app.depends, config.depend_limits(), |depend| self.packed(depend))?;
        let built = build::build(&name, &app, sources)?;
        if let Some(module) = built.module {
            let refuse = |message| Refusal { stage: build::Stage::RunBuild, message };
            let program = load(module).map_err(refuse)?;
            self.node.keep(self.chain, &name, &program);
        }
        self.apps.insert(name, packed.into());
        Ok(built.lines)
    }

    pub(super) fn program(&self, name: &Hash) -> Result<Arc<Program>, ClassicError> {
        let Some(packed) = self.packed(name)? else {
            return Err(ClassicError::Misuse(format!("no app {name}")));
        };
        if let Some(program) = self.node.cached(self.chain, name) {
            return Ok(program);
        }
        let damaged = |what: String| ClassicError::Store(StoreError::Damaged(format!("the app {name}: {what}")));
        let app = PackedApp::unpack_within(&packed, self.node.config.code_bytes).map_err(|error| damaged(error.to_string()))?;
        let sources = Sources::of(self.chain, &app.depends, self.node.config.depend_limits(), |depend| self.packed(depend))?;
        let module = build::rebuild(name, &app, sources).map_err(|refusal| damaged(refusal.to_string()))?;
        let program = load(module).map_err(damaged)?;
        self.node.keep(self.chain, name, &program);
        Ok(program)
    }

    /// Runs an app: `RunApp`. A run that fails is no error: its result says why.
    ///
    /// # Errors
    /// When there is no such app, nobody calls it, the chain has no block yet, or the store fails.
    pub fn run_app(&mut self, call: &ClassicCall<'_>) -> Result<ClassicRun, ClassicError> {
        if call.user.is_empty() {
            return Err(ClassicError::Misuse("a run has a user".into()));
        }
        if self.tables.get(self.chain, &core_table("dbStat"), &[0])?.is_empty() {
            return Err(ClassicError::Misuse(format!("chain {} has no block yet", self.chain)));
        }
        let program = self.program(&call.app)?;
        let ran = self.run(&program, &Entry::of_call(call), RunOf::App)?;
        self.settle(ran.run)
    }

    /// Runs a command, the function main of package main, as the core itself is run: it may import the runtime and the core. What
    /// it writes becomes part of the block. For tools and tests.
    ///
    /// # Errors
    /// When it does not compile, or the store fails.
    pub fn run_script(&mut self, source: &str, energy: u64) -> Result<ClassicRun, ClassicError> {
        let module = build::script(self.chain, source.as_bytes()).map_err(ClassicError::Misuse)?;
        let program = load(module).map_err(ClassicError::Misuse)?;
        let entry = Entry { export: "main", args: Vec::new(), energy: Some(energy).filter(|energy| *energy > 0) };
        let ran = self.run(&program, &entry, RunOf::Script)?;
        self.settle(ran.run)
    }

    /// The core as the node runs it.
    pub(super) fn core(&self) -> Result<Arc<Program>, ClassicError> {
        if let Some(program) = self.node.cached(self.chain, &CORE_NAME) {
            return Ok(program);
        }
        let program = build::core(self.chain).and_then(load).map_err(ClassicError::Misuse)?;
        self.node.keep(self.chain, &CORE_NAME, &program);
        Ok(program)
    }

    /// Runs an export. What it changed is part of the block when it is settled.
    pub(super) fn run(&mut self, program: &Arc<Program>, entry: &Entry, of: RunOf) -> Result<Ran, ClassicError> {
        let config = &self.node.config;
        let mut host = ClassicHost {
            chain: self.chain,
            is_started: false,
            gob: config.gob,
            meter: ClassicMeter::new(),
            charges: (of == RunOf::Script).then(Vec::new),
            tables: self.tables.clone(),
            events: Vec::new(),
            event_room: config.event_bytes,
            output: Vec::new(),
            output_room: config.output_bytes,
            requests: (of == RunOf::Core).then(Vec::new),
            broken: None,
            stop_flag: self.node.stop_flag.clone(),
        };
        let limits = govm_interp::Limits {
            energy: config.machine_energy,
            memory: u64::from(config.memory),
            stack_slots: config.stack_slots,
        };
        let ended = enter(program, entry, &mut host, limits, config.engine);
        if let Some(error) = host.broken.take() {
            return Err(error.into());
        }
        let error = match ended {
            Ok(message) => message,
            Err(failure) if failure.code == TrapCode::Stopped => return Err(ClassicError::Stopped),
            Err(failure) => Some(format!("error message:{}", failure.message)),
        };
        self.tables = host.tables;
        let run = ClassicRun {
            error,
            energy_used: host.meter.used(),
            charges: host.charges.unwrap_or_default(),
            events: host.events,
            writes: Vec::new(),
            output: host.output,
        };
        Ok(Ran { run, requests: host.requests.unwrap_or_default() })
    }

    /// Makes what was run since the last time part of the block, or drops it, as it ended.
    pub(super) fn settle(&mut self, mut run: ClassicRun) -> Result<ClassicRun, ClassicError> {
        run.writes = self.tables.changed()?;
        match (&run.error, self.node.config.failed_run) {
            (Some(_), FailedRun::IsReverted) => self.tables.discard(),
            (Some(_), FailedRun::FailsBlock) => {
                self.tables.accept();
                self.is_failed = true;
            }
            (None, _) => self.tables.accept(),
        }
        Ok(run)
    }

    /// What failed runs do to this block.
    pub(super) fn failed_run(&self) -> FailedRun {
        self.node.config.failed_run
    }

    /// Makes all that was done in the block durable, at once.
    ///
    /// # Errors
    /// When a run in it failed and that fails the block, or the store fails.
    pub fn commit(self) -> Result<(), ClassicError> {
        if self.is_failed {
            return Err(ClassicError::Misuse("a run in this block failed".into()));
        }
        let mut batch = Batch::new();
        self.tables.commit(&mut batch);
        for (name, packed) in self.apps {
            batch.put(app_key(self.chain, &name), packed.to_vec());
        }
        if !batch.is_empty() {
            self.tables.store().apply(&batch)?;
        }
        Ok(())
    }
}

/// What ended a run before it returned.
struct Ended {
    code: TrapCode,
    message: String,
}

impl From<Box<govm_interp::Failure>> for Ended {
    fn from(failure: Box<govm_interp::Failure>) -> Ended {
        Ended { code: failure.code, message: failure.message }
    }
}

impl From<Box<govm_interp::Trap>> for Ended {
    fn from(trap: Box<govm_interp::Trap>) -> Ended {
        Ended { code: trap.code, message: trap.text }
    }
}

/// What is called, with what.
pub(super) struct Entry {
    pub(super) export: &'static str,
    /// The arguments, in canonical bytes.
    pub(super) args: Vec<u8>,
    /// Energy of the run; without it the run keeps what packages are initialised with.
    pub(super) energy: Option<u64>,
}

impl Entry {
    /// The call of an app.
    pub(super) fn of_call(call: &ClassicCall<'_>) -> Entry {
        let mut args = crate::codec::Writer::new();
        args.bytes(call.user).bytes(call.data).u64(call.cost);
        Entry { export: "Start", args: args.finish(), energy: Some(call.energy) }
    }
}

/// Whose code runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RunOf {
    App,
    /// Its charges are kept.
    Script,
    /// It may deploy and run apps.
    Core,
}

/// A run that was not settled, and what it asked for.
pub(super) struct Ran {
    pub(super) run: ClassicRun,
    pub(super) requests: Vec<Request>,
}

/// Initialises the packages on the energy that every run begins with, gives the run its own, and calls an export.
fn enter(
    program: &Arc<Program>,
    entry: &Entry,
    host: &mut ClassicHost,
    limits: govm_interp::Limits,
    engine: Engine,
) -> Result<Option<String>, Ended> {
    let mut instance = Instance::new(program, engine, limits, host);
    instance.run_init()?;
    {
        let ctx = instance.ctx();
        let host: &mut ClassicHost = ctx.host.as_any().downcast_mut().expect("invariant: the host is given above");
        if let Some(energy) = entry.energy
            && !host.meter.set_energy(energy)
        {
            return Ok(Some("error message:energy is 0 or too much".into()));
        }
        host.is_started = true;
    }
    let Some(export) = program.export(entry.export) else {
        return Err(Ended { code: TrapCode::BadCall, message: format!("undefined: {}", entry.export) });
    };
    let mut slots = Vec::new();
    {
        let mut reader = Reader::new(&entry.args);
        let mut ctx = instance.ctx();
        let mut memory = Memory::of(&mut ctx);
        for ty in &export.params {
            memory.decode_slots(&mut reader, *ty, &mut slots).map_err(|fault| match fault {
                ReadFault::Trap(trap) => Ended::from(trap),
                ReadFault::Bytes(error) => Ended { code: TrapCode::BadCall, message: error.to_string() },
            })?;
        }
    }
    let results = instance.call(export.func, &slots)?;
    let Some(message) = results.first() else { return Ok(None) };
    let ctx = instance.ctx();
    let message = String::from_utf8_lossy(ctx.bytes(*message)?).into_owned();
    Ok(Some(message).filter(|message| !message.is_empty()))
}
