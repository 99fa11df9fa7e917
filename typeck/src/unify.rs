//! Unification of types: finding type arguments that make two types equal.

use rustc_hash::FxHashMap;

use crate::checker::Checker;
use crate::limits;
use crate::lookup::{Fold, Lookup};
use crate::object::PackageId;
use crate::types::{Interface, Type, TypeId};

/// How exactly types must match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnifyMode {
    /// The types are those of an assignment: at the top they match inexactly, their parts exactly.
    is_assign: bool,
    /// Types must be identical: a defined type does not match its underlying type, channel directions count.
    is_exact: bool,
}

impl UnifyMode {
    /// Loosely.
    pub(crate) const INEXACT: UnifyMode = UnifyMode { is_assign: false, is_exact: false };
    /// As for an assignment.
    pub(crate) const ASSIGN: UnifyMode = UnifyMode { is_assign: true, is_exact: false };
    /// Exactly.
    pub(crate) const EXACT: UnifyMode = UnifyMode { is_assign: false, is_exact: true };
}

/// What is known of type arguments. Type parameters that were unified with each other share it.
#[derive(Clone, Debug)]
pub(crate) struct Unifier {
    // The place of each type parameter in the list, by canonical id.
    index: FxHashMap<TypeId, usize>,
    // By place: a type parameter that shares what is inferred, at last the one that stands for all that do (itself).
    shared: Vec<usize>,
    // How many the one that stands for others stands for: with the smaller group joining the larger, all ways are short.
    sizes: Vec<usize>,
    values: Vec<Option<TypeId>>,
    depth: u32,
}

impl Unifier {
    /// Nothing is known but `targs`.
    pub(crate) fn new(tparams: &[TypeId], targs: &[Option<TypeId>]) -> Unifier {
        let index = tparams.iter().enumerate().map(|(i, p)| (*p, i)).collect();
        let values = (0..tparams.len()).map(|i| targs.get(i).copied().flatten()).collect();
        Unifier { index, shared: (0..tparams.len()).collect(), sizes: vec![1; tparams.len()], values, depth: 0 }
    }

    /// Whether this is one of the type parameters.
    pub(crate) fn is_bound(&self, ty: TypeId) -> bool {
        self.index.contains_key(&ty)
    }

    fn handle(&self, tparam: TypeId) -> usize {
        let mut at = self.index[&tparam];
        while self.shared[at] != at {
            at = self.shared[at];
        }
        at
    }

    /// What is inferred for a type parameter.
    pub(crate) fn at(&self, tparam: TypeId) -> Option<TypeId> {
        self.values[self.handle(tparam)]
    }

    /// Sets what is inferred for a type parameter.
    pub(crate) fn set(&mut self, tparam: TypeId, ty: TypeId) {
        let handle = self.handle(tparam);
        self.values[handle] = Some(ty);
    }

    /// Number of type parameters without inferred type.
    pub(crate) fn unknowns(&self, tparams: &[TypeId]) -> usize {
        tparams.iter().filter(|p| self.at(**p).is_none()).count()
    }

    /// What is inferred for each.
    pub(crate) fn inferred(&self, tparams: &[TypeId]) -> Vec<Option<TypeId>> {
        tparams.iter().map(|p| self.at(*p)).collect()
    }

    /// Makes two type parameters share what is inferred; false if both have something.
    fn join(&mut self, x: TypeId, y: TypeId) -> bool {
        let (x, y) = (self.handle(x), self.handle(y));
        if x == y {
            return true;
        }
        if self.values[x].is_some() && self.values[y].is_some() {
            return false;
        }
        let (from, to) = if self.sizes[x] < self.sizes[y] { (x, y) } else { (y, x) };
        self.values[to] = self.values[to].or(self.values[from]);
        self.sizes[to] += self.sizes[from];
        self.shared[from] = to;
        true
    }
}

impl Checker<'_, '_> {
    /// Unifies `x` and `y`, noting in `u` what type arguments that takes.
    pub(crate) fn unify(&mut self, u: &mut Unifier, x: TypeId, y: TypeId, mode: UnifyMode) -> bool {
        self.nify(u, x, y, mode, &mut Vec::new())
    }

    fn as_interface(&self, ty: TypeId) -> Option<Interface> {
        if self.is_type_param(ty) { None } else { self.types.interface(ty).cloned() }
    }

