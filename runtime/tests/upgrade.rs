//! Upgrades of apps: who may, what has to fit, and that one which fails leaves nothing.

use std::sync::Arc;

use govm_runtime::{
    Address, Block, ChainConfig, Error, Hash, MemoryStore, Node, Receipt, Source, Status, Store, export_state, import_state,
};

const ENERGY: u64 = 20_000_000;
const TIME: u64 = 1_700_000_000_000;
const OWNER: Address = Address([1; 24]);
const OTHER: Address = Address([2; 24]);

/// The first version: the deployer may upgrade it.
const FIRST: &str = r#"package shop

import (
	"errors"

	"govm"
)

type Item struct{ Price, Stock uint64 }

var (
	owner = govm.NewVar[govm.Address]("owner")
	items = govm.NewMap[string, Item]("items")
	asked = govm.NewVar[govm.Hash]("asked")
)

func Init() {
	owner.Set(govm.Caller())
	items.Set("tea", Item{3, 10})
}

func AllowUpgrade(code govm.Hash) error {
	asked.Set(code)
	govm.Event("asked", code)
	if govm.Caller() != owner.Get() {
		return errors.New("shop: not the owner")
	}
	return nil
}

func Price(name string) uint64 { return items.Get(name).Price }

func Version() int { return 1 }
"#;

/// A later version, which is made of the first by replacing parts of its text.
fn changed(changes: &[(&str, &str)]) -> Source {
    let mut text = FIRST.to_string();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    source(&text)
}

fn source(text: &str) -> Source {
    Source::new(vec![("shop.go".into(), text.into())]).unwrap()
}

fn version(n: usize) -> Source {
    changed(&[("return 1 ", &format!("return {n} "))])
}

/// The second version, with a table more and a migration.
fn second() -> Source {
    changed(&[
        ("return 1 ", "return 2 "),
        ("owner = ", "sales = govm.NewMap[string, []uint64](\"sales\")\n\towner = "),
        (
            "func Init()",
            "func Migrate(price uint64) error {\n\tif price == 0 {\n\t\treturn errors.New(\"shop: no price\")\n\t}\n\
             \titem := items.Get(\"tea\")\n\titem.Price = price\n\titems.Set(\"tea\", item)\n\
             \tsales.Set(\"tea\", []uint64{price})\n\tgovm.Event(\"migrated\", price)\n\treturn nil\n}\n\nfunc Init()",
        ),
    ])
}

fn open(store: Arc<dyn Store>) -> Node {
    Node::open(store, ChainConfig::new(1)).unwrap()
}

fn begin(node: &mut Node) -> Block<'_> {
    let number = node.head().map_or(1, |head| head.number + 1);
    node.begin_block(number, TIME + number * 1000, Hash::default()).unwrap()
}

/// A chain with an app of a source, deployed in block 1 by its owner.
fn deployed(source: &Source) -> (Node, Hash, Arc<MemoryStore>) {
    let store = Arc::new(MemoryStore::new());
    let mut node = open(store.clone());
    let mut block = begin(&mut node);
    let deployment = block.deploy(OWNER, source, &[], ENERGY).unwrap();
    assert!(deployment.receipt.is_ok(), "{:?}", deployment.receipt);
    block.commit().unwrap();
    (node, deployment.app, store)
}

fn ok(receipt: Receipt) -> Receipt {
    assert!(receipt.is_ok(), "{receipt:?}");
    receipt
}

/// The number that an entry point without arguments returns.
fn number_in(block: &Block<'_>, app: Hash, function: &str) -> u64 {
    number(&ok(block.query(OTHER, app, function, &[], ENERGY).unwrap()))
}

fn number_of(node: &Node, app: Hash, function: &str) -> u64 {
    number(&ok(node.query(OTHER, app, function, &[], ENERGY).unwrap()))
}

fn number(receipt: &Receipt) -> u64 {
    u64::from_be_bytes(receipt.result.as_slice().try_into().unwrap())
}

