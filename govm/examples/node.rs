//! The loop of a node: transactions come in, a block takes some of them, each gets a receipt, and the block is committed.

#![allow(clippy::print_stdout, reason = "an example shows something")]
#![allow(unreachable_pub, reason = "a test runs it too")]

use std::collections::VecDeque;
use std::sync::Arc;

use govm::{Address, ChainConfig, Error, Hash, MemoryStore, Node, Source};

/// What users send.
struct Transaction {
    from: Address,
    function: &'static str,
    args: &'static str,
}

pub fn main() -> Result<(), Error> {
    let mut config = ChainConfig::new(1);
    config.limits.memory = 16 << 20;
    let mut node = Node::open(Arc::new(MemoryStore::new()), config)?;

    let source = Source::new(vec![("counter.go".into(), include_bytes!("counter.go").to_vec())]).expect("a file");
    let mut block = node.begin_block(1, 1_700_000_000_000, Hash::default())?;
    let app = block.deploy(Address([1; 24]), &source, &[], 10_000_000)?.app;
    block.commit()?;

    let mut waiting: VecDeque<Transaction> = (0..10)
        .map(|n| match n % 5 {
            4 => Transaction { from: Address([n; 24]), function: "Subtract", args: "[1]" },
            _ => Transaction { from: Address([n; 24]), function: "Add", args: "[7]" },
        })
        .collect();
    let mut number = 1;
    while !waiting.is_empty() {
        number += 1;
        let now: Vec<Transaction> = waiting.drain(..waiting.len().min(4)).collect();
        let encoded: Vec<_> = now.iter().map(|t| node.arguments_from_json(&app, t.function, t.args)).collect();
        // The key of a block is the embedder's: whatever names it on the network.
        let mut block = node.begin_block(number, 1_700_000_000_000 + number * 1000, Hash::of(&number.to_be_bytes()))?;
        for (transaction, args) in now.iter().zip(encoded) {
            match args {
                Ok(args) => {
                    let receipt = block.call(transaction.from, app, transaction.function, &args, 1_000_000)?;
                    println!("  {} {:?}, energy {}", receipt.function, receipt.status, receipt.energy.total());
                }
                Err(refused) => println!("  {refused}"),
            }
        }
        let head = block.commit()?;
        println!("block {} has the state root {}", head.number, head.root);
    }
    Ok(())
}
