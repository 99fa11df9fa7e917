//! A reader: the committed state of a chain, for any number of threads beside the one that makes blocks.
//!
//! What a reader answers comes from one block. It holds a lock for reading while it answers, and a commit holds it for writing while
//! the batch is applied and the head changes; so nobody sees half a commit, whatever the store promises about reads beside a write.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use govm_interp::{Engine, Meter, TypeIdx};

use crate::abi::{Abi, AbiType, type_of};
use crate::app::{AppRecord, Source};
use crate::block::query;
use crate::call::{Access, BlockInfo, Env};
use crate::code::{self, AppCode, Library};
use crate::config::ChainConfig;
use crate::error::Error;
use crate::hash::{Address, Hash};
use crate::layout::{self, Head};
use crate::overlay::Overlay;
use crate::receipt::Receipt;
use crate::store::{Batch, Store, StoreError, prefix_end};

/// Energy for finding out what a package declares.
const DECLARATION_ENERGY: u64 = 10_000_000;

/// What a node and its readers share.
struct Shared {
    store: Arc<dyn Store>,
    config: Arc<ChainConfig>,
    library: Arc<Library>,
    /// The last committed block. Who holds the lock sees that block's state in the store.
    head: RwLock<Option<Head>>,
    stop_flag: Arc<AtomicBool>,
}

/// A handle on the committed state of a chain: cheap to clone, for any thread, and valid as long as it is kept. While a
/// [`crate::Node`] makes a block, its readers see the last committed one; what they answer after a commit is of the new one.
///
/// Each answer is of one block. Where several answers have to be of the same, compare [`Reader::head`] before and after, or ask
/// one entry point for all of them. A commit waits for the answers under way, so a query delays it at most until the energy of
/// the query is used up; [`crate::Node::stop_handle`] ends queries too.
#[derive(Clone)]
pub struct Reader {
    shared: Arc<Shared>,
    engine: Engine,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("head", &self.head()).finish_non_exhaustive()
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

/// The committed state while nothing is committed. It must not be asked for twice on one thread: a commit that waits between
/// would wait for the first, and the second for it.
pub(crate) struct View<'r> {
    reader: &'r Reader,
    head: RwLockReadGuard<'r, Option<Head>>,
}

impl<'r> View<'r> {
    pub(crate) fn head(&self) -> Option<Head> {
        *self.head
    }

    pub(crate) fn store(&self) -> &'r dyn Store {
        &*self.reader.shared.store
    }

    /// The time of the last block.
    pub(crate) fn now(&self) -> u64 {
        self.head.map_or(0, |head| head.time)
    }

    /// What queries run in: the last block.
    fn env(&self) -> Env {
        let block = self.head.map_or(BlockInfo { number: 0, time: 0, key: Hash::default() }, |head| BlockInfo {
            number: head.number,
            time: head.time,
            key: head.key,
        });
        self.reader.env(block, Access::ReadOnly)
    }

    fn program(&self, app: &Hash) -> Result<Arc<AppCode>, Error> {
        self.reader.shared.library.program_of(self.store(), app)?.ok_or(Error::NoApp(*app))
    }

    pub(crate) fn app(&self, app: &Hash) -> Result<Option<AppRecord>, StoreError> {
        code::record_of(self.store(), app)
    }
}

impl Reader {
    pub(crate) fn new(store: Arc<dyn Store>, config: ChainConfig, head: Option<Head>) -> Result<Reader, Error> {
        let config = Arc::new(config);
        let library = Arc::new(Library::new(config.clone()));
        library.check_packages()?;
        let shared = Shared { store, config, library, head: RwLock::new(head), stop_flag: Arc::default() };
        Ok(Reader { shared: Arc::new(shared), engine: Engine::Threaded })
    }

    pub(crate) fn set_engine(&mut self, engine: Engine) {
        self.engine = engine;
    }

