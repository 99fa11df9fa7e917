//! What the test targets share: where the corpus is, and how programs are compiled and run.

#![forbid(unsafe_code)]

#[cfg(feature = "programs")]
pub mod engines;
pub mod generator;
pub mod properties;

use std::fs;
use std::path::{Path, PathBuf};

/// A folder of the corpus.
#[must_use]
pub fn corpus(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus").join(folder)
}

/// Names of the Go files in a folder, without `.go`, sorted.
#[must_use]
pub fn go_files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the corpus is there");
    let names = entries.map(|entry| entry.expect("the corpus can be read").file_name().into_string().expect("names are text"));
    let mut names: Vec<String> = names.filter_map(|name| Some(name.strip_suffix(".go")?.to_string())).collect();
    names.sort();
    names
}

/// Names of the snapshots of a test target, sorted: what stands between the target's prefix and `.snap`.
#[must_use]
pub fn snapshots(prefix: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let entries = fs::read_dir(folder).expect("there are snapshots");
    let names = entries.map(|entry| entry.expect("snapshots can be read").file_name().into_string().expect("names are text"));
    let inner = |name: String| Some(name.strip_prefix(prefix)?.strip_suffix(".snap")?.to_string());
    let mut names: Vec<String> = names.filter_map(inner).collect();
    names.sort();
    names
}
