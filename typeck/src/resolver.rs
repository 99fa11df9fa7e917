//! Collection of package-level declarations, imports, and methods.

use std::rc::Rc;

use govm_lexer::{Symbol, is_exported};
use govm_parser::ast::{ConstDecl, Decl, Expr, ExprKind, File, FuncDecl, Ident, ImportSpec, VarSpec};

use crate::check::{LoadedKind, bad_import_path};
use crate::checker::{Checker, DeclId, DeclInfo, ObjectState, PackageState};
use crate::code;
use crate::constant::Value;
use crate::exprstring::unparen;
use crate::object::{ObjId, Object, ObjectKind, VarKind};
use crate::scope::ScopeId;
use crate::signature::unpack_recv;
use crate::types::{Basic, Types};
use crate::version::FileVersion;

/// A method whose base type is still to be found.
struct MethodInfo {
    obj: ObjId,
    is_pointer: bool,
    recv: Symbol,
}

impl<'a> Checker<'a, '_> {
    fn declaration(&self, file: ScopeId) -> DeclInfo<'a> {
        DeclInfo {
            file,
            lhs: Rc::from([]),
            vtyp: None,
            init: None,
            is_inherited: false,
            iota: 0,
            tdecl: None,
            fdecl: None,
            deps: Default::default(),
        }
    }

    fn add_decl(&mut self, info: DeclInfo<'a>) -> DeclId {
        let id = DeclId(self.decls.len() as u32);
        self.decls.push(info);
        id
    }

    fn new_pkg_obj(&mut self, kind: ObjectKind, name: Ident<'_>, decl: DeclId) -> ObjId {
        let ty = Types::basic(Basic::Invalid);
        let object = Object { kind, name: name.name, pkg: Some(self.pkg), span: name.span, ty };
        let obj = self.push_object(object, ObjectState::declared_by(decl));
        self.pkg_objects.push(obj);
        obj
    }

    fn declare_pkg_obj(&mut self, ident: Ident<'a>, obj: ObjId) {
        // "init" and, in package main, "main" are functions.
        let name = self.name(ident.name);
        if name == "init" {
            self.error(&code::INVALID_INIT_DECL, ident.span, "cannot declare init - must be func");
            return;
        }
        if name == "main" && self.package(self.pkg).name == Symbol::MAIN {
            self.error(&code::INVALID_MAIN_DECL, ident.span, "cannot declare main - must be func");
            return;
        }
        self.declare(self.package(self.pkg).scope, Some(ident), obj);
    }

    /// Enters what the files declare into the scopes of package and files.
    pub(crate) fn collect_objects(&mut self, files: &'a [File<'a>], versions: &[Option<FileVersion>]) {
        let mut methods = Vec::new();
        let mut file_scopes = Vec::with_capacity(files.len());
        let pkg_scope = self.package(self.pkg).scope;
        for (i, file) in files.iter().enumerate() {
            let scope = self.new_scope(Some(pkg_scope));
            file_scopes.push(scope);
            self.env.version = versions.get(i).copied().flatten();
            if let Some(version) = self.env.version {
                self.file_versions.insert(scope, version);
            }
            for decl in file.decls {
                match decl {
                    Decl::Import(spec) => self.collect_import(spec, scope),
                    Decl::Const(group) => self.collect_consts(group, scope),
                    Decl::Var(spec) => self.collect_vars(spec, scope),
                    Decl::Type(spec) => {
                        let info = DeclInfo { tdecl: Some(spec), ..self.declaration(scope) };
                        let decl = self.add_decl(info);
                        let kind = ObjectKind::TypeName { is_alias: spec.is_alias };
                        let obj = self.new_pkg_obj(kind, spec.name, decl);
                        self.declare_pkg_obj(spec.name, obj);
                    }
                    Decl::Func(fdecl) => self.collect_func(fdecl, scope, &mut methods),
                    Decl::Bad(_) => {}
                }
            }
        }
        self.env.version = None;
        self.check_file_scopes(&file_scopes);
        for method in methods {
            if let Some((is_pointer, base)) = self.resolve_base_type_name(method.is_pointer, method.recv) {
                self.object_states[method.obj.0 as usize].has_ptr_recv = is_pointer;
                self.methods.entry(base).or_default().push(method.obj);
            }
        }
    }

    /// A name must not be declared both in a file's scope and in that of the package.
    fn check_file_scopes(&mut self, file_scopes: &[ScopeId]) {
        let pkg_scope = self.package(self.pkg).scope;
        for scope in file_scopes {
            let elems: Vec<(Symbol, ObjId)> = self.scope(*scope).elems.iter().map(|(n, o)| (*n, *o)).collect();
            for (name, obj) in elems {
                let Some(alt) = self.lookup_in(pkg_scope, name) else { continue };
                let (name, span) = (self.name(name), self.obj(alt).span);
                let diagnostic = match self.obj(obj).kind {
                    ObjectKind::PkgName(pkg) => {
                        let PackageState { path, name: pkg_name, .. } = self.package(pkg);
                        let pkg_name = self.name(*pkg_name);
                        let message = format!("{name} already declared through import of package {pkg_name} ({path:?})");
                        self.with_alt_decl(self.diagnostic(&code::DUPLICATE_DECL, span, message), obj)
                    }
                    _ => {
                        let path = self.obj(obj).pkg.map(|p| self.package(p).path.clone()).unwrap_or_default();
                        let message = format!("{name} already declared through dot-import of package {path}");
                        self.diagnostic(&code::DUPLICATE_DECL, span, message)
                    }
                };
                self.report(diagnostic);
            }
        }
    }

    fn collect_import(&mut self, spec: &'a ImportSpec<'a>, scope: ScopeId) {
        let Some(pkg) = self.package_index.get(spec.path).copied().filter(|_| bad_import_path(spec.path).is_none()) else {
            return;
        };
        let imported = self.package(pkg).name;
        let name = spec.name.map_or(imported, |n| n.name);
        if name == Symbol::INIT {
            let message = "cannot import package as init - init must be a func";
            self.error(&code::INVALID_INIT_DECL, spec.span, message);
            return;
        }
        // gc reports an import at its name or, without one, at its path.
        let span = spec.name.map_or(spec.path_span, |n| n.span);
        let obj = self.new_object(ObjectKind::PkgName(pkg), name, span, Types::basic(Basic::Invalid));
        self.record_def(spec.name.map_or(spec.id, |n| n.id), Some(obj));
        if self.package(pkg).kind == LoadedKind::Fake {
            self.mark_used(obj);
        }
        self.imports.push(obj);
        if name != Symbol::DOT {
            self.declare(scope, None, obj);
            return;
        }
        let exported: Vec<(Symbol, ObjId)> = self.scope(self.package(pkg).scope).elems.iter().map(|(n, o)| (*n, *o)).collect();
        self.types.step(8 * exported.len());
        if self.is_out_of_steps(span) {
            return;
        }
        for (name, other) in exported {
            if !is_exported(self.name(name)) {
                continue;
            }
            if let Some(alt) = self.lookup_in(scope, name) {
                let message = format!("{} redeclared in this block", self.name(name));
                let diagnostic = self.with_alt_decl(self.diagnostic(&code::DUPLICATE_DECL, span, message), alt);
                self.report(diagnostic);
            } else {
                self.scopes[scope.0 as usize].elems.insert(name, other);
                self.dot_imports.insert((scope, name), obj);
            }
        }
    }

    fn collect_consts(&mut self, group: &'a ConstDecl<'a>, scope: ScopeId) {
        let mut last: (Option<&'a Expr<'a>>, &'a [&'a Expr<'a>]) = (None, &[]);
        for (iota, spec) in (0u32..).zip(group.specs) {
            let is_inherited = spec.ty.is_none() && spec.values.is_empty() && iota > 0;
            if !is_inherited {
                last = (spec.ty, spec.values);
            }
            for (i, name) in spec.names.iter().enumerate() {
                let init = last.1.get(i).copied();
                let info = DeclInfo { vtyp: last.0, init, is_inherited, iota, ..self.declaration(scope) };
                let decl = self.add_decl(info);
                let obj = self.new_pkg_obj(ObjectKind::Const(Value::Unknown), *name, decl);
                self.declare_pkg_obj(*name, obj);
            }
            self.arity(spec.span, spec.names, last.1, true, is_inherited);
        }
    }

    fn collect_vars(&mut self, spec: &'a VarSpec<'a>, scope: ScopeId) {
        // One call may initialise several variables, which then share the declaration.
        let is_shared = spec.values.len() == 1 && spec.names.len() > 1;
        let mut shared = None;
        let mut objects = Vec::with_capacity(spec.names.len());
        for (i, name) in spec.names.iter().enumerate() {
            let decl = match shared {
                Some(decl) => decl,
                None => {
                    let init = spec.values.get(i).copied();
                    let info = DeclInfo { vtyp: spec.ty, init, ..self.declaration(scope) };
                    self.add_decl(info)
                }
            };
            if is_shared {
                shared = Some(decl);
            }
            let obj = self.new_pkg_obj(ObjectKind::Var(VarKind::Package), *name, decl);
            objects.push(obj);
            self.declare_pkg_obj(*name, obj);
        }
        if let Some(decl) = shared {
            self.decls[decl.0 as usize].lhs = objects.into();
        }
        if spec.ty.is_none() || !spec.values.is_empty() {
            self.arity(spec.span, spec.names, spec.values, false, false);
        }
    }

    fn collect_func(&mut self, fdecl: &'a FuncDecl<'a>, scope: ScopeId, methods: &mut Vec<MethodInfo>) {
        let info = DeclInfo { fdecl: Some(fdecl), ..self.declaration(scope) };
        if let Some(param) = fdecl.type_params.first() {
            self.verify_version(param.span, 18, "type parameter");
        }
        let decl = self.add_decl(info);
        let obj = self.new_pkg_obj(ObjectKind::Func, fdecl.name, decl);
        let name = fdecl.name;
        let Some(recv) = fdecl.recv else {
            let is_main = name.name == Symbol::MAIN && self.package(self.pkg).name == Symbol::MAIN;
            if name.name == Symbol::INIT || is_main {
                let code = if is_main { &code::INVALID_MAIN_DECL } else { &code::INVALID_INIT_DECL };
                let what = if is_main { "main" } else { "init" };
                if let Some(param) = fdecl.type_params.first() {
                    self.error(code, param.span, format!("func {what} must have no type parameters"));
                }
                if !fdecl.sig.params.is_empty() || !fdecl.sig.results.is_empty() {
                    self.error(code, name.span, format!("func {what} must have no arguments and no return values"));
                }
            }
            if name.name == Symbol::INIT {
                self.record_def(name.id, Some(obj));
                if fdecl.body.is_none() {
                    self.error(&code::MISSING_INIT_BODY, name.span, "missing function body");
                }
            } else {
                self.declare(self.package(self.pkg).scope, Some(name), obj);
            }
            return;
        };
        self.record_def(name.id, Some(obj));
        let Some(field) = recv.first() else {
            self.error(&code::BAD_RECV, fdecl.span, "method has no receiver");
            return;
        };
        if let Some(second) = recv.get(1) {
            self.error(&code::BAD_RECV, second.span, "method has multiple receivers");
        }
        if let Some(param) = fdecl.type_params.first() {
            let message = "syntax error: method must have no type parameters";
            self.error(&code::INVALID_METHOD_TYPE_PARAMS, param.span, message);
        }
        let written = unpack_recv(field.ty);
        if let ExprKind::Ident(recv) = written.base.kind
            && name.name != Symbol::BLANK
        {
            methods.push(MethodInfo { obj, is_pointer: written.is_pointer, recv });
        }
    }

    /// The defined type that a receiver's name stands for, through aliases that are not generic; at most one pointer on the way.
    fn resolve_base_type_name(&self, mut is_pointer: bool, mut name: Symbol) -> Option<(bool, ObjId)> {
        let mut seen = Vec::new();
        loop {
            let obj = self.lookup_in(self.package(self.pkg).scope, name)?;
            if !matches!(self.obj(obj).kind, ObjectKind::TypeName { .. }) || seen.contains(&obj) || seen.len() > 100 {
                return None;
            }
            let spec = self.decls[self.obj_state(obj).decl?.0 as usize].tdecl?;
            if !spec.is_alias {
                return Some((is_pointer, obj));
            }
            if !spec.type_params.is_empty() {
                return None;
            }
            seen.push(obj);
            let mut ty = unparen(spec.ty);
            if let ExprKind::Star(x) = ty.kind {
                if is_pointer {
                    return None;
                }
                is_pointer = true;
                ty = unparen(x);
            }
            match ty.kind {
                ExprKind::Ident(next) => name = next,
                _ => return None,
            }
        }
    }

    /// Checks all package-level declarations, not yet the bodies of functions: types first, so that aliases and
    /// everything else meets complete types.
    pub(crate) fn package_objects(&mut self) {
        let (objects, is_reordered) = match self.deepest_first(&self.pkg_objects) {
            Some(order) => (order, true),
            None => (self.pkg_objects.clone(), false),
        };
        let phase = |c: &Self, obj: ObjId| match c.obj(obj).kind {
            ObjectKind::TypeName { is_alias } => u8::from(is_alias),
            // Lengths of array types may be at the end of a long chain too.
            ObjectKind::Const(_) if is_reordered => 0,
            _ => 2,
        };
        for wanted in 0..3 {
            for obj in &objects {
                if phase(self, *obj) == wanted {
                    self.obj_decl(*obj);
                }
            }
            if wanted == 1 {
                // Types are found valid before anything is made of them.
                self.process_delayed(0);
            }
        }
        self.methods.clear();
    }

    /// "It is illegal to directly import a package without referring to any of its exported identifiers."
    pub(crate) fn unused_imports(&mut self) {
        for obj in self.imports.clone() {
            let Object { name, span, ref kind, .. } = *self.obj(obj);
            let ObjectKind::PkgName(pkg) = *kind else { continue };
            if name == Symbol::BLANK || self.is_used(obj) {
                continue;
            }
            let path = &self.package(pkg).path;
            let last = path.rsplit('/').next().unwrap_or(path);
            let local = self.name(name);
            let message = if local == last || name == Symbol::DOT {
                format!("{path:?} imported and not used")
            } else {
                format!("{path:?} imported as {local} and not used")
            };
            self.error(&code::UNUSED_IMPORT, span, message);
        }
    }
}
