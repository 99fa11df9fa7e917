//! Lists the Go files under `go/`, so that the library can embed every package that is there, and makes the index of their declarations.

mod index;
mod scan;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=go");
    println!("cargo::rerun-if-changed=build");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("go");
    let mut packages = Vec::new();
    collect(&root, &root, &mut packages)?;
    packages.sort();
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("packages.rs"), table(&packages))?;
    let texts = packages.iter().map(|(path, files)| {
        let texts = files.iter().map(|(_, file)| fs::read_to_string(file)).collect::<io::Result<Vec<_>>>();
        Ok((path.clone(), texts?))
    });
    fs::write(out.join("index.rs"), index::index(&texts.collect::<io::Result<Vec<_>>>()?))
}

type Package = (String, Vec<(String, PathBuf)>);

/// The embedded files.
fn table(packages: &[Package]) -> String {
    let mut out = String::from("pub(crate) static PACKAGES: &[(&str, &[(&str, &str)])] = &[\n");
    for (path, files) in packages {
        writeln!(out, "    ({path:?}, &[").expect("writing to a string");
        for (name, file) in files {
            writeln!(out, "        ({name:?}, include_str!({file:?})),").expect("writing to a string");
        }
        out.push_str("    ]),\n");
    }
    out.push_str("];\n");
    out
}

/// Adds the packages in `dir` and below: import path, and the sorted names and places of their files.
fn collect(root: &Path, dir: &Path, packages: &mut Vec<Package>) -> io::Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, packages)?;
        } else if path.extension().is_some_and(|e| e == "go") {
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            files.push((name, path));
        }
    }
    if !files.is_empty() {
        files.sort();
        let parts: Vec<_> = dir.strip_prefix(root).expect("below the root").iter().map(|p| p.to_string_lossy()).collect();
        packages.push((parts.join("/"), files));
    }
    Ok(())
}
