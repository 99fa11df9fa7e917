//! From the source of an app to its bytecode: parse, check, lower.

use bumpalo::Bump;
use govm_interp::{Module, lower};
use govm_lexer::{Diagnostic, Interner, SourceMap};
use govm_typeck::{Config, Importer, PackageId, Policy, Program, Root, check_policy, check_program};

use crate::app::Source;
use crate::error::{Error, SourceError};

/// Names the compiler: equal versions make equal bytecode of equal sources.
pub(crate) const VERSION: &str = concat!("govm ", env!("CARGO_PKG_VERSION"));

/// Import path of every app while it is compiled; no package of the library has it.
pub(crate) const PATH: &str = "app";

/// Errors that are reported of one source.
const ERRORS_MAX: usize = 10;

pub(crate) struct Compiled {
    pub(crate) module: Module,
    pub(crate) package: String,
}

/// The packages that contracts may import: the deterministic library.
struct Library;

impl Importer for Library {
    fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        match govm_stdlib::source(path) {
            Some(files) => Ok(files.iter().map(|(name, text)| (format!("{path}/{name}"), text.as_bytes().to_vec())).collect()),
            None => Err(match govm_stdlib::why_absent(path) {
                Some(reason) => format!("package {path} is not available: {reason}"),
                None => format!("package {path} is not in std"),
            }),
        }
    }
}

/// Compiles the source of an app, which has to keep to a policy.
pub(crate) fn compile(source: &Source, policy: &Policy) -> Result<Compiled, Error> {
    let mut map = SourceMap::new();
    let compiled = check(source, policy, &mut map, |program, map, names| {
        let package = program.packages.last().map_or("", |package| names.resolve(package.name)).to_string();
        Ok(Compiled { module: lower(program, map, names)?, package })
    });
    compiled.map_err(|diagnostics| refusal(&map, &diagnostics))
}

/// Checks the source of an app and hands it to `then`, the app's package last.
pub(crate) fn check<T>(
    source: &Source,
    policy: &Policy,
    map: &mut SourceMap,
    then: impl for<'a> FnOnce(&mut Program<'a>, &SourceMap, &Interner<'a>) -> Result<T, Vec<Diagnostic>>,
) -> Result<T, Vec<Diagnostic>> {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let root = Root { path: PATH.into(), files: source.files().to_vec() };
    let config = Config { error_limit: ERRORS_MAX, implicit: govm_interp::IMPLICIT_PACKAGES, ..Config::default() };
    let (mut program, mut diagnostics) = check_program(map, &names, &arena, root, &Library, &config);
    if diagnostics.is_empty() {
        diagnostics = check_policy(&program, root_of(&program), policy);
    }
    if diagnostics.is_empty() { then(&mut program, map, &names) } else { Err(diagnostics) }
}

/// The app's package; the others are what it imports.
pub(crate) fn root_of(program: &Program<'_>) -> PackageId {
    PackageId(program.packages.len() as u32 - 1)
}

fn refusal(map: &SourceMap, diagnostics: &[Diagnostic]) -> Error {
    let errors = diagnostics.iter().take(ERRORS_MAX);
    Error::Source(errors.map(|d| SourceError { code: d.code.id, line: d.line(map) }).collect())
}
