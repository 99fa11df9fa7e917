//! Types as they are written: aliases, names of parameters, elements of interfaces. Identity ignores all of it.
//!
//! A type that is written in two ways has two ids, for messages show what was written. The canonical id of each is that of the
//! type without any spelling, made of canonical types alone: two types are identical if their canonical ids are equal. The
//! checker works with ids as written; the checked program has canonical ids only.

use govm_lexer::Symbol;

use crate::limits;
use crate::object::ObjId;
use crate::types::{Basic, Field, Interface, Method, NamedId, Signature, Term, Type, TypeId, Types};

/// How a type was written where that is not how its structure reads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Spelling {
    /// By another name of a basic type.
    Basic(&'static str),
    /// By the name of an alias, with the type arguments of a generic one.
    Alias {
        /// The alias.
        obj: ObjId,
        /// Type arguments.
        args: Box<[TypeId]>,
        /// What it denotes, as written.
        rhs: TypeId,
        /// What it denotes through all aliases.
        actual: TypeId,
    },
    /// An instance, with its type arguments as written.
    Args(Box<[TypeId]>),
    /// A signature with the names of its parameters and then of its results, empty ones included.
    Names(Box<[Symbol]>),
    /// An interface with its elements.
    Written(Box<Written>),
}

/// The elements of an interface as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Written {
    /// Methods in source order.
    pub(crate) methods: Box<[Method]>,
    /// Embedded elements.
    pub(crate) embeds: Box<[TypeId]>,
    /// A constraint that stands without `interface`: its only element is what was written.
    pub(crate) is_implicit: bool,
}

impl Types {
    /// `uint8`, called `byte`.
    pub(crate) const BYTE: TypeId = TypeId(Basic::COUNT);
    /// `int32`, called `rune`.
    pub(crate) const RUNE: TypeId = TypeId(Basic::COUNT + 1);

    /// The id of `ty` in a certain spelling.
    pub(crate) fn intern_spelled(&mut self, ty: Type, spelling: Spelling) -> TypeId {
        let key = (ty, spelling);
        if let Some(id) = self.spelled.get(&key) {
            return *id;
        }
        let plain = self.plain(&key.0).unwrap_or_else(|| key.0.clone());
        let canonical = self.intern(plain);
        if !self.is_valid(canonical) && !matches!(key.0, Type::Basic(_)) {
            return canonical;
        }
        let Some(id) = self.push(key.0.clone(), Some(canonical)) else { return Types::basic(Basic::Invalid) };
        self.facts[id.0 as usize].is_spelled = true;
        self.spellings.insert(id, key.1.clone());
        self.spelled.insert(key, id);
        id
    }

    /// The id of `ty` in the spelling of a similar type: of a signature with as many parameters and results, or of an interface.
    pub(crate) fn intern_like(&mut self, ty: Type, like: TypeId) -> TypeId {
        match self.spellings.get(&self.unalias(like)) {
            Some(spelling @ (Spelling::Names(_) | Spelling::Written(_))) => {
                let spelling = spelling.clone();
                self.intern_spelled(ty, spelling)
            }
            _ => self.intern(ty),
        }
    }

    /// The type that an alias denotes, by the alias's name.
    pub(crate) fn alias(&mut self, obj: ObjId, args: Box<[TypeId]>, rhs: TypeId) -> TypeId {
        if !self.is_valid(rhs) {
            return rhs;
        }
        let actual = self.unalias(rhs);
        self.intern_spelled(self.get(rhs).clone(), Spelling::Alias { obj, args, rhs, actual })
    }

    /// How the type was written, if that is not what its structure says.
    pub(crate) fn spelling(&self, ty: TypeId) -> Option<&Spelling> {
        if self.facts(ty).is_spelled { self.spellings.get(&ty) } else { None }
    }

