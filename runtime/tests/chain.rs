//! Contracts on a chain, end to end: source in, receipts and state out.

use std::sync::Arc;

use govm_runtime::{
    Address, Block, ChainConfig, Error, Hash, MemoryStore, Node, Receipt, SledStore, Source, Status, Store, Table, app_id,
};

const TOKEN: &str = include_str!("contracts/token.go");
const LAB: &str = include_str!("contracts/lab.go");
/// For a call; a loop without end uses all of it.
const ENERGY: u64 = 4_000_000;
/// For a deployment.
const DEPLOY_ENERGY: u64 = 20_000_000;
const T0: u64 = 1_700_000_000_000;
const DAY: u64 = 86_400_000;

fn user(n: u8) -> Address {
    Address([1, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n, n])
}

fn source(name: &str, text: &str) -> Source {
    Source::new(vec![(name.into(), text.into())]).unwrap()
}

fn node() -> Node {
    Node::open(Arc::new(MemoryStore::new()), ChainConfig::new(1)).unwrap()
}

fn begin(node: &mut Node) -> Block<'_> {
    let number = node.head().map_or(1, |head| head.number + 1);
    node.begin_block(number, T0, Hash::of(&number.to_be_bytes())).unwrap()
}

/// Deploys with JSON arguments; the constructor has to succeed.
fn deploy(node: &mut Node, deployer: Address, source: &Source, args: &str) -> Hash {
    let abi = node.compile(source).unwrap_or_else(|e| panic!("{e}")).abi().clone();
    let args = abi.function("Init").map_or_else(Vec::new, |init| init.arguments_from_json(args).unwrap());
    let mut block = begin(node);
    let deployment = block.deploy(deployer, source, &args, DEPLOY_ENERGY).unwrap();
    assert!(deployment.receipt.is_ok(), "{:?}", deployment.receipt);
    block.commit().unwrap();
    deployment.app
}

/// Calls with JSON arguments in a block of its own.
fn call(node: &mut Node, caller: Address, app: Hash, function: &str, args: &str) -> Receipt {
    call_at(node, T0, caller, app, function, args)
}

fn call_at(node: &mut Node, time: u64, caller: Address, app: Hash, function: &str, args: &str) -> Receipt {
    let args = node.arguments_from_json(&app, function, args).unwrap();
    let number = node.head().map_or(1, |head| head.number + 1);
    let mut block = node.begin_block(number, time, Hash::default()).unwrap();
    let receipt = block.call(caller, app, function, &args, ENERGY).unwrap();
    block.commit().unwrap();
    receipt
}

fn query(node: &Node, app: Hash, function: &str, args: &str) -> String {
    let args = node.arguments_from_json(&app, function, args).unwrap();
    let receipt = node.query(user(9), app, function, &args, ENERGY).unwrap();
    assert!(receipt.is_ok(), "{receipt:?}");
    node.results_to_json(&app, function, &receipt.result).unwrap()
}

fn results(node: &Node, receipt: &Receipt) -> String {
    assert!(receipt.is_ok(), "{receipt:?}");
    node.results_to_json(&receipt.app, &receipt.function, &receipt.result).unwrap()
}

fn message(receipt: &Receipt) -> (Status, &str) {
    (receipt.status, receipt.failure.as_ref().map_or("", |failure| failure.message.as_str()))
}

fn state(node: &Node, app: Hash) -> Vec<String> {
    let tables = node.tables(&app).unwrap();
    let entries = node.state(&app, b"", None, 100).unwrap();
    let describe = |entry| tables.iter().find_map(|table: &Table| table.describe(entry));
    let text = entries.iter().map(|entry| describe(entry).map_or_else(|| format!("{entry:?}"), |(n, v)| format!("{n} = {v}")));
    text.collect()
}

