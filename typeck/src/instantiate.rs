//! Instantiation of generic types and functions, and whether type arguments satisfy their constraints.

use govm_lexer::Span;
use govm_parser::ast::Expr;
use rustc_hash::FxHashSet;

use crate::checker::Checker;
use crate::code;
use crate::lookup::Missing;
use crate::predicates::Strictness;
use crate::spelling::Spelling;
use crate::types::{Signature, Term, Type, TypeId, Types};

impl<'a> Checker<'a, '_> {
    /// An instance of a generic type or signature with the right number of arguments, not verified.
    pub(crate) fn instance(&mut self, at: Span, orig: TypeId, targs: &[TypeId]) -> TypeId {
        let ty = match self.types.get(orig).clone() {
            Type::Named(id) => {
                let count = self.types.named.len();
                let ty = self.types.instance_named(id, targs.into());
                if let Type::Named(new) = *self.types.get(ty)
                    && new.0 as usize >= count
                {
                    self.instance_spans.insert(new, at);
                }
                ty
            }
            Type::Signature(sig) => {
                let map = self.types.subst_map(&sig.type_params, targs);
                let plain = self.types.intern_like(Type::Signature(Signature { type_params: Box::default(), ..sig }), orig);
                self.types.subst(plain, &map)
            }
            _ => orig,
        };
        self.check_type_limits(at);
        ty
    }

    /// Notes that a limit on types was exceeded. It is reported at the end if nothing else is wrong: infinite types are.
    pub(crate) fn check_type_limits(&mut self, at: Span) {
        if std::mem::take(&mut self.types.is_exceeded) {
            self.exceeded.get_or_insert(at);
        }
    }

    /// Reports a wrong number of type arguments.
    pub(crate) fn validate_targ_len(&mut self, at: Span, name: &str, want: usize, got: usize) -> bool {
        let qualifier = match got.cmp(&want) {
            std::cmp::Ordering::Less => "not enough",
            std::cmp::Ordering::Greater => "too many",
            std::cmp::Ordering::Equal => return true,
        };
        let message = format!("{qualifier} type arguments for type {name}: have {got}, want {want}");
        self.error(&code::WRONG_TYPE_ARG_COUNT, at, message);
        false
    }

    /// The signature with type arguments for all its type parameters; recorded for `expr`, verified later. `xlist` are
    /// the type argument expressions, for positions.
    pub(crate) fn instantiate_signature(
        &mut self,
        at: Span,
        expr: &'a Expr<'a>,
        targs: Vec<TypeId>,
        sig: TypeId,
        xlist: &[&'a Expr<'a>],
    ) -> TypeId {
        let Type::Signature(generic) = self.types.get(sig) else { return sig };
        let tparams = generic.type_params.clone();
        let instance = self.instance(at, sig, &targs);
        self.record_instance(expr, &targs, instance);
        let spans: Vec<Span> = xlist.iter().map(|x| x.span).collect();
        self.later(move |c| {
            c.verify_at(at, &tparams, &targs, &spans);
        });
        instance
    }

    /// Verifies type arguments and reports the first that is wrong.
    pub(crate) fn verify_at(&mut self, at: Span, tparams: &[TypeId], targs: &[TypeId], spans: &[Span]) {
        if let Err((index, cause)) = self.verify(tparams, targs) {
            let at = spans.get(index).copied().unwrap_or(at);
            self.error(&code::INVALID_TYPE_ARG, at, cause);
        } else {
            self.mono.record(&self.types, at, tparams, targs);
        }
    }

    /// Whether the type arguments satisfy their constraints; if not, the index of the first that does not, and why.
    pub(crate) fn verify(&mut self, tparams: &[TypeId], targs: &[TypeId]) -> Result<(), (usize, String)> {
        let bounds: Vec<TypeId> = tparams.iter().map(|tparam| self.constraint(*tparam).unwrap_or(self.universe.any)).collect();
        let bounds = self.subst_all(&bounds, tparams, targs);
        for (index, (bound, targ)) in bounds.into_iter().zip(targs).enumerate() {
            if self.is_out_of_steps(Span::NONE) {
                break;
            }
            let mut cause = String::new();
            if !self.implements(*targ, bound, true, &mut cause) {
                return Err((index, cause));
            }
        }
        Ok(())
    }

    /// Whether `ty` implements the interface `target` (satisfies it, if it is a constraint); if not, the reason is written to `cause`.
    pub(crate) fn implements(&mut self, ty: TypeId, target: TypeId, is_constraint: bool, cause: &mut String) -> bool {
        let (under, target_under) = (self.under(ty), self.under(target));
        if (!self.is_valid(under) && !self.is_type_param(ty)) || !self.is_valid(target_under) {
            return true;
        }
        if let Type::Pointer(elem) = *self.types.get(under)
            && !self.is_valid(self.under(elem))
        {
            return true;
        }
        let verb = if is_constraint { "satisfy" } else { "implement" };
        let Some(interface) = self.types.interface(target).cloned() else {
            let detail = if self.types.is_interface_ptr(target_under) {
                format!("type {} is pointer to interface, not interface", self.type_string(target))
            } else {
                format!("{} is not an interface", self.type_string(target))
            };
            *cause = format!("{} does not {verb} {} ({detail})", self.type_string(ty), self.type_string(target));
            return false;
        };
        if interface.is_all() {
            return true;
        }
        let own = self.types.interface(ty).cloned();
        if own.as_ref().is_some_and(|i| i.is_empty_set()) {
            return true;
        }
        if interface.is_empty_set() {
            *cause = format!("cannot {verb} {} (empty type set)", self.type_string(target));
            return false;
        }
        if let Some(missing) = self.missing_method(ty, target, Missing::Static)
            && !self.has_invalid_embedded_fields(ty)
        {
            *cause = format!("{} does not {verb} {} {}", self.type_string(ty), self.type_string(target), missing.cause);
            return false;
        }
        let Some(terms) = interface.some_terms() else {
            return self.is_comparable_enough(ty, target, is_constraint, cause);
        };
        if let Some(own) = own {
            let is_subset = own.terms.as_deref().is_some_and(|own| self.types.is_subset(own, terms));
            if !is_subset {
                *cause = format!("{} does not {verb} {}", self.type_string(ty), self.type_string(target));
                return false;
            }
            return self.is_comparable_enough(ty, target, is_constraint, cause);
        }
        if !terms.iter().any(|t| self.types.term_includes(*t, ty)) {
            let detail = self.missing_term(ty, target, terms);
            *cause = format!("{} does not {verb} {} ({detail})", self.type_string(ty), self.type_string(target));
            return false;
        }
        self.is_comparable_enough(ty, target, is_constraint, cause)
    }

    fn missing_term(&self, ty: TypeId, target: TypeId, terms: &[Term]) -> String {
        let tilde_helps = |t: &&Term| {
            !t.is_tilde && self.identical(t.ty, self.under(t.ty)) && self.types.term_includes(Term { is_tilde: true, ..**t }, ty)
        };
        let (ty_text, target_text) = (self.type_string(ty), self.type_string(target));
        if let Some(term) = terms.iter().find(tilde_helps) {
            return format!("possibly missing ~ for {} in {target_text}", self.type_string(term.ty));
        }
        if self.mentions_type(target, ty) {
            return format!("{target_text} mentions {ty_text}, but {ty_text} is not in the type set of {target_text}");
        }
        format!("{ty_text} missing in {}", self.terms_string(terms))
    }

    /// Whether an element of the interface `target`, as written, is the type or has it as a term.
    fn mentions_type(&self, target: TypeId, ty: TypeId) -> bool {
        let Some(Spelling::Written(written)) = self.types.spelling(self.under(target)) else { return false };
        let mut list: Vec<TypeId> = written.embeds.to_vec();
        while let Some(at) = list.pop() {
            match self.types.get(at) {
                Type::Union(terms) => list.extend(terms.iter().map(|t| t.ty)),
                Type::Interface(_) => {
                    if let Some(Spelling::Written(written)) = self.types.spelling(self.types.unalias(at)) {
                        list.extend(&written.embeds);
                    }
                }
                _ if self.identical(at, ty) => return true,
                _ => {}
            }
        }
        false
    }

    fn is_comparable_enough(&self, ty: TypeId, target: TypeId, is_constraint: bool, cause: &mut String) -> bool {
        let Some(interface) = self.types.interface(target) else { return true };
        let demands = match &interface.terms {
            None => interface.is_comparable,
            Some(_) => self.types.is_comparable_type(target, Strictness::Strict),
        };
        if !demands || self.types.is_comparable_type(ty, Strictness::Strict) {
            return true;
        }
        // An ordinary interface satisfies comparable although comparing its values may panic.
        if is_constraint && self.types.is_comparable_type(ty, Strictness::Dynamic) {
            if !self.allow_version(20) {
                *cause = format!("{} to satisfy comparable requires go1.20 or later", self.type_string(ty));
                return false;
            }
            return true;
        }
        let verb = if is_constraint { "satisfy" } else { "implement" };
        *cause = format!("{} does not {verb} comparable", self.type_string(ty));
        false
    }

    /// `ty` with type parameters replaced.
    pub(crate) fn subst(&mut self, ty: TypeId, tparams: &[TypeId], targs: &[TypeId]) -> TypeId {
        if !self.types.facts(ty).has_type_params {
            return ty;
        }
        let map = self.types.subst_map(tparams, targs);
        self.types.subst(ty, &map)
    }

    /// Types with type parameters replaced.
    pub(crate) fn subst_all(&mut self, list: &[TypeId], tparams: &[TypeId], targs: &[TypeId]) -> Vec<TypeId> {
        let map = self.types.subst_map(tparams, targs);
        self.types.subst_all(list, &map)
    }
}

