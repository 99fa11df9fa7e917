//! Types, interned: a type has one id for each spelling, and all spellings share a canonical one.

use std::cell::{Cell, RefCell};

use govm_lexer::Symbol;
use govm_parser::ast::ChanDir;
use rustc_hash::FxHashMap;

use crate::limits;
use crate::members::Wide;
use crate::object::{ObjId, PackageId};
use crate::spelling::Spelling;

/// An interned type. Ids follow the order of first use: never let that order reach an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// Declares the basic types, each once, with their spellings.
macro_rules! basic_types {
    ($($(#[$doc:meta])* $name:ident $spelling:literal)*) => {
        /// The predeclared basic types, in the order of `go/types`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Basic { $($(#[$doc])* $name,)* }

        impl Basic {
            /// All, in order.
            pub(crate) const ALL: [Basic; Basic::COUNT as usize] = [$(Basic::$name),*];
            /// Number of basic types.
            pub const COUNT: u32 = [$($spelling),*].len() as u32;

            /// How it is spelled.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Basic::$name => $spelling,)* }
            }
        }
    };
}

basic_types! {
    /// What an error left; it silences what follows from it.
    Invalid "invalid type"
    Bool "bool"
    Int "int"
    Int8 "int8"
    Int16 "int16"
    Int32 "int32"
    Int64 "int64"
    Uint "uint"
    Uint8 "uint8"
    Uint16 "uint16"
    Uint32 "uint32"
    Uint64 "uint64"
    Uintptr "uintptr"
    Float32 "float32"
    Float64 "float64"
    Complex64 "complex64"
    Complex128 "complex128"
    String "string"
    UnsafePointer "unsafe.Pointer"
    UntypedBool "untyped bool"
    UntypedInt "untyped int"
    UntypedRune "untyped rune"
    UntypedFloat "untyped float"
    UntypedComplex "untyped complex"
    UntypedString "untyped string"
    UntypedNil "untyped nil"
}

/// Index of a defined type's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NamedId(pub u32);

/// Index of a type parameter's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeParamId(pub u32);

/// A field of a struct type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Its name; for an embedded field that of its type.
    pub name: Symbol,
    /// The package that an unexported name belongs to; `None` for exported names, which are equal everywhere.
    pub pkg: Option<PackageId>,
    /// Its type.
    pub ty: TypeId,
    /// Embedded.
    pub is_embedded: bool,
    /// The unquoted tag.
    pub tag: Option<Box<[u8]>>,
}

/// A method of an interface.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Method {
    /// Its name.
    pub name: Symbol,
    /// The package that an unexported name belongs to; `None` for exported names.
    pub pkg: Option<PackageId>,
    /// Its signature, without receiver.
    pub sig: TypeId,
}

/// A term of a union: `T` or `~T`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    /// With `~`.
    pub is_tilde: bool,
    /// The type.
    pub ty: TypeId,
}

/// A function type. Receivers are not part of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Signature {
    /// Type parameters of a generic function, else empty.
    pub type_params: Box<[TypeId]>,
    /// Parameter types; of a variadic function the last one is a slice type.
    pub params: Box<[TypeId]>,
    /// Result types.
    pub results: Box<[TypeId]>,
    /// With `...`.
    pub is_variadic: bool,
}

/// An interface type: its type set, once complete, is what makes it equal to another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Interface {
    /// All methods, embedded ones included, sorted by name text, then package path.
    pub methods: Box<[Method]>,
    /// The types that the type set is restricted to; `None` for all types.
    pub terms: Option<Box<[Term]>>,
    /// Restricted to comparable types.
    pub is_comparable: bool,
}

/// What a type is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// A basic type.
    Basic(Basic),
    /// A defined type or an instance of a generic one.
    Named(NamedId),
    /// `*T`
    Pointer(TypeId),
    /// `[]T`
    Slice(TypeId),
    /// `[len]T`
    Array { elem: TypeId, len: i64 },
    /// `map[key]elem`
    Map { key: TypeId, elem: TypeId },
    /// `chan T`
    Chan { dir: ChanDir, elem: TypeId },
    /// `struct { fields }`
    Struct(Box<[Field]>),
    /// The types of several results; never the type of a value.
    Tuple(Box<[TypeId]>),
    /// `func(params) results`
    Signature(Signature),
    /// `interface { ... }`
    Interface(Interface),
    /// An interface literal whose embedded types are not complete yet; resolved through [`Types::under`]-like access.
    OpenInterface(u32),
    /// A union outside an interface literal, as constraint.
    Union(Box<[Term]>),
    /// A type parameter.
    TypeParam(TypeParamId),
}

