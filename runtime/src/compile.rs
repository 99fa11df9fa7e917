//! From the source of an app to its bytecode: parse, check, lower.

use bumpalo::Bump;
use govm_interp::{Module, lower};
use govm_lexer::{Diagnostic, Interner, SourceMap};
use govm_stdlib::Library;
use govm_typeck::{Config, PackageId, Policy, Program, Root, check_policy, check_program};

use crate::app::Source;
use crate::error::{Error, SourceError};
use crate::packages::{Imports, Packages};

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

/// Compiles the source of an app, which has to keep to a policy.
pub(crate) fn compile(source: &Source, policy: &Policy, packages: &Packages) -> Result<Compiled, Error> {
    let mut map = SourceMap::new();
    let compiled = check(source, policy, packages, &mut map, |program, map, names| {
        let package = program.packages.last().map_or("", |package| names.resolve(package.name)).to_string();
        Ok(Compiled { module: lower(program, map, names)?, package })
    });
    compiled.map_err(|diagnostics| refusal(&map, &diagnostics))
}

/// Checks the source of an app and hands it to `then`, the app's package last. What the app cannot reach of the library is left out,
/// but for the final word on an app that has errors.
pub(crate) fn check<T>(
    source: &Source,
    policy: &Policy,
    packages: &Packages,
    map: &mut SourceMap,
    then: impl for<'a> Fn(&mut Program<'a>, &SourceMap, &Interner<'a>) -> Result<T, Vec<Diagnostic>>,
) -> Result<T, Vec<Diagnostic>> {
    let part = Library::for_program(source.files().iter().map(|(_, text)| text.as_slice()).chain(packages.texts()));
    let checked = check_with(&Imports { library: &part, packages }, source, policy, map, &then);
    if checked.is_ok() && part.is_enough() {
        return checked;
    }
    *map = SourceMap::new();
    check_with(&Imports { library: &Library::whole(), packages }, source, policy, map, then)
}

fn check_with<T>(
    imports: &Imports<'_>,
    source: &Source,
    policy: &Policy,
    map: &mut SourceMap,
    then: impl for<'a> Fn(&mut Program<'a>, &SourceMap, &Interner<'a>) -> Result<T, Vec<Diagnostic>>,
) -> Result<T, Vec<Diagnostic>> {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let root = Root { path: PATH.into(), files: source.files().to_vec() };
    let config = Config { error_limit: ERRORS_MAX, implicit: govm_interp::IMPLICIT_PACKAGES, ..Config::default() };
    let (mut program, mut diagnostics) = check_program(map, &names, &arena, root, imports, &config);
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