fn price_of(node: &Node, app: Hash) -> u64 {
    let args = node.arguments_from_json(&app, "Price", "[\"tea\"]").unwrap();
    number(&ok(node.query(OTHER, app, "Price", &args, ENERGY).unwrap()))
}

fn message(receipt: &Receipt) -> (Status, &str) {
    (receipt.status, receipt.failure.as_ref().map_or("", |failure| failure.message.as_str()))
}

fn rows(store: &dyn Store) -> Vec<(Vec<u8>, Vec<u8>)> {
    store.range(&[], &[255; 2], usize::MAX).unwrap()
}

#[test]
fn the_owner_upgrades_and_the_new_code_takes_over_the_state() {
    let (mut node, app, store) = deployed(&source(FIRST));
    assert_eq!((number_of(&node, app, "Version"), price_of(&node, app)), (1, 3));
    let before = node.app(&app).unwrap().unwrap();
    assert_eq!((before.version, before.code_number, before.code_time), (1, before.number, before.time));

    let mut block = begin(&mut node);
    let receipt = ok(block.upgrade(OWNER, app, &second(), &7u64.to_be_bytes(), ENERGY).unwrap());
    assert_eq!((receipt.app, receipt.function.as_str()), (app, "Migrate"));
    assert_eq!(Receipt::from_bytes(&receipt.to_bytes()).as_ref(), Some(&receipt));
    let names: Vec<&str> = receipt.events.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names, ["asked", "migrated"]);
    assert_eq!(receipt.writes.len(), 3);
    // The rest of the block runs the new code already.
    assert_eq!(number_in(&block, app, "Version"), 2);
    let call = block.call(OTHER, app, "Version", &[], ENERGY).unwrap();
    assert_eq!(number(&ok(call)), 2);
    block.commit().unwrap();

    assert_eq!((number_of(&node, app, "Version"), price_of(&node, app)), (2, 7));
    let code = Hash::of(&second().pack());
    let record = node.app(&app).unwrap().unwrap();
    assert_eq!((record.code, record.version, record.code_number, record.code_time), (code, 2, 2, TIME + 2000));
    assert_eq!((record.deployer, record.number, record.time), (OWNER, 1, before.time));
    assert_eq!(node.source(&app).unwrap(), second());
    assert_eq!(node.source_by_hash(&before.code).unwrap(), Some(source(FIRST)));
    assert_eq!(node.source_by_hash(&Hash::default()).unwrap(), None);
    let tables: Vec<String> = node.tables(&app).unwrap().into_iter().map(|table| table.name).collect();
    assert_eq!(tables, ["asked", "items", "owner", "sales"]);
    assert_eq!(node.check_state().unwrap(), node.state_root());
    node.prove_app(&app).unwrap();

    // The id is taken, whatever code is under it now.
    assert!(matches!(begin(&mut node).deploy(OWNER, &source(FIRST), &[], ENERGY), Err(Error::Deployed(id)) if id == app));
    drop(node);
    let node = open(store);
    assert_eq!((number_of(&node, app, "Version"), price_of(&node, app)), (2, 7));
}

#[test]
fn others_are_refused_and_pay() {
    let (mut node, app, store) = deployed(&source(FIRST));
    let before = rows(&*store);
    let mut block = begin(&mut node);
    let receipt = block.upgrade(OTHER, app, &version(2), &[], ENERGY).unwrap();
    assert_eq!(message(&receipt), (Status::Error, "shop: not the owner"));
    assert!(receipt.events.is_empty() && receipt.writes.is_empty() && receipt.energy.host > 0);
    // What is not allowed is not compiled.
    let broken = source("package shop\n\nfunc F() { x }\n");
    assert_eq!(block.upgrade(OTHER, app, &broken, &[], ENERGY).unwrap().status, Status::Error);
    assert!(matches!(block.upgrade(OWNER, app, &broken, &[], ENERGY), Err(Error::Source(_))));
    assert!(matches!(block.upgrade(OWNER, app, &source(FIRST), &[], ENERGY), Err(Error::Deployment(_))));
    let nobody = block.upgrade(OWNER, Hash([9; 32]), &version(2), &[], ENERGY).unwrap();
    assert_eq!(nobody.status, Status::NoApp);
    assert_eq!(number_in(&block, app, "Version"), 1);
    block.commit().unwrap();
    let after: Vec<_> = rows(&*store).into_iter().filter(|(key, _)| key != b"Mhead").collect();
    assert_eq!(after, before.into_iter().filter(|(key, _)| key != b"Mhead").collect::<Vec<_>>());
}

