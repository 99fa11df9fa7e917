//! Packages on disk.

use std::fs;
use std::path::{Path, PathBuf};

use govm_stdlib::Library;
use govm_typeck::{Importer, Root, is_built};

use crate::exit::Failure;

/// A file's name and text.
pub(crate) type File = (String, Vec<u8>);

/// The files of tests in a directory: those of the package itself, and those of the package whose name ends in _test.
#[derive(Debug, Default)]
pub(crate) struct TestFiles {
    pub(crate) inside: Vec<File>,
    pub(crate) outside: Vec<File>,
}

/// A package to compile, and where the packages that it imports come from.
pub(crate) struct Sources {
    pub(crate) root: Root,
    module: Option<Module>,
    roots: Vec<PathBuf>,
}

/// A directory with a go.mod: import paths below its path are its directories.
struct Module {
    path: String,
    dir: PathBuf,
    /// The minor version of Go 1 that its code is written for.
    language: u32,
}

/// Reads the package at a path: a file, or all Go files of a directory that are built. Packages that it imports are looked for below
/// `roots` first, then in the library, then in the module around the directory.
pub(crate) fn read(path: &Path, roots: &[PathBuf]) -> Result<Sources, Failure> {
    let kind = fs::metadata(path).map_err(|e| Failure::new(format!("{}: {e}", path.display())))?;
    if !kind.is_dir() {
        let files = vec![(path.display().to_string(), read_file(path)?)];
        return Ok(Sources { root: Root { path: "main".to_string(), files }, module: None, roots: roots.to_vec() });
    }
    let files = read_dir(path)?;
    if files.is_empty() {
        return Err(Failure::new(format!("no Go files in {}", path.display())));
    }
    let module = module_around(path);
    let import_path = import_path(path, roots, module.as_ref()).unwrap_or_else(|| "main".to_string());
    Ok(Sources { root: Root { path: import_path, files }, module, roots: roots.to_vec() })
}

/// Reads the package in a directory with its test files. A directory of test files alone will do.
pub(crate) fn read_tests(dir: &Path) -> Result<(Sources, TestFiles), Failure> {
    let is_dir = fs::metadata(dir).map_err(|e| Failure::new(format!("{}: {e}", dir.display())))?.is_dir();
    if !is_dir {
        return Err(Failure::new(format!("{} is not a directory", dir.display())));
    }
    let module = module_around(dir);
    let name = dir.canonicalize()?.file_name().map_or("main".to_string(), |n| n.to_string_lossy().into_owned());
    let path = import_path(dir, &[], module.as_ref()).unwrap_or(name);
    let mut tests = TestFiles::default();
    for (file, text) in read_files(dir, |name, text| {
        // The name without _test tells for which platform the file is.
        name.strip_suffix("_test.go").is_some_and(|stem| is_built(&format!("{stem}.go"), text))
    })? {
        let is_outside = String::from_utf8_lossy(&text).lines().any(|l| {
            let name = l.strip_prefix("package ").map(|n| n.split("//").next().unwrap_or_default().trim());
            name.is_some_and(|n| n.ends_with("_test"))
        });
        if is_outside { tests.outside.push((file, text)) } else { tests.inside.push((file, text)) }
    }
    let sources = Sources { root: Root { path, files: read_dir(dir)? }, module, roots: Vec::new() };
    Ok((sources, tests))
}

/// The path by which others would import the package in a directory.
fn import_path(dir: &Path, roots: &[PathBuf], module: Option<&Module>) -> Option<String> {
    let dir = dir.canonicalize().ok()?;
    let below = |root: &Path| -> Option<String> {
        let root = root.canonicalize().ok()?;
        let rest = dir.strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
        Some(rest)
    };
    if let Some(path) = roots.iter().find_map(|root| below(root)).filter(|path| !path.is_empty()) {
        return Some(path);
    }
    let module = module?;
    match below(&module.dir)?.as_str() {
        "" => Some(module.path.clone()),
        rest => Some(format!("{}/{rest}", module.path)),
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|e| Failure::new(format!("{}: {e}", path.display())))
}

fn read_dir(dir: &Path) -> Result<Vec<File>, Failure> {
    read_files(dir, is_built)
}

/// The Go files of a directory that are wanted, by name and text.
fn read_files(dir: &Path, is_wanted: impl Fn(&str, &[u8]) -> bool) -> Result<Vec<File>, Failure> {
    let entries = fs::read_dir(dir).map_err(|e| Failure::new(format!("{}: {e}", dir.display())))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".go") && path.is_file() {
            paths.push((path, name));
        }
    }
    paths.sort();
    let mut files = Vec::new();
    for (path, name) in paths {
        let text = read_file(&path)?;
        if is_wanted(&name, &text) {
            files.push((path.display().to_string(), text));
        }
    }
    Ok(files)
}

/// The module that a directory belongs to: the nearest go.mod at or above it says.
fn module_around(dir: &Path) -> Option<Module> {
    let dir = dir.canonicalize().ok()?;
    dir.ancestors().find_map(|dir| {
        let text = fs::read_to_string(dir.join("go.mod")).ok()?;
        let line = text.lines().find_map(|l| l.trim().strip_prefix("module "))?;
        let path = line.trim().trim_matches('"').to_string();
        Some(Module { path, dir: dir.to_path_buf(), language: language(&text) })
    })
}

/// The version of the directive `go 1.N`; without it, 1.16.
fn language(text: &str) -> u32 {
    let version = text.lines().find_map(|l| l.trim().strip_prefix("go 1."));
    version.and_then(|v| v.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()).unwrap_or(16)
}

impl Importer for Sources {
    fn language(&self, path: &str) -> Option<u32> {
        let module = self.module.as_ref()?;
        let is_own = path == self.root.path || path == "main" || path == module.path;
        let is_below = path.strip_prefix(module.path.as_str()).is_some_and(|rest| rest.starts_with('/'));
        (is_own || is_below).then_some(module.language)
    }

    fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        let is_clean = !path.split('/').any(|part| part.is_empty() || part.starts_with('.'));
        for root in self.roots.iter().filter(|_| is_clean) {
            let files = read_dir(&root.join(path)).unwrap_or_default();
            if !files.is_empty() {
                return Ok(files);
            }
        }
        let library = Library::whole();
        if library.is_library(path) {
            return library.sources(path);
        }
        if let Some(module) = &self.module
            && let Some(rest) = path.strip_prefix(module.path.as_str())
            && let Some(sub) = rest.strip_prefix('/')
            && is_clean
        {
            let files = read_dir(&module.dir.join(sub)).unwrap_or_default();
            if !files.is_empty() {
                return Ok(files);
            }
        }
        library.sources(path)
    }

    fn is_library(&self, path: &str) -> bool {
        Library::whole().is_library(path)
            && !self.roots.iter().any(|root| !read_dir(&root.join(path)).unwrap_or_default().is_empty())
    }
}
