//! Selector lookup: fields and methods by depth, and missing methods.

use govm_lexer::{Interner, Span, Symbol, is_exported};
use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::checker::Checker;
use crate::object::{ObjId, Object, PackageId};
use crate::types::{NamedId, Type, TypeId, Types};

/// What a selector finds.
#[derive(Clone, Debug)]
pub(crate) enum Lookup {
    /// A struct field.
    Field {
        /// Its type.
        ty: TypeId,
        /// Field indices, the field itself last.
        path: Vec<u32>,
        /// A pointer was followed.
        is_indirect: bool,
    },
    /// A method.
    Method {
        /// Its signature, in terms of the receiver type's arguments, without receiver.
        sig: TypeId,
        /// The declared method (of the origin); `None` for a method of an interface or type parameter.
        obj: Option<ObjId>,
        /// Embedded fields on the way.
        path: Vec<u32>,
        /// A pointer was followed.
        is_indirect: bool,
    },
    /// Several at the same depth.
    Ambiguous,
    /// There is a method, but it has a pointer receiver and the operand is not addressable.
    PointerReceiver,
    /// Nothing.
    NotFound,
}

/// How names are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fold {
    /// Exactly.
    Exact,
    /// Ignoring case and package, for suggestions.
    Case,
}

/// What was found, before method signatures are known.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    Field {
        index: u32,
        ty: TypeId,
    },
    /// A declared method of a (generic) type, with the type it was found in.
    Declared {
        obj: ObjId,
        recv: TypeId,
    },
    /// A method of an interface.
    Abstract {
        sig: TypeId,
    },
}

/// What tells the fields and methods of a type apart: the name, and the package that an unexported one belongs to.
type MemberKey = (Symbol, Option<PackageId>);

/// The members of one depth: what was found, by way of which embedded field, and whether a pointer was followed; `None` for several.
type Level = IndexMap<MemberKey, Option<(Found, Option<usize>, bool)>, FxBuildHasher>;

/// Outcome of the search.
pub(crate) enum Search {
    Found { found: Found, path: Vec<u32>, is_indirect: bool },
    Ambiguous,
    NotFound,
}

/// A type whose fields and methods are promoted.
struct Embedded {
    ty: TypeId,
    /// The embedded field that leads to it, in the list of all; none for the type itself.
    way: Option<usize>,
    is_indirect: bool,
    is_multiple: bool,
}

/// Searches by the rules of selectors.
pub(crate) struct Searcher<'t, 'n> {
    pub(crate) types: &'t Types,
    pub(crate) objects: &'t [Object],
    pub(crate) names: &'t Interner<'n>,
}

impl Searcher<'_, '_> {
    fn is_same(&self, name: Symbol, pkg: Option<PackageId>, want: Symbol, want_pkg: Option<PackageId>, fold: Fold) -> bool {
        match fold {
            Fold::Exact => name == want && (pkg.is_none() || pkg == want_pkg),
            Fold::Case => name == want || self.names.resolve(name).to_lowercase() == self.names.resolve(want).to_lowercase(),
        }
    }

    /// The declared method of a defined type or of the generic type that it is an instance of.
    fn declared(&self, id: NamedId, pkg: Option<PackageId>, name: Symbol, fold: Fold) -> Option<ObjId> {
        let origin = self.types.named(id).instance_of.as_ref().map_or(id, |(origin, _)| *origin);
        let methods = match fold {
            Fold::Exact => self.types.methods_to_search(origin, self.objects, name),
            Fold::Case => &self.types.named(origin).methods,
        };
        self.types.step(methods.len());
        methods.iter().copied().find(|m| {
            let method = &self.objects[m.0 as usize];
            let method_pkg = if is_exported(self.names.resolve(method.name)) { None } else { method.pkg };
            self.is_same(method.name, method_pkg, name, pkg, fold)
        })
    }

