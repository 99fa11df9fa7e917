//! Lowering: from a checked program to canonical bytecode. What is lowered is what can be reached from the root package.

#![allow(clippy::wrong_self_convention, reason = "`to_interface` converts an operand, not the lowering")]

mod assign;
mod blocks;
mod builtin;
mod call;
mod chan;
mod closure;
mod compare;
mod cond;
mod convert;
mod expr;
mod func;
mod index;
mod init;
mod literal;
mod methods;
mod place;
mod range;
mod rangefunc;
mod scan;
mod stmt;
mod switch;
mod types;

use std::collections::VecDeque;

use govm_lexer::{CodeInfo, Diagnostic, Interner, SourceMap, Span, sort_diagnostics};
use govm_typeck::{ObjId, PackageId, Program, TypeId};
use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxHashMap;

use crate::module::{
    BlockIdx, Export, Func, FuncIdx, KnownTypes, MethodIdx, MethodName, Module, NativeIdx, NativeImport, StrIdx, TypeIdx,
};
use methods::Wrapper;
use types::TypeTable;

govm_lexer::codes! {
    /// A construct that checks but cannot be run yet.
    UNSUPPORTED = "B0101", "Unsupported", "package main\n\nimport \"unsafe\"\n\nfunc main() { println(unsafe.String(nil, 0)) }\n";
    /// A function, a type or the program exceeds a limit of the bytecode.
    TOO_LARGE = "B0102", "TooLarge", "package main\n\nvar a [1 << 40]byte\n\nfunc main() { println(len(a), a[0]) }\n";
}

/// The packages that lowering needs whether or not the program imports them: see [`govm_typeck::Config`].
pub const IMPLICIT_PACKAGES: &[&str] = &["runtime"];

/// Most functions of a module, instances of generic functions and wrappers included.
const FUNCS_MAX: usize = 100_000;

/// Most slots of a frame.
const REGS_MAX: u32 = 16_384;

/// Lowers a program that was checked without errors.
///
/// # Errors
/// What cannot be lowered: constructs that are not supported, and limits of the bytecode.
pub fn lower<'a>(program: &mut Program<'a>, map: &SourceMap, names: &Interner<'a>) -> Result<Module, Vec<Diagnostic>> {
    let mut lw = Lowerer {
        types: TypeTable::new(),
        prog: program,
        map,
        names,
        funcs: Vec::new(),
        func_index: FxHashMap::default(),
        queue: VecDeque::new(),
        strings: IndexSet::new(),
        natives: IndexSet::new(),
        method_names: IndexSet::new(),
        globals: IndexMap::new(),
        globals_size: 0,
        files: Vec::new(),
        file_index: FxHashMap::default(),
        errors: Vec::new(),
        reflect: None,
        uses_reflect: false,
    };
    let module = lw.module();
    let mut errors = lw.errors;
    if errors.is_empty() {
        return Ok(module);
    }
    sort_diagnostics(&mut errors);
    Err(errors)
}

/// What a function of the module is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum FuncKey {
    /// A declared function or method, with the type arguments of its instance (a method's are those of its receiver).
    Declared { obj: ObjId, type_args: Box<[TypeId]> },
    /// A method as interfaces call it.
    Wrapper(Wrapper),
    /// A method expression `T.m`: the receiver is the first parameter.
    MethodExpr(Wrapper),
    /// A bound method value `x.m`: a closure that holds the receiver.
    MethodValue(Wrapper),
    /// Initialiser number n of a package.
    Initializer(PackageId, u32),
    /// `init` function number n of a package.
    Init(PackageId, u32),
}

struct Lowerer<'p, 'a> {
    prog: &'p mut Program<'a>,
    map: &'p SourceMap,
    names: &'p Interner<'a>,
    types: TypeTable,
    /// `None` until lowered.
    funcs: Vec<Option<Func>>,
    func_index: FxHashMap<FuncKey, FuncIdx>,
    queue: VecDeque<(FuncIdx, FuncKey)>,
    strings: IndexSet<Vec<u8>>,
    natives: IndexSet<NativeImport>,
    method_names: IndexSet<MethodName>,
    /// Package variables in use, with their types, offsets and whether their initialiser was queued.
    globals: IndexMap<ObjId, (TypeIdx, u32)>,
    globals_size: u64,
    files: Vec<String>,
    file_index: FxHashMap<u32, u32>,
    errors: Vec<Diagnostic>,
    /// Package reflect, if the program has it, and whether a function of it is in use.
    reflect: Option<PackageId>,
    uses_reflect: bool,
}