#[test]
fn an_app_that_says_nothing_cannot_be_upgraded() {
    let refused = |gate: &str| {
        let text = format!("package shop\n\nimport \"govm\"\n\nvar _ = govm.App()\n\n{gate}\n");
        let (mut node, app, _) = deployed(&source(&text));
        let receipt = begin(&mut node).upgrade(OWNER, app, &version(2), &[], ENERGY).unwrap();
        assert_eq!(receipt.status, Status::NoFunction, "{gate}");
        receipt.failure.unwrap().message
    };
    assert_eq!(refused(""), "the app does not allow upgrades");
    assert_eq!(refused("func allowUpgrade(code govm.Hash) error { return nil }"), "the app does not allow upgrades");
    let shape = "the app does not allow upgrades: AllowUpgrade is not func(code govm.Hash) error";
    for gate in [
        "func AllowUpgrade(code govm.Hash) {}",
        "func AllowUpgrade() error { return nil }",
        "func AllowUpgrade(code [32]byte) error { return nil }",
        "func AllowUpgrade(code govm.Hash, more int) error { return nil }",
        "func AllowUpgrade(code govm.Hash) (int, error) { return 0, nil }",
        "func AllowUpgrade(code govm.Hash) bool { return true }",
        "func AllowUpgrade(code any) error { return nil }",
    ] {
        assert_eq!(refused(gate), shape, "{gate}");
    }
}

#[test]
fn nobody_calls_the_functions_of_an_upgrade() {
    let (mut node, app, _) = deployed(&second());
    let caller = source(
        "package caller\n\nimport \"govm\"\n\n\
         func Allow(app govm.Hash) error { return govm.Invoke(app, \"AllowUpgrade\", app) }\n\n\
         func Migrate(app govm.Hash) error { return govm.Invoke(app, \"Migrate\", uint64(1)) }\n\n\
         func Go(app govm.Hash) error { return govm.Invoke(app, \"Migrate\", uint64(1)) }\n",
    );
    let mut block = begin(&mut node);
    let other = block.deploy(OWNER, &caller, &[], ENERGY).unwrap().app;
    for (function, args) in [("AllowUpgrade", &app.0[..]), ("Migrate", &[0; 8])] {
        let expected = format!("{function} runs at an upgrade only");
        let call = block.call(OWNER, app, function, args, ENERGY).unwrap();
        assert_eq!(message(&call), (Status::NoFunction, expected.as_str()));
        let query = block.query(OWNER, app, function, args, ENERGY).unwrap();
        assert_eq!(message(&query), (Status::NoFunction, expected.as_str()));
    }
    for (function, name) in [("Allow", "AllowUpgrade"), ("Go", "Migrate")] {
        let nested = block.call(OWNER, other, function, &app.0, ENERGY).unwrap();
        assert_eq!(nested.status, Status::Error);
        assert!(message(&nested).1.contains(&format!("{name} runs at an upgrade only")), "{nested:?}");
    }
}

