//! Functions and packages that an embedder gives contracts.

use std::sync::Arc;

use govm_runtime::{
    AbiBasic, AbiField, AbiType, Address, ChainConfig, Engine, Error, Hash, HostFunction, HostPrice, MemoryStore, Node, Receipt,
    Source, Status, Store,
};

const ENERGY: u64 = 10_000_000;
const TIME: u64 = 1_700_000_000_000;
const USER: Address = Address([1; 24]);
const FREE: HostPrice = HostPrice { base: 0, byte: 0 };

const CONTRACT: &str = r#"package user

import "govm"

type Symbol string

type Quote struct {
	Price uint64
	Places uint8
}

func Price(symbol string) uint64 { return govm.Host[uint64]("oracle.price", symbol) }

// Named has other names for the same types.
func Named(symbol string) uint64 {
	type Cents uint64
	return uint64(govm.Host[Cents]("oracle.price", Symbol(symbol)))
}

func Try(symbol string) (text string) {
	defer func() { text = recover().(error).Error() }()
	Price(symbol)
	return ""
}

func Quoted() Quote { return govm.Host[Quote]("quote") }
func Who() []byte { return govm.Host[[]byte]("who") }
func Echo(b []byte) []byte { return govm.Host[[]byte]("echo", b) }
func Unknown() int { return govm.Host[int]("nothing") }
func Few() uint64 { return govm.Host[uint64]("oracle.price") }
func Many() uint64 { return govm.Host[uint64]("oracle.price", "a", "b") }
func Other() uint64 { return govm.Host[uint64]("oracle.price", 7) }
func Result() string { return govm.Host[string]("oracle.price", "EUR") }
func Channel() uint64 { return govm.Host[uint64]("oracle.price", any(nil)) }
func Long() uint64 { return govm.Host[uint64]("long") }
func Short() uint64 { return govm.Host[uint64]("short") }
func Flag() bool { return govm.Host[bool]("flag") }
func Interface() any { return govm.Host[any]("oracle.price", "EUR") }
func Any() string { Interface(); return "" }
"#;

fn basic(basic: AbiBasic) -> AbiType {
    AbiType::Basic(basic)
}

fn bytes() -> AbiType {
    AbiType::Slice(Box::new(basic(AbiBasic::Uint8)))
}

fn counted(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).unwrap().to_be_bytes(), bytes].concat()
}

fn price_function(price: HostPrice) -> HostFunction {
    HostFunction::new("oracle.price", vec![basic(AbiBasic::String)], basic(AbiBasic::Uint64), price, |call| match call.bytes(0) {
        Some(b"EUR") => Ok(108u64.to_be_bytes().to_vec()),
        Some(symbol) => Err(format!("no price of {}", String::from_utf8_lossy(symbol))),
        None => Err("not a string".into()),
    })
}

fn config(price: HostPrice) -> ChainConfig {
    let mut config = ChainConfig::new(1);
    let field = |name: &str, ty| AbiField { name: name.into(), ty: basic(ty) };
    let quote = AbiType::Struct(vec![field("price", AbiBasic::Uint64), field("places", AbiBasic::Uint8)]);
    let functions = [
        price_function(price),
        HostFunction::new("quote", vec![], quote, price, |_| Ok([&5u64.to_be_bytes()[..], &[2]].concat())),
        HostFunction::new("who", vec![], bytes(), price, |call| {
            let number = call.block().number.to_be_bytes();
            Ok(counted(&[&call.caller().0[..], &call.app().0, &number, call.argument(3)].concat()))
        }),
        HostFunction::new("echo", vec![bytes()], bytes(), price, |call| Ok(call.argument(0).to_vec())),
        HostFunction::new("long", vec![], basic(AbiBasic::Uint64), price, |_| Ok(vec![0; 9])),
        HostFunction::new("short", vec![], basic(AbiBasic::Uint64), price, |_| Ok(Vec::new())),
        HostFunction::new("flag", vec![], basic(AbiBasic::Bool), price, |_| Ok(vec![2])),
    ];
    for function in functions {
        config.hosts.add(function).unwrap();
    }
    config
}

fn source(text: &str) -> Source {
    Source::new(vec![("user.go".into(), text.into())]).unwrap()
}

fn start(store: Arc<dyn Store>, config: ChainConfig, text: &str) -> (Node, Hash) {
    let mut node = Node::open(store, config).unwrap();
    let mut block = node.begin_block(1, TIME, Hash::default()).unwrap();
    let deployment = block.deploy(USER, &source(text), &[], ENERGY).unwrap();
    assert!(deployment.receipt.is_ok(), "{:?}", deployment.receipt);
    block.commit().unwrap();
    (node, deployment.app)
}

