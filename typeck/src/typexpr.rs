//! Identifiers and type expressions.

use govm_lexer::Symbol;
use govm_parser::ast::{Expr, ExprKind};

use crate::api::Mode;
use crate::checker::{Checker, Color};
use crate::code;
use crate::exprstring::unparen;
use crate::limits::{self, weight};
use crate::object::{ObjId, ObjectKind};
use crate::operand::Operand;
use crate::place::place;
use crate::spelling::Spelling;
use crate::types::{Basic, Type, TypeId, Types};

impl<'a> Checker<'a, '_> {
    /// Checks an identifier and yields what it stands for in `x`. `want_type`: only a type will do.
    pub(crate) fn ident(&mut self, x: &mut Operand<'a>, e: &'a Expr<'a>, want_type: bool) {
        *x = Operand::invalid(e);
        let ExprKind::Ident(name) = e.kind else { return };
        let Some((scope, obj)) = self.lookup_scope(name) else {
            if name == Symbol::BLANK {
                self.error(&code::INVALID_BLANK, e.span, "cannot use _ as value or type");
            } else {
                self.error(&code::UNDECLARED_NAME, e.span, format!("undefined: {}", self.name(name)));
            }
            return;
        };
        self.record_use(e.id, obj);
        let is_type = matches!(self.obj(obj).kind, ObjectKind::TypeName { .. });
        if want_type && !is_type {
            self.error(&code::NOT_A_TYPE, e.span, format!("{} is not a type", self.name(name)));
            self.mark_used_here(obj);
            return;
        }
        self.resolve(obj, is_type && want_type);
        if let Some(import) = self.dot_imports.get(&(scope, name)).copied() {
            self.mark_used(import);
        }
        let ty = self.obj(obj).ty;
        match self.obj(obj).kind.clone() {
            ObjectKind::PkgName(_) => {
                let message = format!("use of package {} not in selector", self.name(name));
                self.error(&code::INVALID_PKG_USE, e.span, message);
                return;
            }
            ObjectKind::Const(value) => {
                self.add_decl_dep(obj);
                if !self.is_valid(ty) {
                    return;
                }
                x.value = value;
                if obj == self.universe.iota {
                    let Some(iota) = self.env.iota.clone() else {
                        self.error(&code::INVALID_IOTA, e.span, "cannot use iota outside constant declaration");
                        return;
                    };
                    x.value = iota;
                }
                x.mode = Mode::Constant;
            }
            ObjectKind::TypeName { .. } => {
                if obj == self.universe.any_obj || ty == self.universe.comparable {
                    let what = format!("predeclared {}", self.name(name));
                    if !self.verify_version(e.span, 18, &what) {
                        return;
                    }
                }
                x.mode = Mode::TypeExpr;
            }
            ObjectKind::Var(_) => {
                self.mark_used_here(obj);
                self.add_decl_dep(obj);
                if !self.is_valid(ty) {
                    return;
                }
                x.mode = Mode::Variable;
            }
            ObjectKind::Func => {
                self.add_decl_dep(obj);
                if !self.is_valid(ty) {
                    return;
                }
                x.mode = Mode::Value;
            }
            ObjectKind::Builtin(builtin) => {
                x.builtin = Some(builtin);
                x.mode = Mode::Builtin;
            }
            ObjectKind::Nil => x.mode = Mode::NilValue,
            ObjectKind::Label => return,
        }
        x.ty = ty;
    }

    fn mark_used_here(&mut self, obj: ObjId) {
        if matches!(self.obj(obj).kind, ObjectKind::Var(_)) && self.obj(obj).pkg == Some(self.pkg) {
            self.mark_used(obj);
        }
    }

    /// Checks the declaration of `obj` as far as its type is not known yet. A use as a type is checked for cycles even if it is.
    fn resolve(&mut self, obj: ObjId, as_type: bool) {
        match self.obj_state(obj).color {
            Color::Black => {}
            Color::White => self.obj_decl(obj),
            Color::Grey(_) if as_type || !self.is_valid(self.obj(obj).ty) => self.obj_decl(obj),
            Color::Grey(_) => {}
        }
    }

    /// Checks a type expression; a generic type must be instantiated.
    pub(crate) fn typ(&mut self, e: &'a Expr<'a>) -> TypeId {
        if !self.enter(weight::TYPE, e.span) {
            return Self::bad();
        }
        let mut ty = self.typ_internal(e);
        self.leave(weight::TYPE);
        if self.is_generic(ty) || self.generic_alias(e).is_some() {
            let message = format!("cannot use generic type {} without instantiation", self.generic_type_string(ty));
            self.error(&code::WRONG_TYPE_ARG_COUNT, e.span, message);
            ty = Self::bad();
        }
        self.record_type_and_value(e.id, Mode::TypeExpr, ty, None);
        ty
    }

    fn bad() -> TypeId {
        Types::basic(Basic::Invalid)
    }

    fn generic_type_string(&self, ty: TypeId) -> String {
        if self.is_generic(ty) { self.type_string(ty) } else { self.generic_alias_string(ty) }
    }

    /// The generic alias that an expression names.
    pub(crate) fn generic_alias(&self, e: &Expr<'a>) -> Option<ObjId> {
        let id = match unparen(e).kind {
            ExprKind::Ident(_) => unparen(e).id,
            ExprKind::Selector { sel, .. } => sel.id,
            _ => return None,
        };
        self.info.uses[id.0 as usize].filter(|obj| self.alias_type_params.contains_key(obj))
    }

    /// A generic alias by its name alone, whatever it denotes.
    pub(crate) fn is_generic_alias(&self, ty: TypeId) -> bool {
        matches!(self.types.spelling(ty), Some(Spelling::Alias { obj, args, .. })
            if args.is_empty() && self.alias_type_params.contains_key(obj))
    }

    /// Checks the type of a variable, which must not be a constraint.
    pub(crate) fn var_type(&mut self, e: &'a Expr<'a>) -> TypeId {
        let ty = self.typ(e);
        self.valid_var_type(e, ty);
        ty
    }

    /// Reports, later, that the type of a variable is a constraint.
    pub(crate) fn valid_var_type(&mut self, e: &'a Expr<'a>, ty: TypeId) {
        // Most types cannot be, whatever is still to be found out about them.
        if !matches!(self.types.get(ty), Type::Named(_) | Type::Interface(_) | Type::OpenInterface(_)) {
            return;
        }
        self.later(move |c| {
            let Some(interface) = c.types.interface(ty) else { return };
            if !interface.is_method_set() {
                let why = if interface.is_comparable { "is (or embeds) comparable" } else { "contains type constraints" };
                let message = format!("cannot use type {} outside a type constraint: interface {why}", c.type_string(ty));
                c.error(&code::MISPLACED_CONSTRAINT_IFACE, e.span, message);
            }
        });
    }

    /// Checks a type expression that must denote a generic type; else the invalid type, with the reason in `cause`.
    pub(crate) fn generic_type(&mut self, e: &'a Expr<'a>, cause: &mut String) -> TypeId {
        let mut ty = self.typ_internal(e);
        if self.is_valid(ty) && !self.is_generic(ty) && self.generic_alias(e).is_none() {
            *cause = format!("{} is not a generic type", self.type_string(ty));
            ty = Self::bad();
        }
        self.record_type_and_value(e.id, Mode::TypeExpr, ty, None);
        ty
    }

    fn typ_internal(&mut self, e: &'a Expr<'a>) -> TypeId {
        match e.kind {
            ExprKind::Bad => Self::bad(),
            ExprKind::Ident(_) => {
                let mut x = Operand::invalid(e);
                self.ident(&mut x, e, true);
                self.named_type(&x)
            }
            ExprKind::Selector { x, sel } => {
                let x = self.selector(e, x, sel, true);
                self.named_type(&x)
            }
            ExprKind::Index { x, indices } => {
                self.verify_version(e.span, 18, "type instantiation");
                self.instantiated_type(x, indices)
            }
            ExprKind::Paren(x) => self.typ(x),
            ExprKind::ArrayType { len, elem } => {
                let len = match len {
                    Some(len) => {
                        self.needs_complete += 1;
                        let len = self.array_length(len);
                        self.needs_complete -= 1;
                        len
                    }
                    None => {
                        let message = "invalid use of [...] array (outside a composite literal)";
                        self.error(&code::BAD_DOT_DOT_DOT_SYNTAX, e.span, message);
                        None
                    }
                };
                let elem = self.var_type(elem);
                match len {
                    Some(len) if self.is_valid(elem) => {
                        let ty = self.types.intern(Type::Array { elem, len });
                        self.later(move |c| c.check_array_size(e, ty));
                        ty
                    }
                    _ => Self::bad(),
                }
            }
            ExprKind::SliceType(elem) => {
                let elem = self.var_type(elem);
                self.types.intern(Type::Slice(elem))
            }
            ExprKind::Ellipsis(elem) => {
                self.error(&code::INVALID_DOT_DOT_DOT, e.span, "invalid use of '...'");
                self.use_exprs(&[elem]);
                Self::bad()
            }
            ExprKind::StructType { fields } => self.struct_type(fields),
            ExprKind::Star(x) => {
                let elem = self.var_type(x);
                if self.is_valid(elem) { self.types.intern(Type::Pointer(elem)) } else { elem }
            }
            ExprKind::FuncType(_) | ExprKind::InterfaceType { .. } if !self.enter(weight::SIGNATURE, e.span) => Self::bad(),
            ExprKind::FuncType(sig) => {
                let ty = self.func_type(None, &[], sig).ty;
                self.leave(weight::SIGNATURE);
                ty
            }
            ExprKind::InterfaceType { elems } => {
                let ty = self.interface_type(elems);
                self.leave(weight::SIGNATURE);
                ty
            }
            ExprKind::MapType { key, value } => {
                let (key_type, elem) = (self.var_type(key), self.var_type(value));
                self.later(move |c| c.check_map_key(key, key_type));
                self.types.intern(Type::Map { key: key_type, elem })
            }
            ExprKind::ChanType { dir, elem } => {
                let elem = self.var_type(elem);
                self.types.intern(Type::Chan { dir, elem })
            }
            _ => {
                self.error(&code::NOT_A_TYPE, place(e), format!("{} is not a type", self.expr_string(e)));
                self.use_exprs(&[e]);
                Self::bad()
            }
        }
    }

    fn check_array_size(&mut self, e: &'a Expr<'a>, ty: TypeId) {
        if self.types.size_of(ty).is_none_or(|size| size >= limits::TYPE_SIZE_MAX) {
            self.large_types.push((e.span, ty));
        }
    }

    /// Reports types that are too large. Types have sizes once all else is right.
    pub(crate) fn report_large_types(&mut self) {
        let large = std::mem::take(&mut self.large_types);
        if !self.diagnostics.is_empty() {
            return;
        }
        for (at, ty) in large {
            let message = format!("type {} larger than address space", self.type_string(ty));
            self.error(&code::TYPE_TOO_LARGE, at, message);
        }
    }

    fn check_map_key(&mut self, e: &'a Expr<'a>, key: TypeId) {
        if self.is_valid(key) && !self.types.is_comparable(key) {
            let why = if self.is_type_param(key) { " (missing comparable constraint)" } else { "" };
            let message = format!("invalid map key type {}{why}", self.type_string(key));
            self.error(&code::INCOMPARABLE_MAP_KEY, place(e), message);
        }
    }

    /// The type that an identifier or qualified identifier turned out to be.
    fn named_type(&mut self, x: &Operand<'a>) -> TypeId {
        match x.mode {
            Mode::TypeExpr => return x.ty,
            Mode::Invalid => {}
            Mode::NoValue => {
                let message = format!("{} used as type", self.operand_string(x));
                self.error(&code::NOT_A_TYPE, x.span(), message);
            }
            _ => {
                let message = format!("{} is not a type", self.operand_string(x));
                self.error(&code::NOT_A_TYPE, x.span(), message);
            }
        }
        Self::bad()
    }

    /// Checks `x[indices]` as an instantiated type.
    pub(crate) fn instantiated_type(&mut self, x: &'a Expr<'a>, indices: &'a [&'a Expr<'a>]) -> TypeId {
        let mut cause = String::new();
        let generic = self.generic_type(x, &mut cause);
        if !cause.is_empty() {
            let list: Vec<String> = indices.iter().map(|i| self.expr_string(i)).collect();
            let message = format!("invalid operation: {}[{}] ({cause})", self.expr_string(x), list.join(", "));
            self.error(&code::NOT_A_GENERIC_TYPE, x.span, message);
        }
        if !self.is_valid(generic) {
            return generic;
        }
        let Some(targs) = self.type_list(indices) else { return Self::bad() };
        let alias = self.generic_alias(x);
        let (name, tparams) = match (alias, self.types.get(generic)) {
            (Some(alias), _) => (self.obj(alias).name, self.alias_type_params[&alias].clone()),
            (None, Type::Named(id)) => {
                let named = self.types.named(*id);
                (self.obj(named.obj).name, named.type_params.clone())
            }
            _ => return Self::bad(),
        };
        let name = self.name(name).to_string();
        if tparams.len() != targs.len() {
            // The instance is a type of its own, of which nothing more is known.
            let instance = if alias.is_some() { Self::bad() } else { self.instance(x.span, generic, &targs) };
            self.later(move |c| {
                c.validate_targ_len(x.span, &name, tparams.len(), targs.len());
            });
            return instance;
        }
        let instance = match alias {
            Some(alias) => {
                let rhs = self.types.unalias_once(generic);
                let rhs = self.subst(rhs, &tparams, &targs);
                self.types.alias(alias, targs.clone().into(), rhs)
            }
            None => self.instance(x.span, generic, &targs),
        };
        self.record_instance(x, &targs, instance);
        let spans: Vec<_> = indices.iter().map(|i| i.span).collect();
        self.later(move |c| c.verify_at(x.span, &tparams, &targs, &spans));
        instance
    }

    /// The types of a list of type expressions; `None` if one is invalid.
    pub(crate) fn type_list(&mut self, list: &[&'a Expr<'a>]) -> Option<Vec<TypeId>> {
        let types: Vec<TypeId> = list.iter().map(|e| self.var_type(e)).collect();
        types.iter().all(|t| self.is_valid(*t)).then_some(types)
    }

    /// The value of an array length; `None` after an error.
    fn array_length(&mut self, e: &'a Expr<'a>) -> Option<i64> {
        // A name that is no constant may be a type parameter whose constraint was forgotten.
        if let ExprKind::Ident(name) = e.kind {
            let message = match self.lookup(name) {
                None => format!("undefined array length {} or missing type constraint", self.name(name)),
                Some(obj) if !matches!(self.obj(obj).kind, ObjectKind::Const(_)) => {
                    format!("invalid array length {}", self.name(name))
                }
                Some(_) => String::new(),
            };
            if !message.is_empty() {
                self.error(&code::INVALID_ARRAY_LEN, place(e), message);
                return None;
            }
        }
        let x = self.expr(None, e);
        if x.mode != Mode::Constant {
            if x.mode != Mode::Invalid {
                let message = format!("array length {} must be constant", self.operand_string(&x));
                self.error(&code::INVALID_ARRAY_LEN, x.span(), message);
            }
            return None;
        }
        if (self.is_untyped(x.ty) || self.is_integer(x.ty))
            && let Some(len) = x.value.to_int().int64_val().filter(|n| *n >= 0)
        {
            return Some(len);
        }
        let x_string = self.operand_string(&x);
        let message = if self.is_integer(x.ty) {
            format!("invalid array length {x_string}")
        } else {
            format!("array length {x_string} must be integer")
        };
        self.error(&code::INVALID_ARRAY_LEN, x.span(), message);
        None
    }
}
