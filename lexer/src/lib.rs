//! Positions, names, diagnostics and tokens of Go: what every later stage stands on.

#![forbid(unsafe_code)]

pub mod code;
mod diag;
mod dump;
mod lex;
mod literal;
mod map;
mod raw;
mod semi;
mod source;
mod span;
mod symbol;
mod tables;
mod token;
mod unicode;

pub use diag::{Code, CodeInfo, Diagnostic, Label, sort_diagnostics};
pub use dump::dump_tokens;
pub use lex::{DIAGNOSTICS_MAX, Lexed, lex};
pub use literal::{char_value, string_value};
pub use map::{FILE_SIZE_MAX, FileId, Location, SourceFile, SourceMap};
pub use span::{BytePos, Span};
pub use symbol::{Interner, Symbol};
pub use token::{Comment, Token, TokenKind};
pub use unicode::is_exported;
