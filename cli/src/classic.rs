//! Classic chains of the commands: a tree of them in one store, one transaction a block.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use govm_runtime::{
    Address, Classic, ClassicBlock, ClassicConfig, ClassicEntry, ClassicRun, FLAG_GZIP, FLAG_IMPORT, FLAG_PUBLIC, FLAG_RUN, Hash,
    SledStore, Transaction, address_of, block_interval, hex, public_key, sign,
};
use serde_json::{Value, json};

use crate::classic_args::ActArgs;
use crate::exit::{Failure, PANIC};

/// Time of the first block where none is given: 2020-09-13 12:26:40 UTC.
const FIRST_TIME: u64 = 1_600_000_000_000;

/// What can be done in a transaction, as the core numbers it.
pub(crate) const OPS_TRANSFER: u8 = 0;
pub(crate) const OPS_MOVE: u8 = 1;
pub(crate) const OPS_NEW_CHAIN: u8 = 2;
pub(crate) const OPS_NEW_APP: u8 = 3;
pub(crate) const OPS_RUN_APP: u8 = 4;

/// The flags of packed apps by name.
const FLAGS: [(u8, &str); 4] = [(FLAG_RUN, "run"), (FLAG_IMPORT, "import"), (FLAG_PUBLIC, "public"), (FLAG_GZIP, "gzip")];

/// The names of the flags that are set.
pub(crate) fn flag_names(flags: u8) -> Vec<&'static str> {
    FLAGS.iter().filter(|(flag, _)| flags & flag != 0).map(|(_, name)| *name).collect()
}

/// Opens the chains in a store, which is made when there is none.
pub(crate) fn open(store: &Path) -> Result<Classic, Failure> {
    let store = SledStore::open(store)?;
    Ok(Classic::open(Arc::new(store), ClassicConfig::new())?)
}

/// Opens the chains in a store that is there.
pub(crate) fn open_existing(store: &Path) -> Result<Classic, Failure> {
    if !store.exists() {
        return Err(Failure::new(format!("no store in {}", store.display())));
    }
    open(store)
}

/// Somebody who signs. The key follows from the name: it is for tests.
pub(crate) struct User {
    private: [u8; 32],
    pub(crate) address: Address,
}

/// The test user of a name.
pub(crate) fn user(name: &str) -> Result<User, Failure> {
    if name.is_empty() || name.starts_with("0x") {
        return Err(Failure::new(format!("invalid user {name:?}: who signs is a name, for its key follows from it")));
    }
    let private = Hash::of_parts(&[b"test key ", name.as_bytes()]).0;
    let address = public_key(&private).and_then(|key| address_of(1, &key));
    let address = address.ok_or_else(|| Failure::new(format!("invalid user {name}: no key follows from the name")))?;
    Ok(User { private, address })
}

/// An address in hexadecimal, or that of a test user.
pub(crate) fn address(text: &str) -> Result<Address, Failure> {
    if text.starts_with("0x") {
        return Address::parse(text).ok_or_else(|| Failure::new(format!("invalid address {text}: expected 0x and 48 digits")));
    }
    Ok(user(text)?.address)
}

/// The time of the next block of a chain.
fn next_time(node: &Classic, chain: u64, time: Option<u64>) -> Result<u64, Failure> {
    let head = node.head(chain)?;
    Ok(time.unwrap_or_else(|| head.map_or(FIRST_TIME, |head| head.time.saturating_add(block_interval(chain)))))
}

/// Begins the next block of a chain.
pub(crate) fn begin<'n>(node: &'n Classic, chain: u64, producer: &Address, time: u64) -> Result<ClassicBlock<'n>, Failure> {
    let key = Hash::of_parts(&[b"block", &chain.to_be_bytes(), &time.to_be_bytes()]);
    let mut block = node.begin(chain, &key.0)?;
    match block.start(&key, producer, time)?.error {
        None => Ok(block),
        Some(error) => Err(Failure::new(format!("chain {chain}: {error}"))),
    }
}

