//! A node: a store, a configuration, and the blocks that change the one under the rules of the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use govm_interp::{Engine, TypeIdx};

use crate::abi::{Abi, AbiType, type_of};
use crate::app::{AppRecord, Source};
use crate::block::{Block, query};
use crate::call::{Access, BlockInfo, Env};
use crate::code::{self, AppCode, Library};
use crate::config::ChainConfig;
use crate::error::Error;
use crate::hash::{Address, Hash};
use crate::layout::{self, Head};
use crate::overlay::Overlay;
use crate::receipt::Receipt;
use crate::store::{Store, prefix_end};

/// Energy for finding out what a package declares.
const DECLARATION_ENERGY: u64 = 10_000_000;

/// See the module.
pub struct Node {
    store: Arc<dyn Store>,
    config: Arc<ChainConfig>,
    library: Arc<Library>,
    engine: Engine,
    head: Option<Head>,
    stop_flag: Arc<AtomicBool>,
}

impl std::fmt::Debug for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Node").field("head", &self.head).finish_non_exhaustive()
    }
}

/// Stops what a node runs, from another thread. A stopped run has no receipt.
#[derive(Clone, Debug)]
pub struct StopHandle(pub(crate) Arc<AtomicBool>);

impl StopHandle {
    /// Stops the run that is under way, and every later one until [`StopHandle::resume`].
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Lets runs go on.
    pub fn resume(&self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

/// An entry of an app's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateEntry {
    /// The key, as in [`crate::Write`].
    pub key: Vec<u8>,
    /// The value.
    pub value: Vec<u8>,
    /// The first millisecond at which it is gone.
    pub expiry: u64,
}

/// A variable or map that an app declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Type of a map's keys; `None` for a variable.
    pub key: Option<AbiType>,
    /// Type of the values; `None` for types that refer to themselves, which cannot be written out.
    pub value: Option<AbiType>,
}

impl Table {
    /// What the keys of its entries begin with, or for a variable the key.
    #[must_use]
    pub fn prefix(&self) -> Vec<u8> {
        let letter = if self.key.is_some() { b'm' } else { b'v' };
        let name = self.name.as_bytes();
        [&[letter, name.len() as u8], name].concat()
    }

    /// An entry of this table for people: `name` or `name[key]`, and the value, both as JSON; `None` when it is another's.
    #[must_use]
    pub fn describe(&self, entry: &StateEntry) -> Option<(String, String)> {
        let rest = entry.key.strip_prefix(self.prefix().as_slice())?;
        let name = match &self.key {
            Some(key) => format!("{}[{}]", self.name, key.value_to_json(rest)?),
            None if rest.is_empty() => self.name.clone(),
            None => return None,
        };
        Some((name, self.value.as_ref()?.value_to_json(&entry.value)?))
    }
}

impl Node {
    /// Opens a chain on a store.
    ///
    /// # Errors
    /// When the store fails, is of another version, holds something else, or belongs to another chain.
    pub fn open(store: Arc<dyn Store>, config: ChainConfig) -> Result<Node, Error> {
        let head = layout::open(&*store)?;
        if let Some(head) = head.filter(|head| head.chain != config.chain) {
            return Err(Error::Misuse(format!("the store is of chain {}, not of chain {}", head.chain, config.chain)));
        }
        let config = Arc::new(config);
        let library = Arc::new(Library::new(config.clone()));
        Ok(Node { store, config, library, engine: Engine::Threaded, head, stop_flag: Arc::default() })
    }

    /// The same node with another engine, which changes how fast contracts run and nothing else.
    #[must_use]
    pub fn with_engine(mut self, engine: Engine) -> Node {
        self.engine = engine;
        self
    }

    /// The last committed block.
    #[must_use]
    pub fn head(&self) -> Option<Head> {
        self.head
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &ChainConfig {
        &self.config
    }

    pub(crate) fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// A handle that stops runs.
    #[must_use]
    pub fn stop_handle(&self) -> StopHandle {
        StopHandle(self.stop_flag.clone())
    }

    pub(crate) fn set_head(&mut self, head: Head) {
        self.head = Some(head);
    }

    /// Begins a block. Numbers ascend, times do not descend.
    ///
    /// # Errors
    /// When number or time do not follow the head's.
    pub fn begin_block(&mut self, number: u64, time: u64, key: Hash) -> Result<Block<'_>, Error> {
        if let Some(head) = self.head {
            if number <= head.number {
                return Err(Error::Misuse(format!("block {number} does not follow block {}", head.number)));
            }
            if time < head.time {
                return Err(Error::Misuse(format!("time {time} lies before the last block's, {}", head.time)));
            }
        }
        let env = self.env(BlockInfo { number, time, key }, Access::ReadWrite);
        Ok(Block::new(self, env))
    }

    fn env(&self, block: BlockInfo, access: Access) -> Env {
        let overlay = Overlay::new(self.store.clone(), block.time);
        Env::new(self.config.clone(), self.library.clone(), self.engine, overlay, block, access, self.stop_flag.clone())
    }

    /// The block that queries see: the last one.
    fn last_block(&self) -> BlockInfo {
        self.head.map_or(BlockInfo { number: 0, time: 0, key: Hash::default() }, |head| BlockInfo {
            number: head.number,
            time: head.time,
            key: head.key,
        })
    }

    /// Calls an entry point on the committed state, at the last block's time; nothing that it does stays, and writing fails it.
    ///
    /// # Errors
    /// When the store fails or the run is stopped.
    pub fn query(&self, caller: Address, app: Hash, function: &str, args: &[u8], energy: u64) -> Result<Receipt, Error> {
        query(self.env(self.last_block(), Access::ReadOnly), caller, app, function, args, energy)
    }

