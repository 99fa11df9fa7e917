//! Host functions: what an embedder lets contracts call of its own code.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use govm_interp::{EnergyKind, Meter, Trap};

use crate::abi::AbiType;
use crate::call::{BlockInfo, Env, count_mismatch};
use crate::codec::Reader;
use crate::error::Error;
use crate::event::TypedValue;
use crate::hash::{Address, Hash};
use crate::marshal::refuse;
use crate::natives::end_call;
use crate::receipt::Status;

/// Longest name of a function.
const NAME_MAX: usize = 100;

/// What a host function costs, in energy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostPrice {
    /// A call, beside its bytes.
    pub base: u64,
    /// Per byte of arguments and answer. Those of the arguments are paid before the function runs.
    pub byte: u64,
}

/// A call of a host function.
#[derive(Clone, Copy, Debug)]
pub struct HostCall<'c> {
    caller: Address,
    app: Hash,
    block: BlockInfo,
    args: &'c [TypedValue],
}

impl HostCall<'_> {
    /// Who called the app that calls this.
    #[must_use]
    pub fn caller(&self) -> Address {
        self.caller
    }

    /// The app that calls this.
    #[must_use]
    pub fn app(&self) -> Hash {
        self.app
    }

    /// The block; in a query, the last one.
    #[must_use]
    pub fn block(&self) -> BlockInfo {
        self.block
    }

    /// The canonical bytes of an argument, counted from 0; none where there is no such parameter.
    #[must_use]
    pub fn argument(&self, n: usize) -> &[u8] {
        self.args.get(n).map_or(&[], |arg| &arg.value)
    }

    /// An argument whose type is an unsigned integer.
    #[must_use]
    pub fn number(&self, n: usize) -> Option<u64> {
        let bytes = self.argument(n);
        let mut wide = [0; 8];
        wide.get_mut(8usize.checked_sub(bytes.len())?..)?.copy_from_slice(bytes);
        (!bytes.is_empty()).then(|| u64::from_be_bytes(wide))
    }

    /// An argument whose type is a string or a slice of bytes.
    #[must_use]
    pub fn bytes(&self, n: usize) -> Option<&[u8]> {
        let mut reader = Reader::new(self.argument(n));
        let bytes = reader.bytes().ok()?;
        reader.end().ok().map(|()| bytes)
    }
}

/// What a host function runs: canonical bytes of its result, or why there is none, with which the contract panics.
pub type HostCode = dyn Fn(&HostCall<'_>) -> Result<Vec<u8>, String> + Send + Sync;

/// A function of the embedder that contracts call with `govm.Host`. It is as much a part of consensus as the contract: the same call
/// has to yield the same on every node, now and when the block is replayed. It must not panic, nor use the chain that it is called
/// from. docs/determinism.md says what else it has to keep to.
#[derive(Clone)]
pub struct HostFunction {
    name: String,
    params: Vec<AbiType>,
    result: AbiType,
    price: HostPrice,
    code: Arc<HostCode>,
}

impl HostFunction {
    /// A function of this name. Contracts have to pass arguments that fit the parameters, and take a result that fits.
    pub fn new(
        name: impl Into<String>,
        params: Vec<AbiType>,
        result: AbiType,
        price: HostPrice,
        code: impl Fn(&HostCall<'_>) -> Result<Vec<u8>, String> + Send + Sync + 'static,
    ) -> HostFunction {
        HostFunction { name: name.into(), params, result, price, code: Arc::new(code) }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Why values of these types cannot be passed, or the result not be taken.
    fn mismatch(&self, args: &[TypedValue], wanted: &AbiType) -> Option<String> {
        let HostFunction { name, params, result, .. } = self;
        if let Some(message) = count_mismatch(name, args.len(), params.len()) {
            return Some(message);
        }
        let mut pairs = args.iter().zip(params).enumerate();
        if let Some((n, (arg, param))) = pairs.find(|(_, (arg, param))| !arg.ty.fits(param)) {
            return Some(format!("cannot use {} as {param} value in argument {} of {name}", arg.ty, n + 1));
        }
        (!result.fits(wanted)).then(|| format!("cannot use the result of {name}, of type {result}, as {wanted} value"))
    }
}

/// Without the code, which cannot be shown.
impl fmt::Debug for HostFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let HostFunction { name, params, result, price, .. } = self;
        let mut shown = f.debug_struct("HostFunction");
        shown.field("name", name).field("params", params).field("result", result).field("price", price).finish_non_exhaustive()
    }
}

/// Of equal name, types and price. Whether they do the same nobody can tell.
impl PartialEq for HostFunction {
    fn eq(&self, other: &HostFunction) -> bool {
        let parts = |f: &HostFunction| (f.name.clone(), f.params.clone(), f.result.clone(), f.price);
        parts(self) == parts(other)
    }
}

impl Eq for HostFunction {}

/// Host functions by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostFunctions {
    functions: BTreeMap<String, HostFunction>,
}

impl HostFunctions {
    /// Adds a function.
    ///
    /// # Errors
    /// When there is one of that name, or the name is empty, longer than 100 bytes or not of printable ASCII characters.
    pub fn add(&mut self, function: HostFunction) -> Result<(), Error> {
        let name = &function.name;
        if name.is_empty() || name.len() > NAME_MAX || !name.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(Error::Misuse(format!("invalid name {name:?} of a host function")));
        }
        if self.functions.contains_key(name) {
            return Err(Error::Misuse(format!("host function {name} is there twice")));
        }
        self.functions.insert(name.clone(), function);
        Ok(())
    }

    /// The functions, in order of name.
    pub fn iter(&self) -> impl Iterator<Item = &HostFunction> {
        self.functions.values()
    }
}

impl Env {
    /// Calls a host function on behalf of the app that is running. It may be called again with the same arguments when there is no
    /// room for its answer before the collector has run.
    pub(crate) fn call_host(
        &mut self,
        meter: &mut Meter,
        name: &str,
        args: &[TypedValue],
        wanted: &AbiType,
    ) -> Result<Vec<u8>, Box<Trap>> {
        let config = self.config.clone();
        meter.charge(EnergyKind::Host, config.prices.host)?;
        let function = config.hosts.functions.get(name).ok_or_else(|| refuse(format!("govm: no host function {name}")))?;
        if let Some(message) = function.mismatch(args, wanted) {
            return Err(refuse(format!("govm: {message}")));
        }
        let HostPrice { base, byte } = function.price;
        let mut size = args.iter().map(|arg| arg.value.len()).sum::<usize>();
        meter.charge(EnergyKind::Host, base.saturating_add(byte.saturating_mul(size as u64)))?;
        if size <= config.limits.message {
            let call = HostCall { caller: self.frame().caller, app: self.frame().app, block: self.block, args };
            let answer = (function.code)(&call).map_err(refuse)?;
            size = answer.len();
            meter.charge(EnergyKind::Host, byte.saturating_mul(size as u64))?;
            if size <= config.limits.message {
                return Ok(answer);
            }
        }
        let message = format!("govm: {size} bytes to or from host function {name}, {} are allowed", config.limits.message);
        Err(end_call(self, Status::Limit, message))
    }
}
