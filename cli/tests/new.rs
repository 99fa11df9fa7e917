//! `govm new`, and what its README says to do next; `govm abi` and `govm events`.

mod support;

use std::fs;

use serde_json::Value;
use support::{dir, govm};
use tempfile::TempDir;

fn stdout(dir: &TempDir, args: &[&str]) -> String {
    let run = govm(dir, args).assert().success();
    String::from_utf8(run.get_output().stdout.clone()).expect("text")
}

/// A directory that is a new contract.
fn contract() -> TempDir {
    let dir = dir(&[]);
    govm(&dir, &["new", "tally", "--dir", "."]).assert().success();
    dir
}

#[test]
fn the_readme_of_a_new_contract_is_true() {
    let dir = contract();
    let readme = fs::read_to_string(dir.path().join("README.md")).expect("a README");
    let commands = readme.lines().filter_map(|line| line.strip_prefix("govm "));
    let commands: Vec<Vec<&str>> = commands.map(|line| line.split(' ').collect()).collect();
    assert_eq!(commands.len(), 7);
    let outputs: Vec<String> = commands.iter().map(|args| stdout(&dir, args)).collect();
    assert!(outputs[1].starts_with("ok"), "{}", outputs[1]);
    assert!(outputs[2].contains("func Add(count uint64) (uint64, error)"), "{}", outputs[2]);
    assert!(outputs[5].contains("result   5\n"), "{}", outputs[5]);
    assert!(outputs[6].contains("Added {") && outputs[6].lines().count() == 1, "{}", outputs[6]);
}

#[test]
fn the_stub_has_all_that_the_library_has() {
    let dir = contract();
    for entry in fs::read_dir(dir.path().join("govm")).expect("a directory") {
        let path = entry.expect("a file").path();
        let text = fs::read_to_string(&path).expect("a text");
        if path.extension().is_some_and(|e| e == "go") {
            let without = text.lines().filter(|line| line.starts_with("func ") && !line.ends_with(['{', '}']));
            assert_eq!(without.count(), 0, "{}", path.display());
            assert!(text.starts_with("package govm") || text.contains("\npackage govm"));
        }
    }
    let exported = stdout(&dir, &["doc", "govm"]);
    let stub: String = ["call", "funds", "govm", "state"]
        .map(|file| fs::read_to_string(dir.path().join(format!("govm/{file}.go"))).expect("a file of the stub"))
        .concat();
    for line in exported.lines().filter(|line| line.starts_with("func ") && !line.contains("Host")) {
        assert!(stub.contains(line.split(['{', '\n']).next().unwrap_or_default().trim_end()), "{line}");
    }
}

#[test]
fn names_are_checked_and_nothing_is_overwritten() {
    let dir = dir(&[("full/x.txt", "x")]);
    for name in ["Tally", "9lives", "type", "a-b", "../x", "", "fmt", "main", "x_test"] {
        govm(&dir, &["new", "--", name]).assert().code(1);
    }
    govm(&dir, &["new", "full"]).assert().code(1);
    assert_eq!(fs::read_dir(dir.path()).expect("a directory").count(), 1);
    let made: Value = serde_json::from_str(&stdout(&dir, &["new", "tally", "--json"])).expect("JSON");
    for file in made["files"].as_array().expect("a list") {
        assert!(dir.path().join("tally").join(file.as_str().expect("a name")).is_file(), "{file}");
    }
}

#[test]
fn interfaces_and_events_are_json_too() {
    let dir = contract();
    let abi: Value = serde_json::from_str(&stdout(&dir, &["abi", ".", "--json"])).expect("JSON");
    assert_eq!(abi["events"][0]["name"], "Added");
    govm(&dir, &["abi", "nothing"]).assert().code(1);
    govm(&dir, &["events"]).assert().code(1);

    govm(&dir, &["deploy", ".", "100"]).assert().success();
    assert_eq!(stdout(&dir, &["events"]), "");
    assert_eq!(stdout(&dir, &["abi", "tally", "--json"]), stdout(&dir, &["abi", ".", "--json"]));
    govm(&dir, &["call", "tally", "Add", "5"]).assert().success();
    govm(&dir, &["call", "tally", "Add", "1000"]).assert().code(2);
    // A process that was killed while it wrote.
    let file = dir.path().join("govm-store.events");
    let whole = fs::read_to_string(&file).expect("events");
    fs::write(&file, format!("{whole}{{\"block\":3,\"na")).expect("a file can be written");
    govm(&dir, &["call", "--from", "bob", "tally", "Add", "2"]).assert().success();
    let events = stdout(&dir, &["events", "tally", "--json"]);
    let events: Vec<Value> = events.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let numbers: Vec<_> = events.iter().map(|e| (e["block"].as_u64(), e["fields"]["Total"].as_u64())).collect();
    assert_eq!(numbers, [(Some(2), Some(5)), (Some(4), Some(7))]);
    assert_eq!(stdout(&dir, &["events", "--from", "3", "--to", "4"]).lines().count(), 1);
    assert_eq!(stdout(&dir, &["events", "--name", "Removed"]), "");
}

#[test]
fn funds_come_from_nowhere_and_go_with_calls() {
    let shop = "package shop\n\nimport \"govm\"\n\nfunc Pay() uint64 { return govm.Cost() }\n\nfunc Free() {}\n";
    let dir = dir(&[("shop.go", shop)]);
    govm(&dir, &["deploy", "shop.go"]).assert().success();
    govm(&dir, &["call", "--cost", "5", "shop", "Pay"]).assert().code(2);
    assert!(stdout(&dir, &["fund", "alice", "100"]).ends_with(" has 100\n"));
    assert!(stdout(&dir, &["call", "--cost", "5", "shop", "Pay"]).contains("result   5\n"));
    govm(&dir, &["call", "--cost", "5", "shop", "Free"]).assert().code(2);
    govm(&dir, &["query", "--cost", "5", "shop", "Pay"]).assert().code(1);
    let balance: Value = serde_json::from_str(&stdout(&dir, &["fund", "alice", "--json"])).expect("JSON");
    assert_eq!(balance["balance"], 95);
}
