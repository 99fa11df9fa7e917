//! A function of one's own for contracts, and a Go package around it: prices that the chain has agreed on.
//!
//! What a host function answers is part of consensus. Here the prices are fixed when the node starts; a chain whose prices change
//! would put them into its blocks and look them up by the number of the block.

#![allow(clippy::print_stdout, reason = "an example shows something")]
#![allow(unreachable_pub, reason = "a test runs it too")]

use std::collections::BTreeMap;
use std::sync::Arc;

use govm::{AbiBasic, AbiType, Address, ChainConfig, Hash, HostFunction, HostPrice, MemoryStore, Node, Source};

/// What contracts import, so that they need not know names and types of host functions.
const ORACLE: &str = r#"// Package oracle tells the prices that the chain has agreed on.
package oracle

import "govm"

// Price yields the price of a unit in cents. It panics if there is none.
func Price(unit string) uint64 { return govm.Host[uint64]("oracle.price", unit) }
"#;

const SHOP: &str = r#"package shop

import (
	"errors"

	"oracle"
)

// Buy yields how many units an amount of cents buys.
func Buy(unit string, cents uint64) (uint64, error) {
	if price := oracle.Price(unit); price <= cents {
		return cents / price, nil
	}
	return 0, errors.New("shop: not enough for one")
}
"#;

pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let prices = BTreeMap::from([(b"apple".to_vec(), 40u64), (b"melon".to_vec(), 350)]);
    let price = HostFunction::new(
        "oracle.price",
        vec![AbiType::Basic(AbiBasic::String)],
        AbiType::Basic(AbiBasic::Uint64),
        HostPrice { base: 200, byte: 2 },
        move |call| match call.bytes(0).and_then(|unit| prices.get(unit)) {
            Some(price) => Ok(price.to_be_bytes().to_vec()),
            None => Err("oracle: no price of that".into()),
        },
    );
    let mut config = ChainConfig::new(1);
    config.hosts.add(price)?;
    config.packages.add("oracle", Source::new(vec![("oracle.go".into(), ORACLE.into())])?)?;
    let mut node = Node::open(Arc::new(MemoryStore::new()), config)?;

    let user = Address([1; 24]);
    let mut block = node.begin_block(1, 1_700_000_000_000, Hash::default())?;
    let app = block.deploy(user, &Source::new(vec![("shop.go".into(), SHOP.into())])?, &[], 10_000_000)?.app;
    block.commit()?;

    let buy = |args: &str| -> Result<String, govm::Error> {
        let args = node.arguments_from_json(&app, "Buy", args)?;
        let receipt = node.query(user, app, "Buy", &args, 1_000_000)?;
        match receipt.failure {
            None => node.results_to_json(&app, "Buy", &receipt.result),
            Some(failure) => Ok(failure.message),
        }
    };
    assert_eq!(buy(r#"["apple", 1000]"#)?, "25");
    assert_eq!(buy(r#"["melon", 100]"#)?, "shop: not enough for one");
    assert_eq!(buy(r#"["pear", 100]"#)?, "panic: oracle: no price of that");
    println!("1000 cents buy {} apples", buy(r#"["apple", 1000]"#)?);
    Ok(())
}
