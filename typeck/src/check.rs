//! From the sources of a root package to a checked program: loading, import cycles, and checking in order of dependency.

use bumpalo::Bump;
use govm_lexer::{Diagnostic, Interner, SourceMap, Span, Symbol, sort_diagnostics};
use govm_parser::ast::{Decl, File, ImportSpec, NodeId};
use rustc_hash::FxHashMap;

use crate::api::{Config, FuncInfo, Importer, Info, Package, Program, Purpose, Root, Rules};
use crate::build::{GO_MINOR, file_version};
use crate::checker::{Checker, PackageState};
use crate::code;
use crate::limits;
use crate::object::{ObjectKind, PackageId};
use crate::scope::ScopeId;
use crate::spelling::Closer;
use crate::types::{Type, Types};
use crate::version::{FileVersion, Origin};

/// A parsed package.
struct Loaded<'a> {
    path: String,
    files: &'a [File<'a>],
    /// Beside the files.
    versions: Vec<Option<FileVersion>>,
    kind: LoadedKind,
    is_library: bool,
}

/// Where a package comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LoadedKind {
    /// From source files.
    Source,
    /// From nowhere: it could not be imported.
    Fake,
    /// Package unsafe, which the checker knows itself.
    Unsafe,
}

impl Loaded<'_> {
    /// A package without files.
    fn empty(path: &str, kind: LoadedKind) -> Self {
        Loaded { path: path.to_string(), files: &[], versions: Vec::new(), kind, is_library: false }
    }
}

