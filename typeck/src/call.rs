//! Calls: functions, conversions, and the instantiation of generic functions by their arguments.

use govm_lexer::Span;
use govm_parser::ast::{Expr, ExprKind};

use crate::api::Mode;
use crate::assignments::{Context, LastType};
use crate::checker::Checker;
use crate::code;
use crate::expr::INVALID_OP;
use crate::operand::{ExprRole, Generic, Operand, Target};
use crate::place::{operator_place, place};
use crate::types::{Basic, Signature, Type, TypeId, Types};

/// The parts of a call expression.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    /// The call.
    pub(crate) expr: &'a Expr<'a>,
    /// What is called.
    pub(crate) fun: &'a Expr<'a>,
    /// The arguments.
    pub(crate) args: &'a [&'a Expr<'a>],
    /// The last argument is followed by `...`.
    pub(crate) has_dots: bool,
}

/// A checked argument list. Arguments may be generic functions that are instantiated by the call.
#[derive(Default)]
pub(crate) struct Arguments<'a> {
    /// The arguments.
    pub(crate) list: Vec<Operand<'a>>,
    /// Of arguments that are partially instantiated functions: the type arguments; empty for others.
    pub(crate) type_args: Vec<Vec<TypeId>>,
}

/// Whether missing type arguments of a function are inferred at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inference {
    /// They are, and it is an error if they cannot be.
    Now,
    /// They are left to the call around.
    Later,
}

/// An index expression with type arguments.
pub(crate) type Inst<'a> = (&'a Expr<'a>, &'a [&'a Expr<'a>]);

