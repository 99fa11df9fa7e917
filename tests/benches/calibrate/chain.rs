//! Natives of package govm: contracts on a chain in memory. What a store on a disk adds is not measured; prices of reading and writing
//! have room for it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use govm_interp::Op;
use govm_runtime::{AbiBasic, AbiType, Address, ChainConfig, Hash, HostFunction, HostPrice, Limits, MemoryStore, Node, Source};
use govm_stdlib::Library;
use govm_typeck::Importer as _;

use crate::measure::{Job, Work, thread_time};

/// A function of a contract: native, sizes, what is prepared, the round.
type Call = (&'static str, &'static [u64], &'static str, &'static str);

const ONE: &[u64] = &[1];
const SIZES: &[u64] = &[1, 64, 4096, 65536];
const KEYS: &[u64] = &[1, 64, 1000];
const FEW: &[u64] = &[1, 64, 4096];

/// A signature of a default address and one of an identity-based address, as far as they can be computed with: what is recovered are
/// other addresses.
const DECLARATIONS: &str = r#"
package calibrate

import "govm"

type pair struct { A, B int }
type told struct { Bytes []byte; N int }

var number = govm.NewVar[int]("number")
var absent = govm.NewVar[int]("absent")
var texts = govm.NewMap[string, []byte]("texts")
var lists = govm.NewMap[int, []pair]("lists")

func compact() []byte { s := make([]byte, 65); s[0], s[32], s[64] = 31, 1, 1; return s }
func filled(n int) string { b := make([]byte, n); for i := range b { b[i] = 'a' }; return string(b) }
"#;

#[rustfmt::skip]
const CALLS: &[Call] = &[
    ("BlockHeight", ONE, "", "govm.BlockHeight()"),
    ("BlockTime", ONE, "", "govm.BlockTime()"),
    ("EnergyLeft", ONE, "", "govm.EnergyLeft()"),
    ("app", ONE, "", "govm.App()"),
    ("caller", ONE, "", "govm.Caller()"),
    ("origin", ONE, "", "govm.Origin()"),
    ("hash", SIZES, "b := make([]byte, size)", "govm.GetHash(b)"),
    ("verify", ONE, "a := govm.Address{1}\ns, m := compact(), make([]byte, 32)", "govm.Recover(a, s, m)"),
    ("verify", SIZES, "a := govm.Address{2}\ns, m := append(compact(), compact()...), make([]byte, size + 8)", "govm.Recover(a, s, m)"),
    ("verify", ONE, "a := govm.Address{}\ns, m := make([]byte, 65), make([]byte, 32)\ns[31], s[63], s[64] = 1, 1, 27", "govm.Recover(a, s, m)"),
    ("encode", SIZES, "b := make([]byte, size)", "govm.Encode(b)"),
    ("encode", FEW, "a := make([]pair, size)", "govm.Encode(a)"),
    ("encode", FEW, "m := map[int]string{}\nfor i := range size { m[i * 7919 % 100003] = \"a\" }", "govm.Encode(m)"),
    ("decode", SIZES, "b, c := govm.Encode(make([]byte, size)), []byte{}", "govm.Decode(b, &c)"),
    ("decode", FEW, "b, c := govm.Encode(make([]pair, size)), []pair{}", "govm.Decode(b, &c)"),
    ("decode", FEW, "m := map[int]string{}\nfor i := range size { m[i] = \"a\" }\nb := govm.Encode(m)", "c := map[int]string{}\ngovm.Decode(b, &c)"),
    ("setRaw", KEYS, "k, b := make([]byte, size), make([]byte, size*60)", "govm.Set(k, b, 1000)"),
    ("setRaw", ONE, "", "govm.Set([]byte{byte(i), byte(i>>8), byte(i>>16)}, nil, 1000)"),
    ("getRaw", KEYS, "k, b := make([]byte, size), make([]byte, size*60)\ngovm.Set(k, b, 1000)", "govm.Get(k)"),
    ("getRaw", KEYS, "k := make([]byte, size)", "govm.Get(k)"),
    ("declare", ONE, "", "govm.NewVar[int](\"number\")"),
    ("load", ONE, "number.Set(size)", "number.Get()"),
    ("load", ONE, "", "absent.Get()"),
    ("load", KEYS, "k := filled(size)\ntexts.Set(k, make([]byte, size*60))", "texts.Get(k)"),
    ("load", KEYS, "lists.Set(1, make([]pair, size))", "lists.Get(1)"),
    ("store", ONE, "", "number.Set(i)"),
    ("store", KEYS, "k := filled(size)\nb := make([]byte, size*60)", "texts.Set(k, b)"),
    ("store", KEYS, "a := make([]pair, size)", "lists.Set(i & 7, a)"),
    ("remove", ONE, "", "number.Delete()"),
    ("remove", KEYS, "k := filled(size)", "texts.Delete(k)"),
    ("lifeLeft", KEYS, "k := filled(size)", "texts.Has(k)"),
    ("emit", KEYS, "b := make([]byte, size)", "govm.Event(\"event\", b, i)"),
    ("emitStruct", KEYS, "b := make([]byte, size)", "govm.Emit(told{b, i})"),
    ("AllowReentry", ONE, "", "govm.AllowReentry()"),
    ("Cost", ONE, "", "govm.Cost()"),
    ("balance", ONE, "", "govm.Balance(govm.Address{1})"),
    ("transfer", ONE, "", "govm.Transfer(govm.Address{1}, 1)"),
    ("transfer", ONE, "", "govm.Transfer(govm.Address{byte(i), byte(i>>8), byte(i>>16)}, 1)"),
    ("callWith", ONE, "app, _ := govm.ParseHash(\"LEAF\")", "govm.CallWith[int](1, app, \"Paid\", i)"),
    ("host", SIZES, "b := make([]byte, size)", "govm.Host[[]byte](\"echo\", b)"),
    ("call", ONE, "", "govm.Invoke(govm.Hash{}, \"Leaf\")"),
    ("call", ONE, "app, _ := govm.ParseHash(\"LEAF\")", "govm.Call[int](app, \"Leaf\", i)"),
    ("call", SIZES, "app, _ := govm.ParseHash(\"LEAF\")\nb := make([]byte, size)", "govm.Invoke(app, \"Text\", b)"),
];