fn ask(node: &Node, app: Hash, function: &str, args: &str) -> Receipt {
    let args = node.arguments_from_json(&app, function, args).unwrap();
    node.query(USER, app, function, &args, ENERGY).unwrap()
}

fn json(node: &Node, app: Hash, function: &str, args: &str) -> String {
    let receipt = ask(node, app, function, args);
    assert!(receipt.is_ok(), "{function}: {receipt:?}");
    node.results_to_json(&app, function, &receipt.result).unwrap()
}

#[test]
fn a_contract_calls_functions_of_the_embedder() {
    let (mut node, app) = start(Arc::new(MemoryStore::new()), config(FREE), CONTRACT);
    assert_eq!(json(&node, app, "Price", "[\"EUR\"]"), "108");
    assert_eq!(json(&node, app, "Named", "[\"EUR\"]"), "108");
    assert_eq!(json(&node, app, "Quoted", "[]"), r#"{"Price":5,"Places":2}"#);
    assert_eq!(json(&node, app, "Try", "[\"XYZ\"]"), r#""no price of XYZ""#);

    let mut block = node.begin_block(2, TIME, Hash::default()).unwrap();
    let receipt = block.call(Address([7; 24]), app, "Who", &[], ENERGY).unwrap();
    assert_eq!(receipt.result, counted(&[&[7; 24][..], &app.0, &2u64.to_be_bytes()].concat()));
    let in_block = block.call(USER, app, "Price", &counted(b"EUR"), ENERGY).unwrap();
    block.commit().unwrap();
    // The engines agree on what it costs.
    let node = node.with_engine(Engine::Reference);
    assert_eq!(in_block, ask(&node, app, "Price", "[\"EUR\"]"));
}

#[test]
fn what_does_not_fit_fails_the_call() {
    let (node, app) = start(Arc::new(MemoryStore::new()), config(FREE), CONTRACT);
    for (function, args, message) in [
        ("Price", "[\"XYZ\"]", "no price of XYZ"),
        ("Unknown", "[]", "govm: no host function nothing"),
        ("Few", "[]", "govm: not enough arguments in call to oracle.price: have 0, want 1"),
        ("Many", "[]", "govm: too many arguments in call to oracle.price: have 2, want 1"),
        ("Other", "[]", "govm: cannot use int as string value in argument 1 of oracle.price"),
        ("Result", "[]", "govm: cannot use the result of oracle.price, of type uint64, as string value"),
        ("Long", "[]", "govm: the answer of host function long is no uint64: there are bytes left over"),
        ("Short", "[]", "govm: the answer of host function short is no uint64: the bytes end too early"),
        ("Flag", "[]", "govm: the answer of host function flag is no bool: a boolean is neither 0 nor 1"),
        ("Any", "[]", "govm: cannot decode interface {}"),
        ("Channel", "[]", "govm: cannot encode nil"),
    ] {
        let receipt = ask(&node, app, function, args);
        let failure = receipt.failure.as_ref().map(|failure| failure.message.as_str());
        assert_eq!((receipt.status, failure.unwrap()), (Status::Panic, &*format!("panic: {message}")), "{function}");
    }
}

#[test]
fn a_call_is_paid_by_its_bytes_and_nothing_runs_that_is_not_paid() {
    let used = |price, function: &str, args: &str| {
        let (node, app) = start(Arc::new(MemoryStore::new()), config(price), CONTRACT);
        ask(&node, app, function, args).energy
    };
    let (free, paid) = (used(FREE, "Price", "[\"EUR\"]"), used(HostPrice { base: 1000, byte: 10 }, "Price", "[\"EUR\"]"));
    assert_eq!(paid.host - free.host, 1000 + 10 * (4 + 3 + 8));
    assert_eq!(paid.total() - free.total(), paid.host - free.host);
    // An answer that is none pays for what it was asked.
    let (free, paid) = (used(FREE, "Price", "[\"XYZ\"]"), used(HostPrice { base: 1000, byte: 10 }, "Price", "[\"XYZ\"]"));
    assert_eq!(paid.total() - free.total(), 1000 + 10 * (4 + 3));

    let (node, app) = start(Arc::new(MemoryStore::new()), config(HostPrice { base: u64::MAX, byte: u64::MAX }), CONTRACT);
    for function in ["Price", "Try"] {
        assert_eq!(ask(&node, app, function, "[\"XYZ\"]").status, Status::OutOfEnergy);
    }
}

#[test]
fn arguments_and_answers_are_as_long_as_messages() {
    let mut config = config(FREE);
    let text = "package user\n\nimport \"govm\"\n\nfunc Echo(n int) int { return len(govm.Host[[]byte](\"echo\", make([]byte, n))) }\n\
        func Catch() { defer func() { recover() }(); Echo(1000) }\n";
    config.limits.message = 100;
    let (node, app) = start(Arc::new(MemoryStore::new()), config, text);
    assert_eq!(json(&node, app, "Echo", "[96]"), "96");
    for (function, args, size) in [("Echo", "[97]", 101), ("Catch", "[]", 1004)] {
        let receipt = ask(&node, app, function, args);
        let message = format!("govm: {size} bytes to or from host function echo, 100 are allowed");
        assert_eq!((receipt.status, receipt.failure.unwrap().message), (Status::Limit, message));
    }
}

#[test]
fn configurations_are_equal_by_what_can_be_seen() {
    let mut changed = config(FREE);
    assert_eq!(changed, config(FREE));
    assert_ne!(changed, config(HostPrice { base: 1, byte: 0 }));
    let twice = changed.hosts.add(price_function(FREE)).unwrap_err();
    assert_eq!(twice.to_string(), "host function oracle.price is there twice");
    let nameless = HostFunction::new("a b", vec![], basic(AbiBasic::Bool), FREE, |_| Ok(vec![1]));
    assert_eq!(changed.hosts.add(nameless).unwrap_err().to_string(), "invalid name \"a b\" of a host function");
    assert_eq!(changed, config(FREE));
    assert_eq!(changed.hosts.iter().map(HostFunction::name).collect::<Vec<_>>()[..2], ["echo", "flag"]);
    assert!(format!("{changed:?}").contains("oracle.price"));
}

const IMPORTER: &str = r#"package user

import "example.com/oracle"

func Twice(symbol string) uint64 { return 2 * oracle.Price(symbol) }
"#;

const ORACLE: &str = r#"// Package oracle tells prices.
package oracle

import (
	"govm"
	"strings"

	"example.com/units"
)

// Price yields the price of a symbol, in upper case or not.
func Price(symbol string) uint64 {
	return govm.Host[uint64]("oracle.price", strings.ToUpper(symbol)) * units.Scale
}
"#;

fn with_packages(scale: u64) -> ChainConfig {
    let mut config = config(FREE);
    config.packages.add("example.com/oracle", source(ORACLE)).unwrap();
    let units = format!("package units\n\nvar Scale uint64 = {scale}\n");
    config.packages.add("example.com/units", source(&units)).unwrap();
    config
}

#[test]
fn a_contract_imports_packages_of_the_embedder() {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let (node, app) = start(store.clone(), with_packages(1), IMPORTER);
    assert_eq!(json(&node, app, "Twice", "[\"eur\"]"), "216");
    // Its functions are no entry points, and its lines are no places in the contract.
    assert!(node.abi(&app).unwrap().function("Price").is_none());
    let failure = ask(&node, app, "Twice", "[\"xyz\"]").failure.unwrap();
    assert_eq!(failure.message, "panic: no price of XYZ");
    assert_eq!(failure.position.unwrap().file, "user.go");
    drop(node);

    // Another package: the bytecode that is stored is not that of the source any more.
    let node = Node::open(store.clone(), with_packages(100)).unwrap();
    assert_eq!(json(&node, app, "Twice", "[\"eur\"]"), "21600");
    drop(node);
    let node = Node::open(store, config(FREE)).unwrap();
    let Err(Error::Source(errors)) = node.program(&app) else { panic!("the package is gone") };
    assert_eq!(errors[0].line, "user.go:3:8: could not import example.com/oracle (package example.com/oracle is not in std)");
}

#[test]
fn a_package_with_errors_is_refused_when_the_chain_is_opened() {
    let refused = |files: &[(&str, &str)]| {
        let mut config = ChainConfig::new(1);
        for (path, text) in files {
            config.packages.add(*path, source(text)).unwrap();
        }
        match Node::open(Arc::new(MemoryStore::new()), config) {
            Ok(_) => "nothing".to_string(),
            Err(Error::Source(errors)) => errors[0].line.clone(),
            Err(error) => error.to_string(),
        }
    };
    assert_eq!(refused(&[("a", "package a\n\nfunc F() int { return 1 }\n")]), "nothing");
    assert_eq!(
        refused(&[("a", "package a\n\nfunc F() int { return \"\" }\n")]),
        "a/user.go:3:23: cannot use \"\" (untyped string constant) as int value in return statement"
    );
    assert!(refused(&[("a", "package a\n\nimport _ \"b\"\n"), ("b", "package b\n\nimport _ \"a\"\n")]).contains("import cycle"));
    // Natives are the library's alone.
    let bodyless = "package a\n\nfunc f() int\n\nvar X = f()\n";
    assert_eq!(refused(&[("a", bodyless)]), "the packages are refused: native function a.f does not exist");
}
