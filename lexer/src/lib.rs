//! Positions, names, diagnostics and tokens of Go: what every later stage stands on.

mod diag;
mod map;
mod span;
mod symbol;
mod token;

pub use diag::{Code, CodeInfo, Diagnostic, Label, sort_diagnostics};
pub use map::{FILE_SIZE_MAX, FileId, Location, SourceFile, SourceMap};
pub use span::{BytePos, Span};
pub use symbol::{Interner, Symbol};
pub use token::{Comment, Token, TokenKind};