impl Type {
    /// Number of parts.
    pub(crate) fn size(&self) -> usize {
        match self {
            Type::Struct(fields) => fields.len(),
            Type::Tuple(list) => list.len(),
            Type::Signature(sig) => sig.params.len() + sig.results.len(),
            Type::Interface(interface) => interface.methods.len() + interface.terms.as_ref().map_or(0, |t| t.len()),
            Type::Union(terms) => terms.len(),
            _ => 1,
        }
    }
}

/// A defined type, or an instance of a generic defined type.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its type name.
    pub obj: ObjId,
    /// Its underlying type; `None` until resolved.
    pub underlying: Option<TypeId>,
    /// Declared methods in source order (of the origin: an instance has none of its own).
    pub methods: Vec<ObjId>,
    /// Type parameters of a generic type.
    pub type_params: Box<[TypeId]>,
    /// Of an instance: the generic type and the type arguments.
    pub instance_of: Option<(NamedId, Box<[TypeId]>)>,
    /// Of a type declared in a generic function: the type parameters around it. Substituting them yields another type, an
    /// instance of this one with arguments for these.
    pub outer_params: Box<[TypeId]>,
}

/// A type parameter.
#[derive(Clone, Debug)]
pub struct TypeParam {
    /// Its type name.
    pub obj: ObjId,
    /// Position in its list.
    pub index: u32,
    /// Its constraint, an interface once wrapped.
    pub constraint: TypeId,
}

/// What the table knows about each type beside the type itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Facts {
    /// Mentions type parameters.
    pub(crate) has_type_params: bool,
    /// Equal types may have different ids: it contains an open interface, or an interface with several terms.
    pub(crate) is_loose: bool,
    /// It contains an interface whose type set was not known when the type was made.
    pub(crate) has_open: bool,
    /// It was written otherwise than its structure reads.
    pub(crate) is_spelled: bool,
    /// Nesting.
    pub(crate) depth: u16,
}

/// The table of types.
#[derive(Debug)]
pub struct Types {
    list: Vec<Type>,
    pub(crate) facts: Vec<Facts>,
    // The canonical id of each.
    pub(crate) canon: Vec<TypeId>,
    // Looked up, never iterated.
    index: FxHashMap<Type, TypeId>,
    // Types in a certain spelling, and the spelling of each. Looked up, never iterated.
    pub(crate) spelled: FxHashMap<(Type, Spelling), TypeId>,
    pub(crate) spellings: FxHashMap<TypeId, Spelling>,
    pub(crate) named: Vec<Named>,
    pub(crate) type_params: Vec<TypeParam>,
    /// Closed form of open interfaces.
    pub(crate) open: Vec<Option<TypeId>>,
    /// Instances of generic types. Looked up, never iterated.
    pub(crate) instances: FxHashMap<(NamedId, Box<[TypeId]>), TypeId>,
    /// Instances whose generic type is not complete.
    pub(crate) unexpanded: Vec<NamedId>,
    /// A limit on types was exceeded since this was last asked.
    pub(crate) is_exceeded: bool,
    /// Instances are being expanded.
    pub(crate) is_expanding: bool,
    /// Where the members of wide types are.
    pub(crate) wide: RefCell<Wide>,
    /// Steps taken so far by whatever may take more than a source of its length should.
    steps: Cell<u64>,
}

impl Default for Types {
    fn default() -> Types {
        Types::new()
    }
}

impl Types {
    /// The table with the basic types, whose ids are their numbers.
    #[must_use]
    pub fn new() -> Types {
        let mut it = Types {
            list: Vec::new(),
            facts: Vec::new(),
            canon: Vec::new(),
            index: FxHashMap::default(),
            spelled: FxHashMap::default(),
            spellings: FxHashMap::default(),
            named: Vec::new(),
            type_params: Vec::new(),
            open: Vec::new(),
            instances: FxHashMap::default(),
            unexpanded: Vec::new(),
            is_exceeded: false,
            is_expanding: false,
            wide: RefCell::default(),
            steps: Cell::new(0),
        };
        for basic in Basic::ALL {
            it.intern(Type::Basic(basic));
        }
        it.intern_spelled(Type::Basic(Basic::Uint8), Spelling::Basic("byte"));
        it.intern_spelled(Type::Basic(Basic::Int32), Spelling::Basic("rune"));
        it
    }

    /// The id of a basic type.
    #[must_use]
    pub fn basic(basic: Basic) -> TypeId {
        TypeId(basic as u32)
    }

