//! Untyped expressions: recorded when they are met, and again with their final type once the context has told it.

use govm_lexer::Code;
use govm_parser::ast::{Expr, ExprKind};

use crate::api::{Mode, TypeAndValue};
use crate::checker::Checker;
use crate::code;
use crate::constant::Value;
use crate::exprstring::unparen;
use crate::object::ObjectKind;
use crate::operand::Operand;
use crate::ops::{is_comparison, is_shift};
use crate::types::{Basic, Type, TypeId, Types};

/// Whether the type of an untyped expression is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finality {
    /// The type may still change on the way up if it is untyped.
    Open,
    /// It is the type, even an untyped one.
    Final,
}

impl<'a> Checker<'a, '_> {
    /// Records what checking an expression found out. Untyped expressions are remembered: their type may change.
    pub(crate) fn record(&mut self, x: &Operand<'a>) {
        let Some(e) = x.expr else { return };
        match x.mode {
            Mode::Invalid => {}
            Mode::NoValue => {
                let empty = self.types.intern(Type::Tuple(Box::default()));
                self.record_type_and_value(e.id, x.mode, empty, None);
            }
            _ => {
                let value = x.is_constant().then(|| x.value.clone());
                if self.is_untyped(x.ty) {
                    self.remember_untyped(e.id, false, x.mode, x.ty, value);
                } else {
                    self.record_type_and_value(e.id, x.mode, x.ty, value);
                }
            }
        }
    }

    /// Marks an untyped expression as the left operand of a shift: its final type must be an integer type.
    pub(crate) fn mark_shift_operand(&mut self, e: &'a Expr<'a>) {
        if let Some(info) = self.untyped.get_mut(&e.id) {
            info.is_lhs = true;
        }
    }

    fn is_constant_expr(&self, e: &Expr<'a>) -> bool {
        self.untyped.get(&e.id).is_some_and(|info| info.mode == Mode::Constant)
    }

    /// Gives the untyped expression `e` the type `ty`, and its untyped operands with it where their type follows. The operands
    /// of constant expressions stay as they are: they never become values. Chains lean to the left without bound, so the way
    /// along the left operands is a loop.
    pub(crate) fn update_expr_type(&mut self, e: &'a Expr<'a>, ty: TypeId, finality: Finality) {
        let mut chain = Vec::new();
        let mut at = Some(e);
        while let Some(e) = at.filter(|e| self.untyped.contains_key(&e.id)) {
            chain.push(e);
            at = match e.kind {
                ExprKind::Paren(x) => Some(x),
                ExprKind::Unary { x, .. } if !self.is_constant_expr(e) => Some(x),
                // The operands of a comparison have got their types already.
                ExprKind::Binary { op, x, .. } if !self.is_constant_expr(e) && !is_comparison(op) => Some(x),
                _ => None,
            };
        }
        for e in chain.into_iter().rev() {
            if let ExprKind::Binary { op, y, .. } = e.kind
                && !self.is_constant_expr(e)
                && !is_comparison(op)
                && !is_shift(op)
            {
                self.update_expr_type(y, ty, finality);
            }
            self.update_one_expr_type(e, ty, finality);
        }
    }

    fn update_one_expr_type(&mut self, e: &'a Expr<'a>, ty: TypeId, finality: Finality) {
        let Some(old) = self.untyped.remove(&e.id) else { return };
        if finality == Finality::Open && self.is_untyped(ty) {
            let ty = self.under(ty);
            self.remember_untyped(e.id, old.is_lhs, old.mode, ty, old.value);
            return;
        }
        if old.is_lhs && !self.all_integer(ty) {
            let (e_string, ty) = (self.expr_string(e), self.type_string(ty));
            let message = format!("invalid operation: shifted operand {e_string} (type {ty}) must be integer");
            self.error(&code::INVALID_SHIFT_OPERAND, e.span, message);
            return;
        }
        let mut value = old.value;
        if let Some(constant) = value.take() {
            let mut c = Operand::constant(old.ty, constant, e);
            self.convert_untyped(&mut c, ty);
            if c.is_invalid() {
                return;
            }
            value = Some(c.value);
        }
        self.record_type_and_value(e.id, old.mode, ty, value);
    }

    /// Updates the value of an untyped constant expression.
    pub(crate) fn update_expr_value(&mut self, e: &'a Expr<'a>, value: &Value) {
        if let Some(info) = self.untyped.get_mut(&e.id) {
            info.value = Some(value.clone());
            self.info.types[e.id.0 as usize] = Some(TypeAndValue { mode: info.mode, ty: info.ty, value: Some(value.clone()) });
        }
    }

    /// The type that `x` takes where `target` is expected, and for a constant its value there; or why that cannot be.
    pub(crate) fn implicit_type_and_value(&mut self, x: &Operand<'a>, target: TypeId) -> Result<(TypeId, Option<Value>), Code> {
        if x.is_invalid() || self.is_typed(x.ty) || !self.is_valid(target) {
            return Ok((x.ty, None));
        }
        if self.is_untyped(target) {
            return self.max_type(x.ty, target).map(|ty| (ty, None)).ok_or(&code::INVALID_UNTYPED_CONVERSION);
        }
        if x.is_nil() {
            return if self.has_nil(target) { Ok((target, None)) } else { Err(&code::INVALID_UNTYPED_CONVERSION) };
        }
        if self.is_type_param(target) {
            let unders = self.specific_unders(target).ok_or(&code::INVALID_UNTYPED_CONVERSION)?;
            for under in unders {
                self.types.step(8);
                self.implicit_type_and_value(x, under).map_err(|_| &code::INVALID_UNTYPED_CONVERSION)?;
            }
            return Ok((target, None));
        }
        let under = self.under(target);
        match *self.types.get(under) {
            Type::Basic(basic) => {
                if x.is_constant() {
                    return self.representation(x, basic).map(|value| (target, Some(value)));
                }
                // Values that are untyped and not constant: results of comparisons, and shifts of untyped constants.
                let fits = match *self.types.get(x.ty) {
                    Type::Basic(Basic::UntypedBool) => self.is_boolean(target),
                    Type::Basic(Basic::UntypedInt | Basic::UntypedRune | Basic::UntypedFloat | Basic::UntypedComplex) => {
                        self.is_numeric(target)
                    }
                    Type::Basic(Basic::UntypedString) => self.is_string(target),
                    _ => false,
                };
                if fits { Ok((target, None)) } else { Err(&code::INVALID_UNTYPED_CONVERSION) }
            }
            Type::Interface(_) | Type::OpenInterface(_) => {
                // A value in an interface has a concrete type: the default type of the constant.
                if self.is_empty_interface(under) {
                    Ok((self.default_type(x.ty), None))
                } else {
                    Err(&code::INVALID_UNTYPED_CONVERSION)
                }
            }
            _ => Err(&code::INVALID_UNTYPED_CONVERSION),
        }
    }

    /// The larger of two untyped kinds of number, or the kind that both are.
    fn max_type(&mut self, x: TypeId, y: TypeId) -> Option<TypeId> {
        if x == y {
            return Some(x);
        }
        match (self.types.get(x), self.types.get(y)) {
            (Type::Basic(a), Type::Basic(b)) if is_untyped_number(*a) && is_untyped_number(*b) => Some(Types::basic(*a.max(b))),
            _ => None,
        }
    }

    /// Gives the untyped operand `x` the type that it has where `target` is expected.
    pub(crate) fn convert_untyped(&mut self, x: &mut Operand<'a>, target: TypeId) {
        match self.implicit_type_and_value(x, target) {
            Ok((ty, value)) => self.set_implicit(x, ty, value),
            Err(code) => {
                let shown = if self.is_type_param(target) { target } else { self.under(target) };
                self.invalid_conversion(code, x, shown);
                x.invalidate();
            }
        }
    }

    /// Puts the outcome of [`Checker::implicit_type_and_value`] into the operand and the facts about its expression.
    pub(crate) fn set_implicit(&mut self, x: &mut Operand<'a>, ty: TypeId, value: Option<Value>) {
        if let Some(value) = value {
            if let Some(e) = x.expr {
                self.update_expr_value(e, &value);
            }
            x.value = value;
        }
        if ty != x.ty {
            x.ty = ty;
            if let Some(e) = x.expr {
                self.update_expr_type(e, ty, Finality::Open);
            }
        }
    }

    /// Converts untyped operands of a binary operation to each other's type, where that may be.
    pub(crate) fn match_types(&mut self, x: &mut Operand<'a>, y: &mut Operand<'a>) {
        if !self.may_convert(x, y) {
            return;
        }
        self.convert_untyped(x, y.ty);
        if x.is_invalid() {
            return;
        }
        self.convert_untyped(y, x.ty);
        if y.is_invalid() {
            x.invalidate();
        }
    }

    /// Operands that cannot match are left alone: the mismatch is the better message.
    fn may_convert(&mut self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        if self.is_typed(x.ty) && self.is_typed(y.ty) {
            return false;
        }
        if self.is_interface(x.ty) || self.is_interface(y.ty) {
            return true;
        }
        if self.all_boolean(x.ty) != self.all_boolean(y.ty) || self.all_string(x.ty) != self.all_string(y.ty) {
            return false;
        }
        if x.is_nil() {
            return self.has_nil(y.ty);
        }
        if y.is_nil() {
            return self.has_nil(x.ty);
        }
        !self.is_pointer(x.ty) && !self.is_pointer(y.ty)
    }

    /// The expression denotes the predeclared nil.
    pub(crate) fn is_nil_expr(&mut self, e: &'a Expr<'a>) -> bool {
        match unparen(e).kind {
            ExprKind::Ident(name) => self.lookup(name).is_some_and(|obj| matches!(self.obj(obj).kind, ObjectKind::Nil)),
            _ => false,
        }
    }
}

fn is_untyped_number(basic: Basic) -> bool {
    matches!(basic, Basic::UntypedInt | Basic::UntypedRune | Basic::UntypedFloat | Basic::UntypedComplex)
}
