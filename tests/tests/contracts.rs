//! The contracts of `corpus/contracts` on a chain, each as its script says (corpus/contracts/README.md has the form of scripts).
//!
//! Receipts and final state on the memory store are snapshots. On the sled store, where the node starts anew before every block,
//! and on the other engines, they have to be the same.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::iter::Peekable;
use std::path::Path;
use std::str::Lines;
use std::sync::Arc;

use govm_runtime::{
    Abi, Address, Block, ChainConfig, Engine, Hash, MemoryStore, Node, Receipt, SledStore, Source, StateEntry, Store, Table,
};
use govm_tests::{corpus, go_files, snapshots};

#[path = "contracts/hostile.rs"]
mod hostile;

const ENERGY: u64 = 100_000_000;
const FIRST_TIME: u64 = 1_700_000_000_000;

/// Units of time, in milliseconds, the longest first.
const UNITS: [(&str, u64); 6] =
    [("y", 31_558_150_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

/// The app zero, whose state are the balances of all accounts.
const FUNDS: Hash = Hash([0; 32]);

/// Whether the node lives through all blocks or is opened before each.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Life {
    Whole,
    Block,
}

/// What a step has to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    Ok,
    Failure,
}

/// What is known of an app.
struct App {
    id: Hash,
    abi: Abi,
}

/// What names in a script stand for.
#[derive(Default)]
struct Names {
    users: Vec<(String, Address)>,
    apps: Vec<(String, App)>,
    values: BTreeMap<String, String>,
}

impl Names {
    fn user(&self, name: &str) -> Address {
        self.users.iter().find(|(user, _)| user == name).unwrap_or_else(|| panic!("no user {name}")).1
    }

    fn app(&self, name: &str) -> &App {
        &self.apps.iter().find(|(app, _)| app == name).unwrap_or_else(|| panic!("no app {name}")).1
    }

    fn app_name(&self, id: &Hash) -> &str {
        self.apps.iter().find(|(_, app)| app.id == *id).map_or("app", |(name, _)| name)
    }

    fn value(&self, name: &str) -> String {
        if let Some(value) = self.values.get(name) {
            return value.clone();
        }
        if let Some(app) = name.strip_suffix(".account") {
            return self.app(app).id.account().to_string();
        }
        match self.users.iter().find(|(user, _)| user == name) {
            Some((_, address)) => address.to_string(),
            None => self.app(name).id.to_string(),
        }
    }

    /// A text with the values of its `$names`.
    fn expand(&self, text: &str) -> String {
        let mut parts = text.split('$');
        let mut out = parts.next().expect("invariant: a split has a first part").to_string();
        for part in parts {
            let plain = |c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.';
            let (name, rest) = part.split_at(part.find(plain).unwrap_or(part.len()));
            out.push_str(&self.value(name));
            out.push_str(rest);
        }
        out
    }

    /// A text with `$names` for addresses and ids.
    fn shorten(&self, text: &str) -> String {
        let mut text = text.to_string();
        for (name, app) in &self.apps {
            text = text.replace(&app.id.to_string(), &format!("${name}"));
            text = text.replace(&app.id.account().to_string(), &format!("${name}.account"));
        }
        for (name, address) in &self.users {
            text = text.replace(&address.to_string(), &format!("${name}"));
        }
        text
    }
}

/// What a step did.
struct Done {
    line: String,
    receipt: Receipt,
    result: String,
}

/// What a script did: for people, and the bytes of all receipts.
#[derive(PartialEq, Eq, Debug)]
struct Report {
    text: String,
    receipts: Vec<Vec<u8>>,
}

fn source(folder: &str) -> Source {
    let folder_path = corpus("contracts").join(folder);
    let file = |name: String| {
        let name = format!("{name}.go");
        let text = fs::read(folder_path.join(&name)).expect("the corpus can be read");
        (name, text)
    };
    Source::new(go_files(&folder_path).into_iter().map(file).collect()).expect("the files have plain names")
}

