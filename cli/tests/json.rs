//! `--json`: every command that has it prints documents that parse, and its errors as `{"error": ...}` with the same exit codes.

use serde_json::Value;

mod support;

use support::{dir, govm};

const COUNTER: &str = r#"package counter

import "govm"

var total = govm.NewVar[uint64]("total")

type Added struct{ N uint64 }

func Add(n uint64) uint64 {
	govm.Emit(Added{n})
	total.Set(total.Get() + n)
	return total.Get()
}

func Total() uint64 { return total.Get() }

func Fail() { panic("no") }

func AllowUpgrade(code govm.Hash) error { return nil }
"#;

const CLASSIC: &str = "package app\n\nfunc run(user, in []byte, cost uint64) {}\n";

/// The documents that a command prints, and its exit code.
fn run(dir: &tempfile::TempDir, command: &str) -> (Vec<Value>, Option<i32>) {
    let args: Vec<&str> = command.split(' ').chain(["--json"]).collect();
    let done = govm(dir, &args).output().expect("the command can be run");
    let out = String::from_utf8(done.stdout).expect("JSON is UTF-8");
    let rows = out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{command}: {e}: {line}")));
    let rows: Vec<Value> = rows.collect();
    assert!(done.stderr.is_empty(), "{command}: {}", String::from_utf8_lossy(&done.stderr));
    assert!(rows.iter().all(Value::is_object), "{command}: {out}");
    (rows, done.status.code())
}

#[test]
fn every_command_prints_documents() {
    let next = COUNTER.replace("func Total", "func Twice() uint64 { return 2 * total.Get() }\n\nfunc Total");
    let dir = dir(&[("counter.go", COUNTER), ("next/counter.go", &next), ("app.go", CLASSIC), ("bad.go", "package p\n\nx\n")]);
    for (command, code, field) in [
        ("new tally", 0, "files"),
        ("check bad.go", 1, "message"),
        ("parse bad.go", 1, "message"),
        ("abi counter.go", 0, "functions"),
        ("deploy counter.go", 0, "status"),
        ("abi counter", 0, "functions"),
        ("fund alice 5", 0, "balance"),
        ("call counter Add 3", 0, "hash"),
        ("call counter Fail", 2, "failure"),
        ("query counter Total", 0, "result"),
        ("events", 0, "fields"),
        ("upgrade counter next", 0, "status"),
        ("query counter Twice", 0, "result"),
        ("state list", 0, "package"),
        ("state list counter", 0, "value"),
        ("state get counter total", 0, "value"),
        ("state proof counter total", 0, "proof"),
        ("state verify", 0, "root"),
        ("state export state.bin", 0, "root"),
        ("state import state.bin --store other.redb", 0, "root"),
        ("pack app.go", 0, "file"),
        ("unpack app.packed", 0, "code"),
        ("chain create 1 --store tree", 0, "block"),
        ("chain list --store tree", 0, "chain"),
        ("chain block 1 --store tree", 0, "block"),
        ("chain show 1 --store tree", 0, "neighbours"),
        ("chain coins 1 alice --store tree", 0, "coins"),
        ("chain send 1 5 bob --store tree", 0, "energy"),
    ] {
        let (rows, exit) = run(&dir, command);
        assert_eq!(exit, Some(code), "{command}: {rows:?}");
        assert!(rows.iter().any(|row| row.get(field).is_some()), "{command}: {rows:?}");
    }
    // An app that tells its neighbours nothing has no log: no line.
    assert_eq!(run(&dir, "log --store tree --chain 1").1, Some(0));
}

#[test]
fn errors_are_documents_too() {
    let dir = dir(&[("counter.go", COUNTER), ("bad.go", "package bad\n\nfunc F() { x }\n"), ("file", "no store")]);
    for command in [
        "new Tally",
        "check nowhere.go",
        "abi nowhere",
        "abi bad.go",
        "deploy bad.go",
        "upgrade nobody counter.go",
        "call nobody Add 3 --store file",
        "query nobody Add 3",
        "fund alice 5 --store file",
        "events --store nowhere",
        "state list --store nowhere",
        "state get nobody total --store nowhere",
        "state export out.bin --store nowhere",
        "state import nowhere.bin",
        "state proof nobody total --store nowhere",
        "state verify nowhere.json",
        "pack nowhere.go",
        "unpack counter.go",
        "chain list --store nowhere",
        "chain run 1 0x0000 --store nowhere",
        "log --store nowhere",
        // Misuse.
        "call",
        "deploy counter.go --energy lots",
        "state nothing",
        "nothing",
    ] {
        let (rows, exit) = run(&dir, command);
        assert_eq!(exit, Some(1), "{command}");
        assert!(matches!(rows.as_slice(), [row] if row["error"].is_string()), "{command}: {rows:?}");
    }
}

#[test]
fn a_refused_source_has_its_diagnostics_beside_the_error() {
    let dir = dir(&[("bad.go", "package bad\n\nfunc F() {\n\tx := 1\n\ty := 2\n}\n")]);
    let (rows, exit) = run(&dir, "deploy bad.go");
    assert_eq!(exit, Some(1));
    assert_eq!(rows[0]["code"], "X0001");
    let diagnostics: Vec<&str> = rows[0]["diagnostics"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    let expected = ["bad.go:4:2: declared and not used: x", "bad.go:5:2: declared and not used: y"];
    assert!(diagnostics.iter().zip(expected).all(|(is, wanted)| is.starts_with(wanted)), "{diagnostics:?}");
}

#[test]
fn what_stands_behind_a_program_is_the_programs() {
    let dir = dir(&[("p.go", "package main\n\nfunc main() { x }\n")]);
    let done = govm(&dir, &["run", "p.go", "--json"]).output().expect("the command can be run");
    assert!(done.stdout.is_empty() && !done.stderr.is_empty());
}
