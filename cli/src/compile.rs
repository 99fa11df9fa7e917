//! From a package on disk to what a command wants of it.

use std::mem::ManuallyDrop;

use bumpalo::Bump;
use govm_interp::IMPLICIT_PACKAGES;
use govm_lexer::{Diagnostic, Interner, SourceMap};
use govm_typeck::{Config, Importer, PackageId, Program, Purpose, Root, Rules, check_program};

use crate::render::Limit;

/// What a package is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    /// To know what is wrong with it.
    Check(Rules),
    /// To be run.
    Run,
}

/// Parses and checks a package with all that it imports from `importer`, and hands it to `then`. The files are in `map` afterwards, also those of a
/// package that has errors.
pub(crate) fn compile<T>(
    mut root: Root,
    importer: &dyn Importer,
    map: &mut SourceMap,
    goal: Goal,
    limit: Limit,
    then: impl for<'a> FnOnce(&mut Program<'a>, &SourceMap, &Interner<'a>) -> Result<T, Vec<Diagnostic>>,
) -> Result<T, Vec<Diagnostic>> {
    // A command compiles once, and then the process ends: giving back what the tree and its facts took, piece by piece, would be a
    // good part of what a short program takes.
    let arena: &Bump = Box::leak(Box::default());
    let names = ManuallyDrop::new(Interner::new(arena));
    let (implicit, purpose, rules) = match goal {
        Goal::Run => (IMPLICIT_PACKAGES, Purpose::Run, Rules::Gc),
        Goal::Check(rules) => (&[][..], Purpose::Check, rules),
    };
    let config = Config { error_limit: limit.max(), implicit, purpose, rules, ..Config::default() };
    if goal == Goal::Run {
        // A program is package main wherever it stands.
        root.path = "main".to_string();
    }
    let (program, errors) = check_program(map, &names, arena, root, importer, &config);
    let mut program = ManuallyDrop::new(program);
    if errors.is_empty() { then(&mut program, map, &names) } else { Err(errors) }
}

/// The package that was asked for; the others are what it imports.
pub(crate) fn root(program: &Program<'_>) -> PackageId {
    PackageId(program.packages.len() as u32 - 1)
}
