//! The table of what natives cost, in docs/energy.md: energy of the calls that the bench of prices measures.

#![allow(dead_code, reason = "the bench uses the rest of its modules")]

#[path = "../benches/calibrate/chain.rs"]
mod chain;
#[path = "../benches/calibrate/compile.rs"]
mod compile;
#[path = "../benches/calibrate/measure.rs"]
mod measure;
#[path = "../benches/calibrate/natives.rs"]
mod natives;

use std::fmt::Write as _;

use measure::{Job, energy};

/// Sizes beyond are left to the bench: they cost as their predecessors tell.
const SIZE_MAX: u64 = 5000;

/// Natives that look through all types of the program.
const BY_TYPES: &[&str] = &["reflect.find", "reflect.methodOf"];

fn jobs() -> Vec<Job> {
    natives::jobs().into_iter().chain(chain::jobs()).collect()
}

#[test]
fn every_native_has_a_row() {
    let jobs = jobs();
    assert_eq!(natives::unmeasured(&jobs), Vec::<&str>::new());
    assert_eq!(chain::unmeasured(), Vec::<String>::new());
    assert_eq!(natives::misnamed(&jobs), Vec::<&str>::new());
}

/// The table: what differs in nothing but the sizes is one row, and rows that say the same are one.
fn table() -> String {
    let mut rows: Vec<(String, String, String)> = vec![];
    for job in jobs().iter().filter(|job| job.size <= SIZE_MAX) {
        let price = energy(job);
        let of_size = if BY_TYPES.contains(&job.native.as_str()) {
            "by the types of the program".to_owned()
        } else if job.sizes == 1 {
            price.to_string()
        } else {
            format!("{}: {price}", job.size)
        };
        match rows.last_mut() {
            Some(last) if last.0 == job.native && last.1 == job.what => {
                write!(last.2, ", {of_size}").expect("strings take all text")
            }
            _ => rows.push((job.native.clone(), job.what.clone(), of_size)),
        }
    }
    rows.sort();
    rows.dedup_by(|next, row| next.0 == row.0 && next.2 == row.2);
    let mut text = "| native | energy, by size | a round |\n| --- | --- | --- |\n".to_owned();
    for (native, what, price) in rows {
        writeln!(text, "| {native} | {price} | `{}` |", what.replace('|', "\\|")).expect("strings take all text");
    }
    text
}

#[test]
fn docs_list_what_natives_cost() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/energy.md");
    let text = std::fs::read_to_string(path).expect("docs/energy.md");
    let (start, rest) = text.split_once("<!-- natives -->").expect("the table's mark");
    let (_, tail) = rest.split_once("<!-- end -->").expect("the table's end");
    let fresh = format!("{start}<!-- natives -->\n\n{}\n<!-- end -->{tail}", table());
    if std::env::var_os("GOVM_UPDATE").is_some() {
        std::fs::write(path, &fresh).expect("docs can be written");
    } else {
        assert!(text == fresh, "docs/energy.md is stale: GOVM_UPDATE=1 cargo test -p govm-tests --test prices");
    }
}
