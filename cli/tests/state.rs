//! `govm state`: what is in a store, its proofs, and how it gets into another.

use std::fs;

use snapbox::str;
use tempfile::TempDir;

mod support;

use support::{dir, govm};

const NOTES: &str = r#"package notes

import "govm"

var (
	count = govm.NewVar[uint64]("count")
	notes = govm.NewMap[string, string]("notes")
)

func Add(name, text string) {
	notes.Set(name, text)
	count.Set(count.Get() + 1)
}
"#;

/// A directory with a store of three entries.
fn noted() -> TempDir {
    let dir = dir(&[("notes.go", NOTES)]);
    govm(&dir, &["deploy", "--store", "store", "notes.go"]).assert().success();
    govm(&dir, &["call", "--store", "store", "notes", "Add", "a", "first"]).assert().success();
    govm(&dir, &["call", "--store", "store", "notes", "Add", "b", "second"]).assert().success();
    dir
}

#[test]
fn entries_by_name_and_by_prefix() {
    let dir = noted();
    let state = |args: &[&str]| govm(&dir, &[&["state"], args, &["--store", "store"]].concat()).assert();
    state(&["list", "notes"]).success().stdout_eq(str![[r#"
notes["a"] = "first"
notes["b"] = "second"
count = 2

"#]]);
    state(&["list", "notes", "--prefix", "count"]).success().stdout_eq("count = 2\n");
    state(&["get", "notes", "count"]).success().stdout_eq("2\n");
    state(&["get", "notes", "notes[b]"]).success().stdout_eq("\"second\"\n");
    state(&["get", "notes", r#"notes["b"]"#, "--json"]).success().stdout_eq(str![[r#"
{"key":"notes[/"b/"]","until":[..],"value":"second"}

"#]]);
    state(&["get", "notes", "0x7605636f756e74"]).success().stdout_eq("2\n");
    let failed = |key: &str, message: &str| {
        state(&["get", "notes", key]).code(1).stdout_eq("").stderr_eq(format!("govm: {message}\n"));
    };
    failed("notes[c]", "no entry notes[c]");
    failed("notes[1]", "cannot use 1 as string value in key of notes [X0004]");
    failed("notes[c", "invalid key notes[c: expected ] at its end");
    failed("notes", "the app has no variable notes");
    failed("count[1]", "the app has no map count");
    failed("0x7", "invalid bytes 0x7: expected 0x and pairs of digits");
}

#[test]
fn proofs_pass_without_a_store_and_lies_do_not() {
    let dir = noted();
    let proof = |key: &str| {
        let done = govm(&dir, &["state", "proof", "--store", "store", "--json", "notes", key]).assert().success();
        String::from_utf8(done.get_output().stdout.clone()).expect("JSON")
    };
    let verify = |proof: &str, more: &[&str]| {
        fs::write(dir.path().join("proof.json"), proof).expect("a file can be written");
        govm(&dir, &[&["state", "verify", "proof.json"], more].concat()).assert()
    };
    let (there, absent) = (proof("notes[a]"), proof("notes[c]"));
    let doubt = "that root is what the proof says: compare it with one that you trust, or give that with --root\n";
    verify(&there, &[]).success().stdout_eq(format!("present in the state with the root 0x[..]\n{doubt}"));
    verify(&absent, &[]).success().stdout_eq(format!("absent in the state with the root 0x[..]\n{doubt}"));
    verify(&there, &["--json"]).success().stdout_eq("{\"proves\":\"present\",\"root\":\"0x[..]\",\"trusted\":false}\n");
    let said: serde_json::Value = serde_json::from_str(&there).expect("JSON");
    let root = said["root"].as_str().expect("a root");
    verify(&there, &["--root", root]).success().stdout_eq(format!("present in the state with the root {root}\n"));
    let mismatch = "govm: the proof does not lead to the root\n";
    // "first" and "fifst"
    let lie = there.replace("6669727374", "6669667374");
    assert_ne!(lie, there);
    verify(&lie, &[]).code(1).stdout_eq("").stderr_eq(mismatch);
    verify(&there, &["--root", &"11".repeat(32)]).code(1).stderr_eq(mismatch);
    verify("{}", &[]).code(1).stderr_eq("govm: the proof has no root\n");
    verify("", &[]).code(1).stderr_eq("govm: proof.json: EOF while parsing a value at line 1 column 0\n");
    let cut = there.replace("\"proof\":\"0x01", "\"proof\":\"0x02");
    verify(&cut, &[]).code(1).stderr_eq("govm: the bytes are no proof\n");
    govm(&dir, &["state", "verify", "--store", "store"]).assert().success().stdout_eq("the state has the root 0x[..]\n");
}

#[test]
fn a_state_moves_to_a_store_of_another_kind() {
    let dir = noted();
    let run = |args: &[&str]| govm(&dir, &[&["state"], args].concat()).assert();
    run(&["export", "--store", "store", "state.bin"]).success().stdout_eq("exported the state after block 3, root 0x[..]\n");
    run(&["import", "--store", "new.redb", "--json", "state.bin"])
        .success()
        .stdout_eq("{\"block\":3,\"root\":\"0x[..]\",\"time\":1600000002000}\n");
    run(&["export", "--store", "new.redb", "again.bin"]).success();
    #[cfg(unix)]
    {
        let link = dir.path().join("link.bin");
        std::os::unix::fs::symlink("again.bin", &link).expect("a link can be made");
        run(&["export", "--store", "new.redb", "link.bin"]).success();
        assert!(link.is_symlink());
    }
    let read = |name: &str| fs::read(dir.path().join(name)).expect("a file");
    assert_eq!(read("state.bin"), read("again.bin"));
    govm(&dir, &["call", "--store", "new.redb", "notes", "Add", "c", "third"]).assert().success();
    run(&["get", "--store", "new.redb", "notes", "count"]).success().stdout_eq("3\n");

    run(&["import", "--store", "new.redb", "state.bin"]).code(1).stderr_eq("govm: the store is not empty\n");
    let mut damaged = read("state.bin");
    damaged[200] ^= 1;
    fs::write(dir.path().join("damaged.bin"), damaged).expect("a file can be written");
    run(&["import", "--store", "other.redb", "damaged.bin"]).code(1).stderr_eq("govm: not an exported state: [..]\n");
    run(&["import", "--store", "other.redb", "state.bin"]).success();
}
