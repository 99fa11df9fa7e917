//! Signatures: parameters, results, receivers and type parameters.

use govm_lexer::{Span, Symbol};
use govm_parser::ast::{Expr, ExprKind, Field, FuncType, Ident};

use crate::api::Mode;
use crate::checker::{Checker, FuncSig};
use crate::code;
use crate::exprstring::unparen;
use crate::object::{ObjId, ObjectKind, VarKind};
use crate::place::place;
use crate::spelling::Spelling;
use crate::types::{Basic, Signature, Type, TypeId, TypeParam, Types};

/// A receiver's type as written.
pub(crate) struct Receiver<'a> {
    /// With `*`.
    pub(crate) is_pointer: bool,
    /// The base type, without type parameters.
    pub(crate) base: &'a Expr<'a>,
    /// The type parameters.
    pub(crate) params: &'a [&'a Expr<'a>],
}

/// Takes a receiver's type apart: `*T[A, B]`.
pub(crate) fn unpack_recv<'a>(e: &'a Expr<'a>) -> Receiver<'a> {
    let mut base = unparen(e);
    let mut is_pointer = false;
    if let ExprKind::Star(x) = base.kind {
        is_pointer = true;
        base = unparen(x);
    }
    match base.kind {
        ExprKind::Index { x, indices } => Receiver { is_pointer, base: x, params: indices },
        _ => Receiver { is_pointer, base, params: &[] },
    }
}

struct Params<'a> {
    vars: Vec<ObjId>,
    names: Vec<Option<Ident<'a>>>,
    is_variadic: bool,
}

