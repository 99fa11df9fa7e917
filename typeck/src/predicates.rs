//! Predicates on types: classes of basic types, comparability, identity.

use rustc_hash::FxHashSet;

use crate::checker::Checker;
use crate::limits;
use crate::types::{Basic, Signature, Term, Type, TypeId, Types};

/// Classes of basic types, as bits.
mod class {
    pub(super) const BOOLEAN: u8 = 1;
    pub(super) const INTEGER: u8 = 2;
    pub(super) const UNSIGNED: u8 = 4;
    pub(super) const FLOAT: u8 = 8;
    pub(super) const COMPLEX: u8 = 16;
    pub(super) const STRING: u8 = 32;
    pub(super) const UNTYPED: u8 = 64;
    pub(super) const ORDERED: u8 = INTEGER | FLOAT | STRING;
    pub(super) const NUMERIC: u8 = INTEGER | FLOAT | COMPLEX;
    pub(super) const CONST_TYPE: u8 = BOOLEAN | NUMERIC | STRING;
}

impl Basic {
    fn class(self) -> u8 {
        use Basic::*;
        match self {
            Invalid | UnsafePointer => 0,
            Bool => class::BOOLEAN,
            Int | Int8 | Int16 | Int32 | Int64 => class::INTEGER,
            Uint | Uint8 | Uint16 | Uint32 | Uint64 | Uintptr => class::INTEGER | class::UNSIGNED,
            Float32 | Float64 => class::FLOAT,
            Complex64 | Complex128 => class::COMPLEX,
            String => class::STRING,
            UntypedBool => class::BOOLEAN | class::UNTYPED,
            UntypedInt | UntypedRune => class::INTEGER | class::UNTYPED,
            UntypedFloat => class::FLOAT | class::UNTYPED,
            UntypedComplex => class::COMPLEX | class::UNTYPED,
            UntypedString => class::STRING | class::UNTYPED,
            UntypedNil => class::UNTYPED,
        }
    }
}

