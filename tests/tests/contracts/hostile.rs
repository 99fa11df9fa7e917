//! The contracts of the corpus under arguments and stored values that nobody wrote: receipts and errors, never a panic.

use std::sync::Arc;

use govm_runtime::{AbiBasic, AbiFunction, AbiType, Batch, Error, Head, Status};

use super::*;

const FOLDERS: [&str; 7] = ["token", "nft", "names", "auction", "multisig", "exchange", "crowdfund"];

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 ^ (self.0 >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn bytes(&mut self, len: usize) -> Vec<u8> {
        (0..len).map(|_| self.next() as u8).collect()
    }

    /// Flips a bit.
    fn damage(&mut self, bytes: &mut [u8]) {
        let (at, bit) = (self.below(bytes.len()), self.below(8));
        bytes[at] ^= 1 << bit;
    }

    /// Canonical bytes of a value; of texts, lists and numbers mostly small ones.
    fn value(&mut self, ty: &AbiType, out: &mut Vec<u8>) {
        match ty {
            AbiType::Named { underlying, .. } => self.value(underlying, out),
            AbiType::Basic(AbiBasic::Bool) => out.push(self.below(2) as u8),
            AbiType::Basic(AbiBasic::String) => {
                let len = self.below(6);
                out.extend((len as u32).to_be_bytes());
                out.extend((0..len).map(|_| b'a' + self.below(26) as u8));
            }
            AbiType::Basic(basic) => {
                let bits = if self.below(4) == 0 { self.next() << 16 } else { self.below(100) as u64 };
                match basic {
                    AbiBasic::Int8 | AbiBasic::Uint8 => out.push(bits as u8),
                    AbiBasic::Int16 | AbiBasic::Uint16 => out.extend((bits as u16).to_be_bytes()),
                    AbiBasic::Int32 | AbiBasic::Uint32 | AbiBasic::Float32 => out.extend((bits as u32 >> 2).to_be_bytes()),
                    AbiBasic::Complex128 => out.extend([0; 16]),
                    _ => out.extend((bits >> 2).to_be_bytes()),
                }
            }
            AbiType::Array { len, elem } => (0..*len).for_each(|_| self.value(elem, out)),
            AbiType::Slice(elem) => {
                let len = self.below(4);
                out.extend((len as u32).to_be_bytes());
                (0..len).for_each(|_| self.value(elem, out));
            }
            // One entry at most: keys ascend.
            AbiType::Map { key, elem } => {
                let len = self.below(2);
                out.extend((len as u32).to_be_bytes());
                (0..len).for_each(|_| {
                    self.value(key, out);
                    self.value(elem, out);
                });
            }
            AbiType::Struct(fields) => fields.iter().for_each(|field| self.value(&field.ty, out)),
            AbiType::Pointer(elem) => {
                let is_there = self.below(2) as u8;
                out.push(is_there);
                if is_there == 1 {
                    self.value(elem, out);
                }
            }
        }
    }

    fn arguments(&mut self, function: &AbiFunction) -> Vec<u8> {
        let mut out = Vec::new();
        function.params.iter().for_each(|param| self.value(&param.ty, &mut out));
        out
    }
}

/// How often each thing is tried; `GOVM_HOSTILE=100` tries for long.
fn rounds(usual: usize) -> usize {
    std::env::var("GOVM_HOSTILE").map_or(usual, |rounds| rounds.parse().expect("a number of rounds"))
}

/// The chain that a script leaves.
fn played(folder: &str) -> Arc<MemoryStore> {
    let store = Arc::new(MemoryStore::new());
    play(folder, &|| store.clone(), Life::Whole, Engine::Threaded);
    store
}

fn reopened(store: &Arc<MemoryStore>) -> Result<Node, Error> {
    Node::open(store.clone(), ChainConfig::new(1))
}

/// The apps, and for each of their entry points a call.
fn calls(node: &Node, numbers: &mut Numbers) -> Vec<(Hash, AbiFunction, Vec<u8>)> {
    let mut calls = Vec::new();
    for (app, _) in node.apps(None, 100).unwrap() {
        for function in node.abi(&app).unwrap().functions() {
            calls.push((app, function.clone(), numbers.arguments(function)));
        }
    }
    calls
}

/// Callers who are somebody in the scripts, and one who is nobody.
fn caller(numbers: &mut Numbers) -> Address {
    let n = numbers.below(4) as u8 + 1;
    Address([[1].as_slice(), &[n; 23]].concat().try_into().unwrap())
}

/// A row of a store, damaged.
fn damaged(store: &MemoryStore, key: &[u8], value: &[u8]) -> Arc<MemoryStore> {
    let copy = Arc::new(MemoryStore::new());
    let mut batch = Batch::new();
    for (row, value) in store.range(&[], &[255; 2], usize::MAX).unwrap() {
        batch.put(row, value);
    }
    batch.put(key.to_vec(), value.to_vec());
    copy.apply(&batch).unwrap();
    copy
}