/// Begins the next block of a chain, when the command says.
pub(crate) fn begin_next<'n>(node: &'n Classic, chain: u64, act: &ActArgs) -> Result<ClassicBlock<'n>, Failure> {
    let producer = address("producer")?;
    begin(node, chain, &producer, next_time(node, chain, act.time)?)
}

/// Does a transaction in a block of its own, which is committed if nothing fails.
pub(crate) fn transact(node: &Classic, chain: u64, act: &ActArgs, what: (u8, u64, Vec<u8>)) -> Result<ClassicRun, Failure> {
    let (ops, cost, data) = what;
    if node.head(chain)?.is_none() {
        return Err(Failure::new(format!("no chain {chain} in the store: govm chain create {chain} makes it")));
    }
    let user = user(&act.from)?;
    let time = next_time(node, chain, act.time)?;
    let mut block = begin(node, chain, &address("producer")?, time)?;
    let transaction = Transaction { time, user: user.address, chain, energy: act.energy, cost, ops, data };
    let signature = sign(&user.private, &transaction.signed_bytes());
    let bytes = signature.and_then(|signature| transaction.to_bytes(&signature));
    let run = block.transact(&bytes.ok_or_else(|| Failure::new("the transaction cannot be signed"))?)?;
    if run.error.is_none() {
        block.commit()?;
    }
    Ok(run)
}

/// Prints a run; exits with 2 if it failed.
pub(crate) fn report(run: &ClassicRun, as_json: bool, extra: &[(&str, String)]) -> Result<ExitCode, Failure> {
    let mut out = std::io::stdout().lock();
    if as_json {
        let mut row = json!({
            "error": run.error,
            "energy": run.energy_used,
            "events": run.events.iter().map(|event| json!({
                "name": event.name, "params": event.params.iter().map(|param| hex(param)).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "writes": run.writes.iter().map(entry_json).collect::<Vec<_>>(),
        });
        for (name, value) in extra {
            row[*name] = Value::from(value.as_str());
        }
        writeln!(out, "{row}")?;
    } else {
        for (name, value) in extra {
            writeln!(out, "{name:<8} {value}")?;
        }
        match &run.error {
            Some(error) => writeln!(out, "status   failed\nerror    {error}")?,
            None => writeln!(out, "status   ok")?,
        }
        writeln!(out, "energy   {}", run.energy_used)?;
        for event in &run.events {
            let params: Vec<String> = event.params.iter().map(|param| hex(param)).collect();
            writeln!(out, "event    {} [{}]", event.name, params.join(" "))?;
        }
        // What a failed run wrote is gone with its block.
        for entry in run.writes.iter().filter(|_| run.error.is_none()) {
            writeln!(out, "write    {}", entry_text(entry))?;
        }
    }
    Ok(if run.error.is_some() { ExitCode::from(PANIC) } else { ExitCode::SUCCESS })
}

/// Value and life of an entry; none if it was deleted.
pub(crate) fn split(entry: &ClassicEntry) -> Option<(&[u8], u64)> {
    let (value, life) = entry.stored.split_last_chunk::<8>()?;
    Some((value, u64::from_be_bytes(*life)))
}

pub(crate) fn entry_json(entry: &ClassicEntry) -> Value {
    let (value, life) = split(entry).unzip();
    json!({ "chain": entry.chain, "table": entry.table, "key": hex(&entry.key), "value": value.map(hex), "life": life })
}

pub(crate) fn entry_text(entry: &ClassicEntry) -> String {
    let table = short(&entry.table);
    match split(entry) {
        Some((value, life)) => format!("{table} {} = {} until {life}", hex(&entry.key), hex(value)),
        None => format!("{table} {} deleted", hex(&entry.key)),
    }
}

/// A table with the beginning of its app's name alone.
fn short(table: &str) -> String {
    match table.split_once('.') {
        Some((app, name)) if app.len() > 17 && app.is_ascii() => format!("{}...{}.{name}", &app[..1], &app[1..17]),
        _ => table.to_string(),
    }
}
