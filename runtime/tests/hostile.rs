//! No panic crosses the interface: whatever a store holds, and whatever an embedder passes, the answer is a value or an error.

use std::sync::Arc;

use govm_runtime::{
    Address, Batch, ChainConfig, Engine, Error, Hash, Limits, MemoryStore, Node, Prices, Source, Store, export_state,
};

const TIME: u64 = 1_700_000_000_000;
const USER: Address = Address([1; 24]);

const CONTRACT: &str = r#"package p

import (
	"errors"

	"govm"
)

type pair struct{ A, B int }

var (
	one  = govm.NewVar[pair]("one")
	many = govm.NewMap[string, []int]("many")
)

func Init() { Put("a", 1) }

func Put(key string, n int) {
	one.Set(pair{n, 2})
	many.Set(key, []int{n, n})
	govm.Event("Put", key, n)
}

func Get(key string) (int, []int, error) {
	if key == "" {
		return 0, nil, errors.New("no key")
	}
	return one.Get().A, many.Get(key), nil
}
"#;

fn start(config: ChainConfig) -> Result<(Arc<MemoryStore>, Node, Hash), Error> {
    let store = Arc::new(MemoryStore::new());
    let mut node = Node::open(store.clone(), config)?;
    let source = Source::new(vec![("p.go".into(), CONTRACT.into())]).unwrap();
    let mut block = node.begin_block(1, TIME, Hash::default())?;
    let app = block.deploy(USER, &source, &[], 10_000_000)?.app;
    block.commit()?;
    Ok((store, node, app))
}

/// Everything that can be asked, and a block.
fn exercise(store: Arc<dyn Store>, config: ChainConfig, app: Hash) -> Result<(), Error> {
    let mut node = Node::open(store.clone(), config)?;
    let _ = (node.app(&app), node.apps(None, 10), node.source(&app), node.abi(&app), node.tables(&app));
    let _ = (node.prove(&app, b"v\x03one"), node.prove_app(&app), node.check_state(), node.entry(&app, b"v\x03one"));
    let tables = node.tables(&app).unwrap_or_default();
    for entry in node.entries(&app, b"").flatten() {
        tables.iter().for_each(|table| drop(table.describe(&entry)));
    }
    let args = node.arguments_from_json(&app, "Get", "[\"a\"]").unwrap_or_default();
    if let Ok(receipt) = node.query(USER, app, "Get", &args, 1_000_000) {
        let _ = node.results_to_json(&app, "Get", &receipt.result);
    }
    let number = node.head().map_or(1, |head| head.number.saturating_add(1));
    if let Ok(mut block) = node.begin_block(number, u64::MAX - 1, Hash::default()) {
        let _ = block.call(USER, app, "Put", &[&[0, 0, 0, 1, b'a'][..], &[0; 8]].concat(), 1_000_000);
        let _ = block.commit();
    }
    let _ = export_state(&*store, &mut Vec::new());
    Ok(())
}

#[test]
fn a_damaged_store_is_an_error() {
    let (store, node, app) = start(ChainConfig::new(1)).unwrap();
    drop(node);
    let rows = store.range(&[], &[255; 2], usize::MAX).unwrap();
    assert!(rows.len() > 8);
    let with = |changed: &[u8], value: Option<Vec<u8>>| {
        let copy = Arc::new(MemoryStore::new());
        let mut batch = Batch::new();
        rows.iter().for_each(|(key, value)| batch.put(key.clone(), value.clone()));
        match value {
            Some(value) => batch.put(changed.to_vec(), value),
            None => batch.delete(changed.to_vec()),
        }
        copy.apply(&batch).unwrap();
        copy
    };
    for (key, value) in &rows {
        let mut damaged = vec![None, Some(Vec::new()), Some(vec![255; value.len()]), Some([&value[..], &[0]].concat())];
        // Long values are bytecode and source: some of their bytes stand for all.
        for at in (0..value.len()).step_by(value.len().div_ceil(60).max(1)) {
            damaged.push(Some(value[..at].to_vec()));
            for bits in [1, 0x80, 0xff] {
                let mut flipped = value.clone();
                flipped[at] ^= bits;
                damaged.push(Some(flipped));
            }
        }
        for value in damaged {
            let _ = exercise(with(key, value), ChainConfig::new(1), app);
        }
    }
}