struct Loader<'l, 'a> {
    map: &'l mut SourceMap,
    names: &'l Interner<'a>,
    arena: &'a Bump,
    importer: &'l dyn Importer,
    /// In order of dependency.
    packages: Vec<Loaded<'a>>,
    index: FxHashMap<String, PackageId>,
    /// The packages being loaded, each imported by the one before.
    path: Vec<String>,
    next_id: NodeId,
    purpose: Purpose,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Loader<'_, 'a> {
    /// Parses a package and, before it takes its place in the list, those that it imports.
    fn load(&mut self, path: &str, mut sources: Vec<(String, Vec<u8>)>) {
        sources.sort_by(|a, b| a.0.cmp(&b.0));
        let mut files = Vec::with_capacity(sources.len());
        let mut versions = Vec::with_capacity(sources.len());
        let language = self.importer.language(path);
        for (name, text) in sources {
            let version = FileVersion::of(file_version(&text), language);
            let id = match self.map.add(name, text) {
                Ok(id) => id,
                Err(refused) => {
                    self.diagnostics.push(refused);
                    continue;
                }
            };
            let (file, diagnostics) = govm_parser::parse(self.map, id, self.arena, self.names, self.next_id);
            self.next_id = file.end_id;
            self.diagnostics.extend(diagnostics);
            files.push(file);
            versions.push(version);
        }
        self.path.push(path.to_string());
        let imports: Vec<&'a ImportSpec<'a>> = files
            .iter()
            .flat_map(|f| f.decls)
            .filter_map(|d| if let Decl::Import(spec) = d { Some(*spec) } else { None })
            .collect();
        for spec in imports {
            self.import(spec);
        }
        self.path.pop();
        self.add(Loaded {
            path: path.to_string(),
            files: self.arena.alloc_slice_copy(&files),
            versions,
            kind: LoadedKind::Source,
            is_library: self.importer.is_library(path),
        });
    }

    fn add(&mut self, package: Loaded<'a>) {
        let id = PackageId(self.packages.len() as u32);
        self.index.insert(package.path.clone(), id);
        self.packages.push(package);
    }

    fn import(&mut self, spec: &'a ImportSpec<'a>) {
        let path = spec.path;
        let why = bad_import_path(path);
        if self.index.contains_key(path) && why.is_none() {
            return;
        }
        if path == "unsafe" && self.purpose != Purpose::Run {
            self.add(Loaded::empty(path, LoadedKind::Unsafe));
            return;
        }
        let failure = if let Some(why) = why {
            Some((&code::BAD_IMPORT_PATH, why))
        } else if path.starts_with('/') {
            Some((&code::BROKEN_IMPORT, format!("could not import {path} (import path cannot be absolute path)")))
        } else if let Some(start) = self.path.iter().position(|p| p == path) {
            let cycle: Vec<&str> = self.path[start..].iter().map(String::as_str).chain([path]).collect();
            let lines: Vec<String> = cycle.windows(2).map(|w| format!("\n\t{} imports {}", w[0], w[1])).collect();
            Some((&code::IMPORT_CYCLE, format!("import cycle not allowed{}", lines.concat())))
        } else if self.path.len() >= limits::IMPORT_DEPTH_MAX {
            Some((&code::LIMIT_EXCEEDED, "too many packages that import each other".to_string()))
        } else if self.path.last().is_some_and(|by| is_foreign_internal(path, by)) {
            Some((&code::BROKEN_IMPORT, format!("use of internal package {path} not allowed")))
        } else {
            match self.importer.sources(path) {
                Ok(sources) => {
                    self.load(path, sources);
                    return;
                }
                Err(why) => Some((&code::BROKEN_IMPORT, format!("could not import {path} ({why})"))),
            }
        };
        if let Some((code, message)) = failure {
            self.diagnostics.push(Diagnostic::new(code, spec.path_span, message));
            // Whatever is selected from it is taken on trust.
            if !self.path.iter().any(|p| p == path) && !self.index.contains_key(path) {
                self.add(Loaded::empty(path, LoadedKind::Fake));
            }
        }
    }
}

/// Why a string is no import path, if it is not.
pub(crate) fn bad_import_path(path: &str) -> Option<String> {
    if path.is_empty() {
        return Some("invalid import path (empty string)".to_string());
    }
    let is_bad = |c: &char| c.is_whitespace() || c.is_control() || "!\"#$%&'()*,:;<=>?[\\]^{|}`\u{FFFD}".contains(*c);
    if let Some(c) = path.chars().find(is_bad) {
        let shown = if c.is_control() { String::new() } else { format!(" '{c}'") };
        return Some(format!("invalid import path (invalid character U+{:04X}{shown})", c as u32));
    }
    if path.contains("//") && !path.starts_with('/') {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        return Some(format!("non-canonical import path {path:?} (should be {:?})", parts.join("/")));
    }
    None
}

/// "An import of a path containing the element internal is disallowed if the importing code is outside the tree rooted at the
/// parent of the internal directory" (the go command's rule).
fn is_foreign_internal(path: &str, by: &str) -> bool {
    let Some(at) = path.match_indices("internal").map(|(at, _)| at).filter(|at| is_element(path, *at, "internal".len())).last()
    else {
        return false;
    };
    let parent = path[..at].trim_end_matches('/');
    // The trees of the standard library have no name of their own: their first elements have no dot.
    if by == "main" {
        // Where a lone file stands is not known.
        return parent.is_empty();
    }
    if parent.is_empty() {
        return by.split('/').next().is_some_and(|first| first.contains('.'));
    }
    by != parent && !by.strip_prefix(parent).is_some_and(|rest| rest.starts_with('/'))
}

fn is_element(path: &str, at: usize, len: usize) -> bool {
    let bytes = path.as_bytes();
    (at == 0 || bytes[at - 1] == b'/') && bytes.get(at + len).is_none_or(|b| *b == b'/')
}

/// Parses and checks the root package and all that it imports, and reports errors sorted by place. By gc's rules nothing is
/// checked after a syntax error, and the program has no packages; after any error it may only be shown.
pub fn check_program<'a>(
    map: &mut SourceMap,
    names: &Interner<'a>,
    arena: &'a Bump,
    root: Root,
    importer: &dyn Importer,
    config: &Config,
) -> (Program<'a>, Vec<Diagnostic>) {
    let mut loader = Loader {
        map,
        names,
        arena,
        importer,
        packages: Vec::new(),
        index: FxHashMap::default(),
        path: Vec::new(),
        next_id: NodeId(0),
        purpose: config.purpose,
        diagnostics: Vec::new(),
    };
    for path in config.implicit {
        if !loader.index.contains_key(*path)
            && let Ok(sources) = loader.importer.sources(path)
        {
            loader.load(path, sources);
        }
    }
    loader.load(&root.path, root.files);
    let Loader { map, packages, index, next_id, mut diagnostics, .. } = loader;
    if config.rules == Rules::GoTypes {
        diagnostics.iter_mut().for_each(reword_label);
    }
    // What is no error of syntax in gc's count leaves a tree that can be checked: malformed literals, misplaced labels.
    let has_syntax_errors = config.rules == Rules::Gc && diagnostics.iter().any(|d| d.message.starts_with("syntax error"));
    if has_syntax_errors {
        diagnostics.retain(|d| !d.code.id.starts_with('T'));
        sort_diagnostics(&mut diagnostics);
        diagnostics.truncate(config.error_limit.max(1));
        return (empty_program(), diagnostics);
    }

    let mut checker = Checker::new(map, names, config, next_id.0 as usize);
    checker.syntax_errors = diagnostics.iter().map(|d| d.span.lo).collect();
    checker.syntax_errors.sort_unstable();
    checker.diagnostics = diagnostics;
    checker.package_index = index;
    checker.root = PackageId(packages.len() as u32 - 1);
    for package in &packages {
        let scope = checker.new_scope(Some(ScopeId::UNIVERSE));
        let name = checker.package_name(package);
        let state = PackageState { path: package.path.clone(), name, scope, kind: package.kind, is_library: package.is_library };
        checker.packages.push(state);
        if package.kind == LoadedKind::Unsafe {
            checker.declare_unsafe(scope);
        }
    }
    for (id, package) in (0u32..).zip(&packages) {
        checker.check_package(PackageId(id), package.files, &package.versions);
    }
    checker.finish()
}

