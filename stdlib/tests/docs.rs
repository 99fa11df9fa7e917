//! docs/stdlib.md is what the library has: made from its sources and compared. `GOVM_UPDATE=1` writes it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// Why packages leave names out.
const LEFT_OUT: &[(&str, &str)] = &[
    ("context", "there is no clock that could end a context"),
    ("crypto", "keys that sign and decrypt by a source of randomness have no use here"),
    ("crypto/ed25519", "there is no randomness for new keys"),
    ("flag", "there is no command line"),
    ("log", "there is no clock and there are no files"),
    ("math/rand", "without an explicit source results would differ from run to run"),
    ("math/rand/v2", "without an explicit source results would differ from run to run"),
    ("os", "there are no files, processes and environment; what is here is what a program's streams and end need"),
    ("reflect", "functions, channels and new types cannot be made from their descriptions"),
    ("regexp/syntax", "the parser is a native of package regexp, which shows no trees and programs; its errors are here"),
    ("runtime", "there is no machine to look at"),
    ("sync/atomic", "there are no unsafe pointers"),
    ("testing", "there is no clock, and nothing runs in parallel"),
    ("time", "there is no clock, and there are no zones but UTC and fixed ones"),
];

/// What the word before a name declares.
const KEYWORDS: [&str; 4] = ["func ", "type ", "const ", "var "];

fn identifier(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

fn is_exported(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The exported names of a file, methods as Type.Method. The library's files are formatted, so that a declaration begins a line.
fn names(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut in_group = false;
    for line in text.lines() {
        if let Some(member) = line.strip_prefix('\t').filter(|_| in_group) {
            let list = member.split(", ").take_while(|n| is_exported(n)).map(identifier);
            found.extend(list.filter(|n| is_exported(n)).map(str::to_owned));
            continue;
        }
        in_group = line.ends_with(" (") && KEYWORDS.iter().any(|k| line.starts_with(k)) || in_group && !line.starts_with(')');
        let Some(rest) = KEYWORDS.iter().find_map(|k| line.strip_prefix(k)) else { continue };
        if let Some((receiver, rest)) = rest.strip_prefix('(').and_then(|r| r.split_once(") ")) {
            let receiver = receiver.split('[').next().unwrap_or_default();
            let ty = identifier(receiver.rsplit([' ', '*']).next().unwrap_or_default());
            if is_exported(ty) && is_exported(rest) {
                found.insert(format!("{ty}.{}", identifier(rest)));
            }
        } else if is_exported(rest) {
            found.insert(identifier(rest).to_owned());
        }
    }
    found
}

/// The first sentence of a package's comment.
fn summary(files: &[(&str, &str)]) -> String {
    let comment = files.iter().map(|(_, text)| *text).find(|text| text.starts_with("// Package ")).unwrap_or_default();
    let lines: Vec<&str> = comment.lines().map_while(|line| line.strip_prefix("//")).map(str::trim).collect();
    let text = lines.join(" ");
    let sentence = text.split(". ").next().unwrap_or_default().trim_end_matches('.');
    let words: Vec<&str> = sentence.split_whitespace().collect();
    words.get(2..).map(|rest| rest.join(" ")).unwrap_or_default()
}

fn page() -> String {
    let api = include_str!("api.txt");
    let go: BTreeMap<&str, BTreeSet<&str>> =
        api.lines().filter_map(|line| line.split_once(' ')).map(|(path, names)| (path, names.split(' ').collect())).collect();
    let mut text = String::from(
        "# The library\n\nThe packages of the deterministic library, generated from their sources. A package is whole if it has all names that it \
         has in Go 1.24; they do what Go's do, to the byte. What else there is in Go's library does not exist here, and the \
         diagnostic says why.\n\n| package | | names |\n| --- | --- | --- |\n",
    );
    let mut absent = String::new();
    for path in govm_stdlib::package_paths() {
        let files = govm_stdlib::source(path).expect("listed");
        let ours: BTreeSet<String> = files.iter().flat_map(|(_, text)| names(text)).collect();
        let Some(theirs) = go.get(path) else {
            writeln!(text, "| {path} | {} | {}, of GoVM's own |", summary(files), ours.len()).expect("writing to a string");
            continue;
        };
        let missing: Vec<&str> = theirs.iter().copied().filter(|name| !ours.contains(*name)).collect();
        let count = theirs.len() - missing.len();
        let share = if missing.is_empty() { format!("{count}, whole") } else { format!("{count} of {}", theirs.len()) };
        writeln!(text, "| {path} | {} | {share} |", summary(files)).expect("writing to a string");
        if !missing.is_empty() {
            let reason = LEFT_OUT.iter().find(|(p, _)| *p == path).map_or("not in this release", |row| row.1);
            // The methods of a type that is missing go without saying.
            let is_told = |name: &&str| name.split_once('.').is_none_or(|(ty, _)| !missing.contains(&ty));
            let list: Vec<&str> = missing.iter().copied().filter(is_told).collect();
            writeln!(absent, "\n**{path}**: {reason}.\n{}", list.join(", ")).expect("writing to a string");
        }
    }
    format!("{text}\n## What packages leave out\n{absent}")
}

#[test]
fn the_page_about_the_library_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/stdlib.md");
    let page = page();
    if std::env::var_os("GOVM_UPDATE").is_some() {
        std::fs::write(&path, &page).expect("the page can be written");
    }
    let there = std::fs::read_to_string(&path).expect("the page");
    assert!(there == page, "docs/stdlib.md is not what the library has: run with GOVM_UPDATE=1");
}
