//! What a chain is told once: its number, its limits and its prices. All of it is part of consensus, so nothing of it has a
//! hidden default; [`ChainConfig::new`] names the usual values.

use govm_interp::Schedule;
use govm_typeck::Policy;

use crate::host::HostFunctions;
use crate::packages::Packages;

/// The configuration of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainConfig {
    /// Number of the chain, from 1.
    pub chain: u64,
    /// What contracts may use of the language.
    pub policy: Policy,
    /// Limits.
    pub limits: Limits,
    /// Prices of instructions, allocations and natives.
    pub schedule: Schedule,
    /// Prices of what the chain does for a contract.
    pub prices: Prices,
    /// Functions of the embedder that contracts can call.
    pub hosts: HostFunctions,
    /// Packages of the embedder that contracts can import.
    pub packages: Packages,
}

impl ChainConfig {
    /// The usual values.
    #[must_use]
    pub fn new(chain: u64) -> ChainConfig {
        ChainConfig {
            chain,
            policy: Policy::contract(),
            limits: Limits::new(),
            schedule: Schedule::current(),
            prices: Prices::new(),
            hosts: HostFunctions::default(),
            packages: Packages::default(),
        }
    }
}

/// Largest [`Limits::call_depth`]: each level takes up to 50 KiB of native stack, and a thread has 2 MiB.
pub(crate) const CALL_DEPTH_MAX: usize = 32;

/// Limits, in bytes where nothing else is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Memory of a call; nested calls have as much each.
    pub memory: u32,
    /// Slots of all frames of a call together.
    pub stack_slots: u32,
    /// Nested calls, the first included. At most 32, which a thread's native stack has room for.
    pub call_depth: usize,
    /// A key of an app's state, with the letter that begins it.
    pub key: usize,
    /// A value of an app's state.
    pub value: usize,
    /// Arguments of a call, and results.
    pub message: usize,
    /// Events of a call, with those of the calls that it makes.
    pub events: usize,
    /// Names, types and fields of these events.
    pub event_bytes: usize,
    /// Error messages that are kept; the rest is cut off.
    pub error_text: usize,
    /// Source of an app, packed.
    pub source: usize,
    /// Files of an app.
    pub files: usize,
    /// Longest life of an entry, in milliseconds.
    pub life: u64,
    /// Ended entries that one block sweeps.
    pub sweep: usize,
}

impl Limits {
    /// The usual values.
    #[must_use]
    pub fn new() -> Limits {
        Limits {
            memory: 64 << 20,
            stack_slots: 1 << 20,
            call_depth: 16,
            key: 1024,
            value: 64 << 10,
            message: 256 << 10,
            events: 1024,
            event_bytes: 256 << 10,
            error_text: 1024,
            source: 1 << 20,
            files: 100,
            life: 100 * YEAR,
            sweep: 1000,
        }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::new()
    }
}

/// A year as the chain counts, in milliseconds.
pub(crate) const YEAR: u64 = 31_558_150_000;
const DAY: u64 = 86_400_000;

/// Prices of what the chain does for a contract, in energy. A unit is about a nanosecond of the reference machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prices {
    /// Version: equal versions mean equal prices, for ever.
    pub version: u32,
    /// A question about the block or the call.
    pub context: u64,
    /// Making a variable or map of the state, while packages are initialised.
    pub declare: u64,
    /// A call of a host function, beside that function's own price.
    pub host: u64,
    /// Reading an entry, beside its bytes.
    pub read: u64,
    /// Per byte of key and value read.
    pub read_byte: u64,
    /// Writing or deleting an entry, beside its bytes.
    pub write: u64,
    /// Per byte of key and value written.
    pub write_byte: u64,
    /// What a unit pays of the keeping of an entry, in bytes times milliseconds. Only what a write adds to what is paid already
    /// is charged.
    pub keep_byte_ms: u64,
    /// An event, beside its bytes.
    pub event: u64,
    /// Per byte of an event.
    pub event_byte: u64,
    /// A hash, beside its bytes.
    pub hash: u64,
    /// Per byte hashed.
    pub hash_byte: u64,
    /// Checking a signature.
    pub verify: u64,
    /// A call of an app, beside what the app uses.
    pub call: u64,
    /// Per byte of arguments and results.
    pub call_byte: u64,
    /// A deployment, beside its bytes.
    pub deploy: u64,
    /// Per byte of packed source.
    pub deploy_byte: u64,
}

impl Prices {
    /// The usual values.
    #[must_use]
    pub fn new() -> Prices {
        Prices {
            version: 1,
            context: 10,
            declare: 30,
            host: 300,
            read: 500,
            read_byte: 1,
            write: 1000,
            write_byte: 4,
            keep_byte_ms: 16 * DAY,
            event: 200,
            event_byte: 2,
            hash: 400,
            hash_byte: 6,
            verify: 250_000,
            call: 5000,
            call_byte: 1,
            deploy: 100_000,
            deploy_byte: 500,
        }
    }

    /// What a deployment or an upgrade pays for so many bytes of packed source.
    pub(crate) fn deployment(&self, bytes: usize) -> u64 {
        self.deploy.saturating_add(self.deploy_byte.saturating_mul(bytes as u64))
    }

    /// What a write pays for keeping `size` bytes for `life` milliseconds more than `paid`, a product of the same kind. Nothing
    /// wraps: what is too much for a number is too much for anyone's energy.
    pub(crate) fn keep(&self, size: usize, life: u64, paid: u128) -> u64 {
        let due = (size as u128 * u128::from(life)).saturating_sub(paid);
        u64::try_from(due.div_ceil(u128::from(self.keep_byte_ms.max(1)))).unwrap_or(u64::MAX)
    }
}

impl Default for Prices {
    fn default() -> Prices {
        Prices::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeping_is_paid_once() {
        let prices = Prices::new();
        assert_eq!(prices.keep(16, DAY, 0), 1);
        assert_eq!(prices.keep(16, DAY, 16 * u128::from(DAY)), 0);
        assert_eq!(prices.keep(32, 10 * DAY, 16 * u128::from(DAY)), 19);
        assert_eq!(prices.keep(usize::MAX, u64::MAX, 0), u64::MAX);
    }
}