/// The parser words errors about labels as gc's does; the library go/types, which finds them itself, has words of its own.
fn reword_label(diagnostic: &mut Diagnostic) {
    use govm_parser::code::{DUPLICATE_LABEL, JUMP_OVER_DECL, UNUSED_LABEL};
    let message = &diagnostic.message;
    let words = if std::ptr::eq(diagnostic.code, &DUPLICATE_LABEL) {
        message.split_once(" defined at ").map(|(label, _)| format!("{label} declared"))
    } else if std::ptr::eq(diagnostic.code, &UNUSED_LABEL) {
        Some(message.replace(" defined and not used", " declared and not used"))
    } else if std::ptr::eq(diagnostic.code, &JUMP_OVER_DECL) {
        let jump = message.split_once(" jumps over ").map(|(jump, _)| jump);
        let line = message.rsplit(':').nth(1);
        jump.zip(line).map(|(jump, line)| format!("{jump} jumps over variable declaration at line {line}"))
    } else {
        None
    };
    if let Some(words) = words {
        diagnostic.message = words;
    }
}

fn empty_program<'a>() -> Program<'a> {
    Program {
        types: Types::new(),
        objects: Vec::new(),
        packages: Vec::new(),
        info: Info::default(),
        funcs: FxHashMap::default(),
        recv_type_params: FxHashMap::default(),
        alias_type_params: FxHashMap::default(),
    }
}

