//! The code of apps: compiled once, kept with the app, and held ready in a bounded cache. Nothing that a call does depends on
//! what is cached.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use govm_interp::{Export, Module};
use govm_typeck::Policy;

use crate::abi::{Abi, abi_of};
use crate::app::{AppRecord, Packed, Source};
use crate::codec::Writer;
use crate::compile::{self, Compiled};
use crate::config::ChainConfig;
use crate::error::Error;
use crate::hash::Hash;
use crate::layout;
use crate::store::{Store, StoreError};
use crate::vm::{self, Loaded, Rooms};

/// Programs held ready.
const CACHE_MAX: usize = 256;

/// An app's code, ready to run.
pub struct AppCode {
    code: Hash,
    abi: Abi,
    loaded: Loaded,
    bytecode: Vec<u8>,
    package: String,
    files: Vec<String>,
}

impl std::fmt::Debug for AppCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AppCode").field("code", &self.code).field("package", &self.package).finish_non_exhaustive()
    }
}

impl AppCode {
    /// Hash of the packed source.
    #[must_use]
    pub fn code(&self) -> Hash {
        self.code
    }

    /// Name of the package.
    #[must_use]
    pub fn package(&self) -> &str {
        &self.package
    }

    /// The entry points.
    #[must_use]
    pub fn abi(&self) -> &Abi {
        &self.abi
    }

    /// The canonical bytecode.
    #[must_use]
    pub fn module(&self) -> &Module {
        self.loaded.module()
    }

    /// The encoded bytecode, as it is stored.
    #[must_use]
    pub fn bytecode(&self) -> &[u8] {
        &self.bytecode
    }

    pub(crate) fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    pub(crate) fn export(&self, name: &str) -> Option<&Export> {
        self.module().exports.iter().find(|export| export.name == name)
    }

    pub(crate) fn has_file(&self, name: &str) -> bool {
        self.files.iter().any(|file| file == name)
    }
}

#[derive(Debug, Default)]
struct Cache {
    /// By code hash: the program, and when it was used last.
    programs: BTreeMap<Hash, (Arc<AppCode>, u64)>,
    /// Code hashes by app, as the store has them: a commit forgets those that it changes, while nobody reads the store.
    codes: BTreeMap<Hash, Hash>,
    uses: u64,
}

impl Cache {
    fn get(&mut self, code: &Hash) -> Option<Arc<AppCode>> {
        self.uses += 1;
        let (program, used) = self.programs.get_mut(code)?;
        *used = self.uses;
        Some(program.clone())
    }

    fn add(&mut self, program: Arc<AppCode>) {
        self.uses += 1;
        self.programs.insert(program.code, (program, self.uses));
        if self.programs.len() > CACHE_MAX {
            let oldest = self.programs.iter().min_by_key(|(_, (_, used))| *used).map(|(code, _)| *code);
            if let Some(oldest) = oldest {
                self.programs.remove(&oldest);
                self.codes.retain(|_, code| *code != oldest);
            }
        }
    }
}

/// See the module.
pub(crate) struct Library {
    config: Arc<ChainConfig>,
    cache: Mutex<Cache>,
    rooms: Rooms,
}

impl Library {
    pub(crate) fn new(config: Arc<ChainConfig>) -> Library {
        Library { config, cache: Mutex::default(), rooms: Rooms::default() }
    }

    /// Room for machines.
    pub(crate) fn rooms(&self) -> &Rooms {
        &self.rooms
    }

