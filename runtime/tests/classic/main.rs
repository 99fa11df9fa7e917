//! Chains of the classic profile: blocks, transactions, neighbours, limits, and what is damaged or hostile.

mod hostile;
mod limits;
mod process;

use std::sync::Arc;

use govm_runtime::{
    Address, CORE_NAME, Classic, ClassicBlock, ClassicConfig, ClassicRun, FLAG_PUBLIC, FLAG_RUN, Hash, MemoryStore, PackedApp,
    Transaction, address_of, classic_name, core_table, hex, pack_source, public_key, sign,
};

/// The time of the first block.
const T0: u64 = 1_600_000_000_000;
const MINUTE: u64 = 60_000;

const TRANSFER: u8 = 0;
const MOVE: u8 = 1;
const NEW_CHAIN: u8 = 2;
const NEW_APP: u8 = 3;
const RUN_APP: u8 = 4;
const UPDATE_LIFE: u8 = 5;
const REGISTER_MINER: u8 = 6;

/// Energy of most transactions.
const ENERGY: u64 = 100_000_000;

/// Somebody who signs.
struct User {
    private: [u8; 32],
    address: Address,
}

impl User {
    fn new(n: u8) -> User {
        let private = [n; 32];
        let address = address_of(1, &public_key(&private).unwrap()).unwrap();
        User { private, address }
    }

    fn transaction(&self, chain: u64, ops: u8, cost: u64, data: &[u8]) -> Transaction {
        Transaction { time: T0, user: self.address, chain, energy: ENERGY, cost, ops, data: data.to_vec() }
    }

    fn sign(&self, transaction: &Transaction) -> Vec<u8> {
        transaction.to_bytes(&sign(&self.private, &transaction.signed_bytes()).unwrap()).unwrap()
    }
}

fn open(config: ClassicConfig) -> Classic {
    Classic::open(Arc::new(MemoryStore::new()), config).unwrap()
}

fn flag(chain: u64, time: u64) -> Hash {
    Hash::of_parts(&[&chain.to_be_bytes(), &time.to_be_bytes()])
}

const PRODUCER: Address = Address([9; 24]);

/// A block that the core has begun.
fn begin(node: &Classic, chain: u64, time: u64) -> ClassicBlock<'_> {
    let key = flag(chain, time);
    let mut block = node.begin(chain, &key.0).unwrap();
    let run = block.start(&key, &PRODUCER, time).unwrap();
    assert_eq!(run.error, None);
    block
}

fn give(block: &mut ClassicBlock<'_>, user: &Address, coins: u64) {
    block.db_set(&core_table("dbCoin"), &user.0, &coins.to_be_bytes(), 1 << 60).unwrap();
}

fn coins(node: &Classic, chain: u64, user: &Address) -> u64 {
    let stored = node.get(chain, &core_table("dbCoin"), &user.0).unwrap();
    stored.get(..8).map_or(0, |bytes| u64::from_be_bytes(bytes.try_into().unwrap()))
}

fn done(block: &mut ClassicBlock<'_>, user: &User, transaction: &Transaction) -> ClassicRun {
    let run = block.transact(&user.sign(transaction)).unwrap();
    assert_eq!(run.error, None);
    run
}

fn refused(block: &mut ClassicBlock<'_>, bytes: &[u8]) -> String {
    block.transact(bytes).unwrap().error.expect("the transaction is refused")
}

/// A public app of these declarations; `core` is imported.
fn app(code: &str) -> PackedApp {
    let path = format!("github.com/govm-net/govm/app/chain1/z{}", &hex(&CORE_NAME.0)[2..]);
    pack_source(format!("package app\n\nimport core \"{path}\"\n\n{code}\n").as_bytes(), FLAG_RUN | FLAG_PUBLIC).unwrap()
}

fn packed(app: &PackedApp) -> (Hash, Vec<u8>) {
    let packed = app.pack().unwrap();
    (classic_name(&packed, &Address::default()).unwrap(), packed)
}
