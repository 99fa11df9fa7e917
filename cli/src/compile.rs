//! From a package on disk to what a command wants of it.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::mem::ManuallyDrop;

use bumpalo::Bump;
use govm_interp::IMPLICIT_PACKAGES;
use govm_lexer::{Diagnostic, Interner, SourceMap};
use govm_stdlib::Library;
use govm_typeck::{Config, Importer, PackageId, Program, Purpose, Root, Rules, check_program};

use crate::render::Limit;
use crate::sources::File;

/// What a package is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    /// To know what is wrong with it.
    Check(Rules),
    /// To be run.
    Run,
}

/// Parses and checks a package with all that it imports from `importer`, and hands it to `then`. The files are in `map` afterwards, also those of a
/// package that has errors. What the program cannot reach of the library is left out, but for the final word on one that has errors.
pub(crate) fn compile<T>(
    mut root: Root,
    importer: &dyn Importer,
    map: &mut SourceMap,
    goal: Goal,
    limit: Limit,
    then: impl for<'a> Fn(&mut Program<'a>, &SourceMap, &Interner<'a>) -> Result<T, Vec<Diagnostic>>,
) -> Result<T, Vec<Diagnostic>> {
    if goal == Goal::Run {
        // A program is package main wherever it stands.
        root.path = "main".to_string();
    }
    let partial = Partial::new(&root, importer);
    let compiled = compile_with(root.clone(), &partial, map, goal, limit, &then);
    if compiled.is_ok() && partial.is_enough() {
        return compiled;
    }
    *map = SourceMap::new();
    compile_with(root, importer, map, goal, limit, then)
}

fn compile_with<T>(
    root: Root,
    importer: &dyn Importer,
    map: &mut SourceMap,
    goal: Goal,
    limit: Limit,
    then: impl for<'a> Fn(&mut Program<'a>, &SourceMap, &Interner<'a>) -> Result<T, Vec<Diagnostic>>,
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
    let (program, errors) = check_program(map, &names, arena, root, importer, &config);
    let mut program = ManuallyDrop::new(program);
    if errors.is_empty() { then(&mut program, map, &names) } else { Err(errors) }
}

/// The packages of a program, those of the library without what the others cannot reach.
struct Partial<'i> {
    importer: &'i dyn Importer,
    /// The packages below the root that are not of the library, as they were read.
    own: BTreeMap<String, Vec<File>>,
    library: Library,
    /// A package was asked for that was not found among the imports.
    is_short: Cell<bool>,
}

impl<'i> Partial<'i> {
    fn new(root: &Root, importer: &'i dyn Importer) -> Partial<'i> {
        let mut own: BTreeMap<String, Vec<File>> = BTreeMap::new();
        let mut work = imports(&root.files);
        while let Some(path) = work.pop() {
            if !own.contains_key(&path)
                && !importer.is_library(&path)
                && let Ok(files) = importer.sources(&path)
            {
                work.extend(imports(&files));
                own.insert(path, files);
            }
        }
        let library = Library::for_program(root.files.iter().chain(own.values().flatten()).map(|(_, text)| text.as_slice()));
        Partial { importer, own, library, is_short: Cell::new(false) }
    }

    fn is_enough(&self) -> bool {
        self.library.is_enough() && !self.is_short.get()
    }
}

impl Importer for Partial<'_> {
    fn language(&self, path: &str) -> Option<u32> {
        self.importer.language(path)
    }

    fn is_library(&self, path: &str) -> bool {
        self.importer.is_library(path)
    }

    fn sources(&self, path: &str) -> Result<Vec<File>, String> {
        if self.is_library(path) {
            return self.library.sources(path);
        }
        if let Some(files) = self.own.get(path) {
            return Ok(files.clone());
        }
        let files = self.importer.sources(path);
        self.is_short.set(self.is_short.get() || files.is_ok());
        files
    }
}

/// What stands between quotes before the first declaration of each file: the imports, and perhaps words of comments.
fn imports(files: &[File]) -> Vec<String> {
    let mut paths = Vec::new();
    for (_, text) in files {
        let declares = |line: &&[u8]| [&b"func"[..], b"var", b"type", b"const"].iter().any(|word| line.starts_with(word));
        for line in text.split(|c| *c == b'\n').take_while(|line| !declares(line)) {
            let quoted = line.split(|c| matches!(c, b'"' | b'`')).skip(1).step_by(2);
            paths.extend(quoted.filter_map(|path| Some(std::str::from_utf8(path).ok()?.to_string())));
        }
    }
    paths
}

/// The package that was asked for; the others are what it imports.
pub(crate) fn root(program: &Program<'_>) -> PackageId {
    PackageId(program.packages.len() as u32 - 1)
}