    fn nify(&mut self, u: &mut Unifier, x: TypeId, y: TypeId, mode: UnifyMode, pairs: &mut Vec<(TypeId, TypeId)>) -> bool {
        if self.types.canonical(x) == self.types.canonical(y) {
            return true;
        }
        self.types.step(8);
        if u.depth >= limits::UNIFY_DEPTH_MAX {
            return false;
        }
        u.depth += 1;
        let result = self.nify_step(u, x, y, mode, pairs);
        u.depth -= 1;
        result
    }

    fn nify_step(
        &mut self,
        u: &mut Unifier,
        mut x: TypeId,
        mut y: TypeId,
        mode: UnifyMode,
        pairs: &mut Vec<(TypeId, TypeId)>,
    ) -> bool {
        // A type parameter has one id but where an alias names it.
        for ty in [&mut x, &mut y] {
            if self.is_type_param(*ty) {
                *ty = self.types.canonical(*ty);
            }
        }
        // A defined type stands right, a type parameter to be inferred left.
        let is_named = |c: &Self, ty: TypeId| matches!(c.types.get(ty), Type::Named(_));
        if is_named(self, x) || u.is_bound(y) {
            std::mem::swap(&mut x, &mut y);
        }
        // If exact unification fails, a defined type may match by its underlying type, but for interfaces, whose methods are
        // compared below.
        if !mode.is_exact && is_named(self, y) && self.types.is_type_lit(x) && self.types.interface(x).is_none() {
            y = self.under(y);
            if self.identical(x, y) {
                return true;
            }
        }
        match (u.is_bound(x), u.is_bound(y)) {
            (true, true) => {
                if u.join(x, y) {
                    return true;
                }
                let (Some(x), Some(y)) = (u.at(x), u.at(y)) else { return true };
                return self.nify(u, x, y, mode, pairs);
            }
            (true, false) => return self.nify_bound(u, x, y, mode, pairs),
            _ => {}
        }
        if !mode.is_exact
            && let Some(result) = self.nify_interfaces(u, x, y, pairs)
        {
            return result;
        }
        if self.is_type_param(y) {
            std::mem::swap(&mut x, &mut y);
        }
        self.nify_parts(u, x, y, mode, pairs)
    }

    /// `tparam` is to be inferred, `y` is something else.
    fn nify_bound(
        &mut self,
        u: &mut Unifier,
        tparam: TypeId,
        y: TypeId,
        mode: UnifyMode,
        pairs: &mut Vec<(TypeId, TypeId)>,
    ) -> bool {
        let Some(x) = u.at(tparam) else {
            u.set(tparam, y);
            return true;
        };
        if !self.nify(u, x, y, mode, pairs) {
            return false;
        }
        let is_named = |c: &Self, ty: TypeId| matches!(c.types.get(ty), Type::Named(_));
        let (x_named, y_named) = (is_named(self, x), is_named(self, y));
        match (self.as_interface(x), self.as_interface(y)) {
            (Some(xi), Some(yi)) => {
                if x_named && y_named {
                    return self.identical(x, y);
                }
                if xi.methods.len() != yi.methods.len() {
                    return false;
                }
            }
            (None, None) => {}
            _ => return false,
        }
        if !mode.is_exact && !x_named {
            // A defined type is preferred, then a channel with direction.
            let is_directed =
                matches!(self.types.get(self.under(y)), Type::Chan { dir, .. } if *dir != govm_parser::ast::ChanDir::Both);
            if y_named || is_directed {
                u.set(tparam, y);
            }
        }
        true
    }

    /// Inexact unification where at least one type is an interface; `None` if none is.
    fn nify_interfaces(&mut self, u: &mut Unifier, x: TypeId, y: TypeId, pairs: &mut Vec<(TypeId, TypeId)>) -> Option<bool> {
        let (interface, other) = match (self.as_interface(x), self.as_interface(y)) {
            (None, None) => return None,
            (Some(xi), Some(yi)) => {
                if !self.same_restrictions(&xi, &yi) {
                    return Some(false);
                }
                if pairs.contains(&(x, y)) || pairs.contains(&(y, x)) {
                    return Some(true);
                }
                pairs.push((x, y));
                let (few, many) = if xi.methods.len() > yi.methods.len() { (yi, xi) } else { (xi, yi) };
                let result = few.methods.iter().all(|m| {
                    let other = many.methods.iter().find(|o| (o.name, o.pkg) == (m.name, m.pkg));
                    other.is_some_and(|o| self.nify(u, m.sig, o.sig, UnifyMode::EXACT, pairs))
                });
                pairs.pop();
                return Some(result);
            }
            (Some(xi), None) => (xi, y),
            (None, Some(yi)) => (yi, x),
        };
        let result = interface.methods.iter().all(|m| {
            let pkg: Option<PackageId> = m.pkg.or(Some(self.pkg));
            match self.lookup_field_or_method(other, false, pkg, m.name, Fold::Exact) {
                Lookup::Method { sig, .. } => self.nify(u, m.sig, sig, UnifyMode::EXACT, pairs),
                _ => false,
            }
        });
        Some(result)
    }