#[test]
fn arguments_that_are_not_what_they_should_be() {
    let mut numbers = Numbers(1);
    for folder in FOLDERS {
        let store = played(folder);
        let mut node = reopened(&store).unwrap();
        let Head { number, time, .. } = node.head().unwrap();
        for _ in 0..rounds(4) {
            let calls = calls(&node, &mut numbers);
            let mut block = node.begin_block(number + 1, time + 1000, Hash::default()).unwrap();
            for (app, function, args) in calls {
                let from = caller(&mut numbers);
                let mut call = |args: &[u8]| block.call(from, app, &function.name, args, ENERGY).unwrap();
                let end = numbers.below(args.len());
                if end < args.len() {
                    let receipt = call(&args[..end]);
                    let expected = if is_entry(&function) { Status::BadArguments } else { Status::NoFunction };
                    assert_eq!(receipt.status, expected, "{folder} {} {:?}", function.name, &args[..end]);
                    let mut flipped = args.clone();
                    numbers.damage(&mut flipped);
                    call(&flipped);
                }
                let receipt = call(&[&args[..], &[0]].concat());
                assert!(!receipt.is_ok(), "{folder} {} {args:?} and a byte", function.name);
                let len = numbers.below(100);
                call(&numbers.bytes(len));
                // What fits is an entry point's own affair.
                let receipt = call(&args);
                assert!(receipt.status != Status::BadArguments && receipt.status != Status::BadState, "{folder} {receipt:?}");
                assert_eq!(Receipt::from_bytes(&receipt.to_bytes()).unwrap().hash(), receipt.hash());
            }
        }
    }
}

/// Anybody may call it.
fn is_entry(function: &AbiFunction) -> bool {
    !matches!(function.name.as_str(), "Init" | "AllowUpgrade" | "Migrate")
}

fn is_damage(error: &Error) {
    assert!(matches!(error, Error::Store(_) | Error::Misuse(_)), "{error}");
}

/// What each of the calls comes to on a chain, in a block that is dropped: a receipt, or that the store is damaged.
fn outcomes(store: &Arc<MemoryStore>, calls: &[(Hash, AbiFunction, Vec<u8>)]) -> Vec<Option<Vec<u8>>> {
    let from = Address([[1].as_slice(), &[1; 23]].concat().try_into().unwrap());
    let outcome = |node: &mut Node, (app, function, args): &(Hash, AbiFunction, Vec<u8>)| {
        let (number, time) = node.head().map_or((0, FIRST_TIME), |head| (head.number, head.time));
        let mut block = node.begin_block(number.saturating_add(1), time, Hash::default())?;
        let receipt = block.call(from, *app, &function.name, args, ENERGY)?;
        Ok(receipt.to_bytes())
    };
    let mut node = match reopened(store) {
        Ok(node) => node,
        Err(error) => {
            is_damage(&error);
            return Vec::new();
        }
    };
    calls.iter().map(|call| outcome(&mut node, call).inspect_err(is_damage).ok()).collect()
}

/// Whatever else is done with a chain, it does not panic.
fn use_up(store: &Arc<MemoryStore>, calls: &[(Hash, AbiFunction, Vec<u8>)]) {
    let Ok(mut node) = reopened(store) else { return };
    for (app, ..) in calls {
        let _ = (node.tables(app), node.source(app), node.prove_app(app), node.state(app, b"", None, 100), node.prove(app, b"v"));
    }
    let (number, time) = node.head().map_or((0, FIRST_TIME), |head| (head.number, head.time));
    // All that has an end has ended, and is swept.
    let time = time.saturating_add(200 * 31_558_150_000);
    let Ok(mut block) = node.begin_block(number.saturating_add(1), time, Hash::default()) else { return };
    for (app, function, args) in calls {
        let _ = block.call(Address([1; 24]), *app, &function.name, args, ENERGY);
    }
    let _ = block.commit().inspect_err(is_damage);
}

/// Damages rows with a letter, some bytes of each, and checks what calls come to.
fn damage(letter: u8, tries: usize, accept: impl Fn(&str, &[Option<Vec<u8>>], &[Option<Vec<u8>>])) {
    let mut numbers = Numbers(u64::from(letter));
    for folder in FOLDERS {
        let store = played(folder);
        let calls = calls(&reopened(&store).unwrap(), &mut numbers);
        let whole = outcomes(&store, &calls);
        for (key, value) in store.range(&[letter], &[letter + 1], usize::MAX).unwrap() {
            for _ in 0..rounds(tries) {
                let mut bad = value.clone();
                match numbers.below(8) {
                    0 => bad.truncate(numbers.below(bad.len())),
                    1 => bad.push(numbers.next() as u8),
                    _ if bad.is_empty() => {}
                    _ => numbers.damage(&mut bad),
                }
                if bad == value {
                    continue;
                }
                let store = damaged(&store, &key, &bad);
                let checked = reopened(&store).and_then(|node| node.check_state());
                assert!(checked.is_err() || !b"ASPH".contains(&letter), "{folder}: {bad:?} is found whole");
                accept(folder, &whole, &outcomes(&store, &calls));
                use_up(&store, &calls);
            }
        }
    }
}

fn same_or_none(folder: &str, whole: &[Option<Vec<u8>>], now: &[Option<Vec<u8>>]) {
    for (whole, now) in whole.iter().zip(now) {
        assert!(now.is_none() || now == whole, "{folder}: another result");
    }
}

#[test]
fn damaged_values_of_apps() {
    damage(b'S', 1, |_, _, _| {});
}

#[test]
fn damaged_records_of_apps_change_no_result() {
    damage(b'A', 4, same_or_none);
}

#[test]
fn damaged_sources_change_no_result() {
    damage(b'P', 4, |folder, whole, now| {
        same_or_none(folder, whole, now);
        assert!(now.contains(&None), "{folder}: nobody reads the source");
    });
}

#[test]
fn damaged_bytecode_is_made_anew() {
    damage(b'B', 2, |folder, whole, now| assert!(now == whole, "{folder}: other results"));
}

#[test]
fn damaged_rows_that_follow_from_others() {
    damage(b'M', 5, |_, _, _| {});
    damage(b'X', 1, |_, _, _| {});
    damage(b'H', 1, |_, _, _| {});
}