impl<'a> Checker<'a, '_> {
    /// Checks a signature. Its parameters are declared in a new scope within the current one, the scope of the body.
    pub(crate) fn func_type(
        &mut self,
        recv: Option<&'a [Field<'a>]>,
        type_params: &'a [Field<'a>],
        sig: &'a FuncType<'a>,
    ) -> FuncSig {
        self.open_scope();
        let scope = self.env.scope;
        self.scopes[scope.0 as usize].is_func = true;

        let recv_field = recv.and_then(|list| list.first());
        let (recv, recv_type_params) = match recv_field {
            Some(field) => {
                let (recv, params) = self.collect_recv(field);
                (Some(recv), params)
            }
            None => (None, Vec::new()),
        };
        let tparams = self.collect_type_params(type_params, |_, _| {});
        let params = self.collect_params(sig.params, VarKind::Param);
        let results = self.collect_params(sig.results, VarKind::Result);
        if let (Some(recv), Some(name)) = (recv, recv_field.and_then(|f| f.name)) {
            self.declare(scope, Some(name), recv);
        }
        for list in [&params, &results] {
            for (name, var) in list.names.iter().zip(&list.vars) {
                if let Some(name) = name {
                    self.declare(scope, Some(*name), *var);
                }
            }
        }
        self.close_scope();

        let types = |c: &Self, list: &[ObjId]| -> Box<[TypeId]> { list.iter().map(|v| c.obj(*v).ty).collect() };
        let signature = Signature {
            type_params: tparams.clone().into(),
            params: types(self, &params.vars),
            results: types(self, &results.vars),
            is_variadic: params.is_variadic,
        };
        let names: Box<[Symbol]> = params.vars.iter().chain(&results.vars).map(|v| self.obj(*v).name).collect();
        let ty = if names.iter().all(|name| *name == Symbol::EMPTY) {
            self.types.intern(Type::Signature(signature))
        } else {
            self.types.intern_spelled(Type::Signature(signature), Spelling::Names(names))
        };
        let outer = self.env.sig.as_ref().map(|s| s.outer_params.to_vec()).unwrap_or_default();
        let outer_params = outer.into_iter().chain(recv_type_params.iter().copied()).chain(tparams).collect();
        FuncSig { ty, recv, results: results.vars.into(), scope, recv_type_params: recv_type_params.into(), outer_params }
    }

    fn collect_params(&mut self, list: &'a [Field<'a>], kind: VarKind) -> Params<'a> {
        let mut out = Params { vars: Vec::with_capacity(list.len()), names: Vec::with_capacity(list.len()), is_variadic: false };
        let mut last: Option<(&Expr<'a>, TypeId)> = None;
        for (i, field) in list.iter().enumerate() {
            let ty = match last {
                // `a, b T` share the type expression.
                Some((e, ty)) if std::ptr::eq(e, field.ty) => ty,
                _ => match field.ty.kind {
                    ExprKind::Ellipsis(elem) => {
                        let elem_type = self.var_type(elem);
                        if kind == VarKind::Param && i + 1 == list.len() {
                            out.is_variadic = true;
                            let slice = self.types.intern(Type::Slice(elem_type));
                            self.record_type_and_value(field.ty.id, Mode::TypeExpr, slice, None);
                            slice
                        } else {
                            let message = "can only use ... with final parameter in list";
                            self.error(&code::MISPLACED_DOT_DOT_DOT, field.ty.span, message);
                            elem_type
                        }
                    }
                    _ => self.var_type(field.ty),
                },
            };
            last = Some((field.ty, ty));
            let (name, span) = field.name.map_or((Symbol::EMPTY, field.span), |n| (n.name, n.span));
            out.vars.push(self.new_var(kind, name, span, ty));
            out.names.push(field.name);
        }
        out
    }

    /// Checks a receiver, and declares the type parameters that it names.
    fn collect_recv(&mut self, field: &'a Field<'a>) -> (ObjId, Vec<TypeId>) {
        let written = unpack_recv(field.ty);
        let (ty, tparams) = if written.params.is_empty() {
            let mut ty = self.var_type(field.ty);
            if let Some(instance) = self.aliased_instance(ty) {
                let message = format!("cannot define new methods on instantiated type {}", self.type_string(instance));
                self.error(&code::INVALID_RECV, place(written.base), message);
                ty = Types::basic(Basic::Invalid);
            }
            (ty, Vec::new())
        } else {
            self.collect_generic_recv(field, &written)
        };
        let (name, span) = field.name.map_or((Symbol::EMPTY, field.span), |n| (n.name, n.span));
        let recv = self.new_var(VarKind::Param, name, span, ty);
        let base = written.base.span;
        self.later(move |c| c.valid_recv(base, ty));
        (recv, tparams)
    }

    /// The instance that a type written without type arguments comes to by way of aliases, whether of a defined type or of an alias.
    fn aliased_instance(&self, ty: TypeId) -> Option<TypeId> {
        let unpointer = |mut ty: TypeId| {
            while self.types.spelling(ty).is_none()
                && let Type::Pointer(elem) = *self.types.get(ty)
            {
                ty = elem;
            }
            ty
        };
        let mut at = unpointer(ty);
        while let Some(Spelling::Alias { rhs, .. }) = self.types.spelling(at) {
            at = unpointer(*rhs);
            let is_instance = match self.types.spelling(at) {
                Some(Spelling::Alias { args, .. }) => !args.is_empty(),
                _ => matches!(*self.types.get(at), Type::Named(id) if self.types.named(id).instance_of.is_some()),
            };
            if is_instance {
                return Some(at);
            }
        }
        None
    }

    fn collect_generic_recv(&mut self, field: &'a Field<'a>, written: &Receiver<'a>) -> (TypeId, Vec<TypeId>) {
        let mut cause = String::new();
        let base = self.generic_type(written.base, &mut cause);
        if !cause.is_empty() {
            self.error(&code::INVALID_RECV, place(written.base), cause);
        }
        let mut tparams = Vec::with_capacity(written.params.len());
        for (index, param) in (0u32..).zip(written.params) {
            let ident = match param.kind {
                ExprKind::Ident(name) => Ident { id: param.id, name, span: param.span, marker: std::marker::PhantomData },
                _ => {
                    let message = format!("receiver type parameter {} must be an identifier", self.expr_string(param));
                    self.error(&code::BAD_DECL, param.span, message);
                    Ident { id: param.id, name: Symbol::BLANK, span: param.span, marker: std::marker::PhantomData }
                }
            };
            let tparam = self.declare_type_param(ident, index);
            if let Type::TypeParam(id) = *self.types.get(tparam) {
                let obj = self.types.type_param(id).obj;
                self.record_use(param.id, obj);
            }
            self.record_type_and_value(param.id, Mode::TypeExpr, tparam, None);
            tparams.push(tparam);
        }
        if self.is_valid(base) && self.generic_alias(written.base).is_some() {
            let message = format!("cannot define new methods on generic alias type {}", self.generic_alias_string(base));
            self.error(&code::INVALID_RECV, place(written.base), message);
            return (Types::basic(Basic::Invalid), tparams);
        }
        let Type::Named(id) = *self.types.get(base) else {
            return (Types::basic(Basic::Invalid), tparams);
        };
        let declared = self.types.named(id).type_params.clone();
        if declared.len() != tparams.len() {
            let plural = if tparams.len() == 1 { "" } else { "s" };
            let message = format!(
                "receiver declares {} type parameter{plural}, but receiver base type declares {}",
                tparams.len(),
                declared.len()
            );
            self.error(&code::BAD_RECV, written.base.span, message);
            return (Types::basic(Basic::Invalid), tparams);
        }
        let bounds: Vec<TypeId> = declared.iter().map(|base| self.constraint(*base).unwrap_or(self.universe.any)).collect();
        let bounds = self.subst_all(&bounds, &declared, &tparams);
        for ((own, base), bound) in tparams.iter().zip(&declared).zip(bounds) {
            self.mono.record_canon(*own, *base);
            if let Type::TypeParam(own) = *self.types.get(*own) {
                self.types.type_params[own.0 as usize].constraint = bound;
            }
        }
        let instance = self.instance(field.ty.span, base, &tparams);
        self.record_instance(written.base, &tparams, instance);
        let ty = if written.is_pointer { self.types.intern(Type::Pointer(instance)) } else { instance };
        self.record_recv_types(field.ty, ty);
        (ty, tparams)
    }

    /// Records the types of the parts of a receiver's type.
    fn record_recv_types(&mut self, mut e: &'a Expr<'a>, mut ty: TypeId) {
        loop {
            self.record_type_and_value(e.id, Mode::TypeExpr, ty, None);
            match (e.kind, self.types.get(ty)) {
                (ExprKind::Paren(x), _) => e = x,
                (ExprKind::Star(x), Type::Pointer(elem)) => (e, ty) = (x, *elem),
                _ => return,
            }
        }
    }

    /// "Its type must be a defined type T or a pointer to a defined type T", defined in this package, neither pointer nor interface.
    fn valid_recv(&mut self, at: Span, ty: TypeId) {
        let base = match *self.types.get(ty) {
            Type::Pointer(elem) => elem,
            _ => ty,
        };
        if !self.is_valid(base) {
            return;
        }
        let shown = self.type_string(base);
        match *self.types.get(base) {
            Type::Named(id) => {
                if self.obj(self.types.named(id).obj).pkg != Some(self.pkg) {
                    self.error(&code::INVALID_RECV, at, format!("cannot define new methods on non-local type {shown}"));
                } else if matches!(self.types.get(self.under(base)), Type::Pointer(_) | Type::Interface(_)) {
                    let message = format!("invalid receiver type {shown} (pointer or interface type)");
                    self.error(&code::INVALID_RECV, at, message);
                }
            }
            Type::Basic(_) => {
                self.error(&code::INVALID_RECV, at, format!("cannot define new methods on non-local type {shown}"));
            }
            _ => self.error(&code::INVALID_RECV, at, format!("invalid receiver type {}", self.type_string(ty))),
        }
    }

    /// Checks a list of type parameters, declaring them in the current scope. `bind` is given them before their
    /// constraints are checked, which may refer to the generic type.
    pub(crate) fn collect_type_params(
        &mut self,
        list: &'a [Field<'a>],
        bind: impl FnOnce(&mut Checker<'a, '_>, &[TypeId]),
    ) -> Vec<TypeId> {
        let mut tparams = Vec::with_capacity(list.len());
        for (index, field) in (0u32..).zip(list) {
            if let Some(name) = field.name {
                tparams.push(self.declare_type_param(name, index));
            }
        }
        bind(self, &tparams);
        if tparams.is_empty() {
            return tparams;
        }
        let was_in_list = std::mem::replace(&mut self.env.in_tparam_list, true);
        let mut last: Option<(&Expr<'a>, TypeId)> = None;
        for (field, tparam) in list.iter().zip(&tparams) {
            let bound = match last {
                Some((e, bound)) if std::ptr::eq(e, field.ty) => bound,
                _ => self.bound(field.ty),
            };
            last = Some((field.ty, bound));
            self.set_constraint(*tparam, bound);
        }
        self.env.in_tparam_list = was_in_list;
        tparams
    }

    /// Checks a constraint.
    fn bound(&mut self, e: &'a Expr<'a>) -> TypeId {
        let is_union = matches!(
            e.kind,
            ExprKind::Unary { op: govm_lexer::TokenKind::Tilde, .. } | ExprKind::Binary { op: govm_lexer::TokenKind::Or, .. }
        );
        if is_union {
            let ty = self.parse_union(e);
            self.record_type_and_value(e.id, Mode::TypeExpr, ty, None);
            return ty;
        }
        let ty = self.typ(e);
        if self.is_type_param(ty) {
            self.error(&code::MISPLACED_TYPE_PARAM, e.span, "cannot use a type parameter as constraint");
            return Types::basic(Basic::Invalid);
        }
        ty
    }

    /// Sets the constraint; what is no interface stands for the interface with that one element.
    fn set_constraint(&mut self, tparam: TypeId, bound: TypeId) {
        let Type::TypeParam(id) = *self.types.get(tparam) else { return };
        self.types.type_params[id.0 as usize].constraint = bound;
        if matches!(self.types.get(bound), Type::Interface(_) | Type::Basic(Basic::Invalid)) {
            return;
        }
        let wrap = move |c: &mut Self| {
            let is_interface = c.types.interface(bound).is_some() && !matches!(c.types.get(bound), Type::Union(_));
            if is_interface {
                return;
            }
            let wrapped =
                if matches!(c.types.get(bound), Type::Union(_)) { c.close_union(bound) } else { c.types.wrap_constraint(bound) };
            c.types.type_params[id.0 as usize].constraint = wrapped;
        };
        if self.is_known_constraint(bound) {
            wrap(self);
        } else {
            self.later(move |c| wrap(c));
        }
    }

    fn is_known_constraint(&self, bound: TypeId) -> bool {
        match self.types.get(bound) {
            Type::Union(terms) => terms.iter().all(|t| self.types.known_under(t.ty).is_some()),
            _ => self.types.known_under(bound).is_some(),
        }
    }

    /// Declares a type parameter, for now with no constraint.
    pub(crate) fn declare_type_param(&mut self, name: Ident<'a>, index: u32) -> TypeId {
        let kind = ObjectKind::TypeName { is_alias: false };
        let obj = self.new_object(kind, name.name, name.span, Types::basic(Basic::Invalid));
        let constraint = Types::basic(Basic::Invalid);
        let ty = self.new_type_param(TypeParam { obj, index, constraint });
        self.set_obj_type(obj, ty);
        self.declare(self.env.scope, Some(name), obj);
        ty
    }
}