const LEAF: &str = "package leaf\n\nimport \"govm\"\n\nfunc Leaf(i int) int { return i }\n\nfunc Text(b []byte) {}\n\n\
    func Paid(i int) int { govm.Cost(); return i }\n";

/// A chain with the contract that makes the calls.
pub(crate) struct Chain {
    node: Node,
    app: Hash,
}

const USER: Address = Address([1; 24]);
const ENERGY: u64 = 1 << 60;
const TIME: u64 = 1_700_000_000_000;

fn source(name: &str, text: String) -> Source {
    Source::new(vec![(name.to_owned(), text.into_bytes())]).expect("a source")
}

impl Chain {
    fn new() -> Chain {
        // A round makes more events than a call may.
        let limits = Limits { events: usize::MAX, event_bytes: usize::MAX, ..Limits::new() };
        let mut config = ChainConfig { limits, ..ChainConfig::new(1) };
        let bytes = AbiType::Slice(Box::new(AbiType::Basic(AbiBasic::Uint8)));
        // The price of a host function is the embedder's: what is measured is all around it.
        let free = HostPrice { base: 0, byte: 0 };
        let echo = HostFunction::new("echo", vec![bytes.clone()], bytes, free, |call| Ok(call.argument(0).to_vec()));
        config.hosts.add(echo).expect("a name");
        let mut node = Node::open(Arc::new(MemoryStore::new()), config).expect("an empty store");
        let mut block = node.begin_block(1, TIME, Hash::default()).expect("the first block");
        let leaf = block.deploy(USER, &source("leaf.go", LEAF.to_owned()), &[], ENERGY).expect("a leaf").app;
        let mut text = DECLARATIONS.to_owned();
        for (i, (_, _, prepare, call)) in CALLS.iter().enumerate() {
            let prepare = prepare.replace("LEAF", &govm_runtime::hex(&leaf.0));
            write!(text, "func Measure{i}(n, size int) {{\n{prepare}\nfor i := 0; i < n; i++ {{\n{call}\n}}\n}}\n")
                .expect("strings take all text");
        }
        let deployed = block.deploy(USER, &source("calibrate.go", text), &[], ENERGY);
        let app = deployed.unwrap_or_else(|error| panic!("{error}")).app;
        block.credit(&app.account(), u64::MAX / 2).expect("an account without funds");
        block.commit().expect("a commit");
        Chain { node, app }
    }

    /// Calls a function of two numbers in a block that is dropped: time, energy.
    pub(crate) fn run(&mut self, function: &str, n: u64, size: u64) -> (Duration, u64) {
        let args = self.node.arguments_from_json(&self.app, function, &format!("[{n}, {size}]")).expect("two numbers");
        let mut block = self.node.begin_block(2, TIME, Hash::default()).expect("a block");
        let start = thread_time();
        let receipt = block.call(USER, self.app, function, &args, ENERGY).expect("a receipt");
        let time = thread_time() - start;
        assert!(receipt.is_ok(), "{function} of {size}: {:?}", receipt.failure);
        (time, receipt.energy.total())
    }
}

/// Functions of package govm without a body that no row measures.
pub(crate) fn unmeasured() -> Vec<String> {
    let files = Library::whole().sources("govm").expect("package govm");
    let lines = files.iter().flat_map(|(_, text)| std::str::from_utf8(text).unwrap_or_default().lines());
    let bodiless = lines.filter(|line| line.starts_with("func ") && !line.contains('{'));
    let names = bodiless.filter_map(|line| line.strip_prefix("func ")?.split('(').next());
    names.filter(|name| !CALLS.iter().any(|call| call.0 == *name)).map(|name| format!("govm.{name}")).collect()
}

pub(crate) fn jobs() -> Vec<Job> {
    let chain = Rc::new(RefCell::new(Chain::new()));
    let mut jobs = vec![];
    for (i, (native, sizes, prepare, call)) in CALLS.iter().enumerate() {
        let what = prepare.lines().chain(call.lines()).collect::<Vec<_>>().join("; ");
        for size in *sizes {
            jobs.push(Job {
                name: format!("govm.{native} {size} [{what}]"),
                ops: vec![Op::CallNative],
                native: format!("govm.{native}"),
                what: what.clone(),
                size: *size,
                sizes: sizes.len(),
                // The bytecode of contracts is not at hand.
                natives: BTreeSet::from([format!("govm.{native}")]),
                work: Work::Chain { chain: chain.clone(), function: format!("Measure{i}"), size: *size },
                per_round: 1,
                is_bounded: true,
            });
        }
    }
    jobs
}
