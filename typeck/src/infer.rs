//! Inference of type arguments from function arguments and constraints.

use govm_lexer::Span;
use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::api::Mode;
use crate::checker::Checker;
use crate::lookup::Missing;
use crate::object::{Object, ObjectKind};
use crate::operand::Operand;
use crate::types::{Signature, Term, Type, TypeId, TypeParam, TypeParamId};
use crate::unify::{Unifier, UnifyMode};

/// Why inference failed.
#[derive(Clone, Debug, Default)]
pub(crate) struct InferError {
    /// Where it is reported.
    pub(crate) at: Span,
    /// The message, e.g. `cannot infer T`; empty if it was reported.
    pub(crate) message: String,
}

impl<'a> Checker<'a, '_> {
    /// Infers the missing type arguments of `tparams`; `targs[i]` is that of `tparams[i]` where it is given (the list may be
    /// shorter), `params[i]` is the type of parameter `i` for the argument `args[i]`. The message of the error is what follows
    /// `in call to f, ` in a call. `reverse`: the "argument" is what a generic function is assigned to.
    pub(crate) fn infer(
        &mut self,
        at: Span,
        tparams: &[TypeId],
        targs: &[Option<TypeId>],
        params: &[TypeId],
        args: &[&Operand<'a>],
        reverse: bool,
    ) -> Result<Vec<TypeId>, InferError> {
        let given: Vec<Option<TypeId>> = (0..tparams.len()).map(|i| targs.get(i).copied().flatten()).collect();
        if let Some(all) = given.iter().copied().collect() {
            return Ok(all);
        }
        if args.iter().any(|a| a.mode == Mode::Invalid) {
            return Err(InferError::default());
        }
        self.types.step(8 * tparams.len());
        let params = self.subst_known(params, tparams, &given);
        let mut u = Unifier::new(tparams, &given);
        let untyped = self.unify_args(&mut u, tparams, &params, args, reverse)?;
        self.unify_constraints(at, &mut u, tparams)?;
        self.infer_untyped(&mut u, &params, args, &untyped)?;
        self.simplify(at, &u, tparams, &given)
    }

    /// Types with the type parameters replaced for which there is a type argument.
    fn subst_known(&mut self, list: &[TypeId], tparams: &[TypeId], targs: &[Option<TypeId>]) -> Vec<TypeId> {
        let known = tparams.iter().zip(targs).filter_map(|(p, a)| a.map(|a| (*p, a)));
        let (tparams, targs): (Vec<TypeId>, Vec<TypeId>) = known.unzip();
        self.subst_all(list, &tparams, &targs)
    }

    /// Unifies parameter types with those of typed arguments; yields the indices of untyped constant arguments.
    fn unify_args(
        &mut self,
        u: &mut Unifier,
        tparams: &[TypeId],
        params: &[TypeId],
        args: &[&Operand<'a>],
        reverse: bool,
    ) -> Result<Vec<usize>, InferError> {
        let mut untyped = Vec::new();
        for (i, (param, arg)) in params.iter().zip(args).enumerate() {
            if self.is_out_of_steps(arg.span()) {
                return Err(InferError::default());
            }
            let is_one = |ty| u.is_bound(ty);
            if !self.types.is_parameterized(is_one, *param) && !self.types.is_parameterized(is_one, arg.ty) {
                continue;
            }
            if self.is_typed(arg.ty) {
                if !self.unify(u, *param, arg.ty, UnifyMode::ASSIGN) {
                    return Err(self.mismatch(u, tparams, *param, arg, reverse));
                }
            } else if self.is_type_param(*param) && !arg.is_nil() {
                untyped.push(i);
            }
        }
        Ok(untyped)
    }

    fn mismatch(&mut self, u: &Unifier, tparams: &[TypeId], param: TypeId, arg: &Operand<'a>, reverse: bool) -> InferError {
        let inferred = u.inferred(tparams);
        let arg_type = self.type_string(arg.ty);
        let arg_expr = self.operand_expr_string(arg);
        let param_string = self.type_string(param);
        let message = if inferred.iter().all(Option::is_none) {
            let names = self.type_params_string(tparams);
            format!("type {arg_type} of {arg_expr} does not match {param_string} (cannot infer {names})")
        } else {
            let known = self.subst_known(&[param], tparams, &inferred)[0];
            let known_string = self.type_string(known);
            match (self.identical(known, param), reverse) {
                (true, _) => format!("type {arg_type} of {arg_expr} does not match {param_string}"),
                (false, true) => {
                    format!("inferred type {known_string} for {param_string} does not match type {arg_type} of {arg_expr}")
                }
                (false, false) => {
                    format!("type {arg_type} of {arg_expr} does not match inferred type {known_string} for {param_string}")
                }
            }
        };
        InferError { at: arg.span(), message }
    }

    fn type_params_string(&self, list: &[TypeId]) -> String {
        let name = |ty: &TypeId| match self.types.get(*ty) {
            Type::TypeParam(id) => self.name(self.obj(self.types.type_param(*id).obj).name).to_string(),
            _ => self.type_string(*ty),
        };
        let names: Vec<String> = list.iter().map(name).collect();
        match &*names {
            [] => String::new(),
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [init @ .., last] => format!("{}, and {last}", init.join(", ")),
        }
    }

    /// Uses core types and methods of constraints until nothing more comes out.
    fn unify_constraints(&mut self, at: Span, u: &mut Unifier, tparams: &[TypeId]) -> Result<(), InferError> {
        loop {
            self.types.step(16 * tparams.len());
            let before = u.unknowns(tparams);
            for tparam in tparams {
                if self.is_out_of_steps(at) {
                    return Err(InferError::default());
                }
                let known = u.at(*tparam);
                if let Some((core, is_single)) = self.core_term(*tparam) {
                    if let Some(known) = known {
                        if !self.unify(u, known, core.ty, UnifyMode::INEXACT) {
                            return Err(self.unsatisfied(at, *tparam, known, ""));
                        }
                    } else if is_single && !core.is_tilde {
                        u.set(*tparam, core.ty);
                    }
                }
                if let Some(known) = known
                    && !self.types.is_parameterized(|ty| u.is_bound(ty), known)
                    && self.is_valid(known)
                {
                    let mut equivalent = |c: &mut Self, x: TypeId, y: TypeId| c.unify(u, x, y, UnifyMode::EXACT);
                    let missing = self.missing_method_by(known, *tparam, Missing::Static, &mut equivalent);
                    if let Some(missing) = missing
                        && !self.has_invalid_embedded_fields(known)
                    {
                        return Err(self.unsatisfied(at, *tparam, known, &format!(" {}", missing.cause)));
                    }
                }
            }
            if u.unknowns(tparams) == before {
                return Ok(());
            }
        }
    }

    fn unsatisfied(&self, at: Span, tparam: TypeId, ty: TypeId, cause: &str) -> InferError {
        let constraint = self.constraint(tparam).map(|c| self.type_string(c)).unwrap_or_default();
        let message =
            format!("{} (type {}) does not satisfy {constraint}{cause}", self.type_string(tparam), self.type_string(ty));
        InferError { at, message }
    }

    /// The constraint of a type parameter as it was written.
    pub(crate) fn constraint(&self, tparam: TypeId) -> Option<TypeId> {
        if let Type::TypeParam(id) = *self.types.get(tparam) { Some(self.types.type_param(id).constraint) } else { None }
    }

    /// The only term of a type parameter's type set, or its core type; whether there is just one term.
    fn core_term(&self, tparam: TypeId) -> Option<(Term, bool)> {
        match self.types.terms(tparam)? {
            [] => None,
            [single] => Some((*single, true)),
            terms => {
                let is_tilde = terms.iter().any(|t| t.is_tilde);
                self.core_type(tparam).map(|ty| (Term { is_tilde, ty }, false))
            }
        }
    }

    /// Parameters that only untyped constants tell about get the default type of the largest kind.
    fn infer_untyped(
        &mut self,
        u: &mut Unifier,
        params: &[TypeId],
        args: &[&Operand<'a>],
        untyped: &[usize],
    ) -> Result<(), InferError> {
        let mut largest: IndexMap<TypeId, TypeId, FxBuildHasher> = IndexMap::default();
        for index in untyped {
            let (tparam, arg) = (params[*index], args[*index]);
            if u.at(tparam).is_some() {
                continue;
            }
            match largest.get_mut(&tparam) {
                None => {
                    largest.insert(tparam, arg.ty);
                }
                Some(max) => match self.types.max_type(*max, arg.ty) {
                    Some(ty) => *max = ty,
                    None => {
                        let (x, y) = (self.type_string(*max), self.type_string(arg.ty));
                        let message = format!("mismatched types {x} and {y} (cannot infer {})", self.type_string(tparam));
                        return Err(InferError { at: arg.span(), message });
                    }
                },
            }
        }
        for (tparam, ty) in largest {
            u.set(tparam, self.default_type(ty));
        }
        Ok(())
    }

    /// Replaces type parameters in what was inferred by what was inferred for them.
    fn simplify(
        &mut self,
        at: Span,
        u: &Unifier,
        tparams: &[TypeId],
        given: &[Option<TypeId>],
    ) -> Result<Vec<TypeId>, InferError> {
        let mut inferred = u.inferred(tparams);
        self.kill_cycles(tparams, &mut inferred);
        let mut dirty: Vec<usize> = (0..tparams.len()).filter(|i| given[*i].is_none() && inferred[*i].is_some()).collect();
        // Without cycles each round replaces at least one level.
        for _ in 0..=tparams.len() {
            if dirty.is_empty() {
                break;
            }
            if self.is_out_of_steps(at) {
                return Err(InferError::default());
            }
            let old: Vec<TypeId> = dirty.iter().filter_map(|i| inferred[*i]).collect();
            let new = self.subst_known(&old, tparams, &inferred);
            let mut still = Vec::new();
            for ((i, old), mut new) in dirty.into_iter().zip(old).zip(new) {
                if new != old
                    && let Type::Signature(sig) = self.types.get(new).clone()
                    && !sig.type_params.is_empty()
                    && !self.types.is_parameterized(|ty| u.is_bound(ty), new)
                {
                    new = self.types.intern_like(Type::Signature(Signature { type_params: Box::default(), ..sig }), new);
                }
                inferred[i] = Some(new);
                if new != old {
                    still.push(i);
                }
            }
            dirty = still;
        }
        let mut out = Vec::with_capacity(tparams.len());
        for (tparam, ty) in tparams.iter().zip(inferred) {
            match ty.filter(|ty| !self.types.is_parameterized(|ty| u.is_bound(ty), *ty)) {
                Some(ty) => out.push(ty),
                None => return Err(self.cannot_infer(at, *tparam)),
            }
        }
        Ok(out)
    }

    fn cannot_infer(&self, at: Span, tparam: TypeId) -> InferError {
        let Type::TypeParam(id) = *self.types.get(tparam) else { return InferError::default() };
        let obj = self.obj(self.types.type_param(id).obj);
        let (name, declared) = (self.name(obj.name), obj.span);
        let message = match self.map.location(declared.lo) {
            Some(place) => format!("cannot infer {name} (declared at {place})"),
            None => format!("cannot infer {name}"),
        };
        InferError { at, message }
    }

    /// Forgets what was inferred for parameters whose types lead back to themselves: each time a way through the types meets a
    /// parameter that it came from, that one is forgotten.
    fn kill_cycles(&self, tparams: &[TypeId], inferred: &mut [Option<TypeId>]) {
        let index: FxHashMap<TypeId, usize> = tparams.iter().enumerate().map(|(i, p)| (*p, i)).collect();
        let mut is_done = vec![false; tparams.len()];
        let mut is_on_path = vec![false; tparams.len()];
        for root in 0..tparams.len() {
            // Parameters on the way, with those that their types mention and how many of these were followed.
            let mut path: Vec<(usize, Vec<usize>, usize)> = Vec::new();
            let mut next = Some(root);
            loop {
                match next.take() {
                    Some(at) if is_on_path[at] => inferred[at] = None,
                    Some(at) if !is_done[at] => {
                        is_on_path[at] = true;
                        path.push((at, self.mentioned_params(&index, inferred[at]), 0));
                    }
                    _ => {}
                }
                let Some((at, mentioned, followed)) = path.last_mut() else { break };
                match mentioned.get(*followed).copied() {
                    Some(to) => {
                        *followed += 1;
                        next = Some(to);
                    }
                    None => {
                        (is_done[*at], is_on_path[*at]) = (true, false);
                        path.pop();
                    }
                }
            }
        }
    }

    /// The parameters that a type mentions, in order.
    fn mentioned_params(&self, index: &FxHashMap<TypeId, usize>, ty: Option<TypeId>) -> Vec<usize> {
        let mut out = Vec::new();
        let mut seen = FxHashSet::default();
        let mut list: Vec<TypeId> = ty.into_iter().collect();
        while let Some(ty) = list.pop() {
            let ty = self.types.canonical(ty);
            if !self.types.facts(ty).has_type_params || !seen.insert(ty) {
                continue;
            }
            self.types.step(16);
            match index.get(&ty) {
                Some(param) => out.push(*param),
                None => list.extend(self.types.parts(ty).into_iter().rev()),
            }
        }
        out
    }

    /// New type parameters with the same constraints, and the type in terms of them: a call of a generic function within
    /// itself must not confuse its own type parameters with those to be inferred.
    pub(crate) fn rename_tparams(&mut self, tparams: &[TypeId], ty: TypeId) -> (Vec<TypeId>, TypeId) {
        let mut renamed = Vec::with_capacity(tparams.len());
        for tparam in tparams {
            let Type::TypeParam(id) = *self.types.get(*tparam) else { continue };
            let TypeParam { obj, index, constraint } = self.types.type_param(id).clone();
            let Object { name, pkg, span, .. } = *self.obj(obj);
            let object = Object { kind: ObjectKind::TypeName { is_alias: false }, name, pkg, span, ty: *tparam };
            let obj = self.push_object(object, crate::checker::ObjectState::resolved());
            let ty = self.new_type_param(TypeParam { obj, index, constraint });
            self.set_obj_type(obj, ty);
            renamed.push(ty);
        }
        let bounds: Vec<TypeId> = tparams.iter().filter_map(|tparam| self.constraint(*tparam)).collect();
        let bounds = self.subst_all(&bounds, tparams, &renamed);
        for (ty, bound) in renamed.iter().zip(bounds) {
            if let Type::TypeParam(id) = *self.types.get(*ty) {
                self.types.type_params[id.0 as usize].constraint = bound;
            }
        }
        let ty = self.subst(ty, tparams, &renamed);
        (renamed, ty)
    }

    /// Adds a type parameter.
    pub(crate) fn new_type_param(&mut self, param: TypeParam) -> TypeId {
        let id = TypeParamId(self.types.type_params.len() as u32);
        self.types.type_params.push(param);
        self.types.intern(Type::TypeParam(id))
    }
}