impl<'a> Checker<'a, '_> {
    /// The signature that `ty` is, if it is one.
    pub(crate) fn signature(&self, ty: TypeId) -> Option<Signature> {
        match self.types.get(ty) {
            Type::Signature(sig) => Some(sig.clone()),
            _ => None,
        }
    }

    fn type_param_count(&self, ty: TypeId) -> usize {
        match self.types.get(ty) {
            Type::Signature(sig) => sig.type_params.len(),
            _ => 0,
        }
    }

    /// Instantiates the generic function `x` with the type arguments of `inst` and those that the type of the target tells.
    /// With `Inference::Later` the type arguments are returned if some are missing, and `x` stays generic.
    pub(crate) fn func_inst(
        &mut self,
        target: Option<&Target>,
        x: &mut Operand<'a>,
        inst: Option<Inst<'a>>,
        inference: Inference,
    ) -> Option<Vec<TypeId>> {
        let mut type_args = Vec::new();
        let mut exprs: &[&'a Expr<'a>] = &[];
        if let Some((e, indices)) = inst {
            self.verify_version(e.span, 18, "function instantiation");
            x.expr = Some(e);
            exprs = indices;
            match self.type_list(indices) {
                Some(list) => type_args = list,
                None => {
                    x.invalidate();
                    return None;
                }
            }
        }
        let Some(sig) = self.signature(x.ty) else {
            x.invalidate();
            return None;
        };
        let (got, want) = (type_args.len(), sig.type_params.len());
        if want < got {
            let message = format!("got {got} type arguments but want {want}");
            self.error(&code::WRONG_TYPE_ARG_COUNT, exprs[got - 1].span, message);
            x.invalidate();
            return None;
        }
        if got < want {
            if inference == Inference::Later {
                return Some(type_args);
            }
            match self.infer_from_target(target, x, &sig, &type_args) {
                Some(list) => type_args = list,
                None => {
                    x.invalidate();
                    return None;
                }
            }
        }
        if let Some(e) = x.expr {
            x.ty = self.instantiate_signature(e.span, e, type_args, x.ty, exprs);
        }
        x.mode = Mode::Value;
        None
    }

    /// An assignment `target = x` of a generic function is treated as a call `g(target)` of a made-up function
    /// `func g[type parameters of x](type of x)`.
    fn infer_from_target(
        &mut self,
        target: Option<&Target>,
        x: &Operand<'a>,
        sig: &Signature,
        type_args: &[TypeId],
    ) -> Option<Vec<TypeId>> {
        let generic = Type::Signature(Signature { type_params: Box::default(), ..sig.clone() });
        let generic = self.types.intern_like(generic, x.ty);
        let (type_params, param) = self.rename_tparams(&sig.type_params, generic);
        let known: Vec<Option<TypeId>> = type_args.iter().copied().map(Some).collect();
        let arg = target.map(|target| Operand::implicit(Mode::Value, target.sig, x.span(), &target.desc));
        let args: Vec<&Operand<'a>> = arg.iter().collect();
        let params: &[TypeId] = if arg.is_some() { &[param] } else { &[] };
        let at = x.expr.map_or_else(|| x.span(), operator_place);
        match self.infer(at, &type_params, &known, params, &args, true) {
            Ok(list) => Some(list),
            Err(error) => {
                if !error.message.is_empty() {
                    self.error(&code::CANNOT_INFER_TYPE_ARGS, error.at, error.message);
                }
                None
            }
        }
    }

    /// Checks a call expression.
    pub(crate) fn call_expr(&mut self, e: &'a Expr<'a>) -> (Operand<'a>, ExprRole) {
        let ExprKind::Call { fun, args, has_ellipsis } = e.kind else {
            return (Operand::invalid(e), ExprRole::Statement);
        };
        let call = Call { expr: e, fun, args, has_dots: has_ellipsis };
        let mut inst = None;
        let mut x = if let ExprKind::Index { x: inner, indices } = fun.kind {
            let (mut x, is_func_inst) = self.index_expr(fun, inner, indices);
            // Type arguments are taken together with the arguments of the call.
            inst = is_func_inst.then_some((fun, indices));
            x.expr = Some(fun);
            self.record(&x);
            x
        } else {
            self.expr_or_type(fun, Generic::Allowed)
        };
        match x.mode {
            Mode::Invalid => {
                self.use_exprs(args);
                (Operand::invalid(e), ExprRole::Statement)
            }
            Mode::TypeExpr => {
                self.non_generic(None, &mut x);
                if x.is_invalid() {
                    self.use_exprs(args);
                    return (Operand::invalid(e), ExprRole::Conversion);
                }
                (self.conversion_call(call, x.ty), ExprRole::Conversion)
            }
            Mode::Builtin => {
                let Some(builtin) = x.builtin else { return (Operand::invalid(e), ExprRole::Statement) };
                let role = crate::builtins::role(builtin);
                let mut x = self.builtin_call(call, builtin).unwrap_or_else(|| Operand::invalid(e));
                x.expr = Some(e);
                if !matches!(x.mode, Mode::Invalid | Mode::Constant) {
                    self.env.has_call_or_recv = true;
                }
                (x, role)
            }
            _ => (self.function_call(call, x, inst), ExprRole::Statement),
        }
    }

    /// `T(x)`
    fn conversion_call(&mut self, call: Call<'a>, ty: TypeId) -> Operand<'a> {
        let mut x = match call.args {
            [] => {
                let message = format!("missing argument in conversion to {}", self.type_string(ty));
                self.error(&code::WRONG_ARG_COUNT, call.expr.span, message);
                Operand::invalid(call.expr)
            }
            [arg] => {
                let mut x = self.expr(None, arg);
                if !x.is_invalid() {
                    self.convert_argument(call, arg, &mut x, ty);
                }
                x
            }
            [.., last] => {
                self.use_exprs(call.args);
                let message = format!("too many arguments in conversion to {}", self.type_string(ty));
                self.error(&code::WRONG_ARG_COUNT, place(last), message);
                Operand::invalid(call.expr)
            }
        };
        x.expr = Some(call.expr);
        x
    }

    fn convert_argument(&mut self, call: Call<'a>, arg: &'a Expr<'a>, x: &mut Operand<'a>, ty: TypeId) {
        if !self.is_type_param(ty)
            && let Type::Interface(interface) = self.types.get(self.under(ty))
            && (interface.terms.is_some() || interface.is_comparable)
        {
            let ty = self.type_string(ty);
            let message =
                format!("cannot use interface {ty} in conversion (contains specific type constraints or is comparable)");
            // The operand goes on as it is.
            self.error(&code::MISPLACED_CONSTRAINT_IFACE, call.expr.span, message);
        } else if call.has_dots {
            let message = format!("invalid use of ... in conversion to {}", self.type_string(ty));
            self.error(&code::BAD_DOT_DOT_DOT_SYNTAX, place(arg), message);
            x.invalidate();
        } else {
            self.conversion(x, ty);
        }
    }

    /// The call of a function value.
    fn function_call(&mut self, call: Call<'a>, x: Operand<'a>, inst: Option<Inst<'a>>) -> Operand<'a> {
        let core = self.core_type(x.ty).filter(|core| matches!(self.types.get(*core), Type::Signature(_)));
        let Some(mut sig) = core else {
            let message = format!("{INVALID_OP}cannot call non-function {}", self.operand_string(&x));
            self.error(&code::INVALID_CALL, x.span(), message);
            return Operand::invalid(call.expr);
        };
        let type_param_count = self.type_param_count(sig);
        let mut type_args = Vec::new();
        let mut type_exprs: &[&'a Expr<'a>] = &[];
        if let Some((inst, indices)) = inst {
            self.verify_version(inst.span, 18, "function instantiation");
            let Some(list) = self.type_list(indices) else {
                self.use_exprs(call.args);
                return Operand::invalid(call.expr);
            };
            if type_param_count < list.len() {
                let message = format!("got {} type arguments but want {type_param_count}", list.len());
                self.error(&code::WRONG_TYPE_ARG_COUNT, indices[type_param_count].span, message);
                self.use_exprs(call.args);
                return Operand::invalid(call.expr);
            }
            if list.len() == type_param_count {
                // The function is known whatever the arguments are.
                sig = self.instantiate_signature(inst.span, inst, list, sig, indices);
            } else {
                type_args = list;
                type_exprs = indices;
            }
        }
        let arguments = self.generic_expr_list(call.args);
        let sig = self.arguments(call, sig, &type_args, type_exprs, arguments);
        let Some(known) = self.signature(sig) else { return Operand::invalid(call.expr) };
        if 0 < type_param_count && known.type_params.is_empty() {
            // What is called is the instance.
            self.record_type_and_value(call.fun.id, Mode::Value, sig, None);
        }
        self.env.has_call_or_recv = true;
        let (mode, ty) = match *known.results {
            [] => (Mode::NoValue, Types::basic(Basic::Invalid)),
            [ty] => (Mode::Value, ty),
            _ => (Mode::Value, self.types.intern(Type::Tuple(known.results.clone()))),
        };
        if mode == Mode::Value && !known.type_params.is_empty() {
            // Inference failed.
            return Operand::invalid(call.expr);
        }
        Operand::new(mode, ty, call.expr)
    }

    /// Checks expressions; a single one may have several values.
    pub(crate) fn expr_list(&mut self, list: &[&'a Expr<'a>]) -> Vec<Operand<'a>> {
        match list {
            [e] => self.multi_expr(e, crate::operand::CommaOk::Refused).0,
            _ => list.iter().map(|e| self.expr(None, e)).collect(),
        }
    }

    /// As [`Checker::expr_list`]; the values may be generic functions, partially instantiated or not.
    fn generic_expr_list(&mut self, list: &[&'a Expr<'a>]) -> Arguments<'a> {
        let mut out = Arguments::default();
        for e in list {
            if let ExprKind::Index { x: inner, indices } = e.kind {
                let (mut x, is_func_inst) = self.index_expr(e, inner, indices);
                let mut type_args = Vec::new();
                x.expr = Some(e);
                if is_func_inst {
                    if let Some(partial) = self.func_inst(None, &mut x, Some((e, indices)), Inference::Later) {
                        type_args = partial;
                    } else {
                        self.record(&x);
                    }
                } else {
                    self.record(&x);
                    self.exclude_non_values(&mut x);
                }
                out.list.push(x);
                out.type_args.push(type_args);
                continue;
            }
            if list.len() > 1 {
                let x = self.generic_expr(e);
                out.list.push(x);
                out.type_args.push(Vec::new());
                continue;
            }
            let (mut x, _) = self.raw_expr(None, e, None, Generic::Allowed);
            self.exclude_non_values(&mut x);
            match self.types.get(x.ty) {
                Type::Tuple(types) if !x.is_invalid() => {
                    out.list = types.iter().map(|ty| Operand::new(Mode::Value, *ty, e)).collect();
                }
                _ => out.list.push(x),
            }
            out.type_args.resize(out.list.len(), Vec::new());
        }
        out
    }

    /// Checks the arguments of a call against a signature, and infers the missing type arguments of the function and of generic
    /// functions among its arguments, all together. The result is the signature, instantiated; the same after an error.
    pub(crate) fn arguments(
        &mut self,
        call: Call<'a>,
        sig_ty: TypeId,
        type_args: &[TypeId],
        type_exprs: &[&'a Expr<'a>],
        arguments: Arguments<'a>,
    ) -> TypeId {
        let Some(sig) = self.signature(sig_ty) else { return sig_ty };
        let Arguments { list: mut args, type_args: arg_type_args } = arguments;
        if args.iter().any(Operand::is_invalid) && args.len() < call.args.len() {
            return sig_ty;
        }
        let Some(mut params) = self.adjusted_params(call, &sig, &args) else { return sig_ty };

        // The type parameters of the function are renamed, because the call may be within the function itself.
        let count = sig.type_params.len();
        let mut type_params = Vec::new();
        let mut known: Vec<Option<TypeId>> = Vec::new();
        if 0 < count {
            if type_exprs.is_empty() {
                self.verify_version(call.expr.span, 18, "implicit function instantiation");
            }
            let tuple = self.types.intern(Type::Tuple(params.clone().into()));
            let (renamed, tuple) = self.rename_tparams(&sig.type_params, tuple);
            if let Type::Tuple(list) = self.types.get(tuple) {
                params = list.to_vec();
            }
            type_params = renamed;
            known = type_args.iter().copied().map(Some).collect();
            known.resize(count, None);
        }
        // Those of generic arguments are appended, fresh ones for each argument.
        let mut generic_args = Vec::new();
        for (i, arg) in args.iter_mut().enumerate() {
            if arg.is_invalid() {
                continue;
            }
            let Some(arg_sig) = self.signature(arg.ty).filter(|sig| !sig.type_params.is_empty()) else { continue };
            let plain = Type::Signature(Signature { type_params: Box::default(), ..arg_sig.clone() });
            let plain = self.types.intern_like(plain, arg.ty);
            let (renamed, plain) = self.rename_tparams(&arg_sig.type_params, plain);
            let original = arg.ty;
            if let Some(renamed_sig) = self.signature(plain) {
                let type_params = renamed.clone().into_boxed_slice();
                arg.ty = self.types.intern_like(Type::Signature(Signature { type_params, ..renamed_sig }), plain);
            }
            generic_args.push((i, original, renamed.len()));
            type_params.extend(renamed);
            if let Some(list) = arg_type_args.get(i) {
                known.extend(list.iter().copied().map(Some));
            }
            known.resize(type_params.len(), None);
        }
        let mut result = sig_ty;
        if !type_params.is_empty() {
            let refs: Vec<&Operand<'a>> = args.iter().collect();
            let inferred = match self.infer(call_open(call), &type_params, &known, &params, &refs, false) {
                Ok(inferred) => inferred,
                Err(error) => {
                    if !error.message.is_empty() {
                        let message = format!("in call to {}, {}", self.expr_string(call.fun), error.message);
                        self.error(&code::CANNOT_INFER_TYPE_ARGS, error.at, message);
                    }
                    return sig_ty;
                }
            };
            if 0 < count {
                let own = inferred[..count].to_vec();
                params = self.subst_all(&params, &type_params[..count], &own);
                result = self.instantiate_signature(call_open(call), call.fun, own, sig_ty, type_exprs);
            }
            let mut from = count;
            for (i, original, len) in generic_args {
                let own = inferred[from..from + len].to_vec();
                from += len;
                let arg = &mut args[i];
                if let Some(e) = arg.expr {
                    arg.ty = self.instantiate_signature(e.span, e, own, original, &[]);
                    arg.mode = Mode::Value;
                    let arg = arg.clone();
                    self.record(&arg);
                }
            }
        }
        for (arg, param) in args.iter_mut().zip(params) {
            self.assignment(arg, Some(param), Context::ArgumentTo(call.fun));
        }
        result
    }

    /// The parameter types with the variadic one repeated as often as there are arguments for it; `None` after an error.
    fn adjusted_params(&mut self, call: Call<'a>, sig: &Signature, args: &[Operand<'a>]) -> Option<Vec<TypeId>> {
        let mut params = sig.params.to_vec();
        let mut wanted = params.len();
        if sig.is_variadic {
            if call.has_dots {
                if call.args.len() == 1 && 1 < args.len() {
                    let message = format!("cannot use ... with {}-valued {}", args.len(), self.expr_string(call.args[0]));
                    self.error(&code::INVALID_DOT_DOT_DOT, call.expr.span, message);
                    return None;
                }
            } else if params.len() <= args.len() + 1 {
                if let Some(last) = params.pop() {
                    let elem = match self.types.get(last) {
                        Type::Slice(elem) => *elem,
                        _ => last,
                    };
                    params.resize(args.len(), elem);
                }
                wanted = params.len();
            } else {
                wanted -= 1;
            }
        } else if call.has_dots {
            let message = format!("cannot use ... in call to non-variadic {}", self.expr_string(call.fun));
            self.error(&code::NON_VARIADIC_DOT_DOT_DOT, call.expr.span, message);
            return None;
        }
        if args.len() == wanted {
            return Some(params);
        }
        let (at, qualifier) = match args.get(wanted) {
            Some(extra) => (extra.span(), "too many"),
            None => (args.last().map_or(call.expr.span, Operand::span), "not enough"),
        };
        let have: Vec<TypeId> = args.iter().map(|x| x.ty).collect();
        let have = self.types_summary(&have, if call.has_dots { LastType::Dots } else { LastType::Plain });
        let want = self.types_summary(&sig.params, if sig.is_variadic { LastType::Variadic } else { LastType::Plain });
        let fun = self.expr_string(call.fun);
        let message = format!("{qualifier} arguments in call to {fun}\n\thave {have}\n\twant {want}");
        self.error(&code::WRONG_ARG_COUNT, at, message);
        None
    }
}

/// Where the parenthesis after the function stands.
fn call_open(call: Call<'_>) -> Span {
    Span::new(call.fun.span.hi, call.fun.span.hi)
}