    /// Compiles a source as a deployment does. The result is kept, so a deployment of the same source is quick.
    ///
    /// # Errors
    /// When the source is refused.
    pub fn compile(&self, source: &Source) -> Result<Arc<AppCode>, Error> {
        self.library.compile(source)
    }

    /// The record of a deployed app.
    ///
    /// # Errors
    /// When the store fails.
    pub fn app(&self, app: &Hash) -> Result<Option<AppRecord>, Error> {
        Ok(code::record_of(&*self.store, app)?)
    }

    /// Up to `limit` deployed apps in order of id, those after `after` where it is given.
    ///
    /// # Errors
    /// When the store fails.
    pub fn apps(&self, after: Option<&Hash>, limit: usize) -> Result<Vec<(Hash, AppRecord)>, Error> {
        let start = after.map_or_else(|| b"A".to_vec(), |id| [&layout::app_key(id)[..], &[0]].concat());
        let mut apps = Vec::new();
        for (key, record) in self.store.range(&start, b"B", limit)? {
            let id = layout::app_of_key(&key)?;
            let record = AppRecord::from_bytes(&record).map_err(|e| layout::damaged(&format!("the record of app {id}"), e))?;
            apps.push((id, record));
        }
        Ok(apps)
    }

    /// The source of a deployed app.
    ///
    /// # Errors
    /// When there is no such app, or the store fails.
    pub fn source(&self, app: &Hash) -> Result<Source, Error> {
        let record = self.app(app)?.ok_or(Error::NoApp(*app))?;
        Ok(code::source_of(&*self.store, &record.code)?)
    }

    /// The code of a deployed app.
    ///
    /// # Errors
    /// When there is no such app, or the store fails.
    pub fn program(&self, app: &Hash) -> Result<Arc<AppCode>, Error> {
        self.library.program_of(&*self.store, app)?.ok_or(Error::NoApp(*app))
    }

    /// The entry points of a deployed app.
    ///
    /// # Errors
    /// When there is no such app, or the store fails.
    pub fn abi(&self, app: &Hash) -> Result<Abi, Error> {
        Ok(self.program(app)?.abi().clone())
    }

    /// The canonical bytes of arguments in JSON: an array, or an object by the parameters' names.
    ///
    /// # Errors
    /// When there is no such app or entry point, or an argument does not fit.
    pub fn arguments_from_json(&self, app: &Hash, function: &str, json: &str) -> Result<Vec<u8>, Error> {
        let program = self.program(app)?;
        let entry = program.abi().function(function);
        let entry = entry.ok_or_else(|| Error::NoFunction { app: *app, function: function.to_string() })?;
        Ok(entry.arguments_from_json(json)?)
    }

    /// Results as JSON.
    ///
    /// # Errors
    /// When there is no such app or entry point, or the bytes are not its results.
    pub fn results_to_json(&self, app: &Hash, function: &str, bytes: &[u8]) -> Result<String, Error> {
        let program = self.program(app)?;
        let entry = program.abi().function(function);
        let entry = entry.ok_or_else(|| Error::NoFunction { app: *app, function: function.to_string() })?;
        entry.results_to_json(bytes).ok_or_else(|| Error::Misuse(format!("the bytes are no results of {function}")))
    }

    /// The variables and maps that an app's package declares, in order of name.
    ///
    /// # Errors
    /// When there is no such app, or the store fails.
    pub fn tables(&self, app: &Hash) -> Result<Vec<Table>, Error> {
        let program = self.program(app)?;
        let mut env = self.env(self.last_block(), Access::ReadOnly);
        let declared = env.declarations(*app, &program, DECLARATION_ENERGY)?;
        let mut tables = Vec::new();
        for table in declared {
            let ty = |index: TypeIdx| type_of(program.module(), index);
            let key = match table.key {
                TypeIdx(0) => None,
                index => match ty(index) {
                    Some(key) => Some(key),
                    None => continue,
                },
            };
            let name = String::from_utf8_lossy(&table.name).into_owned();
            tables.push(Table { name, key, value: ty(table.value) });
        }
        tables.sort_by(|a, b| a.name.cmp(&b.name).then(a.key.is_some().cmp(&b.key.is_some())));
        Ok(tables)
    }

    /// Up to `limit` entries of an app's committed state whose keys begin with `prefix`, in order of key, those after `after`
    /// where it is given. Entries that have ended are passed over, so there may be fewer although more follow.
    ///
    /// # Errors
    /// When the store fails.
    pub fn state(&self, app: &Hash, prefix: &[u8], after: Option<&[u8]>, limit: usize) -> Result<Vec<StateEntry>, Error> {
        let first = layout::entry_key(app, prefix);
        let start = after.map_or_else(|| first.clone(), |key| [&layout::entry_key(app, key)[..], &[0]].concat());
        let end = prefix_end(&first).expect("invariant: the key begins with a letter");
        let now = self.last_block().time;
        let mut entries = Vec::new();
        for (key, stored) in self.store.range(&start, &end, limit)? {
            let entry = layout::read_entry(&stored)?;
            if entry.expiry > now
                && let Some((_, key)) = layout::split_entry_key(&key)
            {
                entries.push(StateEntry { key: key.to_vec(), value: entry.value.to_vec(), expiry: entry.expiry });
            }
        }
        Ok(entries)
    }
}
