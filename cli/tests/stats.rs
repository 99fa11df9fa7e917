//! `govm run --stats` tells what a run used.

mod support;

use support::{dir, govm};

const PROGRAM: &str = "package main

type node struct{ next *node }

func main() {
\tvar list *node
\tfor range 10 {
\t\tlist = &node{list}
\t}
\tprintln(list.next.next != nil)
}
";

/// The numbers of the line that begins with a word.
fn numbers(text: &str, word: &str) -> Vec<u64> {
    let line = text.lines().find(|line| line.starts_with(word)).unwrap_or_else(|| panic!("no {word} in {text}"));
    line.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect()
}

#[test]
fn a_line_each() {
    let dir = dir(&[("a.go", PROGRAM)]);
    let out = govm(&dir, &["run", "--stats", "a.go"]).output().expect("the command runs");
    let text = String::from_utf8(out.stderr).expect("text");
    assert!(text.starts_with("true\n"), "{text}");
    let energy = numbers(&text, "energy");
    assert_eq!(energy[0], energy[1..].iter().sum::<u64>(), "{text}");
    // Ten nodes of a word each, in the smallest class, after what packages initialise.
    let [objects, bytes] = numbers(&text, "allocations")[..] else { panic!("{text}") };
    assert!(objects >= 10 && bytes >= 160, "{text}");
    assert!(numbers(&text, "instructions")[0] > 50, "{text}");
    assert!(numbers(&text, "peak memory")[0] >= 160, "{text}");
    assert_eq!(numbers(&text, "collections"), [0], "{text}");
}

#[test]
fn all_engines_use_the_same_and_the_reference_counts_instructions() {
    let dir = dir(&[("a.go", PROGRAM)]);
    let run = |engine: &[&str]| {
        let out = govm(&dir, &["run", "--stats"]).args(engine).arg("a.go").output().expect("the command runs");
        String::from_utf8(out.stderr).expect("text")
    };
    let counted = run(&[]);
    assert_eq!(run(&["--engine", "reference"]), counted);
    let rest: String = counted.lines().filter(|line| !line.starts_with("instructions")).map(|line| format!("{line}\n")).collect();
    assert_ne!(rest, counted);
    assert_eq!(run(&["--engine", "portable"]), rest);
    assert_eq!(run(&["--engine", "threaded"]), rest);
}

#[test]
fn at_the_limit_the_kinds_add_up_to_it() {
    let dir = dir(&[("a.go", "package main\n\nfunc main() {\n\tfor {\n\t\t_ = make([]byte, 1000)\n\t}\n}\n")]);
    let out = govm(&dir, &["run", "--stats", "--energy", "12345", "a.go"]).output().expect("the command runs");
    let text = String::from_utf8(out.stderr).expect("text");
    let energy = numbers(&text, "energy");
    assert_eq!((energy[0], energy[1..].iter().sum::<u64>()), (12345, 12345), "{text}");
}