    /// What the aliases denote that the type is written with, at the top.
    pub(crate) fn unalias(&self, ty: TypeId) -> TypeId {
        if !self.facts(ty).is_spelled {
            return ty;
        }
        if let Some(Spelling::Alias { actual, .. }) = self.spellings.get(&ty) { *actual } else { ty }
    }

    /// What an alias denotes as it was declared.
    pub(crate) fn unalias_once(&self, ty: TypeId) -> TypeId {
        if let Some(Spelling::Alias { rhs, .. }) = self.spellings.get(&ty) { *rhs } else { ty }
    }

    /// The id that all spellings of a type share.
    #[must_use]
    pub fn canonical(&self, ty: TypeId) -> TypeId {
        self.canon[ty.0 as usize]
    }

    /// Of an instance: the generic type, and the type arguments as written.
    pub(crate) fn instance_args(&self, ty: TypeId) -> Option<(NamedId, Box<[TypeId]>)> {
        let at = self.unalias(ty);
        let Type::Named(id) = *self.get(at) else { return None };
        let (origin, args) = self.named(id).instance_of.as_ref()?;
        match self.spellings.get(&at) {
            Some(Spelling::Args(written)) => Some((*origin, written.clone())),
            _ => Some((*origin, args.clone())),
        }
    }

    /// The type made of the canonical ids of its parts; `None` if those are what it is made of.
    pub(crate) fn plain(&self, ty: &Type) -> Option<Type> {
        let canon = |id: TypeId| self.canonical(id);
        let is_plain = |id: &TypeId| canon(*id) == *id;
        let list = |list: &[TypeId]| -> Box<[TypeId]> { list.iter().map(|t| canon(*t)).collect() };
        let terms = |list: &[Term]| -> Box<[Term]> { list.iter().map(|t| Term { ty: canon(t.ty), ..*t }).collect() };
        match ty {
            Type::Basic(_) | Type::Named(_) | Type::OpenInterface(_) | Type::TypeParam(_) => None,
            Type::Pointer(elem) => (!is_plain(elem)).then(|| Type::Pointer(canon(*elem))),
            Type::Slice(elem) => (!is_plain(elem)).then(|| Type::Slice(canon(*elem))),
            Type::Array { elem, len } => (!is_plain(elem)).then(|| Type::Array { elem: canon(*elem), len: *len }),
            Type::Chan { dir, elem } => (!is_plain(elem)).then(|| Type::Chan { dir: *dir, elem: canon(*elem) }),
            Type::Map { key, elem } => {
                (!is_plain(key) || !is_plain(elem)).then(|| Type::Map { key: canon(*key), elem: canon(*elem) })
            }
            Type::Struct(fields) => (!fields.iter().all(|f| is_plain(&f.ty)))
                .then(|| Type::Struct(fields.iter().map(|f| Field { ty: canon(f.ty), ..f.clone() }).collect())),
            Type::Tuple(types) => (!types.iter().all(is_plain)).then(|| Type::Tuple(list(types))),
            Type::Signature(sig) => (!sig.params.iter().chain(&sig.results).all(is_plain))
                .then(|| Type::Signature(Signature { params: list(&sig.params), results: list(&sig.results), ..sig.clone() })),
            Type::Union(types) => (!types.iter().all(|t| is_plain(&t.ty))).then(|| Type::Union(terms(types))),
            Type::Interface(interface) => {
                let own_terms = interface.terms.as_deref().unwrap_or(&[]);
                let is_all_plain =
                    interface.methods.iter().all(|m| is_plain(&m.sig)) && own_terms.iter().all(|t| is_plain(&t.ty));
                (!is_all_plain).then(|| {
                    Type::Interface(Interface {
                        methods: interface.methods.iter().map(|m| Method { sig: canon(m.sig), ..m.clone() }).collect(),
                        terms: interface.terms.as_deref().map(terms),
                        is_comparable: interface.is_comparable,
                    })
                })
            }
        }
    }
}

