//! Underlying types, type sets as seen from operations, and core types.

use govm_parser::ast::ChanDir;

use crate::types::{Basic, Interface, NamedId, Term, Type, TypeId, Types};

impl Types {
    /// The underlying type; of a type parameter the interface that constrains it. The invalid type while it is not known,
    /// which the type checker meets in declarations that refer to themselves and nobody after it.
    #[must_use]
    pub fn under(&self, ty: TypeId) -> TypeId {
        let invalid = Types::basic(Basic::Invalid);
        let mut at = ty;
        // A type parameter leads to a constraint, that to an open interface, that to a closed one.
        for _ in 0..4 {
            at = self.unalias(at);
            match *self.get(at) {
                Type::Named(id) => {
                    let named = self.named(id);
                    let is_bad = |(origin, _): &(NamedId, _)| self.named(*origin).underlying == Some(invalid);
                    match named.underlying {
                        // Instances of an invalid generic type may be recursive without end.
                        Some(under) if !named.instance_of.as_ref().is_some_and(is_bad) => at = under,
                        _ => return invalid,
                    }
                }
                Type::TypeParam(id) => at = self.type_param(id).constraint,
                Type::OpenInterface(id) => match self.open[id as usize] {
                    Some(closed) => at = closed,
                    None => return invalid,
                },
                _ => break,
            }
        }
        at
    }

    /// Like [`Types::under`], but `None` while it is not known.
    pub(crate) fn known_under(&self, ty: TypeId) -> Option<TypeId> {
        let under = self.under(ty);
        if self.is_valid(under) || !self.is_valid(ty) {
            return Some(under);
        }
        match *self.get(ty) {
            Type::Named(id) => {
                self.named(id).underlying.filter(|u| !matches!(self.get(*u), Type::OpenInterface(_))).map(|_| under)
            }
            Type::OpenInterface(_) => None,
            _ => Some(under),
        }
    }

    /// The underlying interface of an interface type or of a type parameter's constraint.
    #[must_use]
    pub fn interface(&self, ty: TypeId) -> Option<&Interface> {
        if let Type::Interface(interface) = self.get(self.under(ty)) { Some(interface) } else { None }
    }

    /// The terms that restrict the type set of a type parameter or constraint; `None` if there are none.
    #[must_use]
    pub fn terms(&self, ty: TypeId) -> Option<&[Term]> {
        self.interface(ty)?.terms.as_deref()
    }

    /// Calls `f` with each type of the type set of a type parameter and its underlying type until `f` is false; with `None`, once,
    /// if the set has no specific types (or none at all). Any other type is alone in its set. Whether `f` was true throughout.
    pub(crate) fn type_set_all(&self, ty: TypeId, mut f: impl FnMut(Option<(TypeId, TypeId)>) -> bool) -> bool {
        if !self.is_type_param(ty) {
            return f(Some((ty, self.under(ty))));
        }
        match self.terms(ty) {
            None | Some([]) => f(None),
            Some(terms) => terms.iter().all(|t| {
                self.step(4);
                f(Some((t.ty, self.under(t.ty))))
            }),
        }
    }

    /// The single underlying type of the type set of a type parameter, `None` if there is no such; of any other type the
    /// underlying type. Channels may differ in direction if they do not contradict each other.
    #[must_use]
    pub fn core_type(&self, ty: TypeId) -> Option<TypeId> {
        if !self.is_type_param(ty) {
            return Some(self.under(ty));
        }
        let mut core: Option<TypeId> = None;
        let all = self.type_set_all(ty, |t| {
            let Some((_, under)) = t else { return false };
            core = match core {
                None => Some(under),
                Some(core) => self.match_core(core, under),
            };
            core.is_some()
        });
        core.filter(|_| all)
    }

    /// Like [`Types::core_type`], but a set of byte slices and strings has the core type `string`.
    #[must_use]
    pub fn core_string(&self, ty: TypeId) -> Option<TypeId> {
        if !self.is_type_param(ty) {
            return Some(self.under(ty));
        }
        let string = Types::basic(Basic::String);
        let mut has_string = false;
        let mut core: Option<TypeId> = None;
        let all = self.type_set_all(ty, |t| {
            let Some((_, under)) = t else { return false };
            if self.is_string(under) {
                has_string = true;
                return core.is_none_or(|c| self.is_bytes(c));
            }
            if has_string && !self.is_bytes(under) {
                return false;
            }
            core = match core {
                None => Some(under),
                Some(core) => self.match_core(core, under),
            };
            core.is_some()
        });
        match (all, has_string) {
            (false, _) => None,
            (true, true) => Some(string),
            (true, false) => core,
        }
    }

    /// `[]byte` in any spelling.
    pub(crate) fn is_bytes(&self, ty: TypeId) -> bool {
        matches!(*self.get(self.under(ty)), Type::Slice(elem) if matches!(self.get(self.under(elem)), Type::Basic(Basic::Uint8)))
    }

    fn match_core(&self, x: TypeId, y: TypeId) -> Option<TypeId> {
        if self.identical(x, y) {
            return Some(x);
        }
        match (self.get(x), self.get(y)) {
            (Type::Chan { dir: a, elem: x_elem }, Type::Chan { dir: b, elem: y_elem }) if self.identical(*x_elem, *y_elem) => {
                match (a, b) {
                    (ChanDir::Both, _) => Some(y),
                    (_, ChanDir::Both) => Some(x),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
