//! The chain of the commands: one store, one command a block.

use std::path::Path;
use std::sync::Arc;

use govm_runtime::{Address, Block, ChainConfig, Hash, Node, RedbStore, SledStore, Store};
use serde_json::Value;

use crate::args::ChainArgs;
use crate::exit::Failure;

/// Number of the chain that the commands run.
const CHAIN: u64 = 1;

/// Milliseconds from one block to the next where no time is given.
const BLOCK_INTERVAL: u64 = 1000;

/// Time of the first block where none is given: 2020-09-13 12:26:40 UTC.
const FIRST_TIME: u64 = 1_600_000_000_000;

/// Most apps that are looked through for a name.
const APPS_MAX: usize = 100_000;

/// Opens a store: redb's where the name says so, else sled's.
pub(crate) fn open_store(path: &Path) -> Result<Arc<dyn Store>, Failure> {
    Ok(match path.extension() {
        Some(extension) if extension == "redb" => Arc::new(RedbStore::open(path)?),
        _ => Arc::new(SledStore::open(path)?),
    })
}

/// Refuses a store that is not there: to open one makes it.
pub(crate) fn exists(store: &Path) -> Result<(), Failure> {
    if store.exists() { Ok(()) } else { Err(Failure::new(format!("no store in {}", store.display()))) }
}

/// Opens the chain in a store.
pub(crate) fn open(store: &Path) -> Result<Node, Failure> {
    Ok(Node::open(open_store(store)?, ChainConfig::new(CHAIN))?)
}

/// Begins the block of a command.
pub(crate) fn begin<'n>(node: &'n mut Node, time: Option<u64>) -> Result<Block<'n>, Failure> {
    let (number, next) = match node.head() {
        Some(head) => (head.number + 1, head.time + BLOCK_INTERVAL),
        None => (1, FIRST_TIME),
    };
    let key = Hash::of_parts(&[b"block", &number.to_be_bytes()]);
    Ok(node.begin_block(number, time.unwrap_or(next), key)?)
}

/// The account that `--from` names.
pub(crate) fn sender(args: &ChainArgs) -> Result<Address, Failure> {
    user(&args.from)
}

/// An address in hexadecimal, or the test account of a name.
pub(crate) fn user(name: &str) -> Result<Address, Failure> {
    if name.starts_with("0x") {
        return Address::parse(name).ok_or_else(|| Failure::new(format!("invalid address {name}: expected 0x and 48 digits")));
    }
    if name.is_empty() {
        return Err(Failure::new("invalid user: empty name"));
    }
    Ok(test_account(name))
}

/// The account of a name: type 1, then the hash of the name. Nobody has its key.
pub(crate) fn test_account(name: &str) -> Address {
    let hash = Hash::of_parts(&[b"test account ", name.as_bytes()]);
    let mut bytes = [0; 24];
    bytes.copy_from_slice(&hash.0[..24]);
    bytes[0] = 1;
    Address(bytes)
}

/// Finds an app by its id, the beginning of it, or the name of its package.
pub(crate) fn find_app(node: &Node, text: &str) -> Result<Hash, Failure> {
    let found: Vec<Hash> = node
        .apps(None, APPS_MAX)?
        .into_iter()
        .filter(|(id, record)| record.package == text || is_prefix(id, text))
        .map(|(id, _)| id)
        .collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Failure::new(format!("no app {text} in the store"))),
        many => Err(Failure::new(format!("{text} stands for {} apps: give more of the id", many.len()))),
    }
}

fn is_prefix(id: &Hash, text: &str) -> bool {
    let digits = text.strip_prefix("0x").unwrap_or(text).to_ascii_lowercase();
    digits.len() >= 4 && id.to_string()[2..].starts_with(&digits)
}

/// Arguments from the command line as a JSON array.
pub(crate) fn arguments(node: &Node, args: &[String]) -> Result<String, Failure> {
    let mut values = Vec::new();
    for arg in args {
        let mut value = serde_json::from_str(arg).unwrap_or_else(|_| Value::String(arg.clone()));
        expand(node, &mut value)?;
        values.push(value);
    }
    Ok(Value::Array(values).to_string())
}

/// Replaces `user:`, `app:` and `account:` in strings.
fn expand(node: &Node, value: &mut Value) -> Result<(), Failure> {
    match value {
        Value::String(text) => {
            if let Some(name) = text.strip_prefix("user:") {
                *text = user(name)?.to_string();
            } else if let Some(name) = text.strip_prefix("app:") {
                *text = find_app(node, name)?.to_string();
            } else if let Some(name) = text.strip_prefix("account:") {
                *text = find_app(node, name)?.account().to_string();
            }
        }
        Value::Array(values) => {
            for value in values {
                expand(node, value)?;
            }
        }
        Value::Object(values) => {
            for value in values.values_mut() {
                expand(node, value)?;
            }
        }
        _ => {}
    }
    Ok(())
}
