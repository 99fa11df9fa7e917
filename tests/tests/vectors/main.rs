//! What the original GoVM did, row by row: the files of `tests/vectors`, or of the directory that `GOVM_VECTORS` names.
//!
//! Each row is reported by its name. Rows that cannot hold stand in `known_gaps/vectors.txt`, each with the reason; the list must be
//! exact. `cargo test -p govm-tests vectors` runs all of them, `cargo test -p govm-tests --test vectors -- TEXT` those whose names
//! have TEXT.

#![expect(clippy::print_stdout, reason = "this is the test's report")]

mod apps;
mod encode;
mod plain;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::Value;

/// The outcome of a row: what is wrong with it.
type Outcome = Result<(), String>;

/// The rows as they come in.
struct Report {
    directory: PathBuf,
    filter: Option<String>,
    gaps: Vec<(String, String)>,
    passed: usize,
    known: usize,
    wrong: Vec<String>,
}

impl Report {
    /// A file of the directory.
    fn file(&self, name: &str) -> Value {
        let path = self.directory.join(name);
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    fn row(&mut self, file: &str, name: &str, outcome: Outcome) {
        let full = format!("vectors/{file}: {}", name.replace('\n', " "));
        if self.filter.as_ref().is_some_and(|filter| !full.contains(filter)) {
            return;
        }
        let gap = self.gaps.iter().find(|(known, _)| *known == full);
        match (outcome, gap) {
            (Ok(()), None) => {
                self.passed += 1;
                println!("test {full} ... ok");
            }
            (Ok(()), Some(_)) => {
                println!("test {full} ... ok, though it is listed");
                self.wrong.push(format!("{full}: holds, and is to be taken off the list"));
            }
            (Err(_), Some((_, reason))) => {
                self.known += 1;
                println!("test {full} ... known: {reason}");
            }
            (Err(what), None) => {
                println!("test {full} ... FAILED: {what}");
                self.wrong.push(format!("{full}: {what}"));
            }
        }
    }
}

/// Rows of an array in a file.
fn rows<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn text<'v>(row: &'v Value, name: &str) -> &'v str {
    row[name].as_str().unwrap_or_default()
}

/// A number, written as one or as a string.
fn number(value: &Value) -> u64 {
    value.as_u64().or_else(|| value.as_str()?.parse().ok()).unwrap_or_else(|| panic!("{value} is not a number"))
}

fn bytes(row: &Value, name: &str) -> Vec<u8> {
    unhex(text(row, name))
}

fn unhex(digits: &str) -> Vec<u8> {
    let pair = |i: usize| u8::from_str_radix(&digits[i..i + 2], 16).unwrap_or_else(|_| panic!("{digits} is not hexadecimal"));
    (0..digits.len() / 2).map(|i| pair(2 * i)).collect()
}

fn hex(bytes: &[u8]) -> String {
    govm_runtime::hex(bytes)[2..].to_string()
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, actual: T, expected: T) -> Outcome {
    if actual == expected { Ok(()) } else { Err(format!("{what}: {actual:?}, expected {expected:?}")) }
}

fn main() -> ExitCode {
    let filter = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    if std::env::args().any(|arg| arg == "--list") {
        println!("vectors: test");
        return ExitCode::SUCCESS;
    }
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Cargo runs tests in the package; whoever names a directory does so from the workspace.
    let named = std::env::var_os("GOVM_VECTORS").map(|named| here.join("..").join(named));
    let directory = named.unwrap_or_else(|| here.join("vectors"));
    let gaps = fs::read_to_string(here.join("known_gaps/vectors.txt")).expect("the list is there");
    let gaps = gaps.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" -- "));
    let gaps = gaps.map(|(name, reason)| (name.to_string(), reason.to_string())).collect();
    let mut report = Report { directory, filter, gaps, passed: 0, known: 0, wrong: Vec::new() };
    // Source nests as deep as the parser lets it, and debug builds take much stack for that.
    std::thread::scope(|scope| {
        let run = || {
            plain::run(&mut report);
            apps::run(&mut report);
            encode::run(&mut report);
        };
        let thread = std::thread::Builder::new().stack_size(256 << 20).spawn_scoped(scope, run).expect("a thread starts");
        thread.join().expect("no row panics");
    });
    println!("\n{} rows hold, {} are known not to", report.passed, report.known);
    if report.wrong.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("{} rows do not:\n{}", report.wrong.len(), report.wrong.join("\n"));
    ExitCode::FAILURE
}
