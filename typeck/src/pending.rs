//! Signatures of expressions and statements that are filled in next.

use std::rc::Rc;

use govm_lexer::Code;
use govm_parser::ast::{Block, Element, Expr, FuncType, Ident, Stmt};

use crate::checker::{Checker, DeclId, FuncSig};
use crate::constant::Value;
use crate::object::ObjId;
use crate::operand::{ExprRole, Operand, Target};
use crate::types::TypeId;

impl<'a> Checker<'a, '_> {
    /// Checks a function's body in the function's scope.
    pub(crate) fn func_body(&mut self, decl: Option<DeclId>, sig: Rc<FuncSig>, body: &'a Block<'a>, iota: Option<Value>) {
        let _ = (decl, sig, body, iota);
    }
    pub(crate) fn stmt_list(&mut self, list: &'a [Stmt<'a>]) {
        let _ = list;
    }
    /// `x.sel`; `want_type` refuses what is no type.
    pub(crate) fn selector(&mut self, e: &'a Expr<'a>, x: &'a Expr<'a>, sel: Ident<'a>, want_type: bool) -> Operand<'a> {
        let _ = (x, sel, want_type);
        Operand::invalid(e)
    }
    pub(crate) fn conversion(&mut self, x: &mut Operand<'a>, ty: TypeId) {
        let _ = (x, ty);
    }
    /// Whether `x` is assignable to `ty`; else the code, and the cause if there is more to say.
    pub(crate) fn assignable_to(&mut self, x: &Operand<'a>, ty: TypeId, cause: &mut String) -> Result<(), Code> {
        let _ = (x, ty, cause);
        Ok(())
    }
    pub(crate) fn func_inst(
        &mut self,
        target: Option<&Target>,
        x: &mut Operand<'a>,
        inst: Option<(&'a Expr<'a>, &'a [&'a Expr<'a>])>,
        infer: bool,
    ) {
        let _ = (target, x, inst, infer);
    }
    pub(crate) fn func_lit(&mut self, e: &'a Expr<'a>, sig: &'a FuncType<'a>, body: &'a Block<'a>) -> Operand<'a> {
        let _ = (sig, body);
        Operand::invalid(e)
    }
    pub(crate) fn composite_lit(
        &mut self,
        e: &'a Expr<'a>,
        ty: Option<&'a Expr<'a>>,
        elems: &'a [Element<'a>],
        hint: Option<TypeId>,
    ) -> Operand<'a> {
        let _ = (ty, elems, hint);
        Operand::invalid(e)
    }
    pub(crate) fn index_expr(&mut self, e: &'a Expr<'a>, x: &'a Expr<'a>, indices: &'a [&'a Expr<'a>]) -> (Operand<'a>, bool) {
        let _ = (x, indices);
        (Operand::invalid(e), false)
    }
    pub(crate) fn slice_expr(
        &mut self,
        e: &'a Expr<'a>,
        x: &'a Expr<'a>,
        bounds: [Option<&'a Expr<'a>>; 3],
        is_full: bool,
    ) -> Operand<'a> {
        let _ = (x, bounds, is_full);
        Operand::invalid(e)
    }
    pub(crate) fn call_expr(&mut self, e: &'a Expr<'a>) -> (Operand<'a>, ExprRole) {
        (Operand::invalid(e), ExprRole::Statement)
    }
    pub(crate) fn expr_list(&mut self, list: &[&'a Expr<'a>]) -> Vec<Operand<'a>> {
        list.iter().map(|e| self.expr(None, e)).collect()
    }
    pub(crate) fn valid_var_type(&mut self, e: &'a Expr<'a>, ty: TypeId) {
        let _ = (e, ty);
    }
    /// The type, or the types of a type parameter's set: their underlying types; none if there are no specific ones.
    pub(crate) fn specific_unders(&self, ty: TypeId) -> Option<Vec<TypeId>> {
        let mut list = Vec::new();
        let is_specific = self.type_set_all(ty, |term| {
            list.extend(term.map(|(_, under)| under));
            term.is_some()
        });
        is_specific.then_some(list)
    }
    pub(crate) fn is_empty_interface(&self, ty: TypeId) -> bool {
        let _ = ty;
        true
    }
    pub(crate) fn is_pointer(&self, ty: TypeId) -> bool {
        matches!(self.types.get(self.under(ty)), crate::types::Type::Pointer(_))
    }
    pub(crate) fn set_used(&mut self, obj: ObjId, is_used: bool) {
        self.object_states[obj.0 as usize].is_used = is_used;
    }
}
