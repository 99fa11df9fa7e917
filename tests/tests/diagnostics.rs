//! The index of diagnostics in `docs/diagnostics.md` is what the tables of the stages say.
//!
//! `GOVM_UPDATE=1 cargo test -p govm-tests --test diagnostics` writes it anew. That each example yields its code is tested where the
//! table is.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use govm_lexer::CodeInfo;

/// The tables, each with the letter of its codes.
fn tables() -> [(&'static str, char, &'static [&'static CodeInfo]); 4] {
    [
        ("Lexical", 'L', govm_lexer::code::CODES),
        ("Syntax", 'P', govm_parser::code::CODES),
        ("Types", 'T', govm_typeck::CODES),
        ("Policy", 'S', govm_typeck::POLICY_CODES),
    ]
}

/// An example as it can stand on a page: no invisible characters, no line without end.
fn printable(example: &str) -> String {
    let mut text = String::new();
    for line in example.lines() {
        let line: String = line
            .chars()
            .map(|c| {
                if c == '\t' || (!c.is_control() && c != '\u{FEFF}' && c != '\u{A0}') {
                    c.to_string()
                } else {
                    c.escape_unicode().to_string()
                }
            })
            .collect();
        match line.char_indices().nth(100) {
            Some((cut, _)) => writeln!(text, "{}...", &line[..cut]),
            None => writeln!(text, "{line}"),
        }
        .expect("strings take all text");
    }
    text
}

/// The page.
fn page() -> String {
    let mut page = "# Diagnostics\n\nEvery error that GoVM reports for a Go program has a stable code: a letter for the stage and four digits, never renumbered or \
         used again.\nThe message beside it is worded as gc's and may change with it. This page is generated from the tables of the stages.\n"
        .to_owned();
    for (title, _, codes) in tables() {
        write!(page, "\n## {title}\n").expect("strings take all text");
        for info in codes {
            let doc: Vec<&str> = info.doc.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
            write!(page, "\n### {} {}\n\n{}\n", info.id, info.name, doc.join("\n")).expect("strings take all text");
            if !info.example.is_empty() {
                write!(page, "\n```go\n{}```\n", printable(info.example)).expect("strings take all text");
            }
        }
    }
    page
}

#[test]
fn the_page_is_what_the_tables_say() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diagnostics.md");
    let fresh = page();
    if std::env::var_os("GOVM_UPDATE").is_some() {
        std::fs::write(&file, &fresh).expect("the page can be written");
    }
    let text = std::fs::read_to_string(&file).expect("the page is there");
    assert!(text == fresh, "docs/diagnostics.md is stale: GOVM_UPDATE=1 cargo test -p govm-tests --test diagnostics");
}

#[test]
fn codes_are_stable_in_form_and_unique() {
    let mut ids = BTreeSet::new();
    for (title, letter, codes) in tables() {
        let mut last = "";
        for info in codes {
            assert!(info.id.starts_with(letter) && info.id.len() == 5, "{title}: {}", info.id);
            assert!(info.id[1..].bytes().all(|b| b.is_ascii_digit()), "{title}: {}", info.id);
            assert!(last < info.id, "{title}: {} stands after {last}: codes are appended", info.id);
            assert!(!info.doc.trim().is_empty(), "{title}: {} is not explained", info.id);
            assert!(ids.insert(info.id), "{title}: {} is there twice", info.id);
            last = info.id;
        }
    }
}