    /// Finds the field or method at the shallowest depth. `pkg` is the package that the selector stands in.
    pub(crate) fn search(&self, ty: TypeId, pkg: Option<PackageId>, name: Symbol, fold: Fold) -> Search {
        if name == Symbol::BLANK {
            return Search::NotFound;
        }
        let (ty, is_ptr) = self.deref(ty);
        // A pointer to an interface has no methods.
        if is_ptr && self.types.interface(ty).is_some() {
            return Search::NotFound;
        }
        let mut current = vec![Embedded { ty, way: None, is_indirect: is_ptr, is_multiple: false }];
        // Index of each embedded field that was passed, and the one that leads to it: paths share their beginnings.
        let mut ways: Vec<(u32, Option<usize>)> = Vec::new();
        let mut seen: FxHashSet<TypeId> = FxHashSet::default();
        while !current.is_empty() {
            let mut found: Option<(Found, Option<usize>, bool)> = None;
            let mut next: Vec<Embedded> = Vec::new();
            for at in current {
                self.types.step(60);
                if let Type::Named(id) = *self.types.get(at.ty) {
                    if !seen.insert(self.types.canonical(at.ty)) {
                        continue;
                    }
                    if let Some(obj) = self.declared(id, pkg, name, fold) {
                        if found.is_some() || at.is_multiple {
                            return Search::Ambiguous;
                        }
                        found = Some((Found::Declared { obj, recv: at.ty }, at.way, at.is_indirect));
                        continue;
                    }
                }
                let under = self.types.under(at.ty);
                match self.types.get(under) {
                    Type::Struct(fields) => {
                        let wide = if fold == Fold::Exact { self.types.wide_fields(under, fields, name) } else { None };
                        let count = wide.as_ref().map_or(fields.len(), Vec::len);
                        self.types.step(count * if fold == Fold::Case { 20 } else { 1 });
                        for i in 0..count {
                            let index = wide.as_ref().map_or(i as u32, |wide| wide[i]);
                            let field = &fields[index as usize];
                            if self.is_same(field.name, field.pkg, name, pkg, fold) {
                                if found.is_some() || at.is_multiple {
                                    return Search::Ambiguous;
                                }
                                found = Some((Found::Field { index, ty: field.ty }, at.way, at.is_indirect));
                            } else if found.is_none() && field.is_embedded {
                                let (ty, is_ptr) = self.deref(field.ty);
                                ways.push((index, at.way));
                                let way = Some(ways.len() - 1);
                                let is_indirect = at.is_indirect || is_ptr;
                                next.push(Embedded { ty, way, is_indirect, is_multiple: at.is_multiple });
                            }
                        }
                    }
                    Type::Interface(interface) => {
                        let methods = match fold {
                            Fold::Exact => interface.methods_to_search(self.names, name),
                            Fold::Case => &interface.methods,
                        };
                        self.types.step(methods.len());
                        let method = methods.iter().find(|m| self.is_same(m.name, m.pkg, name, pkg, fold));
                        if let Some(method) = method {
                            if found.is_some() || at.is_multiple {
                                return Search::Ambiguous;
                            }
                            let method = Found::Abstract { sig: method.sig };
                            found = Some((method, at.way, at.is_indirect));
                        }
                    }
                    _ => {}
                }
            }
            if let Some((found, way, is_indirect)) = found {
                return Search::Found { found, path: way_to(&ways, way), is_indirect };
            }
            current = consolidate(self.types, next);
        }
        Search::NotFound
    }