    // A cache whose lock is poisoned holds whole entries all the same.
    fn cached(&self, code: &Hash) -> Option<Arc<AppCode>> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner).get(code)
    }

    fn keep(&self, program: &Arc<AppCode>) {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner).add(program.clone());
    }

    /// The program of a source.
    pub(crate) fn compile(&self, source: &Source, packed: &Packed) -> Result<Arc<AppCode>, Error> {
        let limits = &self.config.limits;
        if packed.bytes.len() > limits.source || source.files().len() > limits.files {
            let message = format!(
                "a source of {} bytes in {} files, {} bytes in {} files are allowed",
                packed.bytes.len(),
                source.files().len(),
                limits.source,
                limits.files
            );
            return Err(Error::Deployment(message));
        }
        let code = packed.code;
        if let Some(program) = self.cached(&code) {
            return Ok(program);
        }
        let Compiled { module, package } = compile::compile(source, &self.config.policy, &self.config.packages)?;
        let bytecode = vm::to_bytes(&module);
        let program = self.ready(code, module, bytecode, package, source)?;
        self.keep(&program);
        Ok(program)
    }

    /// Compiles the packages of the embedder.
    pub(crate) fn check_packages(&self) -> Result<(), Error> {
        let Some(probe) = self.config.packages.probe() else { return Ok(()) };
        let Compiled { module, .. } = compile::compile(&probe, &Policy::full(), &self.config.packages)?;
        Loaded::new(module).map(drop).map_err(|reason| Error::Misuse(format!("the packages are refused: {reason}")))
    }

    fn ready(
        &self,
        code: Hash,
        module: Module,
        bytecode: Vec<u8>,
        package: String,
        source: &Source,
    ) -> Result<Arc<AppCode>, Error> {
        let abi = abi_of(&module);
        let loaded = Loaded::new(module).map_err(|reason| Error::Deployment(format!("the bytecode is refused: {reason}")))?;
        let files = source.files().iter().map(|(name, _)| name.clone()).collect();
        Ok(Arc::new(AppCode { code, abi, loaded, bytecode, package, files }))
    }

    /// The program of a deployed app; none if there is no such app.
    pub(crate) fn program_of(&self, store: &dyn Store, app: &Hash) -> Result<Option<Arc<AppCode>>, Error> {
        {
            let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(code) = cache.codes.get(app).copied()
                && let Some(program) = cache.get(&code)
            {
                return Ok(Some(program));
            }
        }
        let Some(record) = record_of(store, app)? else { return Ok(None) };
        let program = match self.cached(&record.code) {
            Some(program) => program,
            None => {
                let program = self.read(store, &record)?;
                self.keep(&program);
                program
            }
        };
        self.cache.lock().unwrap_or_else(PoisonError::into_inner).codes.insert(*app, record.code);
        Ok(Some(program))
    }

    /// Forgets which code apps have, when the store may have another one for them.
    pub(crate) fn forget(&self, apps: &[Hash]) {
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        for app in apps {
            cache.codes.remove(app);
        }
    }

    /// Reads the code of an app: its bytecode if this build wrote it, else its source, which is compiled anew.
    fn read(&self, store: &dyn Store, record: &AppRecord) -> Result<Arc<AppCode>, Error> {
        let source = source_of(store, &record.code)?;
        let key = layout::bytecode_key(&self.compiled_hash(&record.code));
        if let Some(stored) = store.get(&key)?
            && let Some(bytecode) = layout::read_bytecode(&stored)
            && let Some(module) = vm::from_bytes(bytecode)
        {
            return self.ready(record.code, module, bytecode.to_vec(), record.package.clone(), &source);
        }
        self.compile(&source, &source.packed())
    }

    /// What the bytecode of a source is stored under: another compiler, other prices or other packages of
    /// the embedder make other bytecode.
    pub(crate) fn compiled_hash(&self, code: &Hash) -> Hash {
        let mut writer = Writer::new();
        writer.raw(&code.0).text(compile::VERSION).u32(self.config.schedule.version);
        self.config.packages.write(&mut writer);
        Hash::of(&writer.finish())
    }
}

/// The record of a deployed app.
pub(crate) fn record_of(store: &dyn Store, app: &Hash) -> Result<Option<AppRecord>, StoreError> {
    let Some(bytes) = store.get(&layout::app_key(app))? else { return Ok(None) };
    AppRecord::from_bytes(&bytes).map(Some).map_err(|e| layout::damaged(&format!("the record of app {app}"), e))
}

/// The source under a code hash, checked against it.
pub(crate) fn source_of(store: &dyn Store, code: &Hash) -> Result<Source, StoreError> {
    let packed = store.get(&layout::source_key(code))?;
    let packed = packed.ok_or_else(|| StoreError::Damaged(format!("there is no source {code}")))?;
    if Hash::of(&packed) != *code {
        return Err(StoreError::Damaged(format!("the source {code} has another hash")));
    }
    Source::unpack(&packed).map_err(|reason| StoreError::Damaged(format!("the source {code}: {reason}")))
}