#[test]
fn an_upgrade_that_fails_leaves_nothing() {
    let (mut node, app, store) = deployed(&source(FIRST));
    let before = rows(&*store);
    let all: u64 = ok(begin(&mut node).upgrade(OWNER, app, &second(), &7u64.to_be_bytes(), ENERGY).unwrap()).energy.total();
    let mut block = begin(&mut node);
    let panics =
        changed(&[("func Init()", "func Migrate() { owner.Delete(); items.Delete(\"tea\"); panic(\"no\") }\n\nfunc Init()")]);
    let init = changed(&[("func Init()", "var _ = items.Get(\"tea\").Price / (items.Get(\"x\").Stock)\n\nfunc Init()")]);
    let attempts: [(&Source, &[u8], u64, Status, &str); 6] = [
        (&second(), &0u64.to_be_bytes(), ENERGY, Status::Error, "shop: no price"),
        (&second(), &[], ENERGY, Status::BadArguments, "the arguments are not those of Migrate: the bytes end too early"),
        (&version(2), &[1], ENERGY, Status::BadArguments, "the app has no function Migrate to take arguments"),
        (&panics, &[], ENERGY, Status::Panic, "panic: no"),
        (&init, &[], ENERGY, Status::RuntimeError, "panic: runtime error: integer divide by zero"),
        (&second(), &7u64.to_be_bytes(), all - 1, Status::OutOfEnergy, ""),
    ];
    for (source, args, energy, status, text) in attempts {
        let receipt = block.upgrade(OWNER, app, source, args, energy).unwrap();
        assert_eq!(receipt.status, status, "{receipt:?}");
        assert!(message(&receipt).1.starts_with(text), "{receipt:?}");
        assert!(receipt.events.is_empty() && receipt.writes.is_empty() && receipt.energy.total() <= energy);
        assert!(receipt.energy.host >= 100_000 || status == Status::OutOfEnergy, "{receipt:?}");
        assert_eq!(number_in(&block, app, "Version"), 1);
    }
    for energy in [0, 1, 5000, 100_000, all / 2] {
        let receipt = block.upgrade(OWNER, app, &second(), &7u64.to_be_bytes(), energy).unwrap();
        assert_eq!((receipt.status, receipt.energy.total()), (Status::OutOfEnergy, energy));
    }
    block.commit().unwrap();
    let after: Vec<_> = rows(&*store).into_iter().filter(|(key, _)| key != b"Mhead").collect();
    assert_eq!(after, before.into_iter().filter(|(key, _)| key != b"Mhead").collect::<Vec<_>>());
    assert_eq!((number_of(&node, app, "Version"), price_of(&node, app)), (1, 3));
}

#[test]
fn tables_keep_their_types() {
    let (mut node, app, _) = deployed(&source(FIRST));
    let mut attempt = |changes: &[(&str, &str)]| {
        let receipt = begin(&mut node).upgrade(OWNER, app, &changed(changes), &[], ENERGY).unwrap();
        match receipt.status {
            Status::Ok => String::new(),
            Status::BadState => receipt.failure.unwrap().message,
            _ => panic!("{receipt:?}"),
        }
    };
    let otherwise = "the new code cannot read items, a Map[string, shop.Item]: the type is declared otherwise";
    assert_eq!(
        attempt(&[("Price, Stock uint64", "Price, Stock uint32"), ("Price(name string) uint64", "Price(name string) uint32")]),
        otherwise
    );
    assert_eq!(attempt(&[("Price, Stock", "Stock, Price")]), otherwise);
    assert_eq!(attempt(&[("Price, Stock", "Price, Stock, More"), ("Item{3, 10}", "Item{3, 10, 0}")]), otherwise);
    assert_eq!(
        attempt(&[("[govm.Hash](\"asked\")", "[govm.Address](\"asked\")"), ("asked.Set(code)", "asked.Set(govm.Caller())")]),
        "the new code cannot read asked, a Var[govm.Hash], as a Var[govm.Address]"
    );
    let key = [("[string, Item]", "[int, Item]"), ("\"tea\", ", "1, "), ("items.Get(name)", "items.Get(len(name))")];
    assert_eq!(attempt(&key), "the new code cannot read items, a Map[string, shop.Item], as a Map[int, shop.Item]");
    // The names of types say nothing about bytes, a blank field has none, and a variable is not the map of its name.
    assert_eq!(attempt(&[("package shop", "package store"), ("Item", "Good")]), "");
    assert_eq!(attempt(&[("Price, Stock uint64", "_ int; Price, Stock uint64"), ("Item{3, 10}", "Item{}")]), "");
    assert_eq!(
        attempt(&[("items.Set", "more.Set"), ("owner = ", "more = govm.NewMap[string, Item](\"owner\")\n\towner = ")]),
        ""
    );
    assert_eq!(attempt(&[("\n\titems.Set(\"tea\", Item{3, 10})", ""), ("items", "goods")]), "");
}