    /// All fields and methods that selectors find in a type, each at its shallowest depth, with the embedded fields on the way and whether a
    /// pointer was followed. What is ambiguous is not among them. The same as a search for each name, but in one pass.
    pub(crate) fn promoted(&self, ty: TypeId) -> Vec<(MemberKey, Found, Vec<u32>, bool)> {
        let (ty, is_ptr) = self.deref(ty);
        let mut out = Vec::new();
        if is_ptr && self.types.interface(ty).is_some() {
            return out;
        }
        let mut current = vec![Embedded { ty, way: None, is_indirect: is_ptr, is_multiple: false }];
        let mut ways: Vec<(u32, Option<usize>)> = Vec::new();
        let mut seen: FxHashSet<TypeId> = FxHashSet::default();
        let mut decided: FxHashSet<MemberKey> = FxHashSet::default();
        while !current.is_empty() {
            // What this depth has, in order; without its member where it has several.
            let mut level: Level = IndexMap::default();
            let mut next: Vec<Embedded> = Vec::new();
            for at in current {
                self.types.step(60);
                let mut add = |key: MemberKey, found: Found| {
                    self.types.step(8);
                    let found = if at.is_multiple { None } else { Some((found, at.way, at.is_indirect)) };
                    level.entry(key).and_modify(|other| *other = None).or_insert(found);
                };
                if let Type::Named(id) = *self.types.get(at.ty) {
                    if !seen.insert(self.types.canonical(at.ty)) {
                        continue;
                    }
                    let origin = self.types.named(id).instance_of.as_ref().map_or(id, |(origin, _)| *origin);
                    for obj in &self.types.named(origin).methods {
                        let method = &self.objects[obj.0 as usize];
                        let pkg = if is_exported(self.names.resolve(method.name)) { None } else { method.pkg };
                        add((method.name, pkg), Found::Declared { obj: *obj, recv: at.ty });
                    }
                }
                match self.types.get(self.types.under(at.ty)) {
                    Type::Struct(fields) => {
                        for (index, field) in (0u32..).zip(fields) {
                            add((field.name, field.pkg), Found::Field { index, ty: field.ty });
                            if field.is_embedded {
                                let (ty, is_ptr) = self.deref(field.ty);
                                ways.push((index, at.way));
                                let is_indirect = at.is_indirect || is_ptr;
                                next.push(Embedded { ty, way: Some(ways.len() - 1), is_indirect, is_multiple: at.is_multiple });
                            }
                        }
                    }
                    Type::Interface(interface) => {
                        interface.methods.iter().for_each(|m| add((m.name, m.pkg), Found::Abstract { sig: m.sig }));
                    }
                    _ => {}
                }
            }
            for (key, found) in level {
                if !decided.insert(key) || key.0 == Symbol::BLANK {
                    continue;
                }
                let Some((found, way, is_indirect)) = found else { continue };
                let path = way_to(&ways, way);
                self.types.step(path.len());
                out.push((key, found, path, is_indirect));
            }
            current = consolidate(self.types, next);
        }
        out
    }

    /// The pointer's base type, if `ty` is a pointer (not a defined one).
    pub(crate) fn deref(&self, ty: TypeId) -> (TypeId, bool) {
        match *self.types.get(ty) {
            Type::Pointer(elem) => (elem, true),
            _ => (ty, false),
        }
    }
}

/// The indices of the embedded fields on a way.
fn way_to(ways: &[(u32, Option<usize>)], mut way: Option<usize>) -> Vec<u32> {
    let mut path = Vec::new();
    while let Some((index, before)) = way.map(|at| ways[at]) {
        path.push(index);
        way = before;
    }
    path.reverse();
    path
}

/// Merges entries with the same type, which make whatever is found through them ambiguous.
fn consolidate(types: &Types, list: Vec<Embedded>) -> Vec<Embedded> {
    let mut index: FxHashMap<TypeId, usize> = FxHashMap::default();
    let mut out: Vec<Embedded> = Vec::with_capacity(list.len());
    for at in list {
        let key = types.canonical(at.ty);
        match index.get(&key) {
            Some(i) => out[*i].is_multiple = true,
            None => {
                index.insert(key, out.len());
                out.push(at);
            }
        }
    }
    out
}

/// A method that a type lacks.
#[derive(Clone, Debug)]
pub(crate) struct MissingMethod {
    /// In gc's words: `(missing method M)`, `(method M has pointer receiver)`, `(wrong type for method M)\n\t\thave ...`.
    pub(crate) cause: String,
}

/// Whether a value of interface type may turn out to have a method that its type lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Its static type must have it.
    Static,
    /// Only a different signature is wrong.
    Dynamic,
}

