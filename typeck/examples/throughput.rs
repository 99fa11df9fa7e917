//! The project's side of `benches/peers.py`: parses and checks many packages in one process, each once.
//!
//! `throughput LIST` reads the file LIST, whose lines are `package PATH` and then the paths of the package's files, and prints how many
//! packages it checked and how many errors there were.

#![allow(clippy::print_stdout, clippy::print_stderr)] // A tool's output.

use std::cell::RefCell;
use std::collections::BTreeMap;

use bumpalo::Bump;
use govm_lexer::{Interner, SourceMap};
use govm_typeck::{Config, Importer, Purpose, Root, Rules, check_program};

/// Name and text of a file.
type Source = (String, Vec<u8>);

/// The packages by import path.
struct Packages(RefCell<BTreeMap<String, Vec<Source>>>);

impl Importer for Packages {
    fn sources(&self, path: &str) -> Result<Vec<Source>, String> {
        let mut packages = self.0.borrow_mut();
        let files = packages.get_mut(path);
        files.map(std::mem::take).ok_or_else(|| format!("package {path} is not in std"))
    }
}

fn main() -> Result<(), std::io::Error> {
    let list = std::fs::read_to_string(std::env::args().nth(1).unwrap_or_default())?;
    let mut packages: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    let mut paths: Vec<&str> = Vec::new();
    for line in list.lines() {
        if let Some(path) = line.strip_prefix("package ") {
            // What is vendored is imported by the path that it has elsewhere.
            paths.push(path.strip_prefix("vendor/").unwrap_or(path));
        } else if let Some(path) = paths.last() {
            packages.entry((*path).to_string()).or_default().push((line.to_string(), std::fs::read(line)?));
        }
    }

    let paths: &'static [&'static str] = Vec::leak(paths.into_iter().map(|p| &*String::leak(p.to_string())).collect());
    let config =
        Config { error_limit: 1000, implicit: paths, purpose: Purpose::CheckAll, rules: Rules::GoTypes, ..Config::default() };
    let root = Root { path: "main".to_string(), files: vec![("main.go".to_string(), b"package main; func main() {}".to_vec())] };
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let mut map = SourceMap::new();
    let (program, diagnostics) = check_program(&mut map, &names, &arena, root, &Packages(RefCell::new(packages)), &config);
    for diagnostic in &diagnostics {
        eprintln!("{}", diagnostic.line(&map));
    }
    let is_listed = |path: &str| paths.contains(&path);
    println!("{} {}", program.packages.iter().filter(|p| is_listed(&p.path)).count(), diagnostics.len());
    Ok(())
}
