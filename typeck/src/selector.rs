//! Selectors: qualified identifiers, fields, methods, method values and method expressions.

use govm_lexer::{Symbol, is_exported};
use govm_parser::ast::{Expr, ExprKind, Ident};

use crate::api::{Mode, Selection, SelectionKind};
use crate::check::LoadedKind;
use crate::checker::Checker;
use crate::code;
use crate::lookup::{Fold, Lookup};
use crate::object::{ObjId, ObjectKind, PackageId};
use crate::operand::{Generic, Operand};
use crate::place::operator_place;
use crate::spelling::Spelling;
use crate::types::{Signature, Type, TypeId};

/// A field or method whose name is nearly the one that was looked for.
struct Alternative {
    what: &'static str,
    name: Symbol,
    /// The package that declares it; `None` for the universe.
    pkg: Option<PackageId>,
}

impl<'a> Checker<'a, '_> {
    /// Checks `x.sel`. With `want_type` whatever is no type is an error.
    pub(crate) fn selector(&mut self, e: &'a Expr<'a>, x: &'a Expr<'a>, sel: Ident<'a>, want_type: bool) -> Operand<'a> {
        // Names of packages stand only in qualified identifiers, so there is no operand for them.
        if let ExprKind::Ident(name) = x.kind
            && let Some(obj) = self.lookup(name)
            && let ObjectKind::PkgName(pkg) = self.obj(obj).kind
        {
            self.record_use(x.id, obj);
            self.mark_used(obj);
            return self.qualified(e, pkg, sel);
        }
        let x = self.expr_or_type(x, Generic::Refused);
        match x.mode {
            Mode::Invalid => return Operand::invalid(e),
            Mode::Builtin => {
                let message = format!("invalid use of {} in selector expression", self.operand_string(&x));
                self.error(&code::UNCALLED_BUILTIN, operator_place(e), message);
                return Operand::invalid(e);
            }
            _ => {}
        }
        if want_type {
            let message = format!("{} is not a type", self.expr_string(e));
            self.error(&code::NOT_A_TYPE, sel.span, message);
            return Operand::invalid(e);
        }
        let pkg = Some(self.pkg);
        match self.lookup_field_or_method(x.ty, x.mode == Mode::Variable, pkg, sel.name, Fold::Exact) {
            Lookup::Field { ty, path, is_indirect } => self.field(e, &x, sel, ty, path, is_indirect),
            Lookup::Method { sig, obj, path, is_indirect, .. } => self.method(e, &x, sel, sig, obj, path, is_indirect),
            problem => {
                self.report_selector(&x, sel, &problem);
                Operand::invalid(e)
            }
        }
    }

    /// `pkg.sel`
    fn qualified(&mut self, e: &'a Expr<'a>, pkg: PackageId, sel: Ident<'a>) -> Operand<'a> {
        let state = self.package(pkg);
        let (scope, is_fake, pkg_name) = (state.scope, state.kind == LoadedKind::Fake, state.name);
        let name = self.name(sel.name).to_string();
        let Some(obj) = self.lookup_in(scope, sel.name) else {
            if !is_fake {
                let message = format!("undefined: {}", self.expr_string(e));
                self.error(&code::UNDECLARED_IMPORTED_NAME, sel.span, message);
            }
            return Operand::invalid(e);
        };
        if !is_exported(&name) {
            let message = format!("name {name} not exported by package {}", self.name(pkg_name));
            self.error(&code::UNEXPORTED_NAME, sel.span, message);
        }
        self.record_use(sel.id, obj);
        let object = self.obj(obj);
        let (kind, ty) = (object.kind.clone(), object.ty);
        if !self.is_valid(ty) && !matches!(kind, ObjectKind::Builtin(_)) {
            return Operand::invalid(e);
        }
        match kind {
            ObjectKind::Const(value) => Operand::constant(ty, value, e),
            ObjectKind::TypeName { .. } => Operand::new(Mode::TypeExpr, ty, e),
            ObjectKind::Var(_) => Operand::new(Mode::Variable, ty, e),
            ObjectKind::Func => Operand::new(Mode::Value, ty, e),
            ObjectKind::Builtin(builtin) => Operand { builtin: Some(builtin), ..Operand::new(Mode::Builtin, ty, e) },
            ObjectKind::PkgName(_) | ObjectKind::Label | ObjectKind::Nil => Operand::invalid(e),
        }
    }

    fn field(
        &mut self,
        e: &'a Expr<'a>,
        x: &Operand<'a>,
        sel: Ident<'a>,
        ty: TypeId,
        path: Vec<u32>,
        is_indirect: bool,
    ) -> Operand<'a> {
        if x.mode == Mode::TypeExpr {
            let (expr, ty, name) = (self.operand_expr_string(x), self.type_string(x.ty), self.name(sel.name));
            let message = format!("{expr}.{name} undefined (type {ty} has no method {name})");
            self.error(&code::MISSING_FIELD_OR_METHOD, sel.span, message);
            return Operand::invalid(e);
        }
        let selection = Selection {
            kind: SelectionKind::FieldVal,
            recv: x.ty,
            path: path.into(),
            method: None,
            name: sel.name,
            ty,
            is_indirect,
        };
        self.record_selection(e.id, sel.id, selection);
        let mode = if x.mode == Mode::Variable || is_indirect { Mode::Variable } else { Mode::Value };
        Operand::new(mode, ty, e)
    }

    #[allow(clippy::too_many_arguments, reason = "what the lookup found")]
    fn method(
        &mut self,
        e: &'a Expr<'a>,
        x: &Operand<'a>,
        sel: Ident<'a>,
        sig: TypeId,
        method: Option<ObjId>,
        path: Vec<u32>,
        is_indirect: bool,
    ) -> Operand<'a> {
        let mut kind = SelectionKind::MethodVal;
        let mut ty = sig;
        if x.mode == Mode::TypeExpr {
            // The receiver is the first parameter of the function that a method expression yields.
            kind = SelectionKind::MethodExpr;
            if let Some(sig) = self.signature(sig) {
                ty = self.method_expr_type(x.ty, ty, sig, method);
            }
        }
        let selection = Selection { kind, recv: x.ty, path: path.into(), method, name: sel.name, ty, is_indirect };
        self.record_selection(e.id, sel.id, selection);
        if let Some(method) = method {
            self.add_decl_dep(method);
        }
        Operand::new(Mode::Value, ty, e)
    }

    /// The signature `sig`, which is the type `ty`, with the receiver in front: unnamed, or named as a blank among names.
    fn method_expr_type(&mut self, recv: TypeId, ty: TypeId, sig: Signature, method: Option<ObjId>) -> TypeId {
        let names = match self.types.spelling(self.types.unalias(ty)) {
            Some(Spelling::Names(names)) => names.clone(),
            _ => Box::default(),
        };
        let params = std::iter::once(recv).chain(sig.params.iter().copied()).collect();
        let ty = Type::Signature(Signature { params, ..sig });
        if names.is_empty() {
            return self.types.intern(ty);
        }
        let first = match method.map(|m| self.receiver_name(m)) {
            None | Some(Symbol::EMPTY) if names.first().is_some_and(|name| *name != Symbol::EMPTY) => Symbol::BLANK,
            name => name.unwrap_or(Symbol::EMPTY),
        };
        let names = std::iter::once(first).chain(names.iter().copied()).collect();
        self.types.intern_spelled(ty, Spelling::Names(names))
    }

    /// The name of a method's receiver, empty if it has none or is declared in another package.
    fn receiver_name(&self, method: ObjId) -> Symbol {
        if self.obj(method).pkg != Some(self.pkg) {
            return Symbol::EMPTY;
        }
        let decl = self.obj_state(method).decl.and_then(|d| self.decls[d.0 as usize].fdecl);
        let recv = decl.and_then(|d| d.recv).and_then(|list| list.first());
        recv.and_then(|field| field.name).map_or(Symbol::EMPTY, |name| name.name)
    }

    fn report_selector(&mut self, x: &Operand<'a>, sel: Ident<'a>, problem: &Lookup) {
        // A type parameter whose constraint is wrong has no fields and methods.
        if !self.is_valid(self.under(x.ty)) && !self.is_type_param(x.ty) {
            return;
        }
        let expr = self.operand_expr_string(x);
        let ty = self.type_string(x.ty);
        let name = self.name(sel.name).to_string();
        match problem {
            Lookup::Ambiguous => {
                self.error(&code::AMBIGUOUS_SELECTOR, sel.span, format!("ambiguous selector {expr}.{name}"));
            }
            Lookup::PointerReceiver => {
                let message = if x.mode == Mode::TypeExpr {
                    format!("invalid method expression {ty}.{name} (needs pointer receiver (*{ty}).{name})")
                } else {
                    format!("cannot call pointer method {name} on {ty}")
                };
                self.error(&code::INVALID_METHOD_EXPR, sel.span, message);
            }
            _ => {
                let why = match self.pointer_to_interface(x.ty) {
                    Some(why) => why,
                    None => {
                        let alternative = self.alternative(x.ty, x.mode == Mode::Variable, sel.name);
                        self.lookup_words(&ty, &name, alternative)
                    }
                };
                self.error(&code::MISSING_FIELD_OR_METHOD, sel.span, format!("{expr}.{name} undefined ({why})"));
            }
        }
    }

    /// What to say about selecting from a pointer to an interface or type parameter, if `ty` is one.
    fn pointer_to_interface(&self, ty: TypeId) -> Option<String> {
        let Type::Pointer(base) = *self.types.get(self.under(ty)) else { return None };
        let what = if self.is_type_param(base) {
            "type parameter"
        } else if self.is_interface(base) {
            "interface"
        } else {
            return None;
        };
        Some(format!("type {} is pointer to {what}, not {what}", self.type_string(ty)))
    }

    /// A field or method whose name differs in case only, or that is not exported.
    fn alternative(&mut self, ty: TypeId, is_addressable: bool, name: Symbol) -> Option<Alternative> {
        let pkg = Some(self.pkg);
        match self.lookup_field_or_method(ty, is_addressable, pkg, name, Fold::Case) {
            Lookup::Field { path, .. } => {
                let mut at = ty;
                let mut owner = Some(self.pkg);
                let mut found = None;
                for index in path {
                    let base = if let Type::Pointer(elem) = *self.types.get(at) { elem } else { at };
                    if let Type::Named(id) = *self.types.get(base) {
                        owner = self.obj(self.types.named(id).obj).pkg;
                    }
                    let mut under = self.under(at);
                    if let Type::Pointer(base) = *self.types.get(under) {
                        under = self.under(base);
                    }
                    let Type::Struct(fields) = self.types.get(under) else { return None };
                    let field = fields.get(index as usize)?;
                    at = field.ty;
                    found = Some(Alternative { what: "field", name: field.name, pkg: field.pkg.or(owner) });
                }
                found
            }
            Lookup::Method { obj: Some(obj), .. } => {
                let object = self.obj(obj);
                Some(Alternative { what: "method", name: object.name, pkg: object.pkg })
            }
            Lookup::Method { obj: None, .. } => {
                let owner = match *self.types.get(ty) {
                    Type::Named(id) => self.obj(self.types.named(id).obj).pkg,
                    _ => Some(self.pkg),
                };
                let wanted = self.name(name).to_lowercase();
                let methods = &self.types.interface(ty)?.methods;
                let method = methods.iter().find(|m| self.name(m.name).to_lowercase() == wanted)?;
                Some(Alternative { what: "method", name: method.name, pkg: method.pkg.or(owner) })
            }
            _ => None,
        }
    }

    /// Why `ty` has no `name`, with a hint at what it has.
    fn lookup_words(&self, ty: &str, name: &str, alternative: Option<Alternative>) -> String {
        let missing = format!("type {ty} has no field or method {name}");
        let Some(Alternative { what, name: alt, pkg }) = alternative else { return missing };
        let alt = self.name(alt);
        match near_miss(name, alt, pkg == Some(self.pkg)) {
            NearMiss::None => missing,
            NearMiss::Spelling => format!("{missing}, but does have {what} {alt}"),
            NearMiss::Unexported => format!("{missing}, but does have unexported {what} {alt}"),
            NearMiss::Inaccessible => format!("cannot refer to unexported {what} {alt}"),
        }
    }

    /// Why a struct type has no field `name` for a literal, with a hint at what it has.
    pub(crate) fn literal_field_words(&self, struct_ty: TypeId, name: &str, alt: Option<(Symbol, Option<PackageId>)>) -> String {
        let ty = self.type_string(struct_ty);
        let missing = format!("unknown field {name} in struct literal of type {ty}");
        let Some((alt, pkg)) = alt else { return missing };
        let alt = self.name(alt);
        match near_miss(name, alt, pkg == Some(self.pkg)) {
            NearMiss::None => missing,
            NearMiss::Spelling => format!("{missing}, but does have {alt}"),
            NearMiss::Unexported => format!("{missing}, but does have unexported {alt}"),
            NearMiss::Inaccessible => format!("cannot refer to unexported field {alt} in struct literal of type {ty}"),
        }
    }
}

/// How a name that exists relates to the one that was looked for.
enum NearMiss {
    None,
    Spelling,
    Unexported,
    Inaccessible,
}

fn near_miss(name: &str, alt: &str, is_same_package: bool) -> NearMiss {
    let is_same_tail = || name.chars().skip(1).eq(alt.chars().skip(1));
    match (is_exported(name), is_exported(alt)) {
        _ if is_same_package => NearMiss::Spelling,
        (true, true) => NearMiss::Spelling,
        (true, false) if is_same_tail() => NearMiss::Unexported,
        (false, true) if is_same_tail() => NearMiss::Spelling,
        (false, false) if name == alt => NearMiss::Inaccessible,
        _ => NearMiss::None,
    }
}
