//! Substitution of type arguments for type parameters, and the table of instances.

use rustc_hash::FxHashMap;

use crate::limits;
use crate::spelling::{Spelling, Written};
use crate::types::{Basic, Field, Interface, Method, Named, NamedId, Signature, Term, Type, TypeId, TypeParamId, Types};

/// What replaces type parameters.
struct Subst<'m> {
    map: &'m [(TypeParamId, TypeId)],
    // Lists of thousands of type parameters are not searched for each.
    index: FxHashMap<TypeParamId, TypeId>,
    // Types that were substituted already: a type is a graph with shared parts.
    done: FxHashMap<TypeId, TypeId>,
}

impl Subst<'_> {
    fn new(map: &[(TypeParamId, TypeId)]) -> Subst<'_> {
        const SHORT: usize = 8;
        let index = if map.len() <= SHORT { FxHashMap::default() } else { map.iter().copied().collect() };
        Subst { map, index, done: FxHashMap::default() }
    }

    fn get(&self, id: TypeParamId) -> Option<TypeId> {
        if self.index.is_empty() {
            return self.map.iter().find(|(param, _)| *param == id).map(|(_, arg)| *arg);
        }
        self.index.get(&id).copied()
    }
}

impl Types {
    /// `ty` with type parameters replaced; instances in it become instances of the replaced arguments.
    pub fn subst(&mut self, ty: TypeId, map: &[(TypeParamId, TypeId)]) -> TypeId {
        if map.is_empty() || !self.facts(ty).has_type_params {
            return ty;
        }
        self.step(map.len());
        self.subst_type(ty, &mut Subst::new(map))
    }

    /// As [`Types::subst`], of many types.
    pub(crate) fn subst_all(&mut self, list: &[TypeId], map: &[(TypeParamId, TypeId)]) -> Vec<TypeId> {
        if map.is_empty() || list.iter().all(|ty| !self.facts(*ty).has_type_params) {
            return list.to_vec();
        }
        self.step(map.len() + list.len());
        let mut subst = Subst::new(map);
        list.iter().map(|ty| self.subst_type(*ty, &mut subst)).collect()
    }

    /// Pairs type parameters with their arguments.
    pub(crate) fn subst_map(&self, tparams: &[TypeId], targs: &[TypeId]) -> Vec<(TypeParamId, TypeId)> {
        self.step(tparams.len());
        let pairs = tparams.iter().zip(targs);
        pairs.filter_map(|(p, a)| if let Type::TypeParam(id) = self.get(*p) { Some((*id, *a)) } else { None }).collect()
    }

    fn subst_type(&mut self, ty: TypeId, subst: &mut Subst<'_>) -> TypeId {
        if !self.facts(ty).has_type_params {
            return ty;
        }
        if let Some(done) = subst.done.get(&ty) {
            return *done;
        }
        self.step(8);
        let spelling = self.spelling(ty).cloned();
        if let Some(Spelling::Alias { obj, args, rhs, .. }) = &spelling {
            let new = self.subst_type(*rhs, subst);
            let new = if args.is_empty() {
                new
            } else {
                let args = self.subst_list(args, subst);
                self.alias(*obj, args, new)
            };
            subst.done.insert(ty, new);
            return new;
        }
        let new = match self.get(ty).clone() {
            Type::Basic(_) => ty,
            Type::TypeParam(id) => subst.get(id).unwrap_or(ty),
            Type::Named(id) => self.subst_named(ty, id, subst),
            Type::OpenInterface(id) => match self.open[id as usize] {
                Some(closed) => self.subst_type(closed, subst),
                None => ty,
            },
            Type::Pointer(elem) => {
                let elem = self.subst_type(elem, subst);
                self.intern(Type::Pointer(elem))
            }
            Type::Slice(elem) => {
                let elem = self.subst_type(elem, subst);
                self.intern(Type::Slice(elem))
            }
            Type::Array { elem, len } => {
                let elem = self.subst_type(elem, subst);
                self.intern(Type::Array { elem, len })
            }
            Type::Chan { dir, elem } => {
                let elem = self.subst_type(elem, subst);
                self.intern(Type::Chan { dir, elem })
            }
            Type::Map { key, elem } => {
                let (key, elem) = (self.subst_type(key, subst), self.subst_type(elem, subst));
                self.intern(Type::Map { key, elem })
            }
            Type::Struct(fields) => {
                let fields = fields.iter().map(|f| Field { ty: self.subst_type(f.ty, subst), ..f.clone() }).collect();
                self.intern(Type::Struct(fields))
            }
            Type::Tuple(list) => {
                let list = self.subst_list(&list, subst);
                self.intern(Type::Tuple(list))
            }
            Type::Signature(sig) => {
                let (params, results) = (self.subst_list(&sig.params, subst), self.subst_list(&sig.results, subst));
                self.intern_like(Type::Signature(Signature { params, results, ..sig }), ty)
            }
            Type::Interface(interface) => {
                let methods =
                    interface.methods.iter().map(|m| Method { sig: self.subst_type(m.sig, subst), ..m.clone() }).collect();
                let terms = interface.terms.map(|terms| {
                    let terms = terms.iter().map(|t| Term { ty: self.subst_type(t.ty, subst), ..*t }).collect();
                    self.normalize_terms(terms).into_boxed_slice()
                });
                let new = Type::Interface(Interface { methods, terms, is_comparable: interface.is_comparable });
                match spelling {
                    Some(Spelling::Written(written)) => {
                        let methods = written.methods.iter().map(|m| Method { sig: self.subst_type(m.sig, subst), ..m.clone() });
                        let methods = methods.collect();
                        let embeds = self.subst_list(&written.embeds, subst);
                        self.intern_spelled(new, Spelling::Written(Box::new(Written { methods, embeds, ..*written })))
                    }
                    _ => self.intern(new),
                }
            }
            Type::Union(terms) => {
                let terms = terms.iter().map(|t| Term { ty: self.subst_type(t.ty, subst), ..*t }).collect();
                self.intern(Type::Union(terms))
            }
        };
        subst.done.insert(ty, new);
        new
    }