impl<'a> Checker<'a, '_> {
    /// The name in the package clauses; of a package that could not be imported, the end of its path.
    fn package_name(&mut self, package: &Loaded<'a>) -> Symbol {
        match package.files.first() {
            Some(file) => file.package.name,
            None => self.names.intern(package.path.rsplit('/').next().unwrap_or("")),
        }
    }

    /// The bodies of imported functions say nothing about the root package.
    pub(crate) fn checks_bodies(&self) -> bool {
        self.config.purpose != Purpose::Check || self.pkg == self.root
    }

    fn check_package(&mut self, id: PackageId, files: &'a [File<'a>], versions: &[Option<FileVersion>]) {
        self.pkg = id;
        self.decls.clear();
        self.pkg_objects.clear();
        self.imports.clear();
        self.dot_imports.clear();
        self.untyped.clear();
        self.init_order.clear();

        let name = self.package(id).name;
        for (files_at, file) in files.iter().enumerate() {
            let span = file.package.span;
            if file.package.name == Symbol::BLANK {
                self.error(&code::BLANK_PKG_NAME, span, "invalid package name _");
            } else if let Some(version) = versions.get(files_at).copied().flatten().filter(|v| v.minor > GO_MINOR) {
                let what = if version.origin == Origin::File { "file" } else { "package" };
                let message =
                    format!("{what} requires newer Go version go1.{} (application built with go1.{GO_MINOR})", version.minor);
                self.error(&code::UNSUPPORTED_FEATURE, span, message);
            } else if file.package.name != name {
                let (got, want) = (self.name(file.package.name), self.name(name));
                self.error(&code::MISMATCHED_PKG_NAME, span, format!("package {got}; expected package {want}"));
            }
        }
        self.collect_objects(files, versions);
        self.package_objects();
        self.process_delayed(0);
        if self.checks_bodies() {
            self.init_order();
            self.unused_imports();
        }
        self.report_large_types();
        self.report_anonymous_cycles();
        self.check_instance_cycles();
        self.check_type_limits(files.first().map_or(Span::NONE, |f| f.package.span));
        if let Some(at) = self.exceeded.take().filter(|_| self.diagnostics.is_empty()) {
            self.error(&code::LIMIT_EXCEEDED, at, "type too large or instantiated too deeply");
        }
        if id == self.root && name == Symbol::MAIN && self.config.purpose == Purpose::Run {
            self.check_main(files);
        }
        let package = self.package_result(id, files);
        self.done.push(package);
    }

    /// "Program execution begins by initializing the program and then invoking the function main in package main."
    fn check_main(&mut self, files: &'a [File<'a>]) {
        let main = self.lookup_in(self.package(self.pkg).scope, Symbol::MAIN);
        if main.is_none() && self.diagnostics.is_empty() {
            let span = files.first().map_or(Span::NONE, |f| f.package.span);
            self.error(&code::MISSING_MAIN, span, "function main is undeclared in the main package");
        }
    }

    fn package_result(&mut self, id: PackageId, files: &'a [File<'a>]) -> Package<'a> {
        let state = self.package(id).clone();
        let mut members: Vec<_> = self.scope(state.scope).elems.iter().map(|(n, o)| (*n, *o)).collect();
        members.sort_by_key(|(n, _)| self.name(*n));
        let mut imports: Vec<PackageId> = self
            .imports
            .iter()
            .filter_map(|o| if let ObjectKind::PkgName(pkg) = self.obj(*o).kind { Some(pkg) } else { None })
            .collect();
        imports.sort_unstable();
        imports.dedup();
        let (mut vars, mut funcs, mut inits) = (Vec::new(), Vec::new(), Vec::new());
        for obj in self.pkg_objects.clone() {
            match self.obj(obj).kind {
                ObjectKind::Var(_) => vars.push(obj),
                ObjectKind::Func => {
                    let decl = self.obj_state(obj).decl;
                    let Some(decl) = decl.and_then(|d| self.decls[d.0 as usize].fdecl) else { continue };
                    let name = self.obj(obj).name;
                    if decl.recv.is_none() && name == Symbol::INIT {
                        inits.push(decl);
                    } else if name != Symbol::BLANK {
                        let recv = self.recv_types.get(&obj).map(|ty| match *self.types.get(*ty) {
                            Type::Pointer(elem) => (self.types.canonical(elem), true),
                            _ => (self.types.canonical(*ty), false),
                        });
                        self.funcs.insert(obj, FuncInfo { obj, decl, pkg: id, recv });
                        funcs.push(obj);
                    }
                }
                _ => {}
            }
        }
        Package {
            path: state.path,
            name: state.name,
            is_library: state.is_library,
            files: files.to_vec(),
            imports,
            members,
            vars,
            funcs,
            inits,
            init_order: std::mem::take(&mut self.init_order),
        }
    }

    /// From here on there are canonical types alone, and none that is still to be found out about: equality is an index compare
    /// (but of mere constraints, whose terms have an order).
    fn close_types(&mut self) {
        let mut closer = Closer::new(&self.types, self.steps_max);
        let types = &mut self.types;
        for at in 0..types.open.len() {
            types.open[at] = types.open[at].map(|ty| closer.close(types, ty));
        }
        // Closing finds instances, which get their underlying types at once.
        let mut at = 0;
        while at < types.named.len() {
            types.named[at].underlying = types.named[at].underlying.map(|ty| closer.close(types, ty));
            at += 1;
        }
        for at in 0..types.type_params.len() {
            types.type_params[at].constraint = closer.close(types, types.type_params[at].constraint);
        }
        for object in &mut self.objects {
            object.ty = closer.close(types, object.ty);
        }
        for fact in self.info.types.iter_mut().flatten() {
            fact.ty = closer.close(types, fact.ty);
        }
        for selection in self.info.selections.values_mut() {
            selection.recv = closer.close(types, selection.recv);
            selection.ty = closer.close(types, selection.ty);
        }
        for instance in self.info.instances.values_mut() {
            instance.type_args = instance.type_args.iter().map(|ty| closer.close(types, *ty)).collect();
            instance.ty = closer.close(types, instance.ty);
        }
    }

    fn finish(mut self) -> (Program<'a>, Vec<Diagnostic>) {
        // A program with errors is only shown.
        if self.diagnostics.is_empty() {
            self.close_types();
        }
        let mut diagnostics = self.diagnostics;
        if self.types.is_exceeded && diagnostics.is_empty() {
            let root = self.done.last().and_then(|package| package.files.first());
            let at = root.map_or(Span::NONE, |file| file.package.span);
            diagnostics.push(Diagnostic::new(&code::LIMIT_EXCEEDED, at, "type too large or instantiated too deeply"));
        }
        sort_diagnostics(&mut diagnostics);
        // Those of the parser, which come first, may be more by themselves.
        diagnostics.truncate(self.config.error_limit.max(1));
        let program = Program {
            types: self.types,
            objects: self.objects,
            packages: self.done,
            info: self.info,
            funcs: self.funcs,
            recv_type_params: self.recv_type_params,
            alias_type_params: self.alias_type_params,
        };
        (program, diagnostics)
    }
}
