//! From source to a loaded program. Packages of the library may be given further files, so that natives which are not exported can
//! be called at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bumpalo::Bump;
use govm_interp::{IMPLICIT_PACKAGES, Module, Natives, Op, Program, lower, runtime_natives};
use govm_lexer::{Interner, SourceMap};
use govm_stdlib::Library;
use govm_typeck::{Config, Importer, Root, check_program};

/// The library, with further files of its packages.
struct Extended<'f>(&'f BTreeMap<&'static str, String>);

impl Importer for Extended<'_> {
    fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        let mut files = Library::whole().sources(path)?;
        files.extend(self.0.get(path).map(|text| (format!("{path}/calibrate.go"), text.clone().into_bytes())));
        Ok(files)
    }

    fn is_library(&self, path: &str) -> bool {
        Library::whole().is_library(path)
    }
}

/// Compiles package main with packages of the library that have further files.
pub(crate) fn compile(main: String, further: &BTreeMap<&'static str, String>) -> Arc<Program> {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let mut map = SourceMap::new();
    let root = Root { path: "calibrate".to_owned(), files: vec![("calibrate.go".to_owned(), main.into_bytes())] };
    let config = Config { implicit: IMPLICIT_PACKAGES, ..Config::default() };
    let (mut program, errors) = check_program(&mut map, &names, &arena, root, &Extended(further), &config);
    let lines: Vec<String> = errors.iter().map(|e| e.line(&map)).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
    let module = lower(&mut program, &map, &names).unwrap_or_else(|errors| panic!("{}", errors[0].line(&map)));
    load(module)
}

/// Loads a module with all natives.
pub(crate) fn load(module: Module) -> Arc<Program> {
    let mut natives = Natives::new();
    natives.extend(runtime_natives());
    natives.extend(&govm_stdlib::natives().collect::<Vec<_>>());
    Arc::new(Program::load(module, &natives).unwrap_or_else(|e| panic!("{e}")))
}

/// The natives that a function calls, itself or through functions that it names.
pub(crate) fn natives_of(program: &Program, name: &str) -> BTreeSet<String> {
    let module = program.module();
    let mut waiting: Vec<usize> = module.funcs.iter().position(|f| f.name == name).into_iter().collect();
    let (mut seen, mut natives) = (BTreeSet::new(), BTreeSet::new());
    while let Some(func) = waiting.pop() {
        if !seen.insert(func) {
            continue;
        }
        for instr in &module.funcs[func].code {
            match instr.op {
                Op::CallNative => {
                    natives.insert(module.natives[instr.imm as usize].name.clone());
                }
                Op::Call | Op::FuncVal | Op::Closure => waiting.push(instr.imm as usize),
                _ => {}
            }
        }
    }
    natives
}
