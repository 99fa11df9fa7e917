//! Measures the time that a unit of energy buys, for every canonical opcode and every native of the library, at small and large
//! sizes. Prices are set from its table (docs/energy.md).
//!
//! `cargo bench -p govm-tests --bench calibrate -- [--check] [--all] [WORD...]`: rows whose name contains one of the words, else all. It
//! prints what is dear and what is cheap, or with `--all` every row, and with `--check` fails if a row costs more than three times
//! the median time per unit.

#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a report is what this is for")]

mod chain;
mod compile;
#[allow(dead_code, reason = "the table in docs/energy.md is made with the rest")]
mod measure;
mod natives;
mod opcodes;
mod snippets;

use std::collections::BTreeSet;

use govm_interp::{OPS, Op};
use measure::{Job, Row, measure};

/// How many times the median time per unit a row may cost.
const WORST: f64 = 3.0;

/// A row that costs more is measured so often again, and its fastest counts: of so many rows some are always held up.
const AGAIN: usize = 4;

/// Below this part of the median a row is reported as overpriced.
const OVERPRICED: f64 = 0.2;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let has = |flag: &str| args.iter().any(|arg| arg == flag);
    let words: Vec<&str> = args.iter().map(String::as_str).filter(|arg| !arg.starts_with("--")).collect();
    let is_wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));

    let jobs = [opcodes::jobs(), snippets::jobs(), natives::jobs(), chain::jobs()].into_iter().flatten().collect::<Vec<Job>>();
    let covered: BTreeSet<Op> = jobs.iter().flat_map(|job| job.ops.iter().copied()).collect();
    let missing: Vec<&str> = OPS.iter().filter(|row| !covered.contains(&row.op)).map(|row| row.mnemonic).collect();
    let misnamed = natives::misnamed(&jobs);
    let unmeasured: Vec<String> = natives::unmeasured(&jobs).into_iter().map(str::to_owned).chain(chain::unmeasured()).collect();
    println!("opcodes without a row: {missing:?}\nnatives without a row: {unmeasured:?}\nrows of another native: {misnamed:?}\n");
    let is_complete = missing.is_empty() && unmeasured.is_empty() && misnamed.is_empty();
    if !is_complete && has("--check") {
        std::process::exit(1);
    }

    let mut rows: Vec<Row> = jobs.iter().filter(|job| is_wanted(&job.name)).map(measure).collect();
    if rows.is_empty() {
        return;
    }
    for _ in 0..AGAIN {
        let limit = median(&rows) * WORST;
        for (row, job) in rows.iter_mut().zip(jobs.iter().filter(|job| is_wanted(&job.name))) {
            if row.is_bounded && row.ratio() > limit {
                row.ns = row.ns.min(measure(job).ns);
            }
        }
    }
    let worst = report(&mut rows, has("--all"));
    if has("--check") && worst > WORST {
        eprintln!("the worst row costs {worst:.1} times the median; {WORST} are allowed");
        std::process::exit(1);
    }
}

/// The median time per unit of the rows that are bounded.
fn median(rows: &[Row]) -> f64 {
    let mut bounded: Vec<f64> = rows.iter().filter(|row| row.is_bounded).map(Row::ratio).collect();
    bounded.sort_by(f64::total_cmp);
    bounded.get(bounded.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Prints the table, and returns the worst ratio to the median.
fn report(rows: &mut [Row], is_all: bool) -> f64 {
    rows.sort_by(|a, b| b.ratio().total_cmp(&a.ratio()));
    let median = median(rows);
    let bounded = rows.iter().filter(|row| row.is_bounded);
    let (count, worst) = (bounded.clone().count(), bounded.map(Row::ratio).next().unwrap_or(f64::NAN) / median);
    println!("{:<52} {:>10} {:>10} {:>9} {:>6}", "row", "ns", "energy", "ns/energy", "ratio");
    let mut skipped = 0;
    for row in rows.iter() {
        let ratio = row.ratio() / median;
        if !is_all && (OVERPRICED..WORST * 0.7).contains(&ratio) && row.is_bounded {
            skipped += 1;
            continue;
        }
        let note = match ratio {
            _ if !row.is_bounded => "not bounded",
            r if r > WORST => "too cheap",
            r if r < OVERPRICED => "too dear",
            _ => "",
        };
        println!("{:<52} {:>10.1} {:>10.1} {:>9.3} {ratio:>6.2} {note}", row.name, row.ns, row.energy, row.ratio());
    }
    println!("{skipped} rows in between\nmedian {median:.3} ns per unit of {count} rows, worst ratio {worst:.2}");
    worst
}