/// The milliseconds of `+1d-1ms`.
fn milliseconds(text: &str) -> u64 {
    let (mut total, mut rest) = (0i64, text);
    while !rest.is_empty() {
        let sign = if rest.starts_with('-') { -1 } else { 1 };
        rest = rest.trim_start_matches(['+', '-']);
        let (number, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).expect("a time has a unit"));
        let (unit, after) = after.split_at(after.find(['+', '-']).unwrap_or(after.len()));
        let length = UNITS.iter().find(|(name, _)| *name == unit).unwrap_or_else(|| panic!("no unit {unit}")).1;
        total += sign * number.parse::<i64>().expect("a time begins with a number") * length as i64;
        rest = after;
    }
    total.try_into().expect("time does not go back")
}

/// A time in the largest units that it has.
fn duration(mut time: u64) -> String {
    let mut text = String::new();
    for (unit, length) in UNITS {
        if time >= length {
            write!(text, "{}{unit}", time / length).expect("strings take all text");
            time %= length;
        }
    }
    text
}

/// Takes a word off the front.
fn word<'l>(line: &mut &'l str) -> &'l str {
    let (first, rest) = line.trim_start().split_once(' ').unwrap_or((line.trim_start(), ""));
    *line = rest.trim_start();
    first
}

/// Plays a script.
fn play(folder: &str, open: &dyn Fn() -> Arc<dyn Store>, life: Life, engine: Engine) -> Report {
    let script = fs::read_to_string(corpus("contracts").join(folder).join("scenario.txt")).expect("there is a script");
    let mut lines = script.lines().peekable();
    let mut names = Names::default();
    let mut report = Report { text: String::new(), receipts: Vec::new() };
    let mut node = Node::open(open(), ChainConfig::new(1)).expect("the store can be opened").with_engine(engine);
    let (mut number, mut time) = (0, FIRST_TIME);
    while let Some(line) = lines.next() {
        let mut rest = line;
        match word(&mut rest) {
            "" | "#" => {}
            "user" => {
                for name in rest.split(' ') {
                    let n = names.users.len() as u8 + 1;
                    names.users.push((name.to_string(), Address([[1].as_slice(), &[n; 23]].concat().try_into().unwrap())));
                }
            }
            "block" => {
                number += 1;
                time += milliseconds(rest);
                names.values.insert("now".into(), time.to_string());
                if life == Life::Block && number > 1 {
                    drop(node);
                    node = Node::open(open(), ChainConfig::new(1)).expect("the store can be opened again").with_engine(engine);
                }
                let done = play_block(&mut node, number, time, &mut lines, &mut names);
                writeln!(report.text, "block {number} {}", if rest.is_empty() { "+0" } else { rest }).unwrap();
                render_block(&node, time, &names, done, &mut report);
            }
            other => panic!("{other} begins no line outside of a block"),
        }
    }
    let funds: Vec<StateEntry> = node.entries(&FUNDS, b"").map(|entry| entry.expect("the store can be read")).collect();
    if !funds.is_empty() {
        writeln!(report.text, "\nfunds").unwrap();
    }
    for entry in funds {
        writeln!(report.text, "  {} = {}", account_of(&entry.key), u64::from_be_bytes(entry.value.try_into().unwrap())).unwrap();
    }
    for (name, app) in &names.apps {
        writeln!(report.text, "\nstate of {name}").unwrap();
        let tables = node.tables(&app.id).expect("the app is there");
        for entry in node.state(&app.id, b"", None, 1000).expect("the store can be read") {
            let (key, value) = describe(&tables, &entry);
            writeln!(report.text, "  {key} = {value} for {}", duration(entry.expiry - time)).unwrap();
        }
    }
    report.text = names.shorten(&report.text);
    report
}

