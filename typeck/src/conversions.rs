//! Conversions, and assignability, which they rest on.

use govm_lexer::Code;
use govm_parser::ast::ChanDir;

use crate::api::Mode;
use crate::checker::Checker;
use crate::code;
use crate::const_expr::representable_const;
use crate::constant::Value;
use crate::operand::Operand;
use crate::types::{Basic, Type, TypeId};
use crate::untyped::Finality;

/// Puts a reason before the one that it follows from.
fn prepend(cause: &mut String, reason: String) {
    *cause = if cause.is_empty() { reason } else { format!("{reason}\n\t{cause}") };
}

impl<'a> Checker<'a, '_> {
    /// The types of a type parameter's set (`None` if it has no specific types), or the type itself.
    pub(crate) fn specific_types(&self, ty: TypeId) -> Option<Vec<TypeId>> {
        self.specific(ty).map(|list| list.into_iter().map(|(ty, _)| ty).collect())
    }

    /// As [`Checker::specific_types`], but the underlying types.
    pub(crate) fn specific_unders(&self, ty: TypeId) -> Option<Vec<TypeId>> {
        self.specific(ty).map(|list| list.into_iter().map(|(_, under)| under).collect())
    }

    fn specific(&self, ty: TypeId) -> Option<Vec<(TypeId, TypeId)>> {
        let mut list = Vec::new();
        let is_specific = self.type_set_all(ty, |term| {
            list.extend(term);
            term.is_some()
        });
        is_specific.then_some(list)
    }

    fn is_pointer_to_interface(&self, under: TypeId) -> bool {
        matches!(*self.types.get(under), Type::Pointer(base) if self.is_interface(base) || self.is_type_param(base))
    }

    /// Whether `x` is assignable to a variable of type `ty`; else the code, and in `cause` the reason if there is more to say.
    pub(crate) fn assignable_to(&mut self, x: &Operand<'a>, ty: TypeId, cause: &mut String) -> Result<(), Code> {
        if x.is_invalid() || !self.is_valid(ty) || !self.is_valid(x.ty) {
            return Ok(());
        }
        self.types.step(8);
        let from = x.ty;
        // "V and T are identical."
        if self.identical(from, ty) {
            return Ok(());
        }
        let (from_under, under) = (self.under(from), self.under(ty));
        let from_is_param = self.is_type_param(from);
        let is_param = self.is_type_param(ty);

        // "x is an untyped constant representable by a value of type T", and the predeclared nil.
        if self.is_untyped(from) {
            if is_param {
                let Some(types) = self.specific_types(ty) else { return Err(&code::INCOMPATIBLE_ASSIGN) };
                for ty in types {
                    self.implicit_type_and_value(x, ty).map_err(|_| &code::INCOMPATIBLE_ASSIGN)?;
                }
                return Ok(());
            }
            return self.implicit_type_and_value(x, ty).map(|_| ()).map_err(|_| &code::INCOMPATIBLE_ASSIGN);
        }

        // "V and T have identical underlying types but are not type parameters and at least one of V or T is not a named
        // type."
        let is_one_unnamed = !self.has_name(from) || !self.has_name(ty);
        if is_one_unnamed && !from_is_param && !is_param && self.identical(from_under, under) {
            return Ok(());
        }

        // "T is an interface type, but not a type parameter, and x implements T." A pointer to an interface is a common
        // mistake with a message of its own.
        if (self.is_interface(ty) && !is_param) || self.is_pointer_to_interface(under) {
            if self.implements(from, ty, false, cause) {
                return Ok(());
            }
            if !from_is_param {
                return Err(&code::INVALID_IFACE_ASSIGN);
            }
            cause.clear();
        }
        // If the type implements the interface, a type assertion is what is missing.
        if self.is_interface(from) && !from_is_param && self.implements(ty, from, false, &mut String::new()) {
            *cause = "need type assertion".to_string();
            return Err(&code::INCOMPATIBLE_ASSIGN);
        }

        // "V is a bidirectional channel, T is a channel type, V and T have identical element types, and at least one of V or T
        // is not a named type."
        if let (Type::Chan { dir: ChanDir::Both, elem: from_elem }, Type::Chan { elem, .. }) =
            (self.types.get(from_under), self.types.get(under))
            && self.identical(*from_elem, *elem)
        {
            return if is_one_unnamed { Ok(()) } else { Err(&code::INVALID_CHAN_ASSIGN) };
        }
        if is_param && !self.has_name(from) {
            return self.assignable_to_type_param(x, ty, cause);
        }
        if from_is_param && !self.has_name(ty) {
            return self.type_param_assignable_to(x, ty, cause);
        }
        Err(&code::INCOMPATIBLE_ASSIGN)
    }

    /// "V is not a named type, T is a type parameter, and x is assignable to each type in T's type set."
    fn assignable_to_type_param(&mut self, x: &Operand<'a>, ty: TypeId, cause: &mut String) -> Result<(), Code> {
        let Some(types) = self.specific_types(ty) else { return Err(&code::INCOMPATIBLE_ASSIGN) };
        for term in types {
            if let Err(code) = self.assignable_to(x, term, cause) {
                let names = [x.ty, term, ty].map(|ty| self.type_string(ty));
                prepend(cause, format!("cannot assign {} to {} (in {})", names[0], names[1], names[2]));
                return Err(code);
            }
        }
        Ok(())
    }

    /// "V is a type parameter and T is not a named type, and values of each type in V's type set are assignable to T."
    fn type_param_assignable_to(&mut self, x: &Operand<'a>, ty: TypeId, cause: &mut String) -> Result<(), Code> {
        let Some(types) = self.specific_types(x.ty) else { return Err(&code::INCOMPATIBLE_ASSIGN) };
        for term in types {
            let x_term = Operand { ty: term, ..x.clone() };
            if let Err(code) = self.assignable_to(&x_term, ty, cause) {
                let names = [term, x.ty, ty].map(|ty| self.type_string(ty));
                prepend(cause, format!("cannot assign {} (in {}) to {}", names[0], names[1], names[2]));
                return Err(code);
            }
        }
        Ok(())
    }

    fn basic_under(&self, ty: TypeId) -> Option<Basic> {
        match *self.types.get(self.under(ty)) {
            Type::Basic(basic) => Some(basic),
            _ => None,
        }
    }

    /// The constant value of the conversion of the constant `x` to a basic type.
    fn constant_conversion(&self, x: &Operand<'a>, ty: TypeId) -> Option<Value> {
        let basic = self.basic_under(ty)?;
        if let Some(value) = representable_const(&x.value, basic) {
            return Some(value);
        }
        if self.is_integer(x.ty) && self.is_string(ty) {
            let code_point = x.value.uint64_val().and_then(|point| u32::try_from(point).ok()).and_then(char::from_u32);
            let text = code_point.unwrap_or(char::REPLACEMENT_CHARACTER).to_string();
            return Some(Value::string(text.into_bytes()));
        }
        None
    }

    /// Checks the conversion of `x` to `ty`; the result is in `x`.
    pub(crate) fn conversion(&mut self, x: &mut Operand<'a>, ty: TypeId) {
        let is_constant_arg = x.is_constant();
        let mut cause = String::new();
        let is_ok = if is_constant_arg && self.is_const_type(ty) {
            match self.constant_conversion(x, ty) {
                Some(value) => {
                    x.value = value;
                    true
                }
                None if self.is_integer(x.ty) && self.is_integer(ty) => {
                    let message = format!("constant {} overflows {}", x.value, self.type_string(ty));
                    self.error(&code::INVALID_CONVERSION, x.span(), message);
                    x.invalidate();
                    return;
                }
                None => false,
            }
        } else if is_constant_arg && self.is_type_param(ty) {
            let is_ok = self.constant_converts_to_type_param(x, ty, &mut cause);
            x.mode = Mode::Value;
            is_ok
        } else if self.convertible_to(x, ty, &mut cause) {
            x.mode = Mode::Value;
            true
        } else {
            false
        };
        if !is_ok {
            let (x_string, ty) = (self.operand_string(x), self.type_string(ty));
            let colon = if cause.is_empty() { "" } else { ": " };
            let message = format!("cannot convert {x_string} to type {ty}{colon}{cause}");
            self.error(&code::INVALID_CONVERSION, x.span(), message);
            x.invalidate();
            return;
        }
        if self.is_untyped(x.ty)
            && let Some(e) = x.expr
        {
            // "A constant may be given a type explicitly by a constant declaration or conversion": the argument takes the type,
            // unless the conversion makes another value of it, which then starts from the default type.
            let is_nil = matches!(self.types.get(x.ty), Type::Basic(Basic::UntypedNil));
            let finally = if !is_nil && (self.is_interface(ty) || (is_constant_arg && !self.is_const_type(ty))) {
                self.default_type(x.ty)
            } else if x.is_constant() && self.is_integer(x.ty) && self.all_string(ty) {
                x.ty
            } else {
                ty
            };
            self.update_expr_type(e, finally, Finality::Final);
        }
        x.ty = ty;
    }

    fn constant_converts_to_type_param(&mut self, x: &Operand<'a>, ty: TypeId, cause: &mut String) -> bool {
        let Some(unders) = self.specific_unders(ty) else {
            *cause = format!("{} does not contain specific types", self.type_string(ty));
            return false;
        };
        for under in unders {
            self.types.step(8);
            if self.is_string(x.ty) && self.is_bytes_or_runes(under) {
                continue;
            }
            if self.constant_conversion(x, under).is_none() {
                let (ty, shown) = (self.type_string(ty), self.type_string(under));
                *cause = if self.is_integer(x.ty) && self.is_integer(under) {
                    format!("constant {} overflows {shown} (in {ty})", x.value)
                } else {
                    format!("cannot convert {} to type {shown} (in {ty})", self.operand_string(x))
                };
                return false;
            }
        }
        true
    }

    /// Whether the non-constant conversion of `x` to `ty` is allowed.
    pub(crate) fn convertible_to(&mut self, x: &Operand<'a>, ty: TypeId, cause: &mut String) -> bool {
        if self.assignable_to(x, ty, cause).is_ok() {
            return true;
        }
        let from = x.ty;
        let from_is_param = self.is_type_param(from);
        let is_param = self.is_type_param(ty);
        if !from_is_param && !is_param {
            return self.types_convertible(from, ty, cause);
        }
        let (Some(from_types), Some(types)) = (self.specific_types(from), self.specific_types(ty)) else { return false };
        for from_term in from_types {
            if self.is_out_of_steps(x.span()) {
                return true;
            }
            let x_term = Operand { ty: from_term, ..x.clone() };
            for term in &types {
                if self.convertible_to(&x_term, *term, cause) {
                    continue;
                }
                let mut words = format!("cannot convert {}", self.type_string(from_term));
                if from_is_param {
                    words.push_str(&format!(" (in {})", self.type_string(from)));
                }
                words.push_str(&format!(" to type {}", self.type_string(*term)));
                if is_param {
                    words.push_str(&format!(" (in {})", self.type_string(ty)));
                }
                prepend(cause, words);
                return false;
            }
        }
        true
    }

    /// The rules of conversion between types that are no type parameters, beyond assignability.
    fn types_convertible(&mut self, from: TypeId, ty: TypeId, cause: &mut String) -> bool {
        self.types.step(16);
        let (from_under, under) = (self.under(from), self.under(ty));
        // "Ignoring struct tags, x's type and T have identical underlying types", also as bases of unnamed pointers.
        if self.identical_ignore_tags(from_under, under) {
            return true;
        }
        if let (Type::Pointer(from_base), Type::Pointer(base)) = (self.types.get(from), self.types.get(ty)) {
            let (from_base, base) = (*from_base, *base);
            if !self.is_type_param(from_base)
                && !self.is_type_param(base)
                && self.identical_ignore_tags(self.under(from_base), self.under(base))
            {
                return true;
            }
        }
        let is_number = |ty| self.is_integer_or_float(ty);
        if (is_number(from_under) && is_number(under)) || (self.is_complex(from_under) && self.is_complex(under)) {
            return true;
        }
        if self.is_string(under) && (self.is_integer(from_under) || self.is_bytes_or_runes(from_under)) {
            return true;
        }
        if self.is_string(from_under) && self.is_bytes_or_runes(under) {
            return true;
        }
        let is_address = |ty| matches!(self.types.get(ty), Type::Pointer(_) | Type::Basic(Basic::Uintptr));
        let is_unsafe = |ty| matches!(self.types.get(ty), Type::Basic(Basic::UnsafePointer));
        if (is_address(from_under) && is_unsafe(under)) || (is_unsafe(from_under) && is_address(under)) {
            return true;
        }
        // "x is a slice, T is an array or a pointer to an array, and the slice and array types have identical element types."
        let Type::Slice(from_elem) = *self.types.get(from_under) else { return false };
        let (array, minor, what) = match *self.types.get(under) {
            Type::Pointer(base) => (self.under(base), 17, "array pointer"),
            _ => (under, 20, "array"),
        };
        let is_same = matches!(*self.types.get(array), Type::Array { elem, .. } if self.identical(from_elem, elem));
        if is_same && !self.allow_version(minor) {
            *cause = format!("conversion of slice to {what} requires go1.{minor} or later");
            return false;
        }
        is_same
    }
}
