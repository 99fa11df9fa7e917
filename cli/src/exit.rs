//! How the command ends: exit codes, and errors of the world around the program.

use std::io::Write;
use std::process::ExitCode;

/// The program or contract is wrong, or the command was misused.
pub(crate) const ERROR: u8 = 1;
/// The program ran and panicked or exhausted a limit.
pub(crate) const PANIC: u8 = 2;

/// An error that ends the command: a line for the user, and behind it the diagnostics of a refused source.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into() }
    }

    /// Prints it as a warning: the command has done what was asked.
    pub(crate) fn warn(&self, what: &str) {
        // Nothing can be done where standard error is closed.
        let _ = writeln!(std::io::stderr(), "govm: {what}: {}", self.message);
    }

    /// Prints it.
    pub(crate) fn report(&self) -> ExitCode {
        // Nothing can be done where standard error is closed.
        let _ = writeln!(std::io::stderr(), "govm: {}", self.message);
        ExitCode::from(ERROR)
    }
}

impl From<std::io::Error> for Failure {
    fn from(e: std::io::Error) -> Failure {
        Failure::new(e.to_string())
    }
}

impl From<govm_runtime::Error> for Failure {
    fn from(e: govm_runtime::Error) -> Failure {
        let (text, code) = (e.to_string(), e.code());
        // Diagnostics of a refused source stand on lines of their own, which tools read.
        Failure::new(match text.split_once(":\n") {
            Some((head, lines)) => format!("{head} [{code}]:\n{lines}"),
            None => format!("{text} [{code}]"),
        })
    }
}

impl From<govm_runtime::StoreError> for Failure {
    fn from(e: govm_runtime::StoreError) -> Failure {
        Failure::new(format!("{e} [{}]", e.code()))
    }
}

impl From<govm_runtime::ClassicError> for Failure {
    fn from(e: govm_runtime::ClassicError) -> Failure {
        Failure::new(e.to_string())
    }
}

impl From<govm_runtime::TransferError> for Failure {
    fn from(e: govm_runtime::TransferError) -> Failure {
        match e {
            govm_runtime::TransferError::Store(e) => e.into(),
            e => Failure::new(e.to_string()),
        }
    }
}