    fn subst_list(&mut self, list: &[TypeId], subst: &mut Subst<'_>) -> Box<[TypeId]> {
        list.iter().map(|t| self.subst_type(*t, subst)).collect()
    }

    fn subst_named(&mut self, ty: TypeId, id: NamedId, subst: &mut Subst<'_>) -> TypeId {
        let (origin, args) = self.instance_args(ty).unwrap_or_else(|| (id, self.named(id).outer_params.clone()));
        let new = self.subst_list(&args, subst);
        if new == args { ty } else { self.instance_named(origin, new) }
    }

    /// The instance of a generic defined type (or of a type local to a generic function). Its underlying type is known as soon
    /// as that of the generic type is.
    pub(crate) fn instance_named(&mut self, origin: NamedId, written: Box<[TypeId]>) -> TypeId {
        let args: Box<[TypeId]> = written.iter().map(|a| self.canonical(*a)).collect();
        let is_plain = args == written;
        let ty = self.canonical_instance((origin, args));
        if is_plain || !self.is_valid(ty) {
            return ty;
        }
        self.intern_spelled(self.get(ty).clone(), Spelling::Args(written))
    }

    fn canonical_instance(&mut self, key: (NamedId, Box<[TypeId]>)) -> TypeId {
        let origin = key.0;
        if let Some(ty) = self.instances.get(&key) {
            return *ty;
        }
        let depth = key.1.iter().map(|a| self.facts(*a).depth).max().unwrap_or(0);
        if depth >= limits::INSTANCE_DEPTH_MAX {
            self.is_exceeded = true;
            return Types::basic(Basic::Invalid);
        }
        // What is made for an instance is made for each of its arguments.
        self.step(200 + 4 * key.1.len());
        let id = NamedId(self.named.len() as u32);
        let mut named = Named::declared(self.named(origin).obj);
        named.instance_of = Some(key.clone());
        self.named.push(named);
        let ty = self.intern(Type::Named(id));
        self.instances.insert(key, ty);
        self.unexpanded.push(id);
        if self.named(origin).underlying.is_some() {
            self.expand();
        }
        ty
    }

    /// Gives instances of complete generic types their underlying types. Substitution finds further instances, which
    /// are expanded in turn by the outermost call alone.
    pub(crate) fn expand(&mut self) {
        if self.is_expanding {
            return;
        }
        self.is_expanding = true;
        let mut waiting = Vec::new();
        let mut steps = 0;
        while let Some(id) = self.unexpanded.pop() {
            self.step(100);
            let Some((origin, args)) = self.named(id).instance_of.clone() else { continue };
            let Some(underlying) = self.named(origin).underlying else {
                waiting.push(id);
                continue;
            };
            if let Type::OpenInterface(open) = *self.get(underlying)
                && self.open[open as usize].is_none()
            {
                waiting.push(id);
                continue;
            }
            if self.params_of(origin).len() != args.len() {
                self.named[id.0 as usize].underlying = Some(Types::basic(Basic::Invalid));
                continue;
            }
            steps += 1;
            if steps > limits::EXPANSIONS_MAX {
                self.is_exceeded = true;
                self.named[id.0 as usize].underlying = Some(Types::basic(Basic::Invalid));
                continue;
            }
            let generic = self.named(origin);
            let tparams = if generic.type_params.is_empty() { &generic.outer_params } else { &generic.type_params };
            let map = self.subst_map(tparams, &args);
            let underlying = self.subst(underlying, &map);
            self.named[id.0 as usize].underlying = Some(underlying);
        }
        self.unexpanded = waiting;
        self.is_expanding = false;
    }

    /// The type parameters of a generic type, or those around a type local to a generic function.
    #[must_use]
    pub fn params_of(&self, origin: NamedId) -> &[TypeId] {
        let named = self.named(origin);
        if named.type_params.is_empty() { &named.outer_params } else { &named.type_params }
    }
}

impl Named {
    /// A type of which only the name is known.
    pub(crate) fn declared(obj: crate::object::ObjId) -> Named {
        Named {
            obj,
            underlying: None,
            methods: Vec::new(),
            type_params: Box::default(),
            instance_of: None,
            outer_params: Box::default(),
        }
    }
}
