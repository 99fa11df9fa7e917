//! What can go wrong apart from a contract's own failure, which is a receipt.

use thiserror::Error;

use crate::abi::JsonError;
use crate::hash::Hash;
use crate::store::StoreError;

/// One complaint about the source of an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceError {
    /// The stable code.
    pub code: &'static str,
    /// `file:line:column: message`
    pub line: String,
}

/// Why there is no receipt.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The store failed, or holds what it should not.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// X0001: the source of an app does not compile, or uses what contracts may not.
    #[error("the source is refused:\n{}", .0.iter().map(|e| e.line.as_str()).collect::<Vec<_>>().join("\n"))]
    Source(Vec<SourceError>),
    /// X0002: a deployment breaks a rule that is not about its source.
    #[error("{0}")]
    Deployment(String),
    /// X0003: this deployer has deployed this source already.
    #[error("app {0} is deployed already")]
    Deployed(Hash),
    /// X0004: arguments in JSON do not fit.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// X0005: there is no such app.
    #[error("no app {0}")]
    NoApp(Hash),
    /// X0006: the app has no such entry point.
    #[error("app {app} has no function {function}")]
    NoFunction {
        /// The app.
        app: Hash,
        /// The name asked for.
        function: String,
    },
    /// X0007: the embedder asked for something that makes no sense.
    #[error("{0}")]
    Misuse(String),
    /// X0008: the embedder stopped the run.
    #[error("the run was stopped")]
    Stopped,
    /// X0009: a block was committed while the state was iterated; begin again.
    #[error("a block was committed meanwhile")]
    Moved,
    /// X0010: an account has too little to be debited, or too much to be credited.
    #[error("{0}")]
    Funds(String),
}

impl Error {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Error::Store(error) => error.code(),
            Error::Source(_) => "X0001",
            Error::Deployment(_) => "X0002",
            Error::Deployed(_) => "X0003",
            Error::Json(_) => "X0004",
            Error::NoApp(_) => "X0005",
            Error::NoFunction { .. } => "X0006",
            Error::Misuse(_) => "X0007",
            Error::Stopped => "X0008",
            Error::Moved => "X0009",
            Error::Funds(_) => "X0010",
        }
    }
}
