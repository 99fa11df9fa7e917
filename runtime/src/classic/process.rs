//! Blocks as the core sees them: it begins them, takes what neighbouring chains sent, and does transactions.

use super::chain::Transaction;
use super::natives::Request;
use super::node::{ClassicBlock, ClassicCall, ClassicError, ClassicRun, Entry, FailedRun, RunOf};
use super::packed::CORE_NAME;
use crate::codec::{Reader, Writer};
use crate::hash::{Address, Hash, hex};

/// Energy of what the core does for the chain itself.
const CORE_ENERGY: u64 = 1 << 62;

/// Bytes of a transaction. The core allows less.
const TRANSACTION_BYTES_MAX: usize = 128 << 10;

/// What the core keeps of the last block of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassicHead {
    /// What the block is called.
    pub key: Hash,
    /// When it was made, in milliseconds.
    pub time: u64,
    /// Its chain.
    pub chain: u64,
    /// Its number, from 1 on.
    pub id: u64,
    /// Who made it.
    pub producer: Address,
    /// The last block of the parent that is known here.
    pub parent: u64,
    /// The last block of the left child that is known here.
    pub left_child: u64,
    /// The last block of the right child that is known here.
    pub right_child: u64,
}

impl ClassicHead {
    /// Reads what the core stored; its life may follow.
    pub(super) fn read(stored: &[u8]) -> Option<ClassicHead> {
        let mut reader = Reader::new(stored);
        let mut read = || {
            let (key, time, chain, id) = (Hash(reader.array()?), reader.u64()?, reader.u64()?, reader.u64()?);
            // The price of an operation follows from the chain.
            reader.u64()?;
            let producer = Address(reader.array()?);
            let (parent, left_child, right_child) = (reader.u64()?, reader.u64()?, reader.u64()?);
            Ok::<_, crate::codec::DecodeError>(ClassicHead { key, time, chain, id, producer, parent, left_child, right_child })
        };
        read().ok()
    }
}

/// The table of the core that has a name: `d` or `l` and its kind follow from the first letters.
#[must_use]
pub fn core_table(name: &str) -> String {
    let letter = if name.starts_with("log") { 'l' } else { 'd' };
    format!("{letter}{}.{name}", &hex(&CORE_NAME.0)[2..])
}

impl ClassicBlock<'_> {
    /// Lets the core begin the block: it becomes the next of its chain, and what neighbours sent and is known by now arrives. The first
    /// block of a chain other than 1 needs that its parent made it, ten minutes ago at least.
    ///
    /// # Errors
    /// When the store fails. What the core refuses is told by the run.
    pub fn start(&mut self, key: &Hash, producer: &Address, time: u64) -> Result<ClassicRun, ClassicError> {
        let core = self.core()?;
        let mut args = Writer::new();
        args.bytes(&key.0).bytes(&producer.0).u64(time);
        let ran = self.run(&core, &Entry { export: "Begin", args: args.finish(), energy: Some(CORE_ENERGY) }, RunOf::Core)?;
        self.settle(ran.run)
    }

    /// Does a transaction: the core's part first, then the app that is deployed or run. The energy of the run is that of both.
    ///
    /// Where failed runs are reverted, the energy of a failed transaction is paid nevertheless; one whose energy cannot be taken (it
    /// is signed by somebody else, was done before, has too few coins) leaves nothing.
    ///
    /// # Errors
    /// When the chain has no block yet, or the store fails. What is wrong with the transaction is told by the run.
    pub fn transact(&mut self, bytes: &[u8]) -> Result<ClassicRun, ClassicError> {
        if self.get(self.chain, &core_table("dbStat"), &[0])?.is_empty() {
            return Err(ClassicError::Misuse(format!("chain {} has no block yet", self.chain)));
        }
        let run = self.try_transact(bytes)?;
        let is_fee_due = run.error.is_some() && self.failed_run() == FailedRun::IsReverted;
        let mut run = self.settle(run)?;
        if is_fee_due {
            run.writes = self.core_run("Fee", bytes, CORE_ENERGY).and_then(|ran| self.settle(ran.run))?.writes;
        }
        Ok(run)
    }

    fn core_run(&mut self, export: &'static str, bytes: &[u8], energy: u64) -> Result<super::node::Ran, ClassicError> {
        let core = self.core()?;
        let mut args = Writer::new();
        args.bytes(bytes);
        self.run(&core, &Entry { export, args: args.finish(), energy: Some(energy) }, RunOf::Core)
    }

    fn try_transact(&mut self, bytes: &[u8]) -> Result<ClassicRun, ClassicError> {
        let refused = |why: &str| ClassicRun { error: Some(why.into()), ..ClassicRun::default() };
        if bytes.len() > TRANSACTION_BYTES_MAX {
            return Ok(refused("the transaction is too long"));
        }
        let Some((_, transaction)) = Transaction::from_bytes(bytes) else {
            return Ok(refused("the transaction is too short"));
        };
        let ran = self.core_run("Transact", bytes, transaction.energy / 2)?;
        let mut run = ran.run;
        for request in ran.requests {
            if run.error.is_some() {
                break;
            }
            match request {
                Request::NewApp { name, code } => match self.new_app(name, &code) {
                    Ok(_) => {}
                    Err(ClassicError::Refused(refusal)) => run.error = Some(refusal.to_string()),
                    Err(other) => return Err(other),
                },
                Request::RunApp { name, user, data, energy, cost } => {
                    let program = self.program(&name)?;
                    let call = ClassicCall { app: name, user: &user, data: &data, energy, cost };
                    let app = self.run(&program, &Entry::of_call(&call), RunOf::App)?.run;
                    run.error = app.error;
                    run.energy_used = run.energy_used.saturating_add(app.energy_used);
                    run.events.extend(app.events);
                    run.output.extend(app.output);
                }
            }
        }
        Ok(run)
    }
}
