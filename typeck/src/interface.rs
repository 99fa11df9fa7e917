//! Interface types, and unions in them.

use govm_lexer::{Span, Symbol, TokenKind};
use govm_parser::ast::{Expr, ExprKind, InterfaceElem};
use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::api::{Mode, Rules};
use crate::checker::Checker;
use crate::code;
use crate::limits::{self, weight};
use crate::object::{ObjId, ObjectKind, PackageId};
use crate::spelling::{Spelling, Written};
use crate::types::{Basic, Interface, Method, Term, Type, TypeId, Types};

/// An interface as written: what its type set is computed from.
#[derive(Clone, Debug, Default)]
pub(crate) struct OpenInterface {
    /// Methods with the places of their names.
    pub(crate) methods: Vec<(Method, Span)>,
    /// Embedded types and unions.
    pub(crate) embeds: Vec<(TypeId, Span)>,
    /// Its type set is being computed.
    is_closing: bool,
    /// The type being declared that it embeds.
    owner: Option<ObjId>,
}

/// Methods by what tells them apart, with their places.
type Methods = IndexMap<(Symbol, Option<PackageId>), (Method, Span), FxBuildHasher>;

impl<'a> Checker<'a, '_> {
    /// Checks an interface type. Its type set is computed at once if the embedded types are complete; else, later.
    pub(crate) fn interface_type(&mut self, elems: &'a [InterfaceElem<'a>]) -> TypeId {
        let mut open = OpenInterface::default();
        for elem in elems {
            match elem {
                InterfaceElem::Embedded(e) => {
                    let ty = self.parse_union(e);
                    if !self.allow_version(18) {
                        self.later(move |c| c.verify_embedded(ty, e.span));
                    }
                    open.embeds.push((ty, e.span));
                }
                InterfaceElem::Method { name, sig } => {
                    if name.name == Symbol::BLANK {
                        let message = "methods must have a unique non-blank name";
                        self.error(&code::BLANK_IFACE_METHOD, name.span, message);
                        continue;
                    }
                    let sig = self.func_type(None, &[], sig).ty;
                    let obj = self.new_object(ObjectKind::Func, name.name, name.span, sig);
                    self.record_def(name.id, Some(obj));
                    let pkg = self.name_pkg(name.name);
                    open.methods.push((Method { name: name.name, pkg, sig }, name.span));
                }
            }
        }
        if self.is_complete(&open) {
            return self.closed_type(&open, false);
        }
        let id = self.types.open.len();
        let incomplete = open.embeds.iter().find(|(ty, _)| self.types.known_under(*ty).is_none());
        if let Some(Type::Named(named)) = incomplete.map(|(ty, _)| self.types.get(*ty)) {
            open.owner = Some(self.types.named(*named).obj);
        }
        self.types.open.push(None);
        self.open_interfaces.push(open);
        let ty = self.types.intern(Type::OpenInterface(id as u32));
        self.later(move |c| {
            c.resolve_open(id);
            c.check_anonymous_cycle(id);
        });
        ty
    }

    /// Computes the type sets of all interfaces that are still open.
    pub(crate) fn resolve_opens(&mut self) {
        while self.first_open < self.open_interfaces.len() {
            let id = self.first_open;
            self.first_open += 1;
            self.resolve_open(id);
        }
    }

    /// An interface literal must not contain itself other than through a defined type (an implementation restriction of gc).
    fn check_anonymous_cycle(&mut self, id: usize) {
        let Some(closed) = self.types.open[id] else { return };
        let mut seen = FxHashSet::default();
        let mut list = vec![closed];
        while let Some(ty) = list.pop() {
            self.types.step(40);
            match *self.types.get(ty) {
                Type::OpenInterface(other) if other as usize == id => {
                    let owner = self.open_interfaces[id].owner;
                    if let Some(owner) = owner.filter(|o| !self.anonymous_cycles.contains(o)) {
                        self.anonymous_cycles.push(owner);
                    }
                    return;
                }
                Type::Named(_) | Type::Basic(_) => {}
                _ if seen.insert(ty) => list.extend(self.types.parts(ty)),
                _ => {}
            }
        }
    }

    /// Reports the cycles through interface literals alone, which gc refuses if nothing else is wrong.
    pub(crate) fn report_anonymous_cycles(&mut self) {
        let owners = std::mem::take(&mut self.anonymous_cycles);
        if self.config.rules == Rules::GoTypes || !self.diagnostics.is_empty() {
            return;
        }
        for owner in owners {
            let span = self.obj(owner).span;
            let message = "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)";
            self.error(&code::INVALID_TYPE_CYCLE, span, message);
        }
    }

    /// Before Go 1.18 interfaces embedded ordinary interfaces alone.
    fn verify_embedded(&mut self, ty: TypeId, at: Span) {
        let what = match self.types.get(self.under(ty)) {
            Type::Union(_) => format!("embedding interface element {}", self.terms_string_of(ty)),
            Type::Interface(interface) if interface.is_method_set() => return,
            Type::Interface(_) => format!("embedding constraint interface {}", self.type_string(ty)),
            Type::Basic(Basic::Invalid) => return,
            _ => format!("embedding non-interface type {}", self.type_string(ty)),
        };
        self.verify_version(at, 18, &what);
    }

    fn terms_string_of(&self, union: TypeId) -> String {
        if let Type::Union(terms) = self.types.get(union) { self.terms_string(terms) } else { self.type_string(union) }
    }

    fn is_complete(&self, open: &OpenInterface) -> bool {
        open.embeds.iter().all(|(ty, _)| match self.types.get(*ty) {
            Type::Union(terms) => terms.iter().all(|t| self.types.known_under(t.ty).is_some()),
            _ => self.types.known_under(*ty).is_some(),
        })
    }

    /// Computes the type set of an interface whose embedded types were not complete when it was met.
    fn resolve_open(&mut self, id: usize) {
        // An interface that embeds itself was reported as an invalid recursive type.
        if self.types.open[id].is_some() || self.open_interfaces[id].is_closing {
            return;
        }
        let at = self.open_interfaces[id].embeds.first().map_or(Span::NONE, |(_, span)| *span);
        if !self.enter(weight::OPEN, at) {
            return;
        }
        self.open_interfaces[id].is_closing = true;
        self.close_open(id);
        self.leave(weight::OPEN);
    }

    fn close_open(&mut self, id: usize) {
        let open = self.open_interfaces[id].clone();
        for (ty, _) in &open.embeds {
            let terms = match self.types.get(*ty) {
                Type::Union(terms) => terms.iter().map(|t| t.ty).collect(),
                _ => vec![*ty],
            };
            for ty in terms {
                if let Some(inner) = self.open_under(ty) {
                    self.resolve_open(inner);
                }
            }
        }
        self.resolve_underlying();
        let closed = self.closed_type(&open, false);
        self.types.open[id] = Some(closed);
        self.types.expand();
    }

    /// The open interface that a type is or is defined as.
    fn open_under(&self, ty: TypeId) -> Option<usize> {
        match *self.types.get(ty) {
            Type::OpenInterface(id) => Some(id as usize),
            Type::Named(id) => {
                let origin = self.types.named(id).instance_of.as_ref().map_or(id, |(origin, _)| *origin);
                match *self.types.get(self.types.named(origin).underlying?) {
                    Type::OpenInterface(id) => Some(id as usize),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Computes a type set: all methods, and the intersection of what is embedded.
    fn close_interface(&mut self, open: &OpenInterface) -> Interface {
        let mut methods = Methods::default();
        for (method, at) in &open.methods {
            self.add_method(&mut methods, method.clone(), *at, true);
        }
        let (mut terms, mut is_comparable) = (None, false);
        for (ty, at) in &open.embeds {
            if self.is_out_of_steps(*at) {
                break;
            }
            let (more, also_comparable) = match self.types.get(self.under(*ty)).clone() {
                Type::Interface(inner) => {
                    self.types.step(8 * inner.methods.len());
                    for method in inner.methods {
                        self.add_method(&mut methods, method, *at, false);
                    }
                    (inner.terms.map(Vec::from), inner.is_comparable)
                }
                Type::Union(list) => match self.union_terms(&list, *at) {
                    Some(terms) => (terms, false),
                    None => continue,
                },
                Type::Basic(Basic::Invalid) => continue,
                _ => (Some(vec![Term { is_tilde: false, ty: *ty }]), false),
            };
            let both = self.types.intersect_terms(terms, more);
            (terms, is_comparable) = self.types.restrict_comparable(both, is_comparable || also_comparable);
        }
        let mut methods: Vec<Method> = methods.into_values().map(|(m, _)| m).collect();
        methods.sort_by_key(|m| (self.name(m.name), m.pkg.map(|p| self.package(p).path.as_str())));
        Interface { methods: methods.into(), terms: terms.map(Vec::into_boxed_slice), is_comparable }
    }

    fn add_method(&mut self, methods: &mut Methods, method: Method, at: Span, is_explicit: bool) {
        let key = (method.name, method.pkg);
        let Some((other, other_at)) = methods.get(&key).cloned() else {
            methods.insert(key, (method, at));
            return;
        };
        if !is_explicit && other.sig == method.sig && self.allow_version(14) {
            return;
        }
        let name = self.name(method.name).to_string();
        let diagnostic = self.diagnostic(&code::DUPLICATE_DECL, at, format!("duplicate method {name}"));
        let diagnostic = self.with_place(diagnostic, other_at, &format!("other declaration of method {name}"));
        if is_explicit {
            self.report(diagnostic);
        } else {
            self.later(move |c| {
                if !c.identical(method.sig, other.sig) || !c.allow_version(14) {
                    c.report(diagnostic);
                }
            });
        }
    }

    /// The terms of a union: those of interfaces in it are merged. `None` if there are too many.
    fn union_terms(&mut self, list: &[Term], at: Span) -> Option<Option<Vec<Term>>> {
        let mut all: Vec<Term> = Vec::new();
        for term in list {
            match self.types.get(self.under(term.ty)) {
                Type::Interface(interface) => match &interface.terms {
                    // All types: so is the union.
                    None => return Some(None),
                    Some(terms) => all.extend(terms),
                },
                Type::Basic(Basic::Invalid) => {}
                _ if term.is_tilde && !self.identical(term.ty, self.under(term.ty)) => {}
                _ => all.push(*term),
            }
            if all.len() > limits::TERMS_MAX {
                let message = format!("cannot handle more than {} union terms (implementation limitation)", limits::TERMS_MAX);
                self.error(&code::INVALID_UNION, at, message);
                return None;
            }
        }
        Some(Some(self.types.normalize_terms(all)))
    }

    /// The interface with a union as its only element.
    pub(crate) fn close_union(&mut self, union: TypeId) -> TypeId {
        let open = OpenInterface { embeds: vec![(union, Span::NONE)], ..OpenInterface::default() };
        self.closed_type(&open, true)
    }

    /// The type of an interface whose embedded types are complete.
    fn closed_type(&mut self, open: &OpenInterface, is_implicit: bool) -> TypeId {
        let interface = self.close_interface(open);
        let mut methods: Box<[Method]> = open.methods.iter().map(|(m, _)| m.clone()).collect();
        // Shown are exported methods first, then by name.
        methods.sort_by_key(|m| (m.pkg.is_some(), self.name(m.name)));
        let embeds = open.embeds.iter().map(|(ty, _)| *ty).collect();
        let written = Written { methods, embeds, is_implicit };
        self.types.intern_spelled(Type::Interface(interface), Spelling::Written(Box::new(written)))
    }

    /// Checks an embedded element: a type, or a union of terms.
    pub(crate) fn parse_union(&mut self, e: &'a Expr<'a>) -> TypeId {
        // Left-deep chains are flattened without recursion.
        let mut list = Vec::new();
        let mut ops = Vec::new();
        let mut at = e;
        while let ExprKind::Binary { op: TokenKind::Or, x, y, .. } = at.kind {
            list.push(y);
            ops.push(at);
            at = x;
        }
        list.push(at);
        list.reverse();
        if list.len() == 1 && !matches!(at.kind, ExprKind::Unary { op: TokenKind::Tilde, .. }) {
            return self.parse_term(at).ty;
        }
        if list.len() > limits::TERMS_MAX {
            let message = format!("cannot handle more than {} union terms (implementation limitation)", limits::TERMS_MAX);
            self.error(&code::INVALID_UNION, list[limits::TERMS_MAX].span, message);
            return Types::basic(Basic::Invalid);
        }
        let terms: Vec<Term> = list.iter().map(|e| self.parse_term(e)).collect();
        let union = self.types.intern(Type::Union(terms.clone().into()));
        for op in ops {
            self.record_type_and_value(op.id, Mode::TypeExpr, union, None);
        }
        self.later(move |c| c.check_terms(&terms, &list));
        union
    }

    fn parse_term(&mut self, e: &'a Expr<'a>) -> Term {
        let (x, is_tilde) = match e.kind {
            ExprKind::Unary { op: TokenKind::Tilde, x } => (x, true),
            _ => (e, false),
        };
        let mut ty = self.typ(x);
        if self.is_type_param(ty) {
            let message = if is_tilde {
                format!("type in term {} cannot be a type parameter", self.expr_string(e))
            } else {
                "term cannot be a type parameter".to_string()
            };
            self.error(&code::MISPLACED_TYPE_PARAM, x.span, message);
            ty = Types::basic(Basic::Invalid);
        }
        let term = Term { is_tilde, ty };
        if is_tilde {
            let union = self.types.intern(Type::Union(Box::new([term])));
            self.record_type_and_value(e.id, Mode::TypeExpr, union, None);
        }
        term
    }

    fn term_string(&self, term: Term) -> String {
        self.terms_string(&[term])
    }

    /// Checks the terms of a union once their types are complete.
    fn check_terms(&mut self, terms: &[Term], list: &[&'a Expr<'a>]) {
        for (i, (term, e)) in terms.iter().zip(list).enumerate() {
            if !self.is_valid(term.ty) {
                continue;
            }
            let under = self.under(term.ty);
            let interface = self.types.interface(term.ty).cloned();
            let ty_string = self.type_string(term.ty);
            if term.is_tilde && interface.is_some() {
                let message = format!("invalid use of ~ ({ty_string} is an interface)");
                self.error(&code::INVALID_UNION, e.span, message);
                continue;
            }
            if term.is_tilde && !self.identical(under, term.ty) {
                let message = format!("invalid use of ~ (underlying type of {ty_string} is {})", self.type_string(under));
                self.error(&code::INVALID_UNION, e.span, message);
                continue;
            }
            if let Some(interface) = interface {
                // "Implementation restriction: a union with more than one term cannot contain comparable or interfaces with methods."
                let text = self.term_string(*term);
                let message = if !interface.methods.is_empty() {
                    format!("cannot use {text} in union ({text} contains methods)")
                } else if self.identical(term.ty, self.universe.comparable) {
                    "cannot use comparable in union".to_string()
                } else if interface.is_comparable {
                    format!("cannot use {text} in union ({text} embeds comparable)")
                } else {
                    continue;
                };
                self.error(&code::INVALID_UNION, e.span, message);
                continue;
            }
            let overlapping =
                terms[..i].iter().find(|t| self.types.interface(t.ty).is_none() && !self.types.terms_disjoint(**t, *term));
            if let Some(other) = overlapping.copied() {
                let message = format!("overlapping terms {} and {}", self.term_string(*term), self.term_string(other));
                self.error(&code::INVALID_UNION, e.span, message);
            }
        }
    }
}
