//! How the command ends: exit codes, and errors of the world around the program.

use std::fmt;
use std::io::Write;
use std::process::ExitCode;

use serde_json::json;

use crate::render::Format;

/// The program or contract is wrong, or the command was misused.
pub(crate) const ERROR: u8 = 1;
/// The program ran and panicked or exhausted a limit.
pub(crate) const PANIC: u8 = 2;

/// An error that ends the command.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    /// Of the runtime's errors.
    code: Option<&'static str>,
    /// Of a refused source.
    diagnostics: Vec<String>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(code) = self.code {
            write!(f, " [{code}]")?;
        }
        if !self.diagnostics.is_empty() {
            // They stand on lines of their own, which tools read.
            write!(f, ":\n{}", self.diagnostics.join("\n"))?;
        }
        Ok(())
    }
}

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), code: None, diagnostics: Vec::new() }
    }

    /// Prints it as a warning: the command has done what was asked.
    pub(crate) fn warn(&self, what: &str) {
        // Nothing can be done where standard error is closed.
        let _ = writeln!(std::io::stderr(), "govm: {what}: {self}");
    }

    /// Prints it: to standard error for people, to standard output for tools.
    pub(crate) fn report(&self, format: Format) -> ExitCode {
        // Nothing can be done where the stream is closed.
        let _ = match format {
            Format::Text => writeln!(std::io::stderr(), "govm: {self}"),
            Format::Json => writeln!(std::io::stdout(), "{}", self.json()),
        };
        ExitCode::from(ERROR)
    }

    fn json(&self) -> serde_json::Value {
        let mut object = json!({ "error": self.message });
        if let Some(code) = self.code {
            object["code"] = json!(code);
        }
        if !self.diagnostics.is_empty() {
            object["diagnostics"] = json!(self.diagnostics);
        }
        object
    }
}

impl From<std::io::Error> for Failure {
    fn from(e: std::io::Error) -> Failure {
        Failure::new(e.to_string())
    }
}

impl From<govm_runtime::Error> for Failure {
    fn from(e: govm_runtime::Error) -> Failure {
        let text = e.to_string();
        let (message, lines) = text.split_once(":\n").unwrap_or((&text, ""));
        let mut diagnostics: Vec<String> = Vec::new();
        for line in lines.lines() {
            match diagnostics.last_mut() {
                // A message of several lines.
                Some(last) if line.starts_with('\t') => *last += &format!("\n{line}"),
                _ => diagnostics.push(line.to_string()),
            }
        }
        Failure { message: message.into(), code: Some(e.code()), diagnostics }
    }
}

impl From<govm_runtime::StoreError> for Failure {
    fn from(e: govm_runtime::StoreError) -> Failure {
        Failure { code: Some(e.code()), ..Failure::new(e.to_string()) }
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
