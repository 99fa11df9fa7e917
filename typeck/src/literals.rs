//! Composite literals and function literals.

use std::rc::Rc;

use govm_lexer::{BytePos, Span, Symbol};
use govm_parser::ast::{Block, Element, Expr, ExprKind, FuncType};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::api::{Mode, Selection, SelectionKind};
use crate::checker::Checker;
use crate::code;
use crate::constant::{Kind, Value};
use crate::operand::Operand;
use crate::place::place;
use crate::types::{Basic, Field, Type, TypeId, Types};

/// A constant as key of a table, such that equal numbers of different kinds are equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ConstKey {
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(u64),
    Complex(u64, u64),
    String(Vec<u8>),
}

/// The key of a constant; `None` for what is unknown.
fn const_key(value: &Value) -> Option<ConstKey> {
    match value.kind() {
        Kind::Unknown => None,
        Kind::Bool => value.bool_val().map(ConstKey::Bool),
        Kind::String => value.string_val().map(|bytes| ConstKey::String(bytes.to_vec())),
        Kind::Int | Kind::Float | Kind::Complex => {
            let int = value.to_int();
            if let Some(int) = int.int64_val() {
                return Some(ConstKey::Int(int));
            }
            if let Some(int) = int.uint64_val() {
                return Some(ConstKey::Uint(int));
            }
            let float = value.to_float();
            if float.kind() != Kind::Unknown {
                return Some(ConstKey::Float(float.float64_val().0.to_bits()));
            }
            let (re, im) = (value.real().float64_val().0, value.imag().float64_val().0);
            Some(ConstKey::Complex(re.to_bits(), im.to_bits()))
        }
    }
}