#[test]
fn a_token_moves() {
    let mut node = node();
    let token = source("token.go", TOKEN);
    let app = deploy(&mut node, user(1), &token, "[1000]");
    assert_eq!(app, app_id(&Hash::of(&token.pack()), &user(1)));
    let receipt = call(&mut node, user(1), app, "Transfer", &format!("[\"{}\", 400]", user(2)));
    assert!(receipt.is_ok(), "{receipt:?}");
    assert_eq!(receipt.events.len(), 1);
    assert_eq!(receipt.events[0].fields_json(), format!("[\"{}\",\"{}\",400]", user(1), user(2)));
    assert_eq!(receipt.writes.len(), 2);
    assert_eq!(Receipt::from_bytes(&receipt.to_bytes()), Some(receipt));
    assert_eq!(query(&node, app, "BalanceOf", &format!("[\"{}\"]", user(1))), "600");
    assert_eq!(query(&node, app, "BalanceOf", &format!("{{\"owner\": \"{}\"}}", user(2))), "400");
    assert_eq!(query(&node, app, "Total", "[]"), "1000");
    assert_eq!(
        state(&node, app),
        [format!("balances[\"{}\"] = 600", user(1)), format!("balances[\"{}\"] = 400", user(2)), "total = 1000".into()]
    );
    assert_eq!(
        node.abi(&app).unwrap().to_string(),
        "func BalanceOf(owner govm.Address) uint64\nfunc Init(supply uint64) error\nfunc Total() uint64\n\
         func Transfer(to govm.Address, amount uint64) error\n"
    );
}

#[test]
fn a_failed_transfer_changes_nothing() {
    let mut node = node();
    let app = deploy(&mut node, user(1), &source("token.go", TOKEN), "[1000]");
    let before = state(&node, app);
    let receipt = call(&mut node, user(2), app, "Transfer", &format!("[\"{}\", 1]", user(1)));
    assert_eq!(message(&receipt), (Status::Error, "token: balance too low"));
    assert!(receipt.energy.total() > 0 && receipt.events.is_empty() && receipt.writes.is_empty());
    assert_eq!(state(&node, app), before);
}

#[test]
fn constructors_run_once_and_may_fail() {
    let mut node = node();
    let token = source("token.go", TOKEN);
    let mut block = begin(&mut node);
    let deployment = block.deploy(user(1), &token, &0u64.to_be_bytes(), DEPLOY_ENERGY).unwrap();
    assert_eq!(message(&deployment.receipt), (Status::Error, "token: no supply"));
    assert_eq!(message(&block.call(user(1), deployment.app, "Total", &[], ENERGY).unwrap()).0, Status::NoApp);
    let deployment = block.deploy(user(1), &token, &[1, 2], DEPLOY_ENERGY).unwrap();
    assert_eq!(deployment.receipt.status, Status::BadArguments);
    let deployment = block.deploy(user(1), &token, &5u64.to_be_bytes(), 1000).unwrap();
    assert_eq!((deployment.receipt.status, deployment.receipt.energy.total()), (Status::OutOfEnergy, 1000));
    let deployment = block.deploy(user(1), &token, &5u64.to_be_bytes(), DEPLOY_ENERGY).unwrap();
    assert!(deployment.receipt.is_ok(), "{:?}", deployment.receipt);
    assert!(matches!(block.deploy(user(1), &token, &5u64.to_be_bytes(), DEPLOY_ENERGY), Err(Error::Deployed(_))));
    let other = block.deploy(user(2), &token, &7u64.to_be_bytes(), DEPLOY_ENERGY).unwrap();
    assert!(other.receipt.is_ok() && other.app != deployment.app);
    let again = block.call(user(1), deployment.app, "Init", &9u64.to_be_bytes(), ENERGY).unwrap();
    assert_eq!(again.status, Status::NoFunction);
    block.commit().unwrap();
    assert!(matches!(begin(&mut node).deploy(user(1), &token, &[], DEPLOY_ENERGY), Err(Error::Deployed(_))));
    assert_eq!(node.apps(None, 10).unwrap().len(), 2);
    assert_eq!(node.source(&other.app).unwrap(), token);
    assert_eq!(query(&node, other.app, "Total", "[]"), "7");
}

