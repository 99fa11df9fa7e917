//! Packages on disk.

use std::fs;
use std::path::{Path, PathBuf};

use govm_typeck::{Importer, Root};

use crate::exit::Failure;

/// A package to compile, and where the packages that it imports come from.
pub(crate) struct Sources {
    pub(crate) root: Root,
    module: Option<Module>,
}

/// A directory with a go.mod: import paths below its path are its directories.
struct Module {
    path: String,
    dir: PathBuf,
}

/// Reads the package at a path: a file, or all Go files of a directory but tests.
pub(crate) fn read(path: &Path) -> Result<Sources, Failure> {
    let kind = fs::metadata(path).map_err(|e| Failure::new(format!("{}: {e}", path.display())))?;
    if !kind.is_dir() {
        let files = vec![(path.display().to_string(), read_file(path)?)];
        return Ok(Sources { root: Root { path: "main".to_string(), files }, module: None });
    }
    let files = read_dir(path)?;
    if files.is_empty() {
        return Err(Failure::new(format!("no Go files in {}", path.display())));
    }
    let module = module_path(path).map(|module| Module { path: module, dir: path.to_path_buf() });
    Ok(Sources { root: Root { path: "main".to_string(), files }, module })
}

fn read_file(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|e| Failure::new(format!("{}: {e}", path.display())))
}

fn read_dir(dir: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let entries = fs::read_dir(dir).map_err(|e| Failure::new(format!("{}: {e}", dir.display())))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_go = name.ends_with(".go") && !name.ends_with("_test.go") && !name.starts_with(['_', '.']);
        if is_go && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    paths.into_iter().map(|p| Ok((p.display().to_string(), read_file(&p)?))).collect()
}

/// The module path that a go.mod in the directory declares.
fn module_path(dir: &Path) -> Option<String> {
    let text = fs::read_to_string(dir.join("go.mod")).ok()?;
    let line = text.lines().find_map(|l| l.trim().strip_prefix("module "))?;
    Some(line.trim().trim_matches('"').to_string())
}

impl Importer for Sources {
    fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        if let Some(files) = govm_stdlib::source(path) {
            let name = |file: &str| format!("{path}/{file}");
            return Ok(files.iter().map(|(file, text)| (name(file), text.as_bytes().to_vec())).collect());
        }
        if let Some(module) = &self.module
            && let Some(rest) = path.strip_prefix(module.path.as_str())
            && let Some(sub) = rest.strip_prefix('/')
            && !sub.split('/').any(|part| part.is_empty() || part.starts_with('.'))
        {
            let files = read_dir(&module.dir.join(sub)).unwrap_or_default();
            if !files.is_empty() {
                return Ok(files);
            }
        }
        match govm_stdlib::why_absent(path) {
            Some(why) => Err(format!("package {path} is not available: {why}")),
            None => Err(format!("package {path} is not in std")),
        }
    }
}