impl<'a> Checker<'a, '_> {
    /// The key of a constant; `None` for what is unknown.
    pub(crate) fn const_key(&self, value: &Value) -> Option<ConstKey> {
        self.types.step(2 * value.string_len().unwrap_or(0) + value.cost());
        const_key(value)
    }

    /// `func(params) results { body }`
    pub(crate) fn func_lit(&mut self, e: &'a Expr<'a>, sig: &'a FuncType<'a>, body: &'a Block<'a>) -> Operand<'a> {
        let sig = Rc::new(self.func_type(None, &[], sig));
        let ty = sig.ty;
        // The body may refer to a type that the literal is part of, so it is checked later, but before the scope around changes.
        let (decl, iota) = (self.env.decl, self.env.iota.clone());
        self.later(move |check| check.func_body(decl, sig, body, iota));
        Operand::new(Mode::Value, ty, e)
    }

    /// `T{elems}`; without a type it takes `hint`, the element type of the literal around.
    pub(crate) fn composite_lit(
        &mut self,
        e: &'a Expr<'a>,
        ty: Option<&'a Expr<'a>>,
        elems: &'a [Element<'a>],
        hint: Option<TypeId>,
    ) -> Operand<'a> {
        let (ty, base) = match (ty, hint) {
            (Some(ty_expr), _) => {
                if let ExprKind::ArrayType { len: None, elem } = ty_expr.kind {
                    // [...]T: the elements tell the length.
                    let elem = self.var_type(elem);
                    let len = self.indexed_elements(elems, elem, -1);
                    let ty = self.types.intern(Type::Array { elem, len });
                    self.record_type_and_value(ty_expr.id, Mode::TypeExpr, ty, None);
                    return Operand::new(Mode::Value, ty, e);
                }
                let ty = self.typ(ty_expr);
                (ty, ty)
            }
            (None, Some(hint)) => match self.core_type(hint).map(|core| self.types.get(core)) {
                // *T implies &T{}.
                Some(Type::Pointer(base)) => (hint, *base),
                _ => (hint, hint),
            },
            (None, None) => {
                self.error(&code::UNTYPED_LIT, e.span, "missing type in composite literal");
                let invalid = Types::basic(Basic::Invalid);
                (invalid, invalid)
            }
        };
        let core = self.core_type(base);
        if elems.is_empty() && matches!(core.map(|core| self.types.get(core)), Some(Type::Struct(_))) {
            return Operand::new(Mode::Value, ty, e);
        }
        match core.map(|core| self.types.get(core).clone()) {
            Some(Type::Struct(fields)) => self.struct_elements(e, base, &fields, elems),
            Some(Type::Array { elem, len }) => {
                self.indexed_elements(elems, elem, len);
            }
            Some(Type::Slice(elem)) => {
                self.indexed_elements(elems, elem, -1);
            }
            Some(Type::Map { key, elem }) => self.map_elements(elems, key, elem),
            other => {
                for element in elems {
                    self.use_exprs(&[element.value]);
                }
                let is_known = core.is_none_or(|core| self.is_valid(core));
                if is_known {
                    let qualifier = if hint.is_some() && !has_type(e) { " element" } else { "" };
                    let cause = if other.is_none() { " (no core type)" } else { "" };
                    let message = format!("invalid composite literal{qualifier} type {}{cause}", self.type_string(ty));
                    self.error(&code::INVALID_LIT, e.span, message);
                    return Operand::invalid(e);
                }
            }
        }
        Operand::new(Mode::Value, ty, e)
    }

    fn struct_elements(&mut self, e: &'a Expr<'a>, base: TypeId, fields: &[Field], elems: &'a [Element<'a>]) {
        let Some(first) = elems.first() else { return };
        self.types.step(4 * fields.len());
        if first.key.is_some() {
            let mut visited = vec![false; fields.len()];
            // A blank field has no name. Of fields with the same name, which is an error, the first counts.
            let named = fields.iter().enumerate().rev().filter(|(_, field)| field.name != Symbol::BLANK);
            let index: FxHashMap<Symbol, usize> = named.map(|(i, field)| (field.name, i)).collect();
            for element in elems {
                if self.is_out_of_steps(element.value.span) {
                    return;
                }
                self.keyed_field(base, (fields, &index), element, &mut visited);
            }
            return;
        }
        for (i, element) in elems.iter().enumerate() {
            if let Some(key) = element.key {
                self.error(&code::MIXED_STRUCT_LIT, key.span, "mixture of field:value and value elements in struct literal");
                continue;
            }
            let mut x = self.expr(None, element.value);
            let Some(field) = fields.get(i) else {
                let message = format!("too many values in struct literal of type {}", self.type_string(base));
                self.error(&code::INVALID_STRUCT_LIT, x.span(), message);
                break;
            };
            if field.pkg.is_some_and(|pkg| pkg != self.pkg) {
                let (name, ty) = (self.name(field.name), self.type_string(base));
                let message = format!("implicit assignment to unexported field {name} in struct literal of type {ty}");
                self.error(&code::UNEXPORTED_LIT_FIELD, x.span(), message);
                continue;
            }
            self.assignment(&mut x, Some(field.ty), "struct literal");
        }
        if elems.len() < fields.len() {
            let close = BytePos(e.span.hi.0.saturating_sub(1));
            let message = format!("too few values in struct literal of type {}", self.type_string(base));
            self.error(&code::INVALID_STRUCT_LIT, Span::new(close, e.span.hi), message);
        }
    }

    fn keyed_field(
        &mut self,
        base: TypeId,
        (fields, index): (&[Field], &FxHashMap<Symbol, usize>),
        element: &Element<'a>,
        visited: &mut [bool],
    ) {
        let Some(key) = element.key else {
            let message = "mixture of field:value and value elements in struct literal";
            self.error(&code::MIXED_STRUCT_LIT, place(element.value), message);
            return;
        };
        let ExprKind::Ident(name) = key.kind else {
            self.expr(None, element.value);
            let message = format!("invalid field name {} in struct literal", self.expr_string(key));
            self.error(&code::INVALID_LIT_FIELD, key.span, message);
            return;
        };
        let is_visible = |index: &usize| fields[*index].pkg.is_none_or(|pkg| pkg == self.pkg);
        let Some(index) = index.get(&name).copied().filter(is_visible) else {
            self.expr(None, element.value);
            let text = self.name(name).to_string();
            let folded = text.to_lowercase();
            self.types.step(20 * fields.len());
            let alternative = fields.iter().find(|field| name != Symbol::BLANK && self.name(field.name).to_lowercase() == folded);
            let owner = match *self.types.get(base) {
                Type::Named(id) => self.obj(self.types.named(id).obj).pkg,
                _ => Some(self.pkg),
            };
            let message = self.literal_field_words(base, &text, alternative.map(|field| (field.name, field.pkg.or(owner))));
            self.error(&code::MISSING_LIT_FIELD, key.span, message);
            return;
        };
        let ty = fields[index].ty;
        let path = Box::new([index as u32]);
        let kind = SelectionKind::FieldVal;
        let selection = Selection { kind, recv: base, path, method: None, name, ty, is_indirect: false };
        self.record_selection(key.id, key.id, selection);
        // A field of a function type tells missing type arguments no more than any other place in a literal.
        let mut x = self.expr(None, element.value);
        self.assignment(&mut x, Some(ty), "struct literal");
        if std::mem::replace(&mut visited[index], true) {
            let message = format!("duplicate field name {} in struct literal", self.name(name));
            self.error(&code::DUPLICATE_LIT_FIELD, key.span, message);
        }
    }

    fn map_elements(&mut self, elems: &'a [Element<'a>], key_ty: TypeId, elem_ty: TypeId) {
        // In a map with keys of interface type, equal values of different types are different keys.
        let is_interface = self.is_interface(key_ty) && !self.is_type_param(key_ty);
        let mut seen: FxHashSet<(ConstKey, Option<TypeId>)> = FxHashSet::default();
        for element in elems {
            let Some(key) = element.key else {
                self.error(&code::MISSING_LIT_KEY, place(element.value), "missing key in map literal");
                continue;
            };
            let mut x = self.expr_with_hint(key, key_ty);
            self.assignment(&mut x, Some(key_ty), "map literal");
            if x.is_invalid() {
                continue;
            }
            if x.is_constant()
                && let Some(key) = self.const_key(&x.value)
                && !seen.insert((key, is_interface.then_some(x.ty)))
            {
                let message = format!("duplicate key {} in map literal", x.value);
                self.error(&code::DUPLICATE_LIT_KEY, x.span(), message);
            }
            let mut x = self.expr_with_hint(element.value, elem_ty);
            self.assignment(&mut x, Some(elem_ty), "map literal");
        }
    }

    /// Checks the elements of an array or slice literal, and their indices against the length if it is known (not negative).
    /// The result is the largest index plus one.
    fn indexed_elements(&mut self, elems: &'a [Element<'a>], elem_ty: TypeId, length: i64) -> i64 {
        let mut visited: FxHashSet<i64> = FxHashSet::default();
        let has_keys = elems.iter().any(|element| element.key.is_some());
        let (mut index, mut max) = (0i64, 0i64);
        for element in elems {
            let mut is_index_valid = false;
            let at = element.key.unwrap_or(element.value).span;
            if let Some(key) = element.key {
                let (is_integer, value) = self.index(key, length);
                if is_integer {
                    match value {
                        Some(value) => {
                            index = value;
                            is_index_valid = true;
                        }
                        None => {
                            let message = format!("index {} must be integer constant", self.expr_string(key));
                            self.error(&code::INVALID_LIT_INDEX, at, message);
                        }
                    }
                }
            } else if 0 <= length && length <= index {
                let message = format!("index {index} is out of bounds (>= {length})");
                self.error(&code::OVERSIZE_ARRAY_LIT, at, message);
            } else {
                is_index_valid = true;
            }
            if is_index_valid && has_keys && !visited.insert(index) {
                let message = format!("duplicate index {index} in array or slice literal");
                self.error(&code::DUPLICATE_LIT_KEY, at, message);
            }
            index = index.saturating_add(1);
            max = max.max(index);
            let mut x = self.expr_with_hint(element.value, elem_ty);
            self.assignment(&mut x, Some(elem_ty), "array or slice literal");
        }
        max
    }
}

fn has_type(e: &Expr<'_>) -> bool {
    matches!(e.kind, ExprKind::CompositeLit { ty: Some(_), .. })
}
