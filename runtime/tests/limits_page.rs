//! The part of `docs/limits.md` that is about machine, library and chains is what the code says.
//!
//! `GOVM_UPDATE=1 cargo test -p govm-runtime --test limits_page` writes it anew.

use std::fmt::{Debug, Write as _};
use std::path::Path;

use govm_runtime::{ClassicConfig, Limits};

/// What this part of the page begins with; another test has the rest.
const START: &str = "\n## Machine\n";

/// Constants: a file, and the names of those in it that are limits.
type Constants = &'static [(&'static str, &'static [&'static str])];

const MACHINE: Constants = &[
    ("interp/src/lower/mod.rs", &["FUNCS_MAX", "REGS_MAX"]),
    ("interp/src/lower/types.rs", &["TYPES_MAX"]),
    ("interp/src/lower/chan.rs", &["CASES_MAX"]),
    ("interp/src/layout.rs", &["TYPE_SIZE_MAX", "DEPTH_MAX"]),
    ("interp/src/verify.rs", &["CODE_MAX", "CODE_TOTAL_MAX"]),
    ("interp/src/heap/data.rs", &["DATA_MAX"]),
    ("interp/src/heap/mod.rs", &["MEMORY_LIMIT_MAX"]),
    ("interp/src/energy.rs", &["ENERGY_LIMIT_MAX"]),
];

const LIBRARY: Constants = &[
    ("stdlib/src/native/mod.rs", &["TEXT_MAX"]),
    ("stdlib/src/format/spec.rs", &["NUMBER_MAX"]),
    ("stdlib/src/format/printer.rs", &["DEPTH_MAX"]),
    ("stdlib/src/native/big.rs", &["WORDS_MAX"]),
    ("stdlib/src/native/json.rs", &["DEPTH_MAX"]),
    ("stdlib/src/native/math.rs", &["ORDER_MAX"]),
    ("stdlib/src/regex/parse.rs", &["HEIGHT_MAX", "REPEAT_MAX"]),
    ("stdlib/src/regex/compile.rs", &["SIZE_MAX"]),
    ("stdlib/src/native/regexp.rs", &["NOTES_MAX"]),
];

const RUNTIME: Constants = &[
    ("runtime/src/marshal.rs", &["DEPTH_MAX", "BYTES_MAX"]),
    ("runtime/src/abi/mod.rs", &["TYPE_DEPTH_MAX", "VALUES_MAX"]),
    ("runtime/src/abi/extract.rs", &["TYPE_NODES_MAX"]),
    ("runtime/src/call.rs", &["KEPT_SHARE"]),
    ("runtime/src/upgrade.rs", &["PAIRS_MAX"]),
    ("runtime/src/tree/proof.rs", &["LEVELS_MAX"]),
    ("runtime/src/transfer.rs", &["PART_MAX"]),
];

const CLASSIC: Constants = &[
    ("runtime/src/classic/energy.rs", &["INITIAL_ENERGY"]),
    ("runtime/src/classic/packed.rs", &["CODE_MAX"]),
    ("runtime/src/classic/process.rs", &["TRANSACTION_BYTES_MAX"]),
    ("runtime/src/classic/tables.rs", &["TABLE_MAX"]),
];

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The documentation above a line of a source, in one line.
fn doc_above(lines: &[&str], at: usize) -> String {
    let is_doc = |line: &&&str| line.trim_start().starts_with("///");
    let mut doc: Vec<&str> = lines[..at].iter().rev().take_while(is_doc).map(|line| line.trim_start()[3..].trim()).collect();
    doc.reverse();
    doc.join(" ")
}

/// A number as the constants are written: `64`, `10_000`, `16 << 20`, `(1 << 32) - (1 << 20)`.
fn number(text: &str) -> Option<u64> {
    if let Some((a, b)) = text.split_once(") - (") {
        return Some(number(a.strip_prefix('(')?)? - number(b.strip_suffix(')')?)?);
    }
    match text.split_once(" << ") {
        Some((a, b)) => Some(number(a)? << number(b)?),
        None => text.replace('_', "").parse().ok(),
    }
}

