//! `govm parse`: files and trees, dumps, JSON, and what stands in the way of a file.

use std::fs::{self, File};
use std::process::Stdio;

use snapbox::str;
use tempfile::TempDir;

mod support;

use support::{dir, govm};

const GOOD: &str = "package p\n\nfunc f(a, b int) string {\nL:\n\treturn `\n`\n}\n";
const BAD: &str = "package p\n\nfunc f() { x := }\n";

#[test]
fn a_file() {
    let dir = dir(&[("good.go", GOOD)]);
    govm(&dir, &["parse", "good.go"]).assert().success().stdout_eq("").stderr_eq("");
}

#[test]
fn a_file_with_errors() {
    let dir = dir(&[("bad.go", BAD)]);
    govm(&dir, &["parse", "bad.go"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
bad.go:3:17: syntax error: unexpected }, expected expression

"#]]);
}

/// Labels are not of the syntax: gc's parser takes them, and the check refuses them.
#[test]
fn labels_are_for_check() {
    let dir = dir(&[("good.go", GOOD)]);
    govm(&dir, &["check", "good.go"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
good.go:4:1: label L defined and not used

"#]]);
}

#[test]
fn ten_errors_or_all() {
    let dir = dir(&[("bad.go", &format!("package p\n{}", "var x = 08\n".repeat(12)))]);
    let shown = govm(&dir, &["parse", "bad.go"]).output().expect("the command runs").stderr;
    let shown = String::from_utf8(shown).expect("errors are text");
    assert_eq!(shown.lines().count(), 11);
    assert!(shown.ends_with("bad.go:11:10: invalid digit '8' in octal literal\ntoo many errors\n"));
    let all = govm(&dir, &["parse", "--all", "bad.go"]).output().expect("the command runs").stderr;
    assert_eq!(all.split(|byte| *byte == b'\n').count(), 13);
}

/// A tree with files in directories that other commands pass over, and a file that is none of Go's.
fn tree() -> TempDir {
    dir(&[("t/b.go", BAD), ("t/a/testdata/x_test.go", GOOD), ("t/.hidden/y.go", BAD), ("t/a.go", GOOD), ("t/readme", BAD)])
}

#[test]
fn a_tree() {
    govm(&tree(), &["parse", "t"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
t/.hidden/y.go:3:17: syntax error: unexpected }, expected expression
t/b.go:3:17: syntax error: unexpected }, expected expression
4 files, 166 bytes, [..] MB/s, 2 refused

"#]]);
}

#[cfg(unix)]
#[test]
fn a_tree_with_a_link_to_itself() {
    let dir = tree();
    std::os::unix::fs::symlink(dir.path().join("t"), dir.path().join("t/loop")).expect("links can be made");
    std::os::unix::fs::symlink("nowhere", dir.path().join("t/z.go")).expect("links can be made");
    govm(&dir, &["parse", "t"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
t/.hidden/y.go:3:17: syntax error: unexpected }, expected expression
t/b.go:3:17: syntax error: unexpected }, expected expression
govm: t/z.go: No such file or directory (os error 2)
4 files, 166 bytes, [..] MB/s, 2 refused, 1 not read

"#]]);
}

#[test]
fn dumps() {
    let dir = dir(&[("t/a.go", "package a\n"), ("t/b.go", GOOD)]);
    govm(&dir, &["parse", "--dump", "tokens", "t/a.go"]).assert().success().stderr_eq("").stdout_eq(str![[r#"
1:1 keyword package
1:9 name a
1:10 semicolon newline
2:1 eof

"#]]);
    let summary = str![[r#"
2 files, 64 bytes, [..] MB/s, 0 refused

"#]];
    govm(&dir, &["parse", "--dump", "tree", "t"]).assert().success().stderr_eq(summary).stdout_eq(str![[r#"
file t/a.go
1:9-1:10  package a
file t/b.go
1:9-1:10  package p
3:1-7:2  func f(a, b int) (string)
4:1-6:2    label L
5:2-6:2      return `␊`

"#]]);
}

#[test]
fn json() {
    let dir = dir(&[("a.go", "package a\n"), ("b.go", "package b 1\n")]);
    let args = ["parse", "--json", "--dump", "tokens", "a.go", "b.go", "c.go"];
    let summary = str![[r#"
2 files, 22 bytes, [..] MB/s, 1 refused, 1 not read

"#]];
    govm(&dir, &args).assert().code(1).stderr_eq(summary).stdout_eq(str![[r#"
{"file":"a.go","kind":"source","format":1,"bytes":10,"errors":0}
{"file":"a.go","line":1,"column":1,"offset":0,"end":7,"kind":"keyword","text":"package"}
{"file":"a.go","line":1,"column":9,"offset":8,"end":9,"kind":"name","text":"a"}
{"file":"a.go","line":1,"column":10,"offset":9,"end":10,"kind":"semicolon","text":"newline"}
{"file":"a.go","line":2,"column":1,"offset":10,"end":10,"kind":"eof","text":""}
{"file":"b.go","kind":"source","format":1,"bytes":12,"errors":1}
{"file":"b.go","line":1,"column":11,"offset":10,"end":11,"kind":"error","code":"P0001","name":"UnexpectedToken","message":"syntax error: unexpected literal 1, expected semicolon or newline","labels":[],"notes":[]}
{"file":"b.go","line":1,"column":1,"offset":0,"end":7,"kind":"keyword","text":"package"}
{"file":"b.go","line":1,"column":9,"offset":8,"end":9,"kind":"name","text":"b"}
{"file":"b.go","line":1,"column":11,"offset":10,"end":11,"kind":"int","text":"1"}
{"file":"b.go","line":1,"column":12,"offset":11,"end":12,"kind":"semicolon","text":"newline"}
{"file":"b.go","line":2,"column":1,"offset":12,"end":12,"kind":"eof","text":""}
{"file":"c.go","kind":"failure","format":1,"message":"No such file or directory (os error 2)"}

"#]]);
    govm(&dir, &["parse", "--json", "--dump", "tree", "a.go"]).assert().success().stderr_eq("").stdout_eq(str![[r#"
{"file":"a.go","kind":"source","format":1,"bytes":10,"errors":0}
{"file":"a.go","line":1,"column":1,"offset":0,"end":10,"kind":"File","node":0,"parent":null,"role":"file"}
{"file":"a.go","line":1,"column":9,"offset":8,"end":9,"kind":"Ident","node":1,"parent":0,"role":"package","text":"a"}

"#]]);
}

#[test]
fn output_does_not_depend_on_the_number_of_threads() {
    let names: Vec<String> = (0..300).map(|i| format!("t/{}/{i}.go", i % 7)).collect();
    // Files take different times.
    let texts: Vec<String> = (0..300).map(|i| format!("{}var z = 0{i}\n", GOOD.repeat(i * 7 % 50))).collect();
    let files: Vec<(&str, &str)> = names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let dir = dir(&files);
    for args in [&["parse", "--dump", "tree", "t"][..], &["parse", "--json", "t"]] {
        let run = |jobs: &str| {
            let output = govm(&dir, args).args(["--jobs", jobs]).output().expect("the command runs");
            let err = String::from_utf8(output.stderr).expect("errors are text");
            let errors: Vec<String> = err.lines().filter(|line| !line.contains("MB/s")).map(str::to_owned).collect();
            (output.stdout, errors)
        };
        assert_eq!(run("1"), run("4"));
    }
}

#[test]
fn a_file_that_is_too_large() {
    let dir = dir(&[("b.go", "package b\n")]);
    let file = File::create(dir.path().join("a.go")).expect("a file can be made");
    file.set_len((64 << 20) + 10).expect("a file can be made large");
    govm(&dir, &["parse", "a.go", "b.go"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
a.go:1:1: file too large: at most 67108864 bytes are read
2 files, [..] bytes, [..] MB/s, 1 refused

"#]]);
}

#[test]
fn what_cannot_be_read() {
    let dir = dir(&[("good.go", GOOD)]);
    fs::create_dir(dir.path().join("empty")).expect("a directory can be made");
    govm(&dir, &["parse", "empty", "none.go", "good.go"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: empty: no Go files in this directory
govm: none.go: No such file or directory (os error 2)
1 file, 54 bytes, [..] MB/s, 0 refused, 2 not read

"#]]);
}

/// Whoever reads may stop at any time.
#[test]
fn a_closed_pipe_is_no_error() {
    let dir = dir(&[("good.go", &format!("package p\n{}", "var _ = 1\n".repeat(100_000)))]);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_govm"));
    command.current_dir(dir.path()).args(["parse", "--dump", "tokens", "good.go"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
