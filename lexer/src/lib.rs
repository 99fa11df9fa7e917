//! Positions, names, diagnostics and tokens of Go: what every later stage stands on.
//!
//! [`lex()`] splits a file of any bytes into the tokens of Go 1.24, automatic semicolons included, and never fails: what is wrong
//! is told in diagnostics with gc's words at gc's places. It knows nothing of syntax beyond tokens, and reads no files.
//!
//! ```
//! use govm_lexer::{Interner, SourceMap, dump_tokens, lex};
//!
//! let mut map = SourceMap::new();
//! let file = map.add("a.go", "x := 08\n").expect("the file is below the limit");
//! let arena = bumpalo::Bump::new();
//! let names = Interner::new(&arena);
//! let lexed = lex(&map, file, &names);
//! let dump = "1:1 name x\n1:3 operator :=\n1:6 int 08\n1:8 semicolon newline\n2:1 eof\n";
//! assert_eq!(dump_tokens(&map, &lexed, &names), dump);
//! assert_eq!(lexed.diagnostics[0].line(&map), "a.go:1:7: invalid digit '8' in octal literal");
//! ```
//!
//! Limits: [`FILE_SIZE_MAX`] bytes in a file and [`SOURCES_SIZE_MAX`] in all files of a [`SourceMap`], which refuses what is larger
//! with a diagnostic; [`DIAGNOSTICS_MAX`] diagnostics for a file. A file has at most two tokens more than bytes; neither a name nor
//! a literal has a length limit of its own.
//!
//! Directives (`//go:build`, `//go:noinline`, ...) are comments, which [`Lexed::comments`] keeps with their places. `//line` is one
//! of them and changes nothing: a diagnostic names the file and line that it is about, whatever the file says of itself.

#![forbid(unsafe_code)]

mod arena;
pub mod code;
mod diag;
mod dump;
mod first;
mod lex;
mod literal;
mod map;
mod raw;
mod semi;
mod snapshot;
mod source;
mod span;
mod swar;
mod symbol;
mod tables;
mod token;
mod unicode;

pub use arena::make_room;
pub use diag::{Code, CodeInfo, Diagnostic, Label, sort_diagnostics};
pub use dump::{dump_tokens, dump_tokens_json, json_place, json_string, picture, spelling};
pub use lex::{DIAGNOSTICS_MAX, Lexed, TokenStream, lex};
pub use literal::{char_value, string_value};
pub use map::{FILE_SIZE_MAX, FileId, Location, SOURCES_SIZE_MAX, SourceFile, SourceMap};
pub use snapshot::{snapshot, snapshot_head, snapshot_with};
pub use span::{BytePos, Span};
pub use symbol::{Interner, Symbol};
pub use token::{Comment, KEYWORDS, Token, TokenKind};
pub use unicode::is_exported;
