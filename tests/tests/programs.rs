//! The programs of `corpus/programs` print what they print under Go, on every engine, for the same energy and memory. Those in
//! `panics/` end with the message that Go ends with.
//!
//! What does not work yet is listed in `known_gaps/programs.txt`, with how it shows. The list must be exact, so it can only shrink
//! by intent; with `UPDATE_GAPS=1` in the environment it is written anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use govm_interp::{Engine, Limits};
use govm_tests::engines::{Run, compile, difference, load, run, run_collecting, run_on_all, text};
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
    // In `panics` there is what Go wrote to standard error: the message, then perhaps an empty line and places. What Go tells of
    // signals has addresses.
    let message = |text: &str| {
        let lines = text.lines().take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("[signal"));
        lines.filter(|line| !line.starts_with("exit status")).collect::<Vec<_>>().join("\n")
    };
    let failure = text(&file("stderr").unwrap_or_default());
    let run = match run_on_all(&program, "main", Limits::generous()) {
        Ok(run) => run,
        Err(wrong) => return Some(wrong),
    };
    let (got, want) = (message(run.message()), message(&failure));
    difference("output", &run.stdout, &expected).or_else(|| difference("failure", &got, &want))
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

/// Collections of a run at most, so that the test ends in time: programs that allocate less often collect at each allocation.
const COLLECTIONS_MAX: u64 = 1000;

#[test]
fn nothing_depends_on_when_memory_is_collected() {
    let mut different = vec![];
    for (folder, prefix) in [(corpus("programs"), ""), (corpus("programs/panics"), "panics/")] {
        for name in go_files(&folder) {
            let source = fs::read(folder.join(format!("{name}.go"))).expect("the corpus can be read");
            // What does not compile is a known gap of the test above.
            let Ok(program) = compile(&format!("{name}.go"), &source).and_then(load) else { continue };
            let usual = run(&program, "main", Engine::Threaded, Limits::generous());
            let pace = if usual.memory.objects <= COLLECTIONS_MAX { 0 } else { usual.memory.total / COLLECTIONS_MAX };
            let often = run_collecting(&program, "main", Engine::Threaded, Limits::generous(), Some(pace));
            // How often memory was collected and what was on the heap at once differ; what was ever allocated does not.
            let allocated = |run: &Run| (run.memory.objects, run.memory.total);
            let seen = |run: &Run| (run.stdout.clone(), run.stderr.clone(), run.failure.clone(), run.energy, allocated(run));
            if seen(&often) != seen(&usual) {
                different.push(format!("{prefix}{name}"));
            }
        }
    }
    assert_eq!(different, Vec::<String>::new());
}
