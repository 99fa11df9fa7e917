//! The programs of `corpus/programs` print what they print under Go, on every engine, for the same energy and memory. Those in
//! `panics/` end with the message that Go ends with.
//!
//! What does not work yet is listed in `known_gaps/programs.txt`, with how it shows. The list must be exact, so it can only shrink
//! by intent; with `UPDATE_GAPS=1` in the environment it is written anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use govm_interp::Limits;
use govm_tests::engines::{compile, difference, load, run_on_all, text};
use govm_tests::{corpus, go_files};

/// What is wrong with a program, if anything is.
fn gap(folder: &Path, name: &str) -> Option<String> {
    let file = |extension: &str| fs::read(folder.join(format!("{name}.{extension}")));
    let module = compile(&format!("{name}.go"), &file("go").expect("the corpus can be read"));
    let program = match module.and_then(load) {
        Ok(program) => program,
        Err(error) => return Some(error),
    };
    let expected = text(&file("expected").expect("a program has its output beside it"));
    // In `panics` there is what Go wrote to standard error; its first line is the message, the rest are places.
    let failure = text(&file("stderr").unwrap_or_default());
    let run = match run_on_all(&program, "main", Limits::generous()) {
        Ok(run) => run,
        Err(wrong) => return Some(wrong),
    };
    let (got, want) = (run.message().lines().next().unwrap_or_default(), failure.lines().next().unwrap_or_default());
    difference("output", &run.stdout, &expected).or_else(|| difference("failure", got, want))
}

#[test]
fn programs_do_what_they_do_under_go() {
    let mut actual = String::new();
    for (folder, prefix) in [(corpus("programs"), ""), (corpus("programs/panics"), "panics/")] {
        for name in go_files(&folder) {
            if let Some(gap) = gap(&folder, &name) {
                writeln!(actual, "{prefix}{name}.go: {}", gap.lines().next().unwrap_or_default()).expect("strings take all text");
            }
        }
    }
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("known_gaps/programs.txt");
    if std::env::var_os("UPDATE_GAPS").is_some() {
        fs::write(&list, &actual).expect("the list can be written");
        return;
    }
    let known = fs::read_to_string(&list).expect("the list is there");
    let new: Vec<&str> = actual.lines().filter(|gap| !known.lines().any(|k| k == *gap)).collect();
    let closed: Vec<&str> = known.lines().filter(|gap| !actual.lines().any(|a| a == *gap)).collect();
    assert!(new.is_empty(), "programs that fail and are not known to:\n{}", new.join("\n"));
    assert!(closed.is_empty(), "closed, to be taken off the list (UPDATE_GAPS=1):\n{}", closed.join("\n"));
}
