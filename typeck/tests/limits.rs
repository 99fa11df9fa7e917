//! The tables of `docs/limits.md` that are about the front end are what the code says.
//!
//! `GOVM_UPDATE=1 cargo test -p govm-typeck --test limits` writes the page anew.

use std::fmt::Write as _;
use std::path::Path;

use govm_typeck::Limit;

/// What follows these tables on the page, which a test of the runtime has.
const REST: &str = "\n## Machine\n";

/// The limits of each stage of the front end.
fn stages() -> [(&'static str, Vec<Limit>); 4] {
    let limit = |name, value: usize, doc| Limit { name, value: value as u64, doc };
    let lexer = vec![
        limit("FILE_SIZE_MAX", govm_lexer::FILE_SIZE_MAX, "Bytes of a file."),
        limit("SOURCES_SIZE_MAX", govm_lexer::SOURCES_SIZE_MAX, "Bytes of all files of a program."),
        limit("DIAGNOSTICS_MAX", govm_lexer::DIAGNOSTICS_MAX, "Errors of a file that the lexer and the parser report."),
    ];
    let parser = vec![limit(
        "NESTING_MAX",
        govm_parser::NESTING_MAX as usize,
        "Levels of expressions, types and statements within each other. Chains of binary operators and of `else if` are no levels.",
    )];
    let constants = vec![
        limit("SHIFT_COUNT_MAX", govm_typeck::SHIFT_COUNT_MAX as usize, "Count of a constant shift, as in gc."),
        limit("STRING_LEN_MAX", govm_typeck::STRING_LEN_MAX, "Bytes of a constant string that is made by concatenation."),
    ];
    [("Lexer", lexer), ("Parser", parser), ("Constants", constants), ("Checker", govm_typeck::LIMITS.to_vec())]
}

fn page() -> String {
    let mut page = "# Limits\n\nSources come from strangers, and no energy is paid for compiling them: these limits are what bounds the time, the memory and the native\n\
         stack that it takes to find out whether a source is right. What exceeds one is refused with a diagnostic. No program that people\n\
         write comes near them. The number of errors that are reported is `Config::error_limit`, by default 10.\n\n\
         The values are the defaults; where a field of `govm_typeck::Config` is named, it sets another. All nodes of a network must use the same\n\
         values: what one refuses to deploy, all must refuse. Machine, library and chains have theirs too, further down. This page is\n\
         generated from the code.\n"
        .to_owned();
    for (title, limits) in stages() {
        write!(page, "\n## {title}\n\n| limit | value | of what |\n| --- | ---: | --- |\n").unwrap();
        for Limit { name, value, doc } in limits {
            writeln!(page, "| `{name}` | {value} | {} |", doc.trim()).unwrap();
        }
    }
    page
}

#[test]
fn the_page_is_what_the_code_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/limits.md");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let fresh = format!("{}{}", page(), text.find(REST).map_or("", |at| &text[at..]));
    if std::env::var_os("GOVM_UPDATE").is_some() {
        std::fs::write(&path, &fresh).unwrap();
        return;
    }
    assert!(text == fresh, "docs/limits.md is stale: GOVM_UPDATE=1 cargo test -p govm-typeck --test limits");
}
