//! The programs of `corpus/programs` print what they print under Go, on every engine, for the same energy and memory. Those in
//! `panics/` end with the message that Go ends with.
//!
//! What does not work yet is listed in `known_gaps/programs.txt`, with how it shows. The list must be exact, so it can only shrink
//! by intent; with `UPDATE_GAPS=1` in the environment it is written anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use govm_interp::{Engine, Limits, encode};
use govm_stdlib::Library;
use govm_tests::engines::{compile, compile_with, difference, load, run, run_on_all, run_on_all_collecting, text};
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
            // How often memory was collected and what was on the heap at once differ from the usual; from engine to engine nothing does.
            let often = run_on_all_collecting(&program, "main", Limits::generous(), Some(pace));
            if let Err(wrong) = often.and_then(|often| often.same_but_for_collections(&usual)) {
                different.push(format!("{prefix}{name}: {wrong}"));
            }
        }
    }
    assert_eq!(different, Vec::<String>::new());
}

/// Each string is a native's, and six of them fill the memory.
const GARBAGE_OF_NATIVES: &str = r#"
package main

import "strings"

func main() {
	total := 0
	for i := range 200 {
		s := strings.Repeat("x", 150_000+i)
		total += len(s)
	}
	println(total)
}
"#;

#[test]
fn a_native_that_finds_no_room_is_run_again_after_a_collection() {
    let program = compile("main.go", GARBAGE_OF_NATIVES.as_bytes()).and_then(load).expect("it compiles");
    let roomy = run_on_all(&program, "main", Limits::default()).expect("the same on every engine");
    let tight = run_on_all(&program, "main", Limits { memory: 1 << 20, ..Limits::default() }).expect("the same on every engine");
    assert_eq!((tight.message(), tight.stderr.as_str()), ("", "30019900\n"));
    assert_eq!(tight.energy, roomy.energy);
    let none = run_on_all(&program, "main", Limits { memory: 1 << 17, ..Limits::default() }).expect("the same on every engine");
    assert_eq!(none.message(), "fatal error: out of memory");
}

/// What the commands and the runtime leave out of the library changes nothing: the module of every program is the same with the
/// whole library.
#[test]
fn modules_do_not_depend_on_what_is_left_out_of_the_library() {
    let mut wrong = Vec::new();
    let contracts = ["auction", "crowdfund", "exchange", "multisig", "names", "nft", "snippet", "token"];
    let contracts = contracts.map(|name| corpus("contracts").join(name));
    for folder in [corpus("programs"), corpus("programs/panics")].into_iter().chain(contracts) {
        for name in go_files(&folder) {
            let text = fs::read(folder.join(format!("{name}.go"))).expect("the corpus can be read");
            let part = Library::for_program([text.as_slice()]);
            let [part_of, whole] = [&part, &Library::whole()].map(|library| compile_with(library, &name, &text));
            match (part_of, whole) {
                (Ok(part), Ok(whole)) if encode(&part) == encode(&whole) => {}
                (Err(_), Err(_)) => {}
                (Ok(_), Ok(_)) => wrong.push(format!("{name}: the modules differ")),
                (part, whole) => wrong.push(format!("{name}: {:?} instead of {:?}", part.err(), whole.err())),
            }
            assert!(part.is_enough(), "{name}: a package is missing");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
