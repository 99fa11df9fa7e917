//! The invalid programs of `corpus/invalid`: every error that gc reports for them is reported, at its line and in its words, and
//! no other.
//!
//! A comment `// ERROR "text" "text"` at the end of a line (or `/* ERROR "text" */` in it) names the errors of that line; a text
//! is a part of a message's first line.
//!
//! What does not agree yet is listed in `known_gaps/invalid.txt`. The list must be exact, so it can only shrink by intent; with
//! `UPDATE_GAPS=1` in the environment it is written anew.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use bumpalo::Bump;
use govm_lexer::{Interner, SourceMap};
use govm_typeck::{Config, Importer, Root, check_program};

/// The packages that the programs import, cut down to what they use.
struct Stubs;

impl Importer for Stubs {
    fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        let name = format!("{}.go", path.replace('/', "_"));
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("stubs").join(&name);
        let text = std::fs::read(file).map_err(|_| format!("package {path} is not in std"))?;
        Ok(vec![(format!("{path}/{name}"), text)])
    }
}

/// An error: its line and the first line of its message.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Expected {
    line: u32,
    message: String,
}

/// The annotations of a source.
fn annotations(text: &str) -> Vec<Expected> {
    let mut found = Vec::new();
    for (line, text) in (1u32..).zip(text.lines()) {
        let Some((_, mut rest)) = text.split_once("// ERROR ").or_else(|| text.split_once("/* ERROR ")) else { continue };
        while let Some((message, after)) = quoted(rest) {
            found.push(Expected { line, message });
            rest = after;
        }
    }
    found
}

/// Takes a quoted text with `\"` and `\\` off the front.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut message = String::new();
    let mut chars = text.trim_start().strip_prefix('"')?.chars();
    loop {
        match chars.next()? {
            '"' => return Some((message, chars.as_str())),
            '\\' => message.push(chars.next()?),
            c => message.push(c),
        }
    }
}

/// What is reported for a source.
fn reported(name: &str, text: &str) -> Vec<Expected> {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let mut map = SourceMap::new();
    let root = Root { path: "main".to_owned(), files: vec![(name.to_owned(), text.as_bytes().to_vec())] };
    let (_, diagnostics) =
        check_program(&mut map, &names, &arena, root, &Stubs, &Config { error_limit: 10_000, ..Config::default() });
    let mut found = Vec::new();
    for diagnostic in diagnostics {
        let (line, message) = match map.location(diagnostic.span.lo) {
            Some(at) if at.file == name => (at.line, diagnostic.message),
            _ => (0, diagnostic.line(&map)),
        };
        found.push(Expected { line, message: message.lines().next().unwrap_or_default().to_owned() });
    }
    found
}

/// Where the two differ, a line each.
fn gaps(name: &str, text: &str) -> Vec<String> {
    let expected = annotations(text);
    let mut found = reported(name, text);
    let mut gaps = Vec::new();
    for error in expected {
        match found.iter().position(|f| f.line == error.line && f.message.contains(&error.message)) {
            Some(at) => drop(found.remove(at)),
            None => gaps.push(format!("{name}:{}: missing: {}", error.line, error.message)),
        }
    }
    gaps.extend(found.iter().map(|f| format!("{name}:{}: unexpected: {}", f.line, f.message)));
    gaps
}

/// The programs, sorted: paths below `corpus/invalid`.
fn programs(root: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for folder in ["", "syntax/"] {
        for entry in std::fs::read_dir(root.join(folder)).expect("the corpus is there") {
            let name = entry.expect("the corpus can be read").file_name().into_string().expect("names are text");
            if name.ends_with(".go") {
                names.push(format!("{folder}{name}"));
            }
        }
    }
    names.sort();
    names
}

#[test]
fn errors_are_those_of_gc() {
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = manifest.join("../corpus/invalid");
    let mut actual = String::new();
    for name in programs(&root) {
        let text = std::fs::read_to_string(root.join(&name)).expect("the corpus is text");
        for gap in gaps(&name, &text) {
            writeln!(actual, "{gap}").expect("strings take all text");
        }
    }
    let list = manifest.join("known_gaps/invalid.txt");
    if std::env::var_os("UPDATE_GAPS").is_some() {
        std::fs::write(&list, &actual).expect("the list can be written");
        return;
    }
    let known = std::fs::read_to_string(&list).expect("the list is there");
    let new: Vec<&str> = actual.lines().filter(|gap| !known.lines().any(|k| k == *gap)).collect();
    let closed: Vec<&str> = known.lines().filter(|gap| !actual.lines().any(|a| a == *gap)).collect();
    assert!(new.is_empty(), "differences from gc that are not known:\n{}", new.join("\n"));
    assert!(closed.is_empty(), "closed, to be taken off the list (UPDATE_GAPS=1):\n{}", closed.join("\n"));
}

/// The first line of each program says which rule it is about.
#[test]
fn every_program_says_what_it_is_about() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/invalid");
    for name in programs(&root) {
        let text = std::fs::read_to_string(root.join(&name)).expect("the corpus is text");
        assert!(text.starts_with("// "), "{name} has no opening comment");
        assert!(name.starts_with("valid_") || !annotations(&text).is_empty(), "{name} has no annotation");
    }
}
