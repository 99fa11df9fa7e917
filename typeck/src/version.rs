//! Language versions: what a file may use by the `go` directive of its module and by its own line `//go:build go1.N`.

use govm_lexer::Span;

use crate::api::Rules;
use crate::build::GO_MINOR;
use crate::checker::Checker;
use crate::code;
use crate::scope::ScopeId;

/// The least version that a file can ask for: older toolchains paid no heed to such lines.
const FILE_MINOR_MIN: u32 = 21;

/// The version of a file, as the minor version of Go 1, and who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileVersion {
    pub(crate) minor: u32,
    pub(crate) origin: Origin,
}

/// Who says which version it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The file.
    File,
    /// The module.
    Module,
}

impl FileVersion {
    /// Of a file that asks for one version in a module that asks for another; `None` for that of the checker.
    pub(crate) fn of(file: Option<u32>, module: Option<u32>) -> Option<FileVersion> {
        match (file, module) {
            (Some(minor), _) => Some(FileVersion { minor: minor.max(FILE_MINOR_MIN), origin: Origin::File }),
            (None, Some(minor)) => Some(FileVersion { minor, origin: Origin::Module }),
            (None, None) => None,
        }
        .filter(|version| version.minor != GO_MINOR)
    }
}

impl Checker<'_, '_> {
    /// The version that a scope belongs to, `None` for that of the checker.
    pub(crate) fn version_of(&self, scope: ScopeId) -> Option<FileVersion> {
        if self.file_versions.is_empty() {
            return None;
        }
        let mut at = Some(scope);
        while let Some(scope) = at {
            if let Some(version) = self.file_versions.get(&scope) {
                return Some(*version);
            }
            at = self.scope(scope).parent;
        }
        None
    }

    /// Whether the code that is checked may use what came with Go 1.`minor`.
    pub(crate) fn allow_version(&self, minor: u32) -> bool {
        self.env.version.is_none_or(|version| version.minor >= minor)
    }

    /// Who says which version it is, as gc adds it to what it has to say about versions.
    pub(crate) fn version_words(&self) -> String {
        match self.env.version.filter(|_| self.config.rules == Rules::Gc) {
            Some(FileVersion { minor, origin: Origin::File }) => format!(" (file declares //go:build go1.{minor})"),
            Some(FileVersion { minor, origin: Origin::Module }) => format!(" (-lang was set to go1.{minor}; check go.mod)"),
            None => String::new(),
        }
    }

    /// As [`Checker::allow_version`]; reports it if not.
    pub(crate) fn verify_version(&mut self, at: Span, minor: u32, what: &str) -> bool {
        if self.allow_version(minor) {
            return true;
        }
        let message = format!("{what} requires go1.{minor} or later{}", self.version_words());
        self.error(&code::UNSUPPORTED_FEATURE, at, message);
        false
    }
}