impl<'a> Lowerer<'_, 'a> {
    fn error(&mut self, code: &'static CodeInfo, span: Span, message: impl Into<String>) {
        // One report is enough where the same source is lowered for several instances.
        if self.errors.len() < 100 && !self.errors.iter().any(|d| d.span == span && d.code == code) {
            self.errors.push(Diagnostic::new(code, span, message));
        }
    }

    fn unsupported(&mut self, span: Span, what: &str) {
        self.error(&UNSUPPORTED, span, format!("{what} not supported yet"));
    }

    fn string(&mut self, bytes: &[u8]) -> StrIdx {
        if let Some(i) = self.strings.get_index_of(bytes) {
            return StrIdx(i as u32);
        }
        let (i, _) = self.strings.insert_full(bytes.to_vec());
        StrIdx(i as u32)
    }

    fn method_name(&mut self, name: MethodName) -> MethodIdx {
        let (i, _) = self.method_names.insert_full(name);
        MethodIdx(i as u32)
    }

    fn native(&mut self, import: NativeImport) -> NativeIdx {
        // An instance of a generic native is told by its types, so it is an import of its own.
        let (i, _) = self.natives.insert_full(import);
        NativeIdx(i as u32)
    }

    /// The index of the function for `key`, which is lowered later if it is new.
    fn func_for(&mut self, key: FuncKey) -> FuncIdx {
        if let Some(f) = self.func_index.get(&key) {
            return *f;
        }
        let f = self.reserve_func();
        if let FuncKey::Declared { obj, .. } = &key
            && self.reflect.is_some()
        {
            self.uses_reflect |= self.prog.funcs.get(obj).is_some_and(|info| Some(info.pkg) == self.reflect);
        }
        self.func_index.insert(key.clone(), f);
        if self.funcs.len() < FUNCS_MAX {
            self.queue.push_back((f, key));
        } else if self.funcs.len() == FUNCS_MAX {
            self.error(&TOO_LARGE, Span::NONE, format!("program needs more than {FUNCS_MAX} functions"));
        }
        f
    }

    fn reserve_func(&mut self) -> FuncIdx {
        self.funcs.push(None);
        FuncIdx(self.funcs.len() as u32 - 1)
    }

    fn file(&mut self, file: govm_lexer::FileId) -> u32 {
        if let Some(i) = self.file_index.get(&file.0) {
            return *i;
        }
        let i = self.files.len() as u32;
        self.files.push(self.map.file(file).name.clone());
        self.file_index.insert(file.0, i);
        i
    }

    fn package_path(&self, pkg: PackageId) -> String {
        self.prog.packages[pkg.0 as usize].path.clone()
    }

    /// Offset of a package variable in the memory of all of them.
    fn global(&mut self, obj: ObjId) -> (TypeIdx, u32) {
        if let Some(g) = self.globals.get(&obj) {
            return *g;
        }
        let (ty, span) = (self.prog.objects[obj.0 as usize].ty, self.prog.objects[obj.0 as usize].span);
        let ty = self.type_idx(ty, span);
        let layout = self.layout(ty);
        let (size, align) = (u64::from(layout.size), u64::from(layout.align));
        let offset = self.globals_size.div_ceil(align) * align;
        self.globals_size = offset + size;
        if self.globals_size > crate::layout::TYPE_SIZE_MAX {
            self.error(&TOO_LARGE, span, "package variables are too large");
            self.globals_size = 0;
            return (ty, 0);
        }
        self.globals.insert(obj, (ty, offset as u32));
        (ty, offset as u32)
    }

    fn module(&mut self) -> Module {
        let root = PackageId(self.prog.packages.len() as u32 - 1);
        self.reflect = self.prog.packages.iter().position(|p| p.path == "reflect").map(|i| PackageId(i as u32));
        let known = self.known_types();
        let panic_text = self.package_func("runtime", "panicText");
        let exports = self.exports(root);
        let init = self.reserve_func();
        self.queue_effects();
        self.drain();
        self.lower_init(init);
        let globals = self.globals_type();
        let types = self.types.take_descs();
        Module {
            path: self.package_path(root),
            types,
            method_names: std::mem::take(&mut self.method_names).into_iter().collect(),
            strings: std::mem::take(&mut self.strings).into_iter().collect(),
            globals,
            natives: std::mem::take(&mut self.natives).into_iter().collect(),
            funcs: std::mem::take(&mut self.funcs).into_iter().map(|f| f.unwrap_or_else(empty_func)).collect(),
            init,
            panic_text,
            exports,
            known,
            files: std::mem::take(&mut self.files),
        }
    }

    /// Lowers what is queued until nothing new turns up: functions ask for methods, methods for functions, package variables
    /// for their initialisers.
    fn drain(&mut self) {
        let mut methods = methods::MethodScan::default();
        loop {
            while let Some((f, key)) = self.queue.pop_front() {
                let func = self.lower_func(&key);
                self.funcs[f.index()] = Some(func);
            }
            self.queue_initialisers();
            self.queue_methods(&mut methods);
            if self.queue.is_empty() {
                return;
            }
        }
    }

    fn known_types(&mut self) -> KnownTypes {
        let string = self.basic(govm_typeck::Basic::String);
        let error_string = self.package_type("runtime", "errorString");
        let plain_error = self.package_type("runtime", "plainError");
        let assertion = self.package_type("runtime", "TypeAssertionError");
        let type_assertion_error = self.pointer_to(assertion);
        KnownTypes {
            string,
            error_string: self.type_idx(error_string, Span::NONE),
            plain_error: self.type_idx(plain_error, Span::NONE),
            type_assertion_error: self.type_idx(type_assertion_error, Span::NONE),
        }
    }

    fn exports(&mut self, root: PackageId) -> Vec<Export> {
        let package = &self.prog.packages[root.0 as usize];
        let is_command = self.names.resolve(package.name) == "main";
        let members: Vec<_> = package.members.clone();
        let mut exports = Vec::new();
        for (name, obj) in members {
            let text = self.names.resolve(name);
            let Some(info) = self.prog.funcs.get(&obj).copied() else { continue };
            let is_wanted = if is_command { text == "main" } else { govm_lexer::is_exported(text) };
            if !is_wanted || info.recv.is_some() || !info.decl.type_params.is_empty() {
                continue;
            }
            let sig = self.prog.objects[obj.0 as usize].ty;
            let sig = self.type_idx(sig, info.decl.span);
            let desc = self.types.desc(sig).clone();
            let func = self.func_for(FuncKey::Declared { obj, type_args: Box::default() });
            let param_names =
                info.decl.sig.params.iter().map(|p| p.name.map_or("_", |n| self.names.resolve(n.name)).to_string()).collect();
            exports.push(Export {
                name: text.to_string(),
                func,
                params: desc.params,
                param_names,
                results: desc.results,
                is_variadic: desc.is_variadic,
            });
        }
        exports.sort_by(|a, b| a.name.cmp(&b.name));
        exports
    }

    fn member(&self, path: &str, name: &str) -> Option<ObjId> {
        let package = self.prog.packages.iter().find(|p| p.path == path)?;
        let name = self.names.intern(name);
        package.members.iter().find(|m| m.0 == name).map(|m| m.1)
    }

    fn package_func(&mut self, path: &str, name: &str) -> FuncIdx {
        match self.member(path, name) {
            Some(obj) => self.func_for(FuncKey::Declared { obj, type_args: Box::default() }),
            None => {
                self.error(&UNSUPPORTED, Span::NONE, format!("package {path} with function {name} is missing from the library"));
                self.reserve_func()
            }
        }
    }

    fn package_type(&mut self, path: &str, name: &str) -> TypeId {
        match self.member(path, name) {
            Some(obj) => self.prog.objects[obj.0 as usize].ty,
            None => {
                self.error(&UNSUPPORTED, Span::NONE, format!("package {path} with type {name} is missing from the library"));
                TypeId(govm_typeck::Basic::String as u32)
            }
        }
    }
}

/// Stands for a function that an error left without code.
fn empty_func() -> Func {
    Func {
        name: String::new(),
        params: 0,
        results: 0,
        is_closure: false,
        is_defer_wrapper: false,
        regs: 1,
        code: vec![crate::isa::Instr {
            op: crate::isa::Op::TrapNow,
            a: 0,
            b: 0,
            c: 0,
            imm: crate::trap::TrapCode::Unreachable as i64,
        }],
        blocks: vec![0],
        tables: Vec::new(),
        recover_block: None::<BlockIdx>,
        positions: Vec::new(),
    }
}
