//! Struct types.

use govm_lexer::{Span, Symbol, TokenKind};
use govm_parser::ast::{self, Expr, ExprKind, Ident};
use rustc_hash::FxHashMap;

use crate::checker::Checker;
use crate::code;
use crate::constant::Value;
use crate::object::{ObjId, VarKind};
use crate::types::{Field, Type, TypeId};

impl<'a> Checker<'a, '_> {
    /// Checks a struct type.
    pub(crate) fn struct_type(&mut self, list: &'a [ast::Field<'a>]) -> TypeId {
        let mut fields = Vec::with_capacity(list.len());
        let mut declared: FxHashMap<Symbol, ObjId> = FxHashMap::default();
        let mut last: Option<(&Expr<'a>, TypeId)> = None;
        for field in list {
            // Fields of one declaration share the type expression, which is checked once.
            let ty = match last {
                Some((e, ty)) if std::ptr::eq(e, field.ty) => ty,
                _ => self.var_type(field.ty),
            };
            last = Some((field.ty, ty));
            let Some(ident) = field.name.or_else(|| embedded_field_ident(field.ty)) else {
                let message = format!("invalid embedded field type {}", self.expr_string(field.ty));
                self.error(&code::INVALID_SYNTAX_TREE, field.ty.span, message);
                continue;
            };
            let tag = field.tag.and_then(|t| self.tag(t));
            let obj = self.new_var(VarKind::Field, ident.name, ident.span, ty);
            if ident.name != Symbol::BLANK
                && let Some(alt) = declared.insert(ident.name, obj)
            {
                let message = format!("{} redeclared", self.name(ident.name));
                let diagnostic = self.diagnostic(&code::DUPLICATE_DECL, ident.span, message);
                let diagnostic = self.with_alt_decl(diagnostic, alt);
                self.report(diagnostic);
                declared.insert(ident.name, alt);
                continue;
            }
            self.record_def(ident.id, Some(obj));
            let is_embedded = field.name.is_none();
            if is_embedded {
                let at = field.ty.span;
                self.later(move |c| c.check_embedded(ty, at));
            }
            let pkg = self.name_pkg(ident.name);
            fields.push(Field { name: ident.name, pkg, ty, is_embedded, tag });
        }
        self.types.intern(Type::Struct(fields.into()))
    }

    /// The bytes of a field tag; an empty one is none.
    fn tag(&mut self, tag: &Expr<'a>) -> Option<Box<[u8]>> {
        let ExprKind::BasicLit(ast::LitKind::String, text) = tag.kind else { return None };
        let value = Value::from_literal(TokenKind::String, text);
        value.string_val().filter(|t| !t.is_empty()).map(Box::from)
    }

    /// "The type T of an embedded field must be a type name T or a pointer to a non-interface type name *T, and T itself may
    /// not be a pointer type or a type parameter."
    fn check_embedded(&mut self, ty: TypeId, at: Span) {
        let (base, is_ptr) = match *self.types.get(ty) {
            Type::Pointer(elem) => (elem, true),
            _ => (ty, false),
        };
        if self.is_type_param(base) {
            let message = "embedded field type cannot be a (pointer to a) type parameter";
            self.error(&code::MISPLACED_TYPE_PARAM, at, message);
            return;
        }
        match self.types.get(self.under(base)) {
            Type::Pointer(_) => self.error(&code::INVALID_PTR_EMBED, at, "embedded field type cannot be a pointer"),
            Type::Interface(_) if is_ptr => {
                self.error(&code::INVALID_PTR_EMBED, at, "embedded field type cannot be a pointer to an interface");
            }
            _ => {}
        }
    }
}

/// The name of an embedded field: that of its type.
pub(crate) fn embedded_field_ident<'a>(e: &Expr<'a>) -> Option<Ident<'a>> {
    match e.kind {
        ExprKind::Ident(name) => Some(Ident { id: e.id, name, span: e.span, marker: std::marker::PhantomData }),
        // `**T` names no field.
        ExprKind::Star(x) if !matches!(x.kind, ExprKind::Star(_)) => embedded_field_ident(x),
        ExprKind::Selector { sel, .. } => Some(sel),
        ExprKind::Index { x, .. } => embedded_field_ident(x),
        _ => None,
    }
}
