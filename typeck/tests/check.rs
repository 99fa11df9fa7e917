//! The errors of small packages: `// ERROR "words"` at the end of a line asks for an error on that line with these words in its
//! message, and there are no others.

use std::collections::BTreeMap;
use std::path::Path;

use bumpalo::Bump;
use govm_lexer::{Interner, SourceMap};
use govm_typeck::{Config, Importer, Root, check_program};

struct Library;

impl Importer for Library {
    fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        let text = match path {
            "fmt" => "package fmt\nfunc Println(args ...any) {}\n",
            "errors" => "package errors\nfunc hidden() {}\nfunc New(text string) error { return nil }\n",
            "strconv" => "package strconv\nfunc Itoa(i int) string { return \"\" }\n",
            _ => return Err(format!("package {path} is not in std")),
        };
        Ok(vec![(format!("{path}/{path}.go"), text.as_bytes().to_vec())])
    }
}

/// The errors of a package of one file, by line.
fn errors(name: &str, text: &str) -> BTreeMap<u32, Vec<String>> {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let mut map = SourceMap::new();
    let root = Root { path: "p".to_string(), files: vec![(name.to_string(), text.as_bytes().to_vec())] };
    let (_, diagnostics) =
        check_program(&mut map, &names, &arena, root, &Library, &Config { error_limit: 1000, ..Config::default() });
    let mut lines: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let line = map.location(diagnostic.span.lo).map_or(0, |at| at.line);
        lines.entry(line).or_default().push(diagnostic.message.replace('\n', "\\n").replace('\t', "\\t"));
    }
    lines
}

fn check(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    let mut found = errors(file, &text);
    let mut problems = Vec::new();
    for (line, text) in (1u32..).zip(text.lines()) {
        let Some((_, want)) = text.split_once("// ERROR \"") else { continue };
        let want = want.strip_suffix('"').unwrap();
        let messages = found.entry(line).or_default();
        match messages.iter().position(|message| message.contains(want)) {
            Some(index) => drop(messages.remove(index)),
            None => problems.push(format!("{file}:{line}: missing: {want}")),
        }
    }
    for (line, messages) in found {
        problems.extend(messages.iter().map(|message| format!("{file}:{line}: found: {message}")));
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn declarations() {
    check("declarations.go");
}

#[test]
fn cycles() {
    check("cycles.go");
}

#[test]
fn generics() {
    check("generics.go");
}

#[test]
fn constants() {
    check("constants.go");
}

#[test]
fn assignments() {
    check("assignments.go");
}

#[test]
fn calls() {
    check("calls.go");
}

#[test]
fn statements() {
    check("statements.go");
}

#[test]
fn literals() {
    check("literals.go");
}

/// Every example of the table of codes yields its code and no other.
#[test]
fn examples_of_codes() {
    let mut problems = Vec::new();
    for info in govm_typeck::CODES.iter().filter(|info| !info.example.is_empty()) {
        let arena = Bump::new();
        let names = Interner::new(&arena);
        let mut map = SourceMap::new();
        let files = vec![("example.go".to_string(), info.example.as_bytes().to_vec())];
        let root = Root { path: "p".to_string(), files };
        let config = Config::default();
        let (_, diagnostics) = check_program(&mut map, &names, &arena, root, &Library, &config);
        if diagnostics.is_empty() || diagnostics.iter().any(|d| d.code != *info) {
            let found: Vec<String> = diagnostics.iter().map(|d| format!("{}: {}", d.code.name, d.message)).collect();
            problems.push(format!("{}: {found:?}", info.name));
        }
    }
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}