#[test]
fn arguments_of_any_size_are_answered() {
    let (_, mut node, app) = start(ChainConfig::new(1)).unwrap();
    for energy in [0, 1, i64::MAX as u64, u64::MAX] {
        for args in [&[][..], &[255; 9], &[0xff; 4], &[0, 0, 0, 1]] {
            for function in ["Get", "Put", "Init", "", "\u{0}", "one"] {
                let _ = node.query(USER, app, function, args, energy);
            }
        }
    }
    for json in ["", "[", "{}", "[1]", "[\"a\", 1e400]", "[\"a\", 99999999999999999999]", &"[".repeat(100_000), "{\"key\": null}"]
    {
        for function in ["Get", "Put", "None"] {
            let _ = node.arguments_from_json(&app, function, json);
        }
    }
    for bytes in [&[][..], &[255; 40], &[0; 12]] {
        let _ = node.results_to_json(&app, "Get", bytes);
    }
    let long = vec![255; 100_000];
    let _ = (node.entry(&app, &long), node.prove(&app, &long), node.state(&app, &long, Some(&long), usize::MAX));
    let _ = node.apps(Some(&Hash([255; 32])), usize::MAX);
    assert!(node.begin_block(u64::MAX, u64::MAX, Hash::default()).is_err());
    let mut block = node.begin_block(u64::MAX, u64::MAX - 1, Hash::default()).unwrap();
    let put = [&[0, 0, 0, 1, b'a'][..], &[255; 8]].concat();
    assert!(block.call(USER, app, "Put", &put, u64::MAX).unwrap().is_ok());
    let _ = block.call_with_cost(USER, app, "Put", &put, u64::MAX, u64::MAX);
    block.commit().unwrap();
    assert!(node.begin_block(u64::MAX, u64::MAX - 1, Hash::default()).is_err());
}

#[test]
fn limits_and_prices_at_their_ends_are_answered() {
    let none = Limits {
        memory: 0,
        stack_slots: 0,
        call_depth: 0,
        key: 0,
        value: 0,
        message: 0,
        events: 0,
        event_bytes: 0,
        error_text: 0,
        life: 0,
        sweep: 0,
        ..Limits::new()
    };
    let all = Limits {
        stack_slots: u32::MAX,
        key: usize::MAX,
        value: usize::MAX,
        message: usize::MAX,
        life: u64::MAX,
        ..Limits::new()
    };
    let mut each: Vec<Limits> = vec![none.clone(), all, Limits { memory: u32::MAX, ..Limits::new() }];
    each.push(Limits { memory: 1, stack_slots: 1, ..Limits::new() });
    each.push(Limits { source: 0, ..Limits::new() });
    each.push(Limits { memory: Limits::new().memory, stack_slots: 1 << 20, ..none });
    for limits in each {
        let config = ChainConfig { limits, ..ChainConfig::new(u64::MAX) };
        if let Ok((store, node, app)) = start(config.clone()) {
            drop(node);
            let _ = exercise(store, config, app);
        }
    }
    for price in [0, u64::MAX] {
        let prices = Prices {
            context: price,
            declare: price,
            host: price,
            read: price,
            read_byte: price,
            write: price,
            write_byte: price,
            keep_byte_ms: price,
            event: price,
            event_byte: price,
            call: price,
            call_byte: price,
            deploy: 0,
            deploy_byte: 0,
            ..Prices::new()
        };
        let config = ChainConfig { prices, ..ChainConfig::new(1) };
        let (store, node, app) = start(config.clone()).unwrap();
        drop(node);
        let _ = exercise(store, config, app);
    }
}

/// Calls the deepest chain of apps that a configuration can allow, on a thread with the stack that threads have by default.
#[test]
fn the_deepest_nesting_that_can_be_configured_fits_into_a_thread() {
    const DEPTH: usize = 32;
    let text = r#"package r

import "govm"

func init() { govm.AllowReentry() }

func Down(n int) int {
	if n == 0 {
		return 0
	}
	below, err := govm.Call[int](govm.App(), "Down", n-1)
	if err != nil {
		panic(err)
	}
	return below + 1
}
"#;
    for engine in [Engine::Threaded, Engine::Reference] {
        let mut config = ChainConfig::new(1);
        config.limits.call_depth = DEPTH + 1;
        let refused = Node::open(Arc::new(MemoryStore::new()), config.clone()).unwrap_err();
        assert_eq!(refused.to_string(), "a call depth of 33, 32 is the most");
        config.limits.call_depth = DEPTH;
        let mut node = Node::open(Arc::new(MemoryStore::new()), config).unwrap().with_engine(engine);
        let source = Source::new(vec![("r.go".into(), text.into())]).unwrap();
        let mut block = node.begin_block(1, TIME, Hash::default()).unwrap();
        let app = block.deploy(USER, &source, &[], 10_000_000).unwrap().app;
        let receipt = block.call(USER, app, "Down", &(DEPTH as u64 - 1).to_be_bytes(), 1 << 50).unwrap();
        assert_eq!(receipt.result, (DEPTH as u64 - 1).to_be_bytes());
    }
}