/// The same predicate for the table of types and, in short, for the checker.
macro_rules! predicates {
    ($($(#[$doc:meta])* $vis:vis fn $name:ident($types:ident, $ty:ident) $body:block)*) => {
        impl Types {
            $($(#[$doc])* #[must_use] $vis fn $name(&self, $ty: TypeId) -> bool { let $types = self; $body })*
        }
        impl Checker<'_, '_> {
            $($(#[$doc])* pub(crate) fn $name(&self, ty: TypeId) -> bool { self.types.$name(ty) })*
        }
    };
}

predicates! {
    /// No error made it.
    pub fn is_valid(_types, ty) { ty != Types::basic(Basic::Invalid) }

    // By underlying type; of a type parameter these are false.

    /// The underlying type is boolean.
    pub fn is_boolean(types, ty) { types.is_basic(ty, class::BOOLEAN) }
    /// The underlying type is an integer.
    pub fn is_integer(types, ty) { types.is_basic(ty, class::INTEGER) }
    /// The underlying type is complex.
    pub fn is_complex(types, ty) { types.is_basic(ty, class::COMPLEX) }
    /// The underlying type is numeric.
    pub fn is_numeric(types, ty) { types.is_basic(ty, class::NUMERIC) }
    /// The underlying type is a string.
    pub fn is_string(types, ty) { types.is_basic(ty, class::STRING) }
    /// The underlying type is an integer or float.
    pub(crate) fn is_integer_or_float(types, ty) { types.is_basic(ty, class::INTEGER | class::FLOAT) }
    /// Constants may have this type.
    pub(crate) fn is_const_type(types, ty) { types.is_basic(ty, class::CONST_TYPE) }

    // By all types of the type set of a type parameter.

    /// Boolean.
    pub(crate) fn all_boolean(types, ty) { types.all_basic_class(ty, class::BOOLEAN) }
    /// Integers.
    pub(crate) fn all_integer(types, ty) { types.all_basic_class(ty, class::INTEGER) }
    /// Numeric.
    pub(crate) fn all_numeric(types, ty) { types.all_basic_class(ty, class::NUMERIC) }
    /// Strings.
    pub(crate) fn all_string(types, ty) { types.all_basic_class(ty, class::STRING) }
    /// Ordered.
    pub(crate) fn all_ordered(types, ty) { types.all_basic_class(ty, class::ORDERED) }
    /// Numeric or string.
    pub(crate) fn all_numeric_or_string(types, ty) { types.all_basic_class(ty, class::NUMERIC | class::STRING) }

    /// Not the type of an untyped constant or nil.
    pub(crate) fn is_typed(types, ty) { !types.is_untyped(ty) }
    /// The type of an untyped constant or nil.
    pub fn is_untyped(types, ty) { matches!(types.get(ty), Type::Basic(b) if b.class() & class::UNTYPED != 0) }
    /// A basic or defined type or type parameter.
    pub(crate) fn has_name(types, ty) { matches!(types.get(ty), Type::Basic(_) | Type::Named(_) | Type::TypeParam(_)) }
    /// A type parameter.
    pub fn is_type_param(types, ty) { matches!(types.get(ty), Type::TypeParam(_)) }
    /// An interface, and no type parameter.
    pub fn is_interface(types, ty) { !types.is_type_param(ty) && types.interface(ty).is_some() }
    /// A generic type that is not instantiated.
    pub(crate) fn is_generic(types, ty) { matches!(*types.get(ty), Type::Named(id) if !types.named(id).type_params.is_empty()) }
    /// Nil is a value of the type.
    pub fn has_nil(types, ty) {
        if types.is_type_param(ty) {
            return types.type_set_all(ty, |t| t.is_some_and(|(_, under)| types.has_nil(under)));
        }
        matches!(
            types.get(types.under(ty)),
            Type::Basic(Basic::UnsafePointer) | Type::Slice(_) | Type::Pointer(_) | Type::Signature(_)
                | Type::Map { .. } | Type::Chan { .. } | Type::Interface(_)
        )
    }
    /// A slice of bytes or runes.
    pub(crate) fn is_bytes_or_runes(types, ty) {
        let elem = if let Type::Slice(elem) = *types.get(types.under(ty)) { types.under(elem) } else { return false };
        matches!(types.get(elem), Type::Basic(Basic::Uint8 | Basic::Int32))
    }
}

impl Types {
    /// The underlying type is an unsigned integer.
    #[must_use]
    pub fn is_unsigned(&self, ty: TypeId) -> bool {
        self.is_basic(ty, class::UNSIGNED)
    }

    /// All types of the type set are unsigned integers.
    pub(crate) fn all_unsigned(&self, ty: TypeId) -> bool {
        self.all_basic_class(ty, class::UNSIGNED)
    }

    /// The underlying type is a float.
    #[must_use]
    pub fn is_float(&self, ty: TypeId) -> bool {
        self.is_basic(ty, class::FLOAT)
    }

    /// The type of an untyped numeric constant.
    #[must_use]
    pub(crate) fn is_untyped_numeric(&self, ty: TypeId) -> bool {
        matches!(self.get(ty), Type::Basic(b) if b.class() & class::UNTYPED != 0 && b.class() & class::NUMERIC != 0)
    }

    /// Neither a defined type nor a type parameter.
    #[must_use]
    pub(crate) fn is_type_lit(&self, ty: TypeId) -> bool {
        !matches!(self.get(ty), Type::Named(_) | Type::TypeParam(_))
    }

    /// A pointer to an interface (or type parameter).
    #[must_use]
    pub(crate) fn is_interface_ptr(&self, ty: TypeId) -> bool {
        matches!(*self.get(self.under(ty)), Type::Pointer(elem) if self.interface(elem).is_some())
    }

    /// Values of the type can be compared, at the risk of a run-time panic for interfaces.
    #[must_use]
    pub fn is_comparable(&self, ty: TypeId) -> bool {
        self.is_comparable_type(ty, Strictness::Dynamic)
    }
}

/// Whether interfaces count as comparable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// They do: the comparison may panic.
    Dynamic,
    /// They do not: comparison must not panic.
    Strict,
}

impl Types {
    fn is_basic(&self, ty: TypeId, class: u8) -> bool {
        matches!(self.get(self.under(ty)), Type::Basic(b) if b.class() & class != 0)
    }

    fn all_basic_class(&self, ty: TypeId, class: u8) -> bool {
        self.type_set_all(ty, |t| t.is_some_and(|(t, _)| self.is_basic(t, class)))
    }

    /// Whether values can be compared.
    pub(crate) fn is_comparable_type(&self, ty: TypeId, strictness: Strictness) -> bool {
        self.comparable_within(ty, strictness, &mut FxHashSet::default(), 0)
    }

    fn comparable_within(&self, ty: TypeId, strictness: Strictness, seen: &mut FxHashSet<TypeId>, depth: u32) -> bool {
        self.step(4);
        // What was seen is not comparable only if the answer is known already.
        if !seen.insert(ty) {
            return true;
        }
        if depth > limits::LAYOUT_DEPTH_MAX {
            return false;
        }
        match self.get(self.under(ty)) {
            // A constraint that is wrong permits everything.
            Type::Basic(Basic::Invalid) if self.is_type_param(ty) => false,
            Type::Basic(basic) => *basic != Basic::UntypedNil,
            Type::Pointer(_) | Type::Chan { .. } => true,
            Type::Struct(fields) => fields.iter().all(|f| self.comparable_within(f.ty, strictness, seen, depth + 1)),
            Type::Array { elem, .. } => self.comparable_within(*elem, strictness, seen, depth + 1),
            Type::Interface(interface) => {
                strictness == Strictness::Dynamic && !self.is_type_param(ty)
                    || match &interface.terms {
                        None => interface.is_comparable,
                        Some(terms) => {
                            !terms.is_empty()
                                && terms.iter().all(|t| self.comparable_within(t.ty, Strictness::Strict, seen, depth + 1))
                        }
                    }
            }
            _ => false,
        }
    }

    /// The type that an untyped constant has where none is demanded; any other type unchanged.
    #[must_use]
    pub fn default_type(&self, ty: TypeId) -> TypeId {
        let Type::Basic(basic) = self.get(ty) else { return ty };
        match basic {
            Basic::UntypedBool => Types::basic(Basic::Bool),
            Basic::UntypedInt => Types::basic(Basic::Int),
            Basic::UntypedRune => Types::RUNE,
            Basic::UntypedFloat => Types::basic(Basic::Float64),
            Basic::UntypedComplex => Types::basic(Basic::Complex128),
            Basic::UntypedString => Types::basic(Basic::String),
            _ => ty,
        }
    }

    /// The larger kind of two untyped numeric types, the type itself if they are equal.
    pub(crate) fn max_type(&self, x: TypeId, y: TypeId) -> Option<TypeId> {
        if x == y {
            return Some(x);
        }
        // Basic types are numbered in the order int, rune, float, complex.
        (self.is_untyped_numeric(x) && self.is_untyped_numeric(y)).then(|| x.max(y))
    }

    /// Identity of types by the specification.
    #[must_use]
    pub fn identical(&self, x: TypeId, y: TypeId) -> bool {
        let (x, y) = (self.canonical(x), self.canonical(y));
        if x == y {
            return true;
        }
        // Equal types have equal canonical ids, but for those that contain an interface whose type set has several spellings.
        self.facts(x).is_loose && self.facts(y).is_loose && self.identical_parts(x, y, Tags::Compared, &mut FxHashSet::default())
            || self.has_generic_signatures(x, y) && self.identical_parts(x, y, Tags::Compared, &mut FxHashSet::default())
    }

    /// Identity of types when struct tags are ignored, as in conversions.
    #[must_use]
    pub(crate) fn identical_ignore_tags(&self, x: TypeId, y: TypeId) -> bool {
        self.identical_parts(x, y, Tags::Ignored, &mut FxHashSet::default())
    }

    fn has_generic_signatures(&self, x: TypeId, y: TypeId) -> bool {
        [x, y].iter().all(|t| matches!(self.get(*t), Type::Signature(s) if !s.type_params.is_empty()))
    }

    fn identical_parts(&self, x: TypeId, y: TypeId, tags: Tags, seen: &mut FxHashSet<(TypeId, TypeId)>) -> bool {
        let (x, y) = (self.canonical(x), self.canonical(y));
        // A pair that was seen is taken for identical: if it is not, the answer is known already.
        x == y || !seen.insert((x, y)) || self.identical_step(x, y, tags, seen)
    }

    fn identical_step(&self, x: TypeId, y: TypeId, tags: Tags, seen: &mut FxHashSet<(TypeId, TypeId)>) -> bool {
        self.step(8 + self.get(x).size());
        let closed = |ty: TypeId| if matches!(self.get(ty), Type::OpenInterface(_)) { self.under(ty) } else { ty };
        let (x, y) = (self.canonical(closed(x)), self.canonical(closed(y)));
        if x == y {
            return true;
        }
        let mut same = |x: TypeId, y: TypeId| self.identical_parts(x, y, tags, seen);
        match (self.get(x), self.get(y)) {
            (Type::Pointer(x), Type::Pointer(y)) | (Type::Slice(x), Type::Slice(y)) => same(*x, *y),
            (Type::Array { elem: x, len: m }, Type::Array { elem: y, len: n }) => m == n && same(*x, *y),
            (Type::Chan { dir: a, elem: x }, Type::Chan { dir: b, elem: y }) => a == b && same(*x, *y),
            (Type::Map { key: a, elem: x }, Type::Map { key: b, elem: y }) => same(*a, *b) && same(*x, *y),
            (Type::Tuple(x), Type::Tuple(y)) => x.len() == y.len() && x.iter().zip(y).all(|(x, y)| same(*x, *y)),
            (Type::Struct(x), Type::Struct(y)) => {
                x.len() == y.len()
                    && x.iter().zip(y).all(|(x, y)| {
                        (x.name, x.pkg, x.is_embedded) == (y.name, y.pkg, y.is_embedded)
                            && (tags == Tags::Ignored || x.tag == y.tag)
                            && same(x.ty, y.ty)
                    })
            }
            (Type::Signature(x), Type::Signature(y)) => self.identical_signatures(x, y, &mut same),
            (Type::Interface(x), Type::Interface(y)) => {
                x.is_comparable == y.is_comparable
                    && x.methods.len() == y.methods.len()
                    && match (&x.terms, &y.terms) {
                        (None, None) => true,
                        (Some(x), Some(y)) => self.is_subset(x, y) && self.is_subset(y, x),
                        _ => false,
                    }
                    && x.methods.iter().zip(&y.methods).all(|(x, y)| (x.name, x.pkg) == (y.name, y.pkg) && same(x.sig, y.sig))
            }
            (Type::Named(x), Type::Named(y)) => match (&self.named(*x).instance_of, &self.named(*y).instance_of) {
                (Some((a, x)), Some((b, y))) => a == b && x.len() == y.len() && x.iter().zip(y).all(|(x, y)| same(*x, *y)),
                _ => false,
            },
            _ => false,
        }
    }

    /// Generic signatures are identical up to the names of their type parameters, which appear in only one of them each.
    fn identical_signatures(&self, x: &Signature, y: &Signature, same: &mut impl FnMut(TypeId, TypeId) -> bool) -> bool {
        x.is_variadic == y.is_variadic
            && x.type_params.len() == y.type_params.len()
            && x.params.len() == y.params.len()
            && x.results.len() == y.results.len()
            && x.type_params.iter().zip(&y.type_params).all(|(x, y)| same(*x, *y))
            && x.params.iter().zip(&y.params).chain(x.results.iter().zip(&y.results)).all(|(x, y)| same(*x, *y))
    }
}

/// Whether struct tags tell types apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tags {
    Compared,
    Ignored,
}

impl Checker<'_, '_> {
    /// Whether values can be compared; if not, the reason (in gc's words, or nothing) is written to `cause`.
    pub(crate) fn comparable_type(&mut self, ty: TypeId, strictness: Strictness, cause: &mut String) -> bool {
        if self.types.is_comparable_type(ty, strictness) {
            return true;
        }
        match self.types.get(self.under(ty)) {
            Type::Struct(fields) => {
                if let Some(field) = fields.iter().find(|f| !self.types.is_comparable_type(f.ty, strictness)) {
                    *cause = format!("struct containing {} cannot be compared", self.type_string(field.ty));
                }
            }
            Type::Array { .. } => *cause = format!("{} cannot be compared", self.type_string(self.under(ty))),
            Type::Interface(interface) => {
                let is_empty = interface.terms.as_deref().is_some_and(<[Term]>::is_empty);
                *cause = if is_empty { "empty type set" } else { "incomparable types in type set" }.to_string();
            }
            _ => {}
        }
        false
    }

    /// See [`Types::under`].
    pub(crate) fn under(&self, ty: TypeId) -> TypeId {
        self.types.under(ty)
    }

    /// The empty interface, written out.
    pub(crate) fn is_empty_interface(&self, ty: TypeId) -> bool {
        matches!(self.types.get(ty), Type::Interface(it) if it.is_all())
    }

    /// Pointers, defined ones included.
    pub(crate) fn is_pointer(&self, ty: TypeId) -> bool {
        matches!(self.types.get(self.under(ty)), Type::Pointer(_))
    }

    /// See [`Types::identical_ignore_tags`].
    pub(crate) fn identical_ignore_tags(&self, x: TypeId, y: TypeId) -> bool {
        self.types.identical_ignore_tags(x, y)
    }

    /// See [`Types::identical`].
    pub(crate) fn identical(&self, x: TypeId, y: TypeId) -> bool {
        self.types.identical(x, y)
    }

    /// See [`Types::core_type`].
    pub(crate) fn core_type(&self, ty: TypeId) -> Option<TypeId> {
        self.types.core_type(ty)
    }

    /// See [`Types::core_string`].
    pub(crate) fn core_string(&self, ty: TypeId) -> Option<TypeId> {
        self.types.core_string(ty)
    }

    /// See [`Types::default_type`].
    pub(crate) fn default_type(&self, ty: TypeId) -> TypeId {
        self.types.default_type(ty)
    }

    /// See [`Types::type_set_all`].
    pub(crate) fn type_set_all(&self, ty: TypeId, f: impl FnMut(Option<(TypeId, TypeId)>) -> bool) -> bool {
        self.types.type_set_all(ty, f)
    }
}
