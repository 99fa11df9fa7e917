//! Signatures that are filled in next.

use govm_lexer::{Span, Symbol};
use govm_parser::ast::{Decl, Expr, Field, FuncType, Ident};

use crate::checker::{Checker, FuncSig};
use crate::infer::InferError;
use crate::lookup::{Lookup, MissingMethod};
use crate::object::{ObjId, PackageId};
use crate::operand::Operand;
use crate::scope::ScopeId;
use crate::types::{Basic, TypeId, Types};

const BAD: TypeId = TypeId(Basic::Invalid as u32);

impl<'a> Checker<'a, '_> {
    /// Type-checks an identifier (an `Expr` of kind `Ident`), sets `x`. `want_type`: a type is expected (for messages).
    pub(crate) fn ident(&mut self, x: &mut Operand<'a>, e: &'a Expr<'a>, want_type: bool) {
        let _ = (x, e, want_type);
    }
    /// Type-checks a type expression; generic types without instantiation are an error.
    pub(crate) fn typ(&mut self, e: &'a Expr<'a>) -> TypeId {
        let _ = e;
        BAD
    }
    /// Like `typ`, for the type of a variable: constraint interfaces are refused.
    pub(crate) fn var_type(&mut self, e: &'a Expr<'a>) -> TypeId {
        self.typ(e)
    }
    /// Like `typ`, but must be a generic type; `None` with the cause pushed otherwise.
    pub(crate) fn generic_type(&mut self, e: &'a Expr<'a>, cause: &mut String) -> TypeId {
        let _ = cause;
        self.typ(e)
    }
    /// `T[A, B]`
    pub(crate) fn instantiated_type(&mut self, x: &'a Expr<'a>, args: &'a [&'a Expr<'a>], whole: &'a Expr<'a>) -> TypeId {
        let _ = (x, args, whole);
        BAD
    }
    /// The types of a list of type expressions; `None` if one is invalid.
    pub(crate) fn type_list(&mut self, list: &[&'a Expr<'a>]) -> Option<Vec<TypeId>> {
        let _ = list;
        None
    }
    /// Checks a signature; opens a scope for its parameters (the parent is the current one) and closes it again.
    pub(crate) fn func_type(
        &mut self,
        recv: Option<&'a [Field<'a>]>,
        type_params: &'a [Field<'a>],
        sig: &'a FuncType<'a>,
    ) -> FuncSig {
        let _ = (recv, type_params, sig);
        FuncSig {
            ty: BAD,
            recv: None,
            params: Box::default(),
            results: Box::default(),
            scope: ScopeId::UNIVERSE,
            recv_type_params: Box::default(),
        }
    }
    /// Checks local declarations.
    pub(crate) fn decl_stmt(&mut self, list: &'a [Decl<'a>]) {
        let _ = list;
    }
    /// Checks the declaration of a package-level object if that is not done.
    pub(crate) fn obj_decl(&mut self, obj: ObjId) {
        let _ = obj;
    }
    /// Reports a mismatch of names and initialisers.
    pub(crate) fn arity(&mut self, at: Span, names: &[Ident<'a>], inits: &[&'a Expr<'a>], is_const: bool, is_inherited: bool) {
        let _ = (at, names, inits, is_const, is_inherited);
    }

    /// Infers the missing type arguments of `tparams`; `targs[i]` is that of `tparams[i]` where it is given (the list may be
    /// shorter), `params[i]` is the type of parameter `i` for the argument `args[i]`. The message of the error is what follows
    /// `in call to f, ` in a call.
    pub(crate) fn infer(
        &mut self,
        at: Span,
        tparams: &[TypeId],
        targs: &[Option<TypeId>],
        params: &[TypeId],
        args: &[&Operand<'a>],
        reverse: bool,
    ) -> Result<Vec<TypeId>, InferError> {
        let _ = (at, tparams, targs, params, args, reverse);
        Err(InferError::default())
    }
    /// New type parameters with the same constraints, and `ty` in terms of them (for nested generic calls).
    pub(crate) fn rename_tparams(&mut self, tparams: &[TypeId], ty: TypeId) -> (Vec<TypeId>, TypeId) {
        (tparams.to_vec(), ty)
    }
    /// The signature with type arguments, verified later; recorded for `expr`. `xlist` are the type argument expressions.
    pub(crate) fn instantiate_signature(
        &mut self,
        at: Span,
        expr: &'a Expr<'a>,
        targs: Vec<TypeId>,
        sig: TypeId,
        xlist: &[&'a Expr<'a>],
    ) -> TypeId {
        let _ = (at, expr, targs, xlist);
        sig
    }
    /// An instance of a generic type or signature, not verified.
    pub(crate) fn instance(&mut self, orig: TypeId, targs: &[TypeId]) -> TypeId {
        let _ = targs;
        orig
    }
    /// Whether the type arguments satisfy their constraints: index of the first that does not, and why.
    pub(crate) fn verify(&mut self, tparams: &[TypeId], targs: &[TypeId]) -> Result<(), (usize, String)> {
        let _ = (tparams, targs);
        Ok(())
    }
    /// Whether `ty` implements the interface type `target`; the reason is written to `cause`.
    pub(crate) fn implements(&mut self, ty: TypeId, target: TypeId, is_constraint: bool, cause: &mut String) -> bool {
        let _ = (ty, target, is_constraint, cause);
        true
    }
    /// Looks up a field or method of `ty` by selector rules.
    pub(crate) fn lookup_field_or_method(
        &mut self,
        ty: TypeId,
        is_addressable: bool,
        pkg: Option<PackageId>,
        name: Symbol,
        fold_case: bool,
    ) -> Lookup {
        let _ = (ty, is_addressable, pkg, name, fold_case);
        Lookup::NotFound
    }
    /// The method of interface `target` that `ty` lacks, with gc's reason.
    pub(crate) fn missing_method(&mut self, ty: TypeId, target: TypeId, is_static: bool) -> Option<MissingMethod> {
        let _ = (ty, target, is_static);
        None
    }
    /// Whether `x.(ty)` is possible for `x` of interface type `iface`; the reason is written to `cause`.
    pub(crate) fn assertable_to(&mut self, iface: TypeId, ty: TypeId, cause: &mut String) -> bool {
        let _ = (iface, ty, cause);
        true
    }
    /// A type in gc's spelling, names of other packages qualified.
    pub(crate) fn type_string(&self, ty: TypeId) -> String {
        let _ = ty;
        String::new()
    }
    /// `ty` with `tparams` replaced by `targs`.
    pub(crate) fn subst(&mut self, ty: TypeId, tparams: &[TypeId], targs: &[TypeId]) -> TypeId {
        let _ = (tparams, targs);
        ty
    }
    /// Whether values of `ty` can be compared; the reason why not is written to `cause`. `dynamic`: interfaces count.
    pub(crate) fn comparable_type(&mut self, ty: TypeId, dynamic: bool, cause: &mut String) -> bool {
        let _ = (ty, dynamic, cause);
        true
    }
    /// The type that an untyped constant gets by default; others unchanged.
    pub(crate) fn default_type(&self, ty: TypeId) -> TypeId {
        ty
    }
    /// The single underlying type of all types in the type set of `ty` (`None` if there is none); of others the underlying type.
    pub(crate) fn core_type(&self, ty: TypeId) -> Option<TypeId> {
        Some(self.under(ty))
    }
    /// Like `core_type`, but a set of byte slices and strings has the core type string.
    pub(crate) fn core_string(&self, ty: TypeId) -> Option<TypeId> {
        self.core_type(ty)
    }
    /// The terms of the type set of a type parameter or constraint interface, underlying types of `T` for `~T` as well as `T`: calls `f`
    /// on each (`None` once for a type set without specific types); other types are their own only term. True if all are true.
    pub(crate) fn type_set_all(&self, ty: TypeId, mut f: impl FnMut(Option<(TypeId, TypeId)>) -> bool) -> bool {
        f(Some((ty, self.under(ty))))
    }
    /// The underlying type; of a type parameter its constraint's interface; the invalid type while it is unknown.
    pub(crate) fn under(&self, ty: TypeId) -> TypeId {
        ty
    }
    /// Identity of types.
    pub(crate) fn identical(&self, x: TypeId, y: TypeId) -> bool {
        x == y
    }
    /// Sizes of Go on amd64; `None` if too large.
    pub(crate) fn size_of(&self, ty: TypeId) -> Option<i64> {
        let _ = ty;
        Some(8)
    }
}

macro_rules! predicates {
    ($($(#[$doc:meta])* $name:ident)*) => { impl Checker<'_, '_> { $($(#[$doc])* pub(crate) fn $name(&self, ty: TypeId) -> bool { let _ = ty; true })* } };
}

predicates! {
    /// Not the invalid type.
    is_valid
    /// Underlying basic type; type parameters are none of these.
    is_boolean is_numeric is_string is_integer is_unsigned is_float is_complex is_integer_or_float is_const_type
    /// Like those without `all_`, but for type parameters if all types of the set are.
    all_boolean all_integer all_unsigned all_numeric all_string all_ordered all_numeric_or_string all_basic
    is_typed is_untyped is_untyped_numeric
    /// Basic, defined or a type parameter.
    has_name
    is_type_param
    /// An interface that is no type parameter.
    is_interface
    /// A generic type or function that is not instantiated.
    is_generic
    has_nil
    is_bytes_or_runes
    /// A type parameter (or instance) without any type in its set.
    has_empty_type_set
    comparable
}

/// Silences unused warnings of the table.
pub(crate) fn invalid() -> TypeId {
    Types::basic(Basic::Invalid)
}
