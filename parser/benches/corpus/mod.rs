//! Go sources to measure with: a tree that the environment names, or the project's own.

use std::path::{Path, PathBuf};

/// The files below `GOVM_GO_SRC`, in order of path; without it the corpus and the standard library of the project.
pub(crate) fn files() -> Vec<Vec<u8>> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let roots = match std::env::var_os("GOVM_GO_SRC") {
        Some(root) => vec![PathBuf::from(root)],
        None => vec![project.join("corpus"), project.join("stdlib/go")],
    };
    let mut paths = Vec::new();
    let mut pending = roots;
    while let Some(dir) = pending.pop() {
        for entry in std::fs::read_dir(&dir).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|e| e == "go") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.iter().filter_map(|p| std::fs::read(p).ok()).collect()
}