    fn same_restrictions(&self, x: &Interface, y: &Interface) -> bool {
        x.is_comparable == y.is_comparable
            && match (&x.terms, &y.terms) {
                (None, None) => true,
                (Some(x), Some(y)) => self.types.is_subset(x, y) && self.types.is_subset(y, x),
                _ => false,
            }
    }

    fn nify_list(
        &mut self,
        u: &mut Unifier,
        x: &[TypeId],
        y: &[TypeId],
        mode: UnifyMode,
        pairs: &mut Vec<(TypeId, TypeId)>,
    ) -> bool {
        x.len() == y.len() && x.iter().zip(y).all(|(x, y)| self.nify(u, *x, *y, mode, pairs))
    }

    /// Neither type is to be inferred itself.
    fn nify_parts(&mut self, u: &mut Unifier, x: TypeId, y: TypeId, mode: UnifyMode, pairs: &mut Vec<(TypeId, TypeId)>) -> bool {
        // The parts of types in an assignment must match exactly.
        let inner = if mode.is_assign { UnifyMode { is_exact: true, ..mode } } else { mode };
        match (self.types.get(x).clone(), self.types.get(y).clone()) {
            (Type::Array { elem: x, len: m }, Type::Array { elem: y, len: n }) => m == n && self.nify(u, x, y, inner, pairs),
            (Type::Slice(x), Type::Slice(y)) | (Type::Pointer(x), Type::Pointer(y)) => self.nify(u, x, y, inner, pairs),
            (Type::Map { key: a, elem: x }, Type::Map { key: b, elem: y }) => {
                self.nify(u, a, b, inner, pairs) && self.nify(u, x, y, inner, pairs)
            }
            (Type::Chan { dir: a, elem: x }, Type::Chan { dir: b, elem: y }) => {
                (!mode.is_exact || a == b) && self.nify(u, x, y, inner, pairs)
            }
            (Type::Struct(x), Type::Struct(y)) => {
                x.len() == y.len()
                    && x.iter().zip(&y).all(|(x, y)| {
                        (x.name, x.pkg, x.is_embedded, &x.tag) == (y.name, y.pkg, y.is_embedded, &y.tag)
                            && self.nify(u, x.ty, y.ty, inner, pairs)
                    })
            }
            (Type::Tuple(x), Type::Tuple(y)) => self.nify_list(u, &x, &y, mode, pairs),
            (Type::Signature(x), Type::Signature(y)) => {
                x.is_variadic == y.is_variadic
                    && self.nify_list(u, &x.params, &y.params, inner, pairs)
                    && self.nify_list(u, &x.results, &y.results, inner, pairs)
            }
            (Type::Interface(xi), Type::Interface(yi)) => {
                if !self.same_restrictions(&xi, &yi) || xi.methods.len() != yi.methods.len() {
                    return false;
                }
                if pairs.contains(&(x, y)) || pairs.contains(&(y, x)) {
                    return true;
                }
                pairs.push((x, y));
                let result = xi
                    .methods
                    .iter()
                    .zip(&yi.methods)
                    .all(|(x, y)| (x.name, x.pkg) == (y.name, y.pkg) && self.nify(u, x.sig, y.sig, UnifyMode::EXACT, pairs));
                pairs.pop();
                result
            }
            (Type::Named(_), Type::Named(_)) => match (self.types.instance_args(x), self.types.instance_args(y)) {
                (Some((a, x)), Some((b, y))) => a == b && self.nify_list(u, &x, &y, mode, pairs),
                _ => false,
            },
            (Type::OpenInterface(_), _) | (_, Type::OpenInterface(_)) => self.identical(x, y),
            (Type::TypeParam(_), _) => match self.core_type(x) {
                Some(core) => self.nify(u, core, y, UnifyMode::ASSIGN, pairs),
                None => false,
            },
            _ => false,
        }
    }
}