fn constant(path: &str, name: &str) -> (u64, String) {
    let text = read(path);
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.contains(&format!("const {name}: "))).unwrap_or_else(|| panic!("{path}: {name}"));
    let value = lines[at].split_once(" = ").and_then(|(_, value)| number(value.trim_end_matches(';')));
    (value.unwrap_or_else(|| panic!("{}", lines[at])), doc_above(&lines, at))
}

/// The fields of a struct that are numbers, in order, with what is said of them where it is declared.
fn fields(path: &str, value: &impl Debug) -> Vec<(String, u64, String)> {
    let printed = format!("{value:#?}");
    let mut lines = printed.lines();
    let name = lines.next().unwrap().trim_end_matches(" {");
    let text = read(path);
    let declared: Vec<&str> = text.lines().skip_while(|line| !line.starts_with(&format!("pub struct {name} {{"))).collect();
    let field = |line: &str| {
        let (name, value) = line.trim().trim_end_matches(',').split_once(": ")?;
        let at = declared.iter().position(|line| line.trim_start().starts_with(&format!("pub {name}: ")))?;
        Some((name.to_string(), value.parse().ok()?, doc_above(&declared, at)))
    };
    lines.filter_map(field).collect()
}

fn part() -> String {
    let mut part = String::new();
    let mut table = |title: &str, intro: &str, constants: Constants, fields: Vec<(String, u64, String)>| {
        write!(part, "\n## {title}\n\n{intro}\n\n| limit | value | of what |\n| --- | ---: | --- |\n").unwrap();
        for (name, value, doc) in fields {
            writeln!(part, "| `{name}` | {value} | {doc} |").unwrap();
        }
        for (path, names) in constants {
            let module = path.trim_end_matches(".rs").replace("/src/", "/").replace("/mod", "");
            for name in *names {
                let (value, doc) = constant(path, name);
                assert!(!doc.is_empty(), "{path}: {name} says nothing");
                writeln!(part, "| `{name}` ({module}) | {value} | {doc} |").unwrap();
            }
        }
    };
    let intro = "What a compiled program may be, and what any configuration may give it. A source beyond these is refused, and so is bytecode.";
    table("Machine", intro, MACHINE, Vec::new());
    let intro = "A call of the library beyond these fails as it would on too little memory, or yields the error that its package has for it.";
    table("Library", intro, LIBRARY, Vec::new());
    let intro = "The fields of `govm_runtime::Limits`, part of a chain's configuration, with the usual values. A call that exceeds one fails, and\n\
                 its receipt says so: status 5 for memory and stack, 10 for nested calls, 13 for the others. A source that does is refused, a life\n\
                 shortened, a text cut, and what is not swept now is swept later.";
    table("Chains", intro, &[], fields("runtime/src/config.rs", &Limits::new()));
    let intro = "The same for every chain: they are part of what canonical bytes, receipts and exports are.";
    table("State and types", intro, RUNTIME, Vec::new());
    let intro = "The fields of `govm_runtime::ClassicConfig` that are limits, with the usual values, and what is the same for every classic chain.";
    table("Classic chains", intro, CLASSIC, fields("runtime/src/classic/node.rs", &ClassicConfig::new()));
    part
}

#[test]
fn the_page_is_what_the_code_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/limits.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let first = &text[..text.find(START).unwrap_or(text.len())];
    let fresh = format!("{first}{}", part());
    if std::env::var_os("GOVM_UPDATE").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    } else {
        assert!(text == fresh, "docs/limits.md is stale: GOVM_UPDATE=1 cargo test -p govm-runtime --test limits_page");
    }
}

/// A field that is not found where it is declared would be left out.
#[test]
fn every_field_is_on_the_page() {
    let page = part();
    for field in format!("{:#?}", Limits::new()).lines().filter_map(|line| line.trim().split_once(": ")) {
        assert!(page.contains(&format!("| `{}` | {} |", field.0, field.1.trim_end_matches(','))), "{field:?}");
    }
}