#[test]
fn sources_that_are_refused() {
    let node = node();
    let refusal = |text: &str| match node.compile(&source("a.go", text)) {
        Err(Error::Source(errors)) => errors[0].line.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(refusal("package a\n\nfunc F() { x }\n"), "a.go:3:12: undefined: x");
    assert!(refusal("package a\n\nfunc F( {\n").starts_with("a.go:3:9: syntax error"));
    assert!(refusal("package a\n\nimport \"os\"\n\nvar _ = os.Args\n").starts_with("a.go:3:8:"));
    assert!(refusal("package a\n\nfunc F() { go F() }\n").starts_with("a.go:3:12:"));
    assert!(matches!(Source::new(vec![]), Err(e) if e == "no Go files"));
    let large = format!("package a\n//{}\n", "x".repeat(2 << 20));
    assert!(matches!(node.compile(&source("a.go", &large)), Err(Error::Deployment(_))));
}

#[test]
fn canonical_bytes_survive_the_contract() {
    let mut node = node();
    let app = deploy(&mut node, user(1), &source("lab.go", LAB), "[]");
    let receipt = call(&mut node, user(1), app, "RoundTrip", "[]");
    assert!(receipt.is_ok(), "{receipt:?}");
    let receipt = call(&mut node, user(1), app, "Raw", "[]");
    assert!(receipt.is_ok(), "{receipt:?}");
    assert_eq!(query(&node, app, "Parse", &format!("[\"{}\"]", user(3))), format!("\"{}\"", user(3)));
    let hashed = query(&node, app, "Hashed", "[\"0x3132\"]");
    assert_eq!(hashed, "\"0xaa51c8827da4974e9afa6d6d22fdfc84f8a7a0b6a98eabbd9e9d4da03aaa188a\"");
}

#[test]
fn arguments_and_results_of_every_shape() {
    let mut node = node();
    let app = deploy(&mut node, user(1), &source("lab.go", LAB), "[]");
    let abi = node.abi(&app).unwrap();
    assert!(abi.function("Generic").is_none() && abi.function("Anything").is_none());
    // Sheet has a recursive type in it, so it has no ABI form.
    assert!(abi.function("Echo").is_none());
    assert_eq!(query(&node, app, "Sum", "[[1, 2, -4]]"), "-1");
    assert_eq!(query(&node, app, "Sum", "[[]]"), "0");

    let point = r#"{"X":-5,"Y":6,"tag":"t"}"#;
    let flat = format!(r#"{{"Small":-7,"Title":"é","Raw":"0x0102","Points":[{point},{point}],"Grid":[[1,2,3],[4,5,6]],"#)
        + &format!(r#""Index":{{"a":1,"b":-2}},"Flags":[[false,{point}],[true,{point}]],"Back":{point},"#)
        + &format!(r#""Who":["{}","{}","{}"]}}"#, user(1), user(2), user(3));
    let numbers = |n: i32| format!("[{}]", (0..n).map(|i| i.to_string()).collect::<Vec<_>>().join(","));
    let args = format!(r#"[{flat},-3,0.1,[1.5,"NaN"],null,{},{}]"#, numbers(100), numbers(70));
    assert_eq!(query(&node, app, "Shapes", &args), args);
}

#[test]
fn signatures() {
    let mut node = node();
    let app = deploy(&mut node, user(1), &source("lab.go", LAB), "[]");
    let rows: serde_json::Value = serde_json::from_str(include_str!("../../tests/vectors/recover.json")).unwrap();
    let row = &rows["vectors"][0];
    let text = |name: &str| row[name].as_str().unwrap();
    let args = format!("[\"0x{}\", \"0x{}\", \"0x{}\"]", text("address"), text("sign"), text("msg"));
    assert_eq!(query(&node, app, "Signed", &args), "true");
    let args = format!("[\"0x{}\", \"0x{}\", \"0x{}00\"]", text("address"), text("sign"), text("msg"));
    assert_eq!(query(&node, app, "Signed", &args), "false");
}

#[test]
fn every_way_to_fail_reverts() {
    let mut config = ChainConfig::new(1);
    config.limits.stack_slots = 1 << 16;
    let mut node = Node::open(Arc::new(MemoryStore::new()), config).unwrap();
    let app = deploy(&mut node, user(1), &source("lab.go", LAB), "[]");
    let receipt = call(&mut node, user(1), app, "Bump", "[\"\"]");
    assert_eq!(results(&node, &receipt), "1");
    for (how, status, text) in [
        ("error", Status::Error, "bumped too far"),
        ("panic", Status::Panic, "bumped off"),
        ("index", Status::RuntimeError, "index out of range [12] with length 2"),
        ("loop", Status::OutOfEnergy, "out of energy"),
        ("stack", Status::OutOfMemory, ""),
        ("cycle", Status::Panic, "govm: the value is nested too deep to encode"),
    ] {
        let receipt = call(&mut node, user(1), app, "Bump", &format!("[\"{how}\"]"));
        assert_eq!(receipt.status, status, "{how}: {receipt:?}");
        assert!(message(&receipt).1.contains(text), "{how}: {receipt:?}");
        assert!(receipt.events.is_empty() && receipt.writes.is_empty() && receipt.result.is_empty());
        if how == "loop" {
            assert_eq!(receipt.energy.total(), ENERGY);
        }
        if status != Status::Error {
            let failure = receipt.failure.as_ref().unwrap();
            let at = failure.position.as_ref().unwrap_or_else(|| panic!("{how}: {failure:?}"));
            let line = LAB.lines().nth(at.line as usize - 1).unwrap();
            let expected = match how {
                "panic" => "panic(\"bumped off\")",
                "index" => "[]int{1, 2}[n+10]",
                "loop" => "",
                "stack" => "deep(n",
                _ => "govm.Encode(node)",
            };
            assert!(line.contains(expected), "{how}: {line}");
        }
    }
    assert_eq!(query(&node, app, "Count", "[]"), "1");
    let receipt = call(&mut node, user(1), app, "Bump", "[\"recovered\"]");
    assert_eq!(results(&node, &receipt), "0");
    assert_eq!(query(&node, app, "Count", "[]"), "2");
}

#[test]
fn memory_is_bounded() {
    let mut config = ChainConfig::new(1);
    config.limits.memory = 8 << 20;
    let mut node = Node::open(Arc::new(MemoryStore::new()), config).unwrap();
    let app = deploy(&mut node, user(1), &source("lab.go", LAB), "[]");
    assert_eq!(call(&mut node, user(1), app, "Bump", "[\"memory\"]").status, Status::OutOfMemory);
}

#[test]
fn calls_between_apps() {
    let mut node = node();
    let lab = source("lab.go", LAB);
    let (a, b, c) =
        (deploy(&mut node, user(1), &lab, "[]"), deploy(&mut node, user(2), &lab, "[]"), deploy(&mut node, user(3), &lab, "[]"));
    let forward = |node: &mut Node, to: Hash, how: &str| {
        let receipt = call(node, user(7), a, "Forward", &format!("[\"{to}\", \"{how}\"]"));
        results(node, &receipt)
    };
    assert_eq!(forward(&mut node, b, ""), "[\"\",1]");
    assert_eq!(forward(&mut node, b, "error"), "[\"bumped too far\",1]");
    assert!(forward(&mut node, b, "panic").contains("bumped off"));
    assert_eq!(forward(&mut node, b, "loop"), "[\"out of energy\",4]");
    assert_eq!(forward(&mut node, a, ""), format!("[\"app {a} is already being called\",9]"));
    // The caller's own writes stay, the failed callee's are gone.
    assert_eq!(query(&node, a, "Count", "[]"), "500");
    assert_eq!(query(&node, b, "Count", "[]"), "1");
    // Events of a failed callee are gone, too.
    let receipt = call(&mut node, user(7), a, "Forward", &format!("[\"{b}\", \"error\"]"));
    assert!(receipt.events.is_empty());
    let receipt = call(&mut node, user(7), a, "Forward", &format!("[\"{b}\", \"\"]"));
    assert_eq!(receipt.events.iter().map(|event| event.app).collect::<Vec<_>>(), [b]);
    // Three apps deep, and back into the first.
    let receipt = call(&mut node, user(7), a, "Through", &format!("[\"{b}\", \"{c}\", \"error\"]"));
    assert_eq!(results(&node, &receipt), "[\"bumped too far\",1]");
    let receipt = call(&mut node, user(7), a, "Through", &format!("[\"{b}\", \"{a}\", \"\"]"));
    assert_eq!(results(&node, &receipt), format!("[\"app {a} is already being called\",9]"));
    // Who calls whom.
    let receipt = call(&mut node, user(7), a, "WhoCalls", &format!("[\"{b}\"]"));
    assert_eq!(results(&node, &receipt), format!("[\"{}\",\"{}\"]", a.account(), user(7)));
    // What does not fit is refused before it runs.
    let receipt = call(&mut node, user(7), a, "Wrong", &format!("[\"{b}\"]"));
    assert_eq!(
        results(&node, &receipt),
        format!(
            "\"cannot use int as string value in argument how of Bump; cannot use the results of Bump as string value; \
             app {b} has no function Nothing; no app {}; Init runs at deployment only\"",
            Hash({
                let mut id = [0; 32];
                id[0] = 1;
                id
            })
        )
    );
    // A callee cannot use all of the caller's energy.
    let receipt = call(&mut node, user(7), a, "Left", &format!("[\"{b}\"]"));
    let left: Vec<u64> = serde_json::from_str(&results(&node, &receipt)).unwrap();
    assert!(left[1] > left[0] / 20 && left[1] < left[0] / 10, "{left:?}");
}

#[test]
fn calls_nest_sixteen_deep() {
    let mut node = node();
    let lab = source("lab.go", LAB);
    let labs: Vec<Hash> = (1..=17).map(|n| deploy(&mut node, user(n), &lab, "[]")).collect();
    let chain = |node: &mut Node, apps: &[Hash]| {
        let list: Vec<String> = apps[1..].iter().map(|app| format!("\"{app}\"")).collect();
        call(node, user(1), apps[0], "Chain", &format!("[[{}]]", list.join(",")))
    };
    let receipt = chain(&mut node, &labs[..16]);
    assert_eq!(results(&node, &receipt), "15");
    assert_eq!(message(&chain(&mut node, &labs)), (Status::Error, "calls are nested too deep"));
}

#[test]
fn entries_end() {
    let mut node = node();
    let app = deploy(&mut node, user(1), &source("lab.go", LAB), "[]");
    call(&mut node, user(1), app, "Note", &format!("[\"a\", \"hello\", {DAY}]"));
    assert_eq!(query(&node, app, "ReadNote", "[\"a\"]"), format!("[\"hello\",{DAY},true]"));
    let read_at = |node: &mut Node, time: u64| {
        let receipt = call_at(node, time, user(1), app, "ReadNote", "[\"a\"]");
        results(node, &receipt)
    };
    assert_eq!(read_at(&mut node, T0 + DAY - 1), "[\"hello\",1,true]");
    assert_eq!(state(&node, app).len(), 1);
    assert_eq!(read_at(&mut node, T0 + DAY), "[\"\",0,false]");
    assert!(state(&node, app).is_empty());
    // A longer life costs more, and renewing only what is added.
    let cost = |node: &mut Node, name: &str, life: u64| {
        call_at(node, T0 + DAY, user(1), app, "Note", &format!("[\"{name}\", \"hello\", {life}]")).energy.total()
    };
    let (short, long) = (cost(&mut node, "b", DAY), cost(&mut node, "c", 3650 * DAY));
    assert!(long > short);
    assert!(cost(&mut node, "c", 3650 * DAY) < long);
}

#[test]
fn limits_and_queries() {
    let mut node = node();
    let app = deploy(&mut node, user(1), &source("lab.go", LAB), "[]");
    let limit = node.config().limits.value;
    assert!(call(&mut node, user(1), app, "Big", &format!("[{limit}]")).is_ok());
    assert_eq!(call(&mut node, user(1), app, "Big", &format!("[{}]", limit + 1)).status, Status::Limit);
    let args = node.arguments_from_json(&app, "Bump", "[\"\"]").unwrap();
    assert_eq!(node.query(user(1), app, "Bump", &args, ENERGY).unwrap().status, Status::ReadOnly);
    assert_eq!(query(&node, app, "Count", "[]"), "0");
    let block = begin(&mut node);
    assert_eq!(block.query(user(1), app, "Bump", &args, ENERGY).unwrap().status, Status::ReadOnly);
    drop(block);
    assert!(matches!(node.arguments_from_json(&app, "Nothing", "[]"), Err(Error::NoFunction { .. })));
    assert!(matches!(node.arguments_from_json(&app, "Bump", "[1]"), Err(Error::Json(_))));
    assert!(matches!(node.abi(&Hash::default()), Err(Error::NoApp(_))));
}

#[test]
fn context() {
    let mut node = node();
    let app = deploy(&mut node, user(1), &source("lab.go", LAB), "[]");
    let receipt = call(&mut node, user(5), app, "Context", "[]");
    let number = node.head().unwrap().number;
    let expected = format!("[\"{0}\",\"{0}\",\"{1}\",\"{app}\",{T0},{number}]", user(5), app.account());
    assert_eq!(results(&node, &receipt), expected);
}

#[test]
fn blocks_follow_each_other() {
    let mut node = node();
    begin(&mut node).commit().unwrap();
    assert!(matches!(node.begin_block(1, T0, Hash::default()), Err(Error::Misuse(_))));
    assert!(matches!(node.begin_block(2, T0 - 1, Hash::default()), Err(Error::Misuse(_))));
    node.begin_block(7, T0, Hash::default()).unwrap().commit().unwrap();
    assert_eq!(node.head().unwrap().number, 7);
}

#[test]
fn a_dropped_block_leaves_nothing() {
    let mut node = node();
    let token = source("token.go", TOKEN);
    let mut block = begin(&mut node);
    let app = block.deploy(user(1), &token, &9u64.to_be_bytes(), DEPLOY_ENERGY).unwrap().app;
    assert!(block.call(user(1), app, "Total", &[], ENERGY).unwrap().is_ok());
    drop(block);
    assert!(node.head().is_none() && node.app(&app).unwrap().is_none());
    assert_eq!(begin(&mut node).call(user(1), app, "Total", &[], ENERGY).unwrap().status, Status::NoApp);
}

#[test]
fn a_stopped_run_has_no_receipt() {
    let mut node = node();
    let app = deploy(&mut node, user(1), &source("lab.go", LAB), "[]");
    let args = node.arguments_from_json(&app, "Bump", "[\"loop\"]").unwrap();
    let handle = node.stop_handle();
    handle.stop();
    assert!(matches!(begin(&mut node).call(user(1), app, "Bump", &args, u64::MAX), Err(Error::Stopped)));
    handle.resume();
    assert_eq!(query(&node, app, "Count", "[]"), "0");
}

#[test]
fn a_chain_lives_on_after_it_is_closed() {
    let dir = tempfile::tempdir().unwrap();
    let open = || -> Result<Node, Error> {
        let store: Arc<dyn Store> = Arc::new(SledStore::open(&dir.path().join("chain"))?);
        Node::open(store, ChainConfig::new(1))
    };
    let app = deploy(&mut open().unwrap(), user(1), &source("token.go", TOKEN), "[1000]");
    for round in 1..=3u64 {
        let mut node = open().unwrap();
        assert_eq!(node.head().unwrap().number, round);
        assert!(call(&mut node, user(1), app, "Transfer", &format!("[\"{}\", 1]", user(2))).is_ok());
    }
    let node = open().unwrap();
    assert_eq!(query(&node, app, "BalanceOf", &format!("[\"{}\"]", user(2))), "3");
    drop(node);
    let store = Arc::new(SledStore::open(&dir.path().join("chain")).unwrap());
    assert!(matches!(Node::open(store, ChainConfig::new(2)), Err(Error::Misuse(_))));
}

#[test]
fn receipts_do_not_depend_on_the_store_or_the_cache() {
    let run = |store: Arc<dyn Store>| {
        let mut node = Node::open(store.clone(), ChainConfig::new(1)).unwrap();
        let app = deploy(&mut node, user(1), &source("token.go", TOKEN), "[1000]");
        let mut receipts = Vec::new();
        for amount in 0..3 {
            // Reopening drops what is cached.
            let mut node = Node::open(store.clone(), ChainConfig::new(1)).unwrap();
            receipts.push(call(&mut node, user(1), app, "Transfer", &format!("[\"{}\", {amount}]", user(2))).to_bytes());
        }
        receipts
    };
    let dir = tempfile::tempdir().unwrap();
    let memory = run(Arc::new(MemoryStore::new()));
    assert_eq!(memory, run(Arc::new(MemoryStore::new())));
    assert_eq!(memory, run(Arc::new(SledStore::open(&dir.path().join("chain")).unwrap())));
}