    // The head is one value, so it is whole whoever panicked while holding the lock.
    pub(crate) fn view(&self) -> View<'_> {
        View { reader: self, head: self.shared.head.read().unwrap_or_else(PoisonError::into_inner) }
    }

    /// Applies the batch of a block while nobody reads. If that fails, the head is what the store says it is now: a store may
    /// have applied what it could not report. So these apps may have new code in any case.
    pub(crate) fn commit(&self, batch: &Batch, head: Head, upgraded: &[Hash]) -> Result<(), StoreError> {
        let mut current = self.shared.head.write().unwrap_or_else(PoisonError::into_inner);
        let applied = self.shared.store.apply(batch);
        self.shared.library.forget(upgraded);
        match &applied {
            Ok(()) => *current = Some(head),
            Err(_) => {
                if let Ok(found) = layout::head(&*self.shared.store) {
                    *current = found;
                }
            }
        }
        applied
    }

    pub(crate) fn env(&self, block: BlockInfo, access: Access) -> Env {
        let Shared { store, config, library, stop_flag, .. } = &*self.shared;
        let overlay = Overlay::new(store.clone(), block.time);
        Env::new(config.clone(), library.clone(), self.engine, overlay, block, access, stop_flag.clone())
    }

    pub(crate) fn stop_flag(&self) -> Arc<AtomicBool> {
        self.shared.stop_flag.clone()
    }

    /// The last committed block.
    #[must_use]
    pub fn head(&self) -> Option<Head> {
        self.view().head()
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &ChainConfig {
        &self.shared.config
    }

    /// Calls an entry point on the committed state, at the last block's time; nothing that it does stays, and writing fails it.
    ///
    /// # Errors
    /// When the store fails or the run is stopped.
    pub fn query(&self, caller: Address, app: Hash, function: &str, args: &[u8], energy: u64) -> Result<Receipt, Error> {
        let view = self.view();
        query(view.env(), caller, app, function, args, energy)
    }

    /// Compiles a source as a deployment does. The result is kept, so a deployment of the same source is quick.
    ///
    /// # Errors
    /// When the source is refused.
    pub fn compile(&self, source: &Source) -> Result<Arc<AppCode>, Error> {
        self.shared.library.compile(source, &source.packed())
    }

    /// The record of a deployed app.
    ///
    /// # Errors
    /// When the store fails.
    pub fn app(&self, app: &Hash) -> Result<Option<AppRecord>, Error> {
        Ok(self.view().app(app)?)
    }

    /// Up to `limit` deployed apps in order of id, those after `after` where it is given.
    ///
    /// # Errors
    /// When the store fails.
    pub fn apps(&self, after: Option<&Hash>, limit: usize) -> Result<Vec<(Hash, AppRecord)>, Error> {
        let start = after.map_or_else(|| b"A".to_vec(), |id| [&layout::app_key(id)[..], &[0]].concat());
        let mut apps = Vec::new();
        for (key, record) in self.view().store().range(&start, b"B", limit)? {
            let id = layout::app_of_key(&key)?;
            let record = AppRecord::from_bytes(&record).map_err(|e| layout::damaged(&format!("the record of app {id}"), e))?;
            apps.push((id, record));
        }
        Ok(apps)
    }

    /// The source with this code hash, if an app has it or had it before an upgrade.
    ///
    /// # Errors
    /// When the store fails.
    pub fn source_by_hash(&self, code: &Hash) -> Result<Option<Source>, Error> {
        let view = self.view();
        let is_there = view.store().get(&layout::source_key(code))?.is_some();
        Ok(if is_there { Some(code::source_of(view.store(), code)?) } else { None })
    }

    /// The source of a deployed app.
    ///
    /// # Errors
    /// When there is no such app, or the store fails.
    pub fn source(&self, app: &Hash) -> Result<Source, Error> {
        let view = self.view();
        let record = view.app(app)?.ok_or(Error::NoApp(*app))?;
        Ok(code::source_of(view.store(), &record.code)?)
    }

    /// The code of a deployed app.
    ///
    /// # Errors
    /// When there is no such app, or the store fails.
    pub fn program(&self, app: &Hash) -> Result<Arc<AppCode>, Error> {
        self.view().program(app)
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
        let view = self.view();
        let program = view.program(app)?;
        let mut meter = Meter::new(DECLARATION_ENERGY);
        let (declared, _) = view.env().declarations(&mut meter, Address::default(), *app, &program)?;
        let mut tables = Vec::new();
        for ((_, name), table) in declared {
            let ty = |index: TypeIdx| type_of(program.module(), index);
            let key = match table.key {
                TypeIdx(0) => None,
                index => match ty(index) {
                    Some(key) => Some(key),
                    None => continue,
                },
            };
            let name = String::from_utf8_lossy(&name).into_owned();
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
        let view = self.view();
        let mut entries = Vec::new();
        for (key, stored) in view.store().range(&start, &end, limit)? {
            let entry = layout::read_entry(&stored)?;
            if entry.expiry > view.now()
                && let Some((_, key)) = layout::split_entry_key(&key)
            {
                entries.push(StateEntry { key: key.to_vec(), value: entry.value.to_vec(), expiry: entry.expiry });
            }
        }
        Ok(entries)
    }
}