    /// Notes the type parameters around a local type.
    pub(crate) fn set_outer_params(&mut self, id: NamedId, params: &[TypeId]) {
        self.named[id.0 as usize].outer_params = params.into();
        if let Some(ty) = self.index.get(&Type::Named(id)).copied() {
            self.facts[ty.0 as usize] = self.facts_of(&Type::Named(id));
        }
    }

    /// Counts steps.
    pub(crate) fn step(&self, count: usize) {
        self.steps.set(self.steps.get() + count as u64);
    }

    /// Steps taken so far.
    pub(crate) fn steps(&self) -> u64 {
        self.steps.get()
    }

    /// The id of `ty`; the invalid type if it is nested deeper than the limit.
    pub fn intern(&mut self, ty: Type) -> TypeId {
        self.step(1 + ty.size() * 4);
        if let Some(id) = self.index.get(&ty) {
            return *id;
        }
        let canonical = self.plain(&ty).map(|plain| self.intern(plain));
        let Some(id) = self.push(ty.clone(), canonical) else { return Types::basic(Basic::Invalid) };
        self.index.insert(ty, id);
        id
    }

    /// Adds a type; without canonical id, it is canonical itself. `None` if there are too many, or it is nested too deep.
    pub(crate) fn push(&mut self, ty: Type, canonical: Option<TypeId>) -> Option<TypeId> {
        let facts = self.facts_of(&ty);
        if facts.depth > limits::TYPE_DEPTH_MAX || self.list.len() >= limits::TYPES_MAX {
            self.is_exceeded = true;
            return None;
        }
        // What stays in memory counts for more.
        self.step(64 + ty.size() * 16);
        let id = TypeId(self.list.len() as u32);
        self.list.push(ty);
        self.facts.push(facts);
        self.canon.push(canonical.unwrap_or(id));
        Some(id)
    }

    fn facts_of(&self, ty: &Type) -> Facts {
        let mut facts = Facts::default();
        let mut part = |id: TypeId| {
            let inner = self.facts(id);
            facts.has_type_params |= inner.has_type_params;
            facts.is_loose |= inner.is_loose;
            facts.has_open |= inner.has_open;
            facts.depth = facts.depth.max(inner.depth + 1);
        };
        match ty {
            Type::Basic(_) => {}
            Type::Named(id) => {
                let named = self.named(*id);
                let args = named.instance_of.as_ref().map_or(&named.outer_params, |(_, args)| args);
                args.iter().for_each(|a| part(*a));
            }
            Type::Pointer(elem) | Type::Slice(elem) | Type::Array { elem, .. } | Type::Chan { elem, .. } => part(*elem),
            Type::Map { key, elem } => [key, elem].into_iter().for_each(|t| part(*t)),
            Type::Struct(fields) => fields.iter().for_each(|f| part(f.ty)),
            Type::Tuple(list) => list.iter().for_each(|t| part(*t)),
            Type::Signature(sig) => {
                sig.params.iter().chain(&sig.results).for_each(|t| part(*t));
                facts.has_type_params |= !sig.type_params.is_empty();
            }
            Type::Interface(interface) => {
                interface.methods.iter().for_each(|m| part(m.sig));
                let terms = interface.terms.as_deref().unwrap_or(&[]);
                terms.iter().for_each(|t| part(t.ty));
                facts.is_loose |= terms.len() > 1;
            }
            Type::OpenInterface(_) => {
                facts = Facts { has_type_params: true, is_loose: true, has_open: true, depth: 1, ..facts };
            }
            Type::Union(terms) => {
                terms.iter().for_each(|t| part(t.ty));
                facts.is_loose |= terms.len() > 1;
            }
            Type::TypeParam(_) => facts = Facts { has_type_params: true, depth: 1, ..facts },
        }
        facts
    }

    /// Beside the type.
    pub(crate) fn facts(&self, id: TypeId) -> Facts {
        self.facts[id.0 as usize]
    }

    /// Number of types; ids are dense.
    #[must_use]
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// What `id` is.
    #[must_use]
    pub fn get(&self, id: TypeId) -> &Type {
        &self.list[id.0 as usize]
    }

    /// The record of a defined type.
    #[must_use]
    pub fn named(&self, id: NamedId) -> &Named {
        &self.named[id.0 as usize]
    }

    /// The record of a type parameter.
    #[must_use]
    pub fn type_param(&self, id: TypeParamId) -> &TypeParam {
        &self.type_params[id.0 as usize]
    }
}
