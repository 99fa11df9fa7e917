//! Small questions about types.
use govm_parser::ast::Expr;

use crate::checker::Checker;
use crate::types::{Type, TypeId};

impl<'a> Checker<'a, '_> {
    pub(crate) fn valid_var_type(&mut self, e: &'a Expr<'a>, ty: TypeId) {
        let _ = (e, ty);
    }
    pub(crate) fn is_empty_interface(&self, ty: TypeId) -> bool {
        matches!(self.types.get(ty), Type::Interface(it) if it.methods.is_empty() && it.terms.is_none() && !it.is_comparable)
    }
    pub(crate) fn is_pointer(&self, ty: TypeId) -> bool {
        matches!(self.types.get(self.under(ty)), Type::Pointer(_))
    }
    pub(crate) fn identical_ignore_tags(&self, x: TypeId, y: TypeId) -> bool {
        self.identical(x, y)
    }
}
