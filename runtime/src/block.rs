//! A block in the making: deployments and calls, one after the other, and then all of them or none.

use std::sync::Arc;

use govm_interp::{EnergyKind, Meter};

use crate::app::{AppRecord, Source, app_id};
use crate::call::{Access, BlockInfo, CONSTRUCTOR, CallFailure, CallResult, Env, MIGRATION, Message, energy_use};
use crate::code;
use crate::error::Error;
use crate::funds::Refusal;
use crate::hash::{Address, Hash};
use crate::layout::{self, Head};
use crate::node::Node;
use crate::overlay::{Changes, NewApp};
use crate::receipt::{EnergyUse, Receipt, Status, Write};
use crate::store::Batch;
use crate::tree;

/// A block in the making. Dropping it drops all that was done in it.
#[must_use]
pub struct Block<'n> {
    node: &'n mut Node,
    env: Env,
}

impl std::fmt::Debug for Block<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Block").field("info", &self.env.block).finish_non_exhaustive()
    }
}

/// What became of a deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deployment {
    /// The id of the app. It exists only if the receipt says so.
    pub app: Hash,
    /// The receipt of the constructor, energy for the compilation included.
    pub receipt: Receipt,
}

impl<'n> Block<'n> {
    pub(crate) fn new(node: &'n mut Node, env: Env) -> Block<'n> {
        Block { node, env }
    }

    /// Number, time and key.
    #[must_use]
    pub fn info(&self) -> BlockInfo {
        self.env.block
    }

    /// Deploys an app and runs its constructor, the function `Init`, where it has one, with these arguments.
    ///
    /// # Errors
    /// When the source is refused or deployed already by the same deployer, the deployer is an app, or the store fails. A
    /// constructor that fails is no error: its receipt says so, and there is no app.
    pub fn deploy(&mut self, deployer: Address, source: &Source, args: &[u8], energy: u64) -> Result<Deployment, Error> {
        self.deploy_with_cost(deployer, source, args, energy, 0)
    }

    /// [`Block::deploy`] with funds that move from the deployer's account to the app's before the constructor runs. A deployment
    /// that fails gives them back, and so does a constructor that never asks what it got.
    ///
    /// # Errors
    /// As for [`Block::deploy`].
    pub fn deploy_with_cost(
        &mut self,
        deployer: Address,
        source: &Source,
        args: &[u8],
        energy: u64,
        cost: u64,
    ) -> Result<Deployment, Error> {
        check_caller(&deployer)?;
        let library = self.env.library().clone();
        let packed = source.packed();
        let code = packed.code;
        let app = app_id(&code, &deployer);
        if self.env.overlay.app(&app).is_some() || code::record_of(self.env.overlay.store(), &app)?.is_some() {
            return Err(Error::Deployed(app));
        }
        let price = self.env.config.prices.deployment(packed.bytes.len());
        let mut meter = Meter::new(energy);
        if let Err(trap) = meter.charge(EnergyKind::Host, price) {
            let result = Err(CallFailure::new(Status::OutOfEnergy, trap.text));
            let receipt = self.receipt(app, CONSTRUCTOR, result, energy_use(&meter), Changes::new());
            return Ok(Deployment { app, receipt });
        }
        let program = library.compile(source, &packed)?;
        let BlockInfo { number, time, .. } = self.env.block;
        let package = program.package().to_string();
        let record = AppRecord { code, deployer, number, time, package, version: 1, code_number: number, code_time: time };
        let new = NewApp { record, program: program.clone(), source: packed.bytes.into() };
        self.env.overlay.add_app(app, Arc::new(new));
        let message = Message { caller: deployer, app, args, cost };
        let result = self.env.construct(&mut meter, &message, &program, CONSTRUCTOR);
        if !matches!(result, Ok(Ok(_))) {
            self.env.overlay.restore_app(app, None);
        }
        let receipt = self.finish(app, CONSTRUCTOR, result.map(|result| (result, energy_use(&meter))))?;
        Ok(Deployment { app, receipt })
    }

    /// Gives an app new code, if the code that it has allows that: its function `AllowUpgrade` is called with the hash of the packed
    /// source, and has to return nil. Then the new code's function `Migrate`, where it has one, runs with these arguments on the
    /// app's state. The receipt is that of `Migrate`; when anything fails, the app stays as it was.
    ///
    /// # Errors
    /// When the source is refused or is that of the app already, the caller is an app, or the store fails. All else that can go wrong is no error, and
    /// in the receipt.
    pub fn upgrade(&mut self, caller: Address, app: Hash, source: &Source, args: &[u8], energy: u64) -> Result<Receipt, Error> {
        check_caller(&caller)?;
        let result = self.env.upgrade(caller, app, source, args, energy);
        self.finish(app, MIGRATION, result)
    }

    /// Calls an entry point with canonical bytes of the arguments, one after the other.
    ///
    /// # Errors
    /// When the caller is an app, the store fails, or the run is stopped. A call that fails is no error: its receipt says why, and the state is as
    /// before.
    pub fn call(&mut self, caller: Address, app: Hash, function: &str, args: &[u8], energy: u64) -> Result<Receipt, Error> {
        self.call_with_cost(caller, app, function, args, energy, 0)
    }

    /// [`Block::call`] with funds that move from the caller's account to the app's before the entry point runs. A call that fails
    /// gives them back, and so does an entry point that never asks what it got.
    ///
    /// # Errors
    /// As for [`Block::call`].
    pub fn call_with_cost(
        &mut self,
        caller: Address,
        app: Hash,
        function: &str,
        args: &[u8],
        energy: u64,
        cost: u64,
    ) -> Result<Receipt, Error> {
        check_caller(&caller)?;
        let result = self.env.call(&Message { caller, app, args, cost }, function, energy);
        self.finish(app, function, result)
    }

    /// What an account has in the block so far.
    ///
    /// # Errors
    /// When the store fails.
    pub fn balance(&self, account: &Address) -> Result<u64, Error> {
        Ok(self.env.overlay.balance(account)?)
    }

    /// Gives an account funds that come from nowhere: what it has at the beginning, a reward. No receipt tells of it.
    ///
    /// # Errors
    /// When the account would have more than a `u64` holds, or the store fails; then it has what it had.
    pub fn credit(&mut self, account: &Address, amount: u64) -> Result<(), Error> {
        let credited = self.env.overlay.credit(account, amount)?;
        self.settle(credited)
    }

    /// Takes funds from an account and gives them to nobody: a fee. No receipt tells of it.
    ///
    /// # Errors
    /// When the account has less, or the store fails; then it has what it had.
    pub fn debit(&mut self, account: &Address, amount: u64) -> Result<(), Error> {
        let debited = self.env.overlay.debit(account, amount)?;
        self.settle(debited)
    }

    /// Moves funds from an account to another, all or none: a payment that is no call. No receipt tells of it.
    ///
    /// # Errors
    /// When the one has less or the other would have more than a `u64` holds, or the store fails; then nothing has moved.
    pub fn transfer(&mut self, from: &Address, to: &Address, amount: u64) -> Result<(), Error> {
        let moved = self.env.overlay.transfer(from, to, amount)?;
        self.settle(moved)
    }

    /// Ends a change of balances between two calls.
    fn settle(&mut self, result: Result<(), Refusal>) -> Result<(), Error> {
        result.map_err(|refusal| Error::Funds(refusal.to_string()))?;
        self.env.overlay.accept();
        Ok(())
    }

    /// Calls an entry point on the state of the block so far; nothing that it does stays, and writing fails it.
    ///
    /// # Errors
    /// As for [`Block::call`].
    pub fn query(&self, caller: Address, app: Hash, function: &str, args: &[u8], energy: u64) -> Result<Receipt, Error> {
        query(self.env.fork(Access::ReadOnly), caller, app, function, args, energy)
    }

    fn finish(&mut self, app: Hash, function: &str, result: Result<(CallResult, EnergyUse), Error>) -> Result<Receipt, Error> {
        let (result, energy) = match result {
            Ok(ended) => ended,
            Err(error) => {
                self.env.overlay.discard();
                self.env.events.clear();
                self.env.event_bytes = 0;
                return Err(error);
            }
        };
        let changes = match &result {
            Ok(_) => self.env.overlay.accept(),
            Err(_) => {
                self.env.overlay.discard();
                Changes::new()
            }
        };
        Ok(self.receipt(app, function, result, energy, changes))
    }

    fn receipt(&mut self, app: Hash, function: &str, result: CallResult, energy: EnergyUse, changes: Changes) -> Receipt {
        receipt(&mut self.env, app, function, result, energy, changes)
    }

    /// Commits the block: one atomic batch, durable when this returns. The new head has the root of the state. Readers see the
    /// state before it or after it; answers under way are waited for.
    ///
    /// # Errors
    /// When the store fails; then a later open finds the state before the block or after it, and [`crate::Reader::head`] says
    /// which of them is there now.
    pub fn commit(self) -> Result<Head, Error> {
        let Block { node, env } = self;
        let mut batch = Batch::new();
        env.overlay.commit(&mut batch, env.config.limits.sweep)?;
        for (id, app) in env.overlay.apps() {
            batch.put(layout::app_key(id), app.record.to_bytes());
            put_code(&mut batch, &env, app);
        }
        env.overlay.replaced().for_each(|app| put_code(&mut batch, &env, app));
        let root = tree::update(env.overlay.store(), &mut batch)?;
        let BlockInfo { number, time, key } = env.block;
        let head = Head { chain: env.config.chain, number, time, key, root };
        layout::put_head(&mut batch, &head);
        let upgraded: Vec<Hash> = env.overlay.apps().filter(|(_, app)| app.record.version > 1).map(|(id, _)| *id).collect();
        node.commit(&batch, head, &upgraded)?;
        Ok(head)
    }
}

/// Who acts from outside is a user: an app acts when it is called, and nobody has a key for its account.
fn check_caller(caller: &Address) -> Result<(), Error> {
    if caller.is_app() {
        return Err(Error::Misuse(format!("{caller} is the account of an app, which calls of itself only")));
    }
    Ok(())
}

fn put_code(batch: &mut Batch, env: &Env, app: &NewApp) {
    let code = &app.record.code;
    batch.put(layout::source_key(code), app.source.to_vec());
    batch.put(layout::bytecode_key(&env.library().compiled_hash(code)), layout::write_bytecode(app.program.bytecode()));
}

/// Runs a call whose changes are dropped.
pub(crate) fn query(
    mut env: Env,
    caller: Address,
    app: Hash,
    function: &str,
    args: &[u8],
    energy: u64,
) -> Result<Receipt, Error> {
    let (result, energy) = env.call(&Message { caller, app, args, cost: 0 }, function, energy)?;
    Ok(receipt(&mut env, app, function, result, energy, Changes::new()))
}

fn receipt(env: &mut Env, app: Hash, function: &str, result: CallResult, energy: EnergyUse, changes: Changes) -> Receipt {
    let events = std::mem::take(&mut env.events);
    env.event_bytes = 0;
    let writes = changes.iter().filter_map(|(key, entry)| {
        let (app, key) = layout::split_entry_key(key)?;
        Some(Write { app, key: key.to_vec(), value: entry.as_ref().map(|entry| (entry.value.to_vec(), entry.expiry)) })
    });
    let function = function.to_string();
    match result {
        Ok(result) => {
            Receipt { status: Status::Ok, app, function, result, energy, events, writes: writes.collect(), failure: None }
        }
        Err(CallFailure { status, failure }) => Receipt {
            status,
            app,
            function,
            result: Vec::new(),
            energy,
            events: Vec::new(),
            writes: Vec::new(),
            failure: Some(failure),
        },
    }
}
