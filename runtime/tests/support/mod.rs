//! A ledger on a chain, for tests that stop it in its tracks.

use std::sync::Arc;

use govm_runtime::{Address, ChainConfig, Error, Hash, Node, Receipt, Source, Store, app_id};

const ENERGY: u64 = 20_000_000;
const TIME: u64 = 1_700_000_000_000;

pub(crate) fn source() -> Source {
    Source::new(vec![("ledger.go".into(), include_bytes!("../contracts/ledger.go").to_vec())]).unwrap()
}

pub(crate) fn open(store: Arc<dyn Store>) -> Result<Node, Error> {
    Node::open(store, ChainConfig::new(1))
}

/// The id of the ledger.
pub(crate) fn ledger() -> Hash {
    app_id(&Hash::of(&source().pack()), &Address([1; 24]))
}

/// Deploys the ledger, in block 1.
pub(crate) fn deploy(node: &mut Node) -> Result<(), Error> {
    let mut block = node.begin_block(1, TIME, Hash::default())?;
    let deployment = block.deploy(Address([1; 24]), &source(), &[], ENERGY)?;
    assert!(deployment.receipt.is_ok(), "{:?}", deployment.receipt);
    block.commit().map(|_| ())
}

/// Commits the next block, a second after the last: block n + 1 does step n.
pub(crate) fn step(node: &mut Node) -> Result<u64, Error> {
    let number = node.head().map_or(0, |head| head.number) + 1;
    let mut block = node.begin_block(number, TIME + number * 1000, Hash::default())?;
    let receipt: Receipt = block.call(Address([2; 24]), ledger(), "Step", &(number - 1).to_be_bytes(), ENERGY)?;
    assert!(receipt.is_ok(), "{receipt:?}");
    block.commit()?;
    Ok(number)
}

/// Checks the whole store, and that its state is that of its last block. Yields the block's number.
pub(crate) fn check(node: &Node) -> u64 {
    assert_eq!(node.check_state().unwrap(), node.state_root());
    let number = node.head().map_or(0, |head| head.number);
    let step =
        node.entry(&ledger(), b"v\x04step").unwrap().map_or(0, |entry| u64::from_be_bytes(entry.value.try_into().unwrap()));
    assert_eq!(step, number.saturating_sub(1));
    number
}