/// Types that refer to themselves have no ABI form, and are compared all the same.
#[test]
fn tables_of_recursive_types() {
    let list = |node: &str, more: &str| {
        let text = format!(
            "package list\n\nimport \"govm\"\n\ntype Node {node}\n\n{more}\n\nvar first = govm.NewVar[*Node](\"first\")\n\n\
             func AllowUpgrade(code govm.Hash) error {{ return nil }}\n\nfunc Init() {{ first.Set(&Node{{Value: 1}}) }}\n"
        );
        source(&text)
    };
    let (mut node, app, _) = deployed(&list("struct { Value int; Next *Node }", ""));
    let mut attempt = |source: Source| begin(&mut node).upgrade(OWNER, app, &source, &[], ENERGY).unwrap().status;
    assert_eq!(attempt(list("struct { Value int; Next *Node }", "func Two() {}")), Status::Ok);
    // The same bytes, in two types that take turns.
    assert_eq!(attempt(list("struct { Value int; Next *Other }", "type Other struct { Value int; Next *Node }")), Status::Ok);
    assert_eq!(
        attempt(list("struct { Value int; Next *Other }", "type Other struct { Value uint; Next *Node }")),
        Status::BadState
    );
    assert_eq!(attempt(list("struct { Value int; Next []Node }", "")), Status::BadState);
}

#[test]
fn a_block_upgrades_what_it_deployed_and_more_than_once() {
    let mut node = open(Arc::new(MemoryStore::new()));
    let mut block = begin(&mut node);
    let app = block.deploy(OWNER, &source(FIRST), &[], ENERGY).unwrap().app;
    for n in 2..5 {
        ok(block.upgrade(OWNER, app, &version(n), &[], ENERGY).unwrap());
        assert_eq!(number_in(&block, app, "Version"), n as u64);
    }
    let failed = block.upgrade(OTHER, app, &version(5), &[], ENERGY).unwrap();
    assert_eq!(failed.status, Status::Error);
    let failed = block.upgrade(OWNER, app, &version(5), &[1], ENERGY).unwrap();
    assert_eq!(failed.status, Status::BadArguments);
    assert_eq!(number_in(&block, app, "Version"), 4);
    block.commit().unwrap();
    assert_eq!(number_of(&node, app, "Version"), 4);
    assert_eq!(node.app(&app).unwrap().unwrap().version, 4);
    for n in 1..5 {
        assert!(node.source_by_hash(&Hash::of(&version(n).pack())).unwrap().is_some(), "{n}");
    }
    assert_eq!(node.source_by_hash(&Hash::of(&version(5).pack())).unwrap(), None);

    // Back to the first: what an app had once it may have again.
    let mut block = begin(&mut node);
    ok(block.upgrade(OWNER, app, &source(FIRST), &[], ENERGY).unwrap());
    block.commit().unwrap();
    assert_eq!((number_of(&node, app, "Version"), node.app(&app).unwrap().unwrap().version), (1, 5));
}

