//! What the tests of the command share.

use std::fs;

use snapbox::cmd::Command;
use tempfile::TempDir;

/// A directory with files; those in directories of their own are named with them.
pub(crate) fn dir(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a directory can be made");
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("a file is in a directory")).expect("a directory can be made");
        fs::write(path, text).expect("a file can be written");
    }
    dir
}

/// The command, called in a directory.
pub(crate) fn govm(dir: &TempDir, args: &[&str]) -> Command {
    Command::new(env!("CARGO_BIN_EXE_govm")).current_dir(dir.path()).args(args)
}
