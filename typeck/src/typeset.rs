//! Type sets of interfaces: terms, their unions and intersections.

use crate::predicates::Strictness;
use crate::spelling::{Spelling, Written};
use crate::types::{Interface, Term, Type, TypeId, Types};

impl Types {
    /// Whether the term's types include `ty`.
    pub(crate) fn term_includes(&self, term: Term, ty: TypeId) -> bool {
        self.identical(term.ty, if term.is_tilde { self.under(ty) } else { ty })
    }

    fn term_subset(&self, x: Term, y: Term) -> bool {
        self.term_includes(y, x.ty) && (y.is_tilde || !x.is_tilde)
    }

    /// Whether no type is in both.
    pub(crate) fn terms_disjoint(&self, x: Term, y: Term) -> bool {
        let x_ty = if y.is_tilde { self.under(x.ty) } else { x.ty };
        let y_ty = if x.is_tilde { self.under(y.ty) } else { y.ty };
        !self.identical(x_ty, y_ty)
    }

    /// Whether every type of `x` is in `y`.
    pub(crate) fn is_subset(&self, x: &[Term], y: &[Term]) -> bool {
        self.step(x.len() * y.len());
        x.iter().all(|x| y.iter().any(|y| self.term_subset(*x, *y)))
    }

    /// Drops terms that others include; the order of what stays is that of the source.
    pub(crate) fn normalize_terms(&self, terms: Vec<Term>) -> Vec<Term> {
        self.step(terms.len() * terms.len());
        let mut out: Vec<Term> = Vec::with_capacity(terms.len());
        for term in terms {
            if out.iter().any(|o| self.term_subset(term, *o)) {
                continue;
            }
            out.retain(|o| !self.term_subset(*o, term));
            out.push(term);
        }
        out
    }

    /// What is in both; `None` stands for all types.
    pub(crate) fn intersect_terms(&self, x: Option<Vec<Term>>, y: Option<Vec<Term>>) -> Option<Vec<Term>> {
        let (x, y) = match (x, y) {
            (None, other) | (other, None) => return other,
            (Some(x), Some(y)) => (x, y),
        };
        self.step(4 * x.len() * y.len());
        let mut out = Vec::new();
        for x in &x {
            for y in &y {
                if !self.terms_disjoint(*x, *y) {
                    out.push(if x.is_tilde && !y.is_tilde { *y } else { *x });
                }
            }
        }
        Some(self.normalize_terms(out))
    }

    /// Intersects with the comparable types where both restrictions are there.
    pub(crate) fn restrict_comparable(&self, terms: Option<Vec<Term>>, is_comparable: bool) -> (Option<Vec<Term>>, bool) {
        match terms {
            Some(mut terms) if is_comparable => {
                terms.retain(|t| self.is_comparable_type(t.ty, Strictness::Strict));
                (Some(terms), false)
            }
            terms => (terms, is_comparable),
        }
    }
}

impl Interface {
    /// Every type implements it.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.is_method_set() && self.methods.is_empty()
    }

    /// It is no mere constraint: values may have it as type.
    #[must_use]
    pub fn is_method_set(&self) -> bool {
        !self.is_comparable && self.terms.is_none()
    }

    /// No type implements it.
    pub(crate) fn is_empty_set(&self) -> bool {
        self.terms.as_deref().is_some_and(<[Term]>::is_empty)
    }

    /// Terms, if there is at least one.
    pub(crate) fn some_terms(&self) -> Option<&[Term]> {
        self.terms.as_deref().filter(|t| !t.is_empty())
    }
}

impl Types {
    /// An interface whose type set is that of a single term.
    pub(crate) fn wrap_constraint(&mut self, ty: TypeId) -> TypeId {
        let terms = match self.get(ty) {
            Type::Union(terms) => terms.to_vec(),
            _ => vec![Term { is_tilde: false, ty }],
        };
        let terms = Some(self.normalize_terms(terms).into_boxed_slice());
        let interface = Type::Interface(Interface { methods: Box::default(), terms, is_comparable: false });
        let written = Written { methods: Box::default(), embeds: Box::new([ty]), is_implicit: true };
        self.intern_spelled(interface, Spelling::Written(Box::new(written)))
    }
}