impl<'a> Checker<'a, '_> {
    fn searcher(&self) -> Searcher<'_, 'a> {
        Searcher { types: &self.types, objects: &self.objects, names: self.names }
    }

    /// Looks up a field or method of `ty` by the rules of selectors; the signature of a method is checked if need be.
    pub(crate) fn lookup_field_or_method(
        &mut self,
        ty: TypeId,
        is_addressable: bool,
        pkg: Option<PackageId>,
        name: Symbol,
        fold: Fold,
    ) -> Lookup {
        // Methods cannot be associated with a defined pointer type: only fields are found through it.
        if let Type::Named(_) = self.types.get(ty)
            && let under = self.under(ty)
            && let Type::Pointer(_) = self.types.get(under)
        {
            return match self.lookup_impl(under, false, pkg, name, fold) {
                Lookup::Method { .. } => Lookup::NotFound,
                other => other,
            };
        }
        self.lookup_impl(ty, is_addressable, pkg, name, fold)
    }

    fn lookup_impl(&mut self, ty: TypeId, is_addressable: bool, pkg: Option<PackageId>, name: Symbol, fold: Fold) -> Lookup {
        let (found, mut path, is_indirect) = match self.searcher().search(ty, pkg, name, fold) {
            Search::NotFound => return Lookup::NotFound,
            Search::Ambiguous => return Lookup::Ambiguous,
            Search::Found { found, path, is_indirect } => (found, path, is_indirect),
        };
        match found {
            Found::Field { index, ty } => {
                path.push(index);
                Lookup::Field { ty, path, is_indirect }
            }
            Found::Abstract { sig } => Lookup::Method { sig, obj: None, path, is_indirect },
            Found::Declared { obj, recv } => {
                let has_ptr_recv = self.obj_state(obj).has_ptr_recv;
                if has_ptr_recv && !is_indirect && !is_addressable {
                    return Lookup::PointerReceiver;
                }
                let sig = self.method_sig(obj, recv);
                Lookup::Method { sig, obj: Some(obj), path, is_indirect }
            }
        }
    }

    /// The signature of a declared method for a receiver of base type `recv`.
    fn method_sig(&mut self, obj: ObjId, recv: TypeId) -> TypeId {
        self.obj_decl(obj);
        let sig = self.obj(obj).ty;
        if !self.types.facts(sig).has_type_params {
            return sig;
        }
        let Some((_, args)) = self.types.instance_args(recv) else { return sig };
        let Some(tparams) = self.recv_type_params.get(&obj).cloned() else { return sig };
        let map = self.types.subst_map(&tparams, &args);
        self.types.subst(sig, &map)
    }

    /// The method of the interface `target` that `ty` lacks, with gc's reason.
    pub(crate) fn missing_method(&mut self, ty: TypeId, target: TypeId, missing: Missing) -> Option<MissingMethod> {
        self.missing_method_by(ty, target, missing, &mut |c, x, y| c.identical(x, y))
    }

    /// Like `missing_method`, with another comparison of signatures (that of the type, that of the interface).
    pub(crate) fn missing_method_by(
        &mut self,
        ty: TypeId,
        target: TypeId,
        missing: Missing,
        equivalent: &mut dyn FnMut(&mut Self, TypeId, TypeId) -> bool,
    ) -> Option<MissingMethod> {
        let methods = self.types.interface(target)?.methods.clone();
        self.types.step(20 * methods.len());
        // Interfaces with thousands of methods are compared in linear time.
        let own: Option<FxHashMap<(Symbol, Option<PackageId>), TypeId>> =
            self.types.interface(ty).map(|interface| interface.methods.iter().map(|m| ((m.name, m.pkg), m.sig)).collect());
        for want in &methods {
            if self.is_out_of_steps(Span::NONE) {
                return None;
            }
            // An unexported method is looked up from the package that it belongs to.
            let pkg = want.pkg.or(Some(self.pkg));
            if let Some(own) = &own {
                let have = own.get(&(want.name, want.pkg)).copied();
                match have {
                    None if missing == Missing::Dynamic => {}
                    None => return Some(self.not_found(ty, target, want.name, pkg)),
                    Some(have) if !equivalent(self, have, want.sig) => return Some(self.wrong_sig(want.name, have, want.sig)),
                    Some(_) => {}
                }
                continue;
            }
            match self.lookup_impl(ty, false, pkg, want.name, Fold::Exact) {
                Lookup::Method { sig, .. } => {
                    if !equivalent(self, sig, want.sig) {
                        return Some(self.wrong_sig(want.name, sig, want.sig));
                    }
                }
                Lookup::Field { .. } => {
                    let cause = format!("({}.{} is a field, not a method)", self.type_string(ty), self.name(want.name));
                    return Some(MissingMethod { cause });
                }
                Lookup::Ambiguous => {
                    let cause = format!("(ambiguous selector {}.{})", self.type_string(ty), self.name(want.name));
                    return Some(MissingMethod { cause });
                }
                Lookup::PointerReceiver => {
                    return Some(MissingMethod { cause: format!("(method {} has pointer receiver)", self.name(want.name)) });
                }
                Lookup::NotFound => return Some(self.not_found(ty, target, want.name, pkg)),
            }
        }
        None
    }

    fn wrong_sig(&self, name: Symbol, have: TypeId, want: TypeId) -> MissingMethod {
        let (have, want) = (self.func_string(name, have), self.func_string(name, want));
        let name = self.name(name);
        let cause = if have == want {
            format!("(wrong type for method {name})")
        } else {
            format!("(wrong type for method {name})\n\t\thave {have}\n\t\twant {want}")
        };
        MissingMethod { cause }
    }

    fn not_found(&mut self, ty: TypeId, target: TypeId, name: Symbol, pkg: Option<PackageId>) -> MissingMethod {
        let want = self.types.interface(target).and_then(|i| i.methods.iter().find(|m| m.name == name)).map(|m| m.sig);
        let folded =
            if self.types.interface(ty).is_some() { None } else { Some(self.searcher().search(ty, pkg, name, Fold::Case)) };
        if let (Some(want), Some(Search::Found { found: Found::Declared { obj, recv }, .. })) = (want, folded) {
            let alt = self.obj(obj).name;
            if alt == name {
                return MissingMethod { cause: format!("(unexported method {})", self.name(name)) };
            }
            let sig = self.method_sig(obj, recv);
            let (have, want) = (self.func_string(alt, sig), self.func_string(name, want));
            let cause = format!("(missing method {})\n\t\thave {have}\n\t\twant {want}", self.name(name));
            return MissingMethod { cause };
        }
        for ty in [ty, target] {
            if self.types.is_interface_ptr(ty) {
                return MissingMethod { cause: format!("({})", self.interface_ptr_error(ty)) };
            }
        }
        MissingMethod { cause: format!("(missing method {})", self.name(name)) }
    }

    /// Says that a pointer to an interface is no interface.
    pub(crate) fn interface_ptr_error(&self, ty: TypeId) -> String {
        let is_param = matches!(*self.types.get(self.under(ty)), Type::Pointer(elem) if self.is_type_param(elem));
        let what = if is_param { "type parameter, not type parameter" } else { "interface, not interface" };
        format!("type {} is pointer to {what}", self.type_string(ty))
    }

    /// Whether `x.(ty)` is possible for `x` of interface type `iface`; if not, the reason is written to `cause`.
    pub(crate) fn assertable_to(&mut self, iface: TypeId, ty: TypeId, cause: &mut String) -> bool {
        if self.types.interface(ty).is_some() {
            return true;
        }
        match self.missing_method(ty, iface, Missing::Dynamic) {
            Some(missing) if self.is_valid(ty) && !self.has_invalid_embedded_fields(ty) => {
                *cause = missing.cause;
                false
            }
            _ => true,
        }
    }

    /// Whether an embedded field is invalid, so that nothing can be said about the methods of the type.
    pub(crate) fn has_invalid_embedded_fields(&self, ty: TypeId) -> bool {
        let mut seen = FxHashSet::default();
        let mut list = vec![ty];
        while let Some(ty) = list.pop() {
            self.types.step(8);
            let mut under = self.under(ty);
            if let Type::Pointer(elem) = *self.types.get(under) {
                under = self.under(elem);
            }
            let Type::Struct(fields) = self.types.get(under) else { continue };
            if seen.insert(under) {
                let embedded = fields.iter().filter(|f| f.is_embedded);
                for field in embedded {
                    if !self.is_valid(field.ty) {
                        return true;
                    }
                    list.push(field.ty);
                }
            }
        }
        false
    }
}