impl Types {
    /// Whether `ty` mentions a type parameter that `is_one` tells by its canonical id.
    pub(crate) fn is_parameterized(&self, is_one: impl Fn(TypeId) -> bool, ty: TypeId) -> bool {
        let mut seen = FxHashSet::default();
        let mut list = vec![ty];
        while let Some(ty) = list.pop() {
            if !self.facts(ty).has_type_params || !seen.insert(ty) {
                continue;
            }
            self.step(16);
            match self.get(ty) {
                Type::TypeParam(_) if is_one(self.canonical(ty)) => return true,
                _ => list.extend(self.parts(ty)),
            }
        }
        false
    }

    /// The types that a type is directly made of; of an instance its arguments.
    pub(crate) fn parts(&self, ty: TypeId) -> Vec<TypeId> {
        match self.get(ty) {
            Type::Basic(_) | Type::TypeParam(_) => Vec::new(),
            Type::Named(id) => {
                self.instance_args(ty).map_or_else(|| self.named(*id).outer_params.to_vec(), |(_, args)| args.into())
            }
            Type::Pointer(elem) | Type::Slice(elem) | Type::Array { elem, .. } | Type::Chan { elem, .. } => vec![*elem],
            Type::Map { key, elem } => vec![*key, *elem],
            Type::Struct(fields) => fields.iter().map(|f| f.ty).collect(),
            Type::Tuple(list) => list.to_vec(),
            Type::Signature(sig) => sig.params.iter().chain(&sig.results).copied().collect(),
            Type::Interface(i) => {
                let terms = i.terms.as_deref().unwrap_or(&[]);
                i.methods.iter().map(|m| m.sig).chain(terms.iter().map(|t| t.ty)).collect()
            }
            Type::OpenInterface(id) => self.open[*id as usize].into_iter().collect(),
            Type::Union(terms) => terms.iter().map(|t| t.ty).collect(),
        }
    }
}