/// Replaces interfaces that were met before their type sets were known by those, wherever they stand in a type.
pub(crate) struct Closer {
    // By id; `None` for what was not asked for yet.
    done: Vec<Option<TypeId>>,
    depth: u16,
    steps_max: u64,
}

impl Closer {
    /// For a finished table.
    pub(crate) fn new(types: &Types, steps_max: u64) -> Closer {
        Closer { done: vec![None; types.count()], depth: 0, steps_max }
    }

    /// The canonical id of a type, with no open interface in it.
    pub(crate) fn close(&mut self, types: &mut Types, ty: TypeId) -> TypeId {
        let ty = types.canonical(ty);
        if !types.facts(ty).has_open {
            return ty;
        }
        if let Some(done) = self.done.get(ty.0 as usize).copied().flatten() {
            return done;
        }
        if self.depth >= limits::CLOSE_DEPTH_MAX || types.steps() > self.steps_max {
            types.is_exceeded = true;
            return ty;
        }
        // A type that contains itself through interface literals alone was refused; should it come here, it ends here.
        self.set(ty, ty);
        self.depth += 1;
        let closed = self.close_parts(types, ty);
        self.depth -= 1;
        self.set(ty, closed);
        closed
    }

    fn close_parts(&mut self, types: &mut Types, ty: TypeId) -> TypeId {
        match types.get(ty).clone() {
            Type::OpenInterface(id) => match types.open[id as usize] {
                Some(closed) => self.close(types, closed),
                None => ty,
            },
            Type::Named(id) => match types.named(id).instance_of.clone() {
                Some((origin, args)) => {
                    let args = args.iter().map(|a| self.close(types, *a)).collect();
                    types.instance_named(origin, args)
                }
                None => ty,
            },
            Type::Pointer(elem) => {
                let elem = self.close(types, elem);
                types.intern(Type::Pointer(elem))
            }
            Type::Slice(elem) => {
                let elem = self.close(types, elem);
                types.intern(Type::Slice(elem))
            }
            Type::Array { elem, len } => {
                let elem = self.close(types, elem);
                types.intern(Type::Array { elem, len })
            }
            Type::Chan { dir, elem } => {
                let elem = self.close(types, elem);
                types.intern(Type::Chan { dir, elem })
            }
            Type::Map { key, elem } => {
                let (key, elem) = (self.close(types, key), self.close(types, elem));
                types.intern(Type::Map { key, elem })
            }
            Type::Struct(fields) => {
                let fields = fields.iter().map(|f| Field { ty: self.close(types, f.ty), ..f.clone() }).collect();
                types.intern(Type::Struct(fields))
            }
            Type::Tuple(list) => {
                let list = list.iter().map(|t| self.close(types, *t)).collect();
                types.intern(Type::Tuple(list))
            }
            Type::Signature(sig) => {
                let params = sig.params.iter().map(|t| self.close(types, *t)).collect();
                let results = sig.results.iter().map(|t| self.close(types, *t)).collect();
                types.intern(Type::Signature(Signature { params, results, ..sig }))
            }
            Type::Interface(interface) => {
                let methods = interface.methods.iter().map(|m| Method { sig: self.close(types, m.sig), ..m.clone() }).collect();
                let terms = interface.terms.map(|list| list.iter().map(|t| Term { ty: self.close(types, t.ty), ..*t }).collect());
                types.intern(Type::Interface(Interface { methods, terms, ..interface }))
            }
            Type::Union(list) => {
                let list = list.iter().map(|t| Term { ty: self.close(types, t.ty), ..*t }).collect();
                types.intern(Type::Union(list))
            }
            Type::Basic(_) | Type::TypeParam(_) => ty,
        }
    }

    fn set(&mut self, ty: TypeId, closed: TypeId) {
        let at = ty.0 as usize;
        if self.done.len() <= at {
            self.done.resize(at + 1, None);
        }
        self.done[at] = Some(closed);
    }
}