#[test]
fn a_dropped_block_leaves_the_old_code() {
    let (mut node, app, store) = deployed(&source(FIRST));
    let before = rows(&*store);
    let mut block = begin(&mut node);
    ok(block.upgrade(OWNER, app, &second(), &7u64.to_be_bytes(), ENERGY).unwrap());
    assert_eq!(number_in(&block, app, "Version"), 2);
    drop(block);
    assert_eq!(rows(&*store), before);
    assert_eq!((number_of(&node, app, "Version"), price_of(&node, app)), (1, 3));
    let mut block = begin(&mut node);
    assert_eq!(number(&ok(block.call(OTHER, app, "Version", &[], ENERGY).unwrap())), 1);
}

/// Apps that share a source are upgraded one by one.
#[test]
fn another_app_keeps_the_code_that_both_had() {
    let (mut node, app, _) = deployed(&source(FIRST));
    let mut block = begin(&mut node);
    let other = block.deploy(OTHER, &source(FIRST), &[], ENERGY).unwrap().app;
    ok(block.upgrade(OWNER, app, &version(2), &[], ENERGY).unwrap());
    assert_eq!((number_in(&block, app, "Version"), number_in(&block, other, "Version")), (2, 1));
    block.commit().unwrap();
    assert_eq!((number_of(&node, app, "Version"), number_of(&node, other, "Version")), (2, 1));
}

#[test]
fn a_state_after_upgrades_is_exported_without_their_history() {
    let (mut node, app, store) = deployed(&source(FIRST));
    let mut block = begin(&mut node);
    ok(block.upgrade(OWNER, app, &second(), &7u64.to_be_bytes(), ENERGY).unwrap());
    block.commit().unwrap();
    let (mut exported, mut again) = (Vec::new(), Vec::new());
    export_state(&*store, &mut exported).unwrap();
    let imported = Arc::new(MemoryStore::new());
    import_state(&*imported, &mut exported.as_slice()).unwrap();
    export_state(&*imported, &mut again).unwrap();
    assert_eq!(again, exported);
    let node = open(imported);
    assert_eq!((number_of(&node, app, "Version"), price_of(&node, app)), (2, 7));
    assert_eq!(node.source_by_hash(&Hash::of(&source(FIRST).pack())).unwrap(), None);
    assert_eq!(node.check_state().unwrap(), node.state_root());
}

/// Whoever may upgrade is up to the app: here the second of two that vote.
#[test]
fn a_recorded_vote_decides() {
    let text = "package club\n\nimport (\n\t\"errors\"\n\n\t\"govm\"\n)\n\n\
        var votes = govm.NewMap[govm.Hash, []govm.Address](\"votes\")\n\n\
        func Vote(code govm.Hash) {\n\tvoted := votes.Get(code)\n\tfor _, voter := range voted {\n\t\tif voter == govm.Caller() {\n\
        \t\t\treturn\n\t\t}\n\t}\n\tvotes.Set(code, append(voted, govm.Caller()))\n}\n\n\
        func AllowUpgrade(code govm.Hash) error {\n\tif len(votes.Get(code)) < 2 {\n\t\treturn errors.New(\"club: too few votes\")\n\
        \t}\n\tvotes.Delete(code)\n\treturn nil\n}\n\nfunc Version() int { return 1 }\n";
    let (mut node, app, _) = deployed(&source(text));
    let next = source(&text.replace("return 1 ", "return 2 "));
    let code = Hash::of(&next.pack());
    let mut block = begin(&mut node);
    for voter in [OWNER, OWNER, OTHER] {
        let early = block.upgrade(OTHER, app, &next, &[], ENERGY).unwrap();
        assert_eq!(message(&early), (Status::Error, "club: too few votes"));
        ok(block.call(voter, app, "Vote", &code.0, ENERGY).unwrap());
    }
    let another = block.upgrade(OTHER, app, &version(2), &[], ENERGY).unwrap();
    assert_eq!(another.status, Status::Error);
    ok(block.upgrade(OTHER, app, &next, &[], ENERGY).unwrap());
    assert_eq!(number_in(&block, app, "Version"), 2);
}
