//! The Go files that paths stand for.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use govm_lexer::FILE_SIZE_MAX;

/// A file, or what stands in the way of one.
pub(crate) type Found = Result<PathBuf, Unreadable>;

/// A path that cannot be read, and why.
#[derive(Clone, Debug)]
pub(crate) struct Unreadable {
    pub(crate) path: PathBuf,
    pub(crate) reason: String,
}

impl Unreadable {
    fn new(path: &Path, reason: impl ToString) -> Unreadable {
        Unreadable { path: path.to_path_buf(), reason: reason.to_string() }
    }
}

/// The files that the paths name, and all files below the directories that they name whose names end in `.go`; a directory's entries
/// in the order of their names. Links to directories are followed where a path names them and not below one: no tree is endless.
pub(crate) fn find(paths: &[PathBuf]) -> Vec<Found> {
    let mut found = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(kind) if kind.is_dir() => {
                let before = found.len();
                find_below(path, &mut found);
                if found.len() == before {
                    found.push(Err(Unreadable::new(path, "no Go files in this directory")));
                }
            }
            Ok(_) => found.push(Ok(path.clone())),
            Err(e) => found.push(Err(Unreadable::new(path, e))),
        }
    }
    found
}

fn find_below(root: &Path, found: &mut Vec<Found>) {
    // What is still to be looked at, the next one last.
    let mut waiting = vec![(root.to_path_buf(), true)];
    while let Some((path, is_dir)) = waiting.pop() {
        if !is_dir {
            found.push(Ok(path));
            continue;
        }
        match entries(&path) {
            Ok(entries) => waiting.extend(entries.into_iter().rev()),
            Err(e) => found.push(Err(Unreadable::new(&path, e))),
        }
    }
}

/// The directories and Go files in a directory, in the order of their names.
fn entries(dir: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let (kind, path) = (entry.file_type()?, entry.path());
        let is_go = path.as_os_str().as_encoded_bytes().ends_with(b".go");
        // A link is asked where it leads: to a file, it is that file. A link that leads nowhere is an error once it is read.
        if kind.is_dir() || (is_go && (kind.is_file() || (kind.is_symlink() && !path.is_dir()))) {
            entries.push((path, kind.is_dir()));
        }
    }
    entries.sort();
    Ok(entries)
}

/// Reads a file, and of one that is larger than the lexer takes only as much as shows it, so that the lexer refuses it.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let file = File::open(path).map_err(|e| Unreadable::new(path, e))?;
    let mut text = Vec::new();
    if let Ok(about) = file.metadata() {
        text.reserve(about.len().min(FILE_SIZE_MAX as u64) as usize + 1);
    }
    // What is too large is not read to its end: it may have none.
    file.take(FILE_SIZE_MAX as u64 + 1).read_to_end(&mut text).map_err(|e| Unreadable::new(path, e))?;
    Ok(text)
}