/// Plays the steps up to the next block.
fn play_block(node: &mut Node, number: u64, time: u64, lines: &mut Peekable<Lines<'_>>, names: &mut Names) -> Vec<Done> {
    let mut steps = Vec::new();
    while let Some(line) = lines.next_if(|line| !line.starts_with("block")) {
        if !line.is_empty() && !line.starts_with('#') {
            steps.push(line);
        }
    }
    let mut compiled = BTreeMap::new();
    for step in &steps {
        if let Some((_, deployed)) = step.split_once("deploy ") {
            let app = deployed.split(' ').next().expect("invariant: a split has a first part");
            let folder = app.split_once('=').map_or(app, |(_, folder)| folder);
            let code = node.compile(&source(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
            compiled.insert(folder.to_string(), code.abi().clone());
        }
    }
    let mut block = node.begin_block(number, time, Hash::of(&number.to_be_bytes())).expect("blocks are in order");
    let mut done = Vec::new();
    for line in steps {
        match line.strip_prefix("fund ").and_then(|rest| rest.split_once(' ')) {
            Some((user, amount)) => {
                let amount = amount.parse().expect("funds are a number");
                block.credit(&names.user(user), amount).expect("the store can be read");
            }
            None => done.push(play_step(&mut block, line, &compiled, names)),
        }
    }
    block.commit().expect("the store can be written");
    done
}

fn play_step(block: &mut Block<'_>, line: &str, compiled: &BTreeMap<String, Abi>, names: &mut Names) -> Done {
    let (mut rest, keep) = line.split_once(" -> ").map_or((line, None), |(step, name)| (step, Some(name.trim())));
    let (mut energy, mut cost, mut outcome) = (ENERGY, 0, Outcome::Ok);
    let (receipt, abi) = loop {
        match word(&mut rest) {
            "energy" => energy = word(&mut rest).parse().expect("energy is a number"),
            "cost" => cost = word(&mut rest).parse().expect("funds are a number"),
            "fails" => outcome = Outcome::Failure,
            "deploy" => {
                let app = word(&mut rest);
                let (name, folder) = app.split_once('=').unwrap_or((app, app));
                let deployer = names.user(word(&mut rest));
                let abi = &compiled[folder];
                let args = names.expand(rest);
                let args = abi.function("Init").map_or_else(|| Ok(Vec::new()), |init| init.arguments_from_json(&args));
                let args = args.unwrap_or_else(|error| panic!("{line}: {error}"));
                let deployed = block.deploy_with_cost(deployer, &source(folder), &args, energy, cost);
                let deployed = deployed.unwrap_or_else(|error| panic!("{line}: {error}"));
                if deployed.receipt.is_ok() {
                    names.apps.push((name.to_string(), App { id: deployed.app, abi: abi.clone() }));
                }
                break (deployed.receipt, abi);
            }
            step @ ("call" | "query") => {
                let (app, function) = word(&mut rest).split_once('.').expect("a step names app and function");
                let caller = names.user(word(&mut rest));
                let App { id, abi } = names.app(app);
                let args = match abi.function(function) {
                    Some(entry) => entry.arguments_from_json(&names.expand(rest)).unwrap_or_else(|e| panic!("{line}: {e}")),
                    None => Vec::new(),
                };
                let receipt = match step {
                    "call" => block.call_with_cost(caller, *id, function, &args, energy, cost),
                    _ => block.query(caller, *id, function, &args, energy),
                };
                break (receipt.unwrap_or_else(|error| panic!("{line}: {error}")), abi);
            }
            other => panic!("{line}: {other} begins no step"),
        }
    };
    let actual = if receipt.is_ok() { Outcome::Ok } else { Outcome::Failure };
    assert_eq!(actual, outcome, "{line}: {receipt:?}");
    let result = match abi.function(&receipt.function) {
        Some(entry) if receipt.is_ok() => entry.results_to_json(&receipt.result).expect("the results are those of the entry"),
        _ => String::new(),
    };
    if let Some(name) = keep {
        names.values.insert(name.to_string(), result.trim_matches('"').to_string());
    }
    Done { line: line.to_string(), receipt, result }
}

fn render_block(node: &Node, time: u64, names: &Names, done: Vec<Done>, report: &mut Report) {
    let tables: BTreeMap<Hash, Vec<Table>> =
        names.apps.iter().map(|(_, app)| (app.id, node.tables(&app.id).expect("the app is there"))).collect();
    for Done { line, receipt, result } in done {
        report.receipts.push(receipt.to_bytes());
        let text = &mut report.text;
        let energy = receipt.energy;
        writeln!(text, "{line}").unwrap();
        match &receipt.failure {
            None => writeln!(text, "{}", format!("  ok {result}").trim_end()).unwrap(),
            Some(failure) => {
                let place = failure.position.as_ref().map_or_else(String::new, |at| format!(" at {at}"));
                writeln!(text, "  {} {}: {}{place}", receipt.status.code(), receipt.status, failure.message).unwrap();
            }
        }
        let parts = [("code", energy.code), ("memory", energy.memory), ("data", energy.data), ("host", energy.host)];
        let parts = parts.map(|(kind, used)| format!("{kind} {used}"));
        writeln!(text, "  energy {}: {}", energy.total(), parts.join(", ")).unwrap();
        for event in &receipt.events {
            writeln!(text, "  event {} {} {}", names.app_name(&event.app), event.name, event.fields_json()).unwrap();
        }
        for write in receipt.writes {
            if let Some((account, balance)) = write.balance() {
                writeln!(text, "  funds {account} = {balance}").unwrap();
                continue;
            }
            let app = names.app_name(&write.app);
            let tables = &tables[&write.app];
            match write.value {
                Some((value, expiry)) => {
                    let (key, value) = describe(tables, &StateEntry { key: write.key, value, expiry });
                    writeln!(text, "  write {app} {key} = {value} for {}", duration(expiry - time)).unwrap();
                }
                None => writeln!(text, "  delete {app} {}", describe_key(tables, &write.key)).unwrap(),
            }
        }
    }
    report.text.push('\n');
}

/// The account whose balance is under a key.
fn account_of(key: &[u8]) -> Address {
    Address(key.strip_prefix(b"b").and_then(|account| account.try_into().ok()).expect("the key of a balance"))
}

/// An entry for people: the name of its variable, or map and key, and its value.
fn describe(tables: &[Table], entry: &StateEntry) -> (String, String) {
    let described = tables.iter().find_map(|table| table.describe(entry));
    described.unwrap_or_else(|| panic!("{entry:?} is in no table of {tables:?}"))
}

/// The name of a variable, or map and key, that is no more.
fn describe_key(tables: &[Table], key: &[u8]) -> String {
    let name = tables.iter().find_map(|table| {
        let rest = key.strip_prefix(table.prefix().as_slice())?;
        match &table.key {
            Some(key) => Some(format!("{}[{}]", table.name, key.value_to_json(rest)?)),
            None => rest.is_empty().then(|| table.name.clone()),
        }
    });
    name.unwrap_or_else(|| panic!("{key:?} is in no table of {tables:?}"))
}

fn play_in_memory(folder: &str, engine: Engine) -> Report {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    play(folder, &|| store.clone(), Life::Whole, engine)
}

/// Opens the store that the last node had; where that one has not yet let go of it, this waits.
fn open_sled(path: &Path) -> Arc<dyn Store> {
    Arc::new(SledStore::open(path).expect("the store can be opened"))
}

fn check(folder: &str) {
    let report = play_in_memory(folder, Engine::Threaded);
    insta::with_settings!({omit_expression => true}, {
        insta::assert_snapshot!(format!("scenario__{folder}"), report.text);
    });

    for engine in [Engine::Reference, Engine::Portable] {
        let again = play_in_memory(folder, engine);
        assert!(again == report, "on {engine:?}:\n{}", again.text);
    }
    let dir = tempfile::tempdir().expect("there is room for a store");
    let path = dir.path().join("chain");
    let again = play(folder, &|| open_sled(&path), Life::Block, Engine::Threaded);
    assert!(again == report, "on sled:\n{}", again.text);
}

/// Every script is played, and no snapshot is left of one that is not.
#[test]
fn scripts_and_snapshots_belong_together() {
    let entries = fs::read_dir(corpus("contracts")).expect("the corpus is there");
    let folders = entries.map(|entry| entry.expect("the corpus can be read").path());
    let mut scripts: Vec<String> = folders
        .filter(|path| path.join("scenario.txt").is_file())
        .map(|path| path.file_name().expect("a folder has a name").to_string_lossy().into_owned())
        .map(|name| format!("scenario__{name}"))
        .collect();
    scripts.sort();
    assert_eq!(snapshots("contracts__"), scripts);
}

#[test]
fn token() {
    check("token");
}

#[test]
fn nft() {
    check("nft");
}

#[test]
fn names() {
    check("names");
}

#[test]
fn auction() {
    check("auction");
}

#[test]
fn multisig() {
    check("multisig");
}

#[test]
fn exchange() {
    check("exchange");
}

#[test]
fn crowdfund() {
    check("crowdfund");
}

#[test]
fn times() {
    assert_eq!(milliseconds(""), 0);
    assert_eq!(milliseconds("+2y-341d-1ms"), 2 * 31_558_150_000 - 341 * 86_400_000 - 1);
    assert_eq!(duration(86_400_000 + 61_002), "1d1m1s2ms");
}
