//! From a package on disk to what a command wants of it.

use bumpalo::Bump;
use govm_interp::IMPLICIT_PACKAGES;
use govm_lexer::{Diagnostic, Interner, SourceMap};
use govm_typeck::{Config, PackageId, Program, check_program};

use crate::render::Limit;
use crate::sources::Sources;

/// Errors that only who links and runs a package has: a package that is merely checked may lack main, and bodies.
const LINKER: &[&str] = &["MissingBody", "MissingMain"];

/// What a package is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    /// To know what is wrong with it.
    Check,
    /// To be run.
    Run,
}

/// Parses and checks a package with all that it imports, and hands it to `then`. The files are in `map` afterwards, also those of a
/// package that has errors.
pub(crate) fn compile<T>(
    sources: &Sources,
    map: &mut SourceMap,
    goal: Goal,
    limit: Limit,
    then: impl for<'a> FnOnce(&mut Program<'a>, &SourceMap, &Interner<'a>) -> Result<T, Vec<Diagnostic>>,
) -> Result<T, Vec<Diagnostic>> {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let implicit = if goal == Goal::Run { IMPLICIT_PACKAGES } else { &[] };
    let config = Config { error_limit: limit.max(), implicit };
    let (mut program, mut errors) = check_program(map, &names, &arena, sources.root.clone(), sources, &config);
    if goal == Goal::Check {
        errors.retain(|d| !LINKER.contains(&d.code.name));
    }
    if errors.is_empty() { then(&mut program, map, &names) } else { Err(errors) }
}

/// The package that was asked for; the others are what it imports.
pub(crate) fn root(program: &Program<'_>) -> PackageId {
    PackageId(program.packages.len() as u32 - 1)
}
