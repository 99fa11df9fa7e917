//! The fuzz targets' properties hold for the seeds and past crashers, for every other file of the corpus, and for what small changes make
//! of them.

use std::fs;
use std::path::{Path, PathBuf};

use govm_tests::corpus;
use govm_tests::properties::{TARGETS, target};

/// Damaged forms of a seed for a target that takes no time.
const CUTS_MAX: usize = 32;

/// All files below a folder, in order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the corpus can be read") {
            let path = entry.expect("the corpus can be read").path();
            match path.is_dir() {
                true => folders.push(path),
                false => found.push(path),
            }
        }
    }
    found.sort();
    found
}

/// Runs a property, and names the file before a failure.
fn check(property: fn(&[u8]), bytes: &[u8], what: &dyn Fn() -> String) {
    if let Err(panic) = std::panic::catch_unwind(|| property(bytes)) {
        let text = panic.downcast_ref::<String>().map_or("a panic", String::as_str);
        panic!("{}: {text}", what());
    }
}

#[test]
fn every_target_has_seeds() {
    for target in TARGETS {
        assert!(files(&corpus("fuzz").join(target.name)).len() > 20, "{} has few seeds", target.name);
    }
}

/// Seeds of one stage are inputs of all.
#[test]
fn the_corpus_has_the_properties() {
    for path in files(&corpus("")) {
        let bytes = fs::read(&path).expect("the corpus can be read");
        // What runs programs has tests of its own for the rest of the corpus.
        let is_seed = path.starts_with(corpus("fuzz"));
        for target in TARGETS.iter().filter(|target| is_seed || target.cuts == CUTS_MAX) {
            check(target.check, &bytes, &|| format!("{} of {}", target.name, path.display()));
        }
    }
}

/// Every seed cut off at each of its bytes, and with each of them left out: what people and editors make of programs.
#[test]
fn seeds_cut_short_have_the_properties() {
    for target in TARGETS {
        for path in files(&corpus("fuzz").join(target.name)) {
            let bytes = fs::read(&path).expect("the corpus can be read");
            let step = bytes.len() / target.cuts + 1;
            for at in (0..bytes.len()).step_by(step) {
                let what = || format!("{} of {} at {at}", target.name, path.display());
                check(target.check, &bytes[..at], &what);
                check(target.check, &[&bytes[..at], &bytes[at + 1..]].concat(), &what);
            }
        }
    }
}

/// Modules with random changes, beyond those that the seeds name: `GOVM_CHANGED=1000000` tries as many, from `GOVM_SEED` on.
#[test]
fn modules_with_random_changes_have_the_property() {
    let number = |variable: &str| std::env::var(variable).ok().and_then(|text| text.parse::<u64>().ok());
    let first = number("GOVM_SEED").unwrap_or(0);
    let bytecode = target("bytecode");
    for seed in first..first + number("GOVM_CHANGED").unwrap_or(300) {
        let mut state = seed;
        let mut next = |n: u64| {
            // SplitMix64.
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = (state ^ seed << 32).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            ((z ^ (z >> 31)) % n) as u8
        };
        let mut bytes = vec![next(256)];
        for _ in 0..=next(3) {
            // Small functions and numbers of registers are what most changes have to hit.
            let wide = if next(8) == 0 { 256 } else { 40 };
            let sign = if next(10) == 0 { 255 } else { 0 };
            bytes.extend([next(wide), 0, next(200), 0, if next(6) == 0 { next(256) } else { next(13) }, next(wide), sign, sign]);
        }
        check(bytecode.check, &bytes, &|| format!("seed {seed}, {bytes:?}"));
    }
}
