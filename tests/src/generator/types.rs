//! The types of a generated program: a table in which a type is its place, and types are equal exactly if their places are.

use super::Gen;

/// A type's place in the table.
pub(super) type Ty = usize;

/// What a type is made of.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Bool,
    Int {
        bits: u32,
        is_signed: bool,
    },
    Float,
    Complex,
    Str,
    Slice(Ty),
    Array(u32, Ty),
    Map(Ty, Ty),
    Ptr(Ty),
    Struct(Vec<Field>),
    Func(Vec<Ty>, Vec<Ty>),
    /// An interface with these of the program's methods.
    Iface(Vec<usize>),
    Any,
    Error,
    Chan(Ty),
    /// A type parameter.
    Param(Constraint),
}

#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) ty: Ty,
    pub(super) is_embedded: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub(super) enum Constraint {
    Any,
    Comparable,
    Ordered,
    Integer,
}

impl Constraint {
    pub(super) fn name(self) -> &'static str {
        match self {
            Constraint::Any => "any",
            Constraint::Comparable => "comparable",
            Constraint::Ordered => "ordered",
            Constraint::Integer => "integer",
        }
    }
}

/// A method of the program: what a name means is the same for all types that have it.
#[derive(Clone, Debug)]
pub(super) struct MethodSpec {
    pub(super) params: Vec<Ty>,
    pub(super) results: Vec<Ty>,
    /// It neither panics nor changes anything.
    pub(super) is_total: bool,
}

#[derive(Clone, Debug)]
pub(super) struct TypeDef {
    /// As written.
    pub(super) name: String,
    pub(super) kind: Kind,
    /// What stands behind `type name`, if it is defined.
    pub(super) definition: Option<String>,
    /// Methods declared for it, with whether the receiver is a pointer.
    pub(super) methods: Vec<(usize, bool)>,
    /// It depends on a type parameter.
    pub(super) is_parametric: bool,
}

/// Types that are always there, in this order.
pub(super) const BOOL: Ty = 0;
pub(super) const INT: Ty = 1;
pub(super) const STRING: Ty = 2;
pub(super) const FLOAT64: Ty = 3;
pub(super) const UINT8: Ty = 4;
pub(super) const RUNE: Ty = 5;
pub(super) const ANY: Ty = 6;
pub(super) const ERROR: Ty = 7;
pub(super) const UINT: Ty = 8;
pub(super) const INT64: Ty = 9;
pub(super) const COMPLEX128: Ty = 10;
pub(super) const FLOAT32: Ty = 11;

impl Gen {
    pub(super) fn add_basic_types(&mut self) {
        let int = |bits, is_signed| Kind::Int { bits, is_signed };
        let all = [
            ("bool", Kind::Bool),
            ("int", int(64, true)),
            ("string", Kind::Str),
            ("float64", Kind::Float),
            ("uint8", int(8, false)),
            ("int32", int(32, true)),
            ("any", Kind::Any),
            ("error", Kind::Error),
            ("uint", int(64, false)),
            ("int64", int(64, true)),
            ("complex128", Kind::Complex),
            ("float32", Kind::Float),
            ("complex64", Kind::Complex),
            ("int8", int(8, true)),
            ("int16", int(16, true)),
            ("uint16", int(16, false)),
            ("uint32", int(32, false)),
            ("uint64", int(64, false)),
            ("uintptr", int(64, false)),
        ];
        for (name, kind) in all {
            self.intern(name.to_owned(), kind);
        }
    }

    pub(super) fn kind(&self, ty: Ty) -> &Kind {
        &self.types[ty].kind
    }

    pub(super) fn name(&self, ty: Ty) -> String {
        self.types[ty].name.clone()
    }

    pub(super) fn intern(&mut self, name: String, kind: Kind) -> Ty {
        if let Some(known) = self.types.iter().position(|t| t.name == name) {
            return known;
        }
        let is_parametric = match &kind {
            Kind::Param(_) => true,
            Kind::Slice(e) | Kind::Array(_, e) | Kind::Ptr(e) | Kind::Chan(e) => self.types[*e].is_parametric,
            Kind::Map(k, e) => self.types[*k].is_parametric || self.types[*e].is_parametric,
            Kind::Func(params, results) => params.iter().chain(results).any(|t| self.types[*t].is_parametric),
            Kind::Struct(fields) => fields.iter().any(|f| self.types[f.ty].is_parametric),
            _ => false,
        };
        self.types.push(TypeDef { name, kind, definition: None, methods: Vec::new(), is_parametric });
        self.types.len() - 1
    }

    pub(super) fn slice_of(&mut self, elem: Ty) -> Ty {
        self.intern(format!("[]{}", self.name(elem)), Kind::Slice(elem))
    }

    pub(super) fn pointer_to(&mut self, elem: Ty) -> Ty {
        self.intern(format!("*{}", self.name(elem)), Kind::Ptr(elem))
    }

    pub(super) fn box_of(&mut self, elem: Ty) -> Ty {
        let slice = self.slice_of(elem);
        let field = |name: &str, ty| Field { name: name.to_owned(), ty, is_embedded: false };
        let fields = vec![field("a", elem), field("b", slice), field("n", INT)];
        self.intern(format!("Box[{}]", self.name(elem)), Kind::Struct(fields))
    }

    pub(super) fn func_of(&mut self, params: Vec<Ty>, results: Vec<Ty>) -> Ty {
        let name = format!("func({}) ({})", self.names(&params), self.names(&results));
        self.intern(name, Kind::Func(params, results))
    }

    /// Types as a list is written.
    pub(super) fn names(&self, types: &[Ty]) -> String {
        types.iter().map(|t| self.types[*t].name.clone()).collect::<Vec<_>>().join(", ")
    }

    /// A number type.
    pub(super) fn random_number(&mut self) -> Ty {
        self.choices.pick(&[INT, UINT8, FLOAT64, RUNE, UINT, INT64, 13, 14, 15, 16, 17, FLOAT32, 18])
    }

    /// An integer type, defined ones included.
    pub(super) fn random_integer(&mut self) -> Ty {
        let all: Vec<Ty> = (0..self.types.len()).filter(|t| matches!(self.types[*t].kind, Kind::Int { .. })).collect();
        self.choices.pick(&all)
    }

    /// Any type that a variable may have here.
    pub(super) fn random_type(&mut self, depth: usize) -> Ty {
        let limit = if depth == 0 { 9 } else { 20 };
        match self.choices.below(limit) {
            0 | 1 => INT,
            2 => STRING,
            3 => self.random_number(),
            4 => self.random_integer(),
            5 => self.choices.pick(&[BOOL, COMPLEX128, FLOAT32, FLOAT64, 12]),
            6 => self.random_defined().unwrap_or(INT),
            7 => self.random_defined().unwrap_or(STRING),
            8 => match self.param {
                Some(param) => param,
                None => self.choices.pick(&[ANY, ERROR, BOOL]),
            },
            9..=11 => {
                let elem = self.random_type(depth - 1);
                self.slice_of(elem)
            }
            12 | 13 => {
                let elem = self.random_type(depth - 1);
                let len = self.choices.pick(&[2, 1, 3, 5, 9, 20]);
                self.intern(format!("[{len}]{}", self.name(elem)), Kind::Array(len, elem))
            }
            14 | 15 => {
                let key = self.random_key(depth - 1);
                let elem = self.random_type(depth - 1);
                self.intern(format!("map[{}]{}", self.name(key), self.name(elem)), Kind::Map(key, elem))
            }
            16 | 17 => {
                let elem = self.random_type(depth - 1);
                if self.choices.one_in(6) {
                    self.intern(format!("chan {}", self.name(elem)), Kind::Chan(elem))
                } else {
                    self.pointer_to(elem)
                }
            }
            18 => {
                let params: Vec<Ty> = (0..self.choices.below(3)).map(|_| self.random_type(0)).collect();
                let results: Vec<Ty> = (0..self.choices.below(3)).map(|_| self.random_type(0)).collect();
                self.func_of(params, results)
            }
            _ => {
                let fields: Vec<Ty> = (0..1 + self.choices.below(3)).map(|_| self.random_type(depth - 1)).collect();
                self.unnamed_struct(&fields)
            }
        }
    }

    fn unnamed_struct(&mut self, types: &[Ty]) -> Ty {
        let fields: Vec<Field> =
            types.iter().enumerate().map(|(i, ty)| Field { name: format!("x{i}"), ty: *ty, is_embedded: false }).collect();
        let texts: Vec<String> = fields.iter().map(|f| format!("{} {}", f.name, self.types[f.ty].name)).collect();
        self.intern(format!("struct {{ {} }}", texts.join("; ")), Kind::Struct(fields))
    }

    /// A defined type.
    pub(super) fn random_defined(&mut self) -> Option<Ty> {
        let all: Vec<Ty> = (0..self.types.len()).filter(|t| self.types[*t].definition.is_some()).collect();
        if all.is_empty() { None } else { Some(self.choices.pick(&all)) }
    }

    /// A type for keys of maps.
    fn random_key(&mut self, depth: usize) -> Ty {
        if self.choices.below(3) < 2 {
            return self.choices.pick(&[INT, STRING, UINT8, INT64, FLOAT64, BOOL, 14, 16]);
        }
        let ty = self.random_type(depth);
        if self.is_comparable(ty) && !self.types[ty].is_parametric { ty } else { ANY }
    }

    /// Values can be compared; interfaces perhaps not.
    pub(super) fn is_comparable(&self, ty: Ty) -> bool {
        match self.kind(ty) {
            Kind::Slice(_) | Kind::Map(..) | Kind::Func(..) => false,
            Kind::Array(_, e) => self.is_comparable(*e),
            Kind::Struct(fields) => fields.iter().all(|f| self.is_comparable(f.ty)),
            Kind::Param(c) => *c >= Constraint::Comparable,
            _ => true,
        }
    }

    /// Comparing values cannot panic.
    pub(super) fn is_strictly_comparable(&self, ty: Ty) -> bool {
        match self.kind(ty) {
            Kind::Iface(_) | Kind::Any | Kind::Error => false,
            Kind::Array(_, e) => self.is_strictly_comparable(*e),
            Kind::Struct(fields) => fields.iter().all(|f| self.is_strictly_comparable(f.ty)),
            Kind::Param(_) => false,
            _ => self.is_comparable(ty),
        }
    }

    /// The values have an order.
    pub(super) fn is_ordered(&self, ty: Ty) -> bool {
        match self.kind(ty) {
            Kind::Int { .. } | Kind::Float | Kind::Str => true,
            Kind::Param(c) => *c >= Constraint::Ordered,
            _ => false,
        }
    }

    /// Package fmt prints values of the type the same way in every run and every machine.
    pub(super) fn is_plain(&self, ty: Ty) -> bool {
        match self.kind(ty) {
            Kind::Bool | Kind::Int { .. } | Kind::Float | Kind::Complex | Kind::Str => true,
            Kind::Slice(e) | Kind::Array(_, e) => self.is_plain(*e),
            Kind::Map(k, e) => matches!(self.kind(*k), Kind::Int { .. } | Kind::Str | Kind::Bool) && self.is_plain(*e),
            Kind::Struct(fields) => fields.iter().all(|f| self.is_plain(f.ty)),
            _ => false,
        }
    }

    /// Whether a value of the type has all these methods, embedded fields' included.
    pub(super) fn implements(&self, ty: Ty, methods: &[usize]) -> bool {
        let (of, is_pointer) = match self.kind(ty) {
            Kind::Ptr(elem)
                if self.types[*elem].definition.is_some() && !matches!(self.kind(*elem), Kind::Ptr(_) | Kind::Iface(_)) =>
            {
                (*elem, true)
            }
            _ => (ty, false),
        };
        methods.iter().all(|m| self.has_method(of, *m, is_pointer, 0))
    }

    fn has_method(&self, ty: Ty, method: usize, is_pointer: bool, depth: usize) -> bool {
        if let Kind::Iface(methods) = self.kind(ty) {
            return methods.contains(&method);
        }
        if let Some((_, has_pointer)) = self.types[ty].methods.iter().find(|m| m.0 == method) {
            return is_pointer || !has_pointer;
        }
        let Kind::Struct(fields) = self.kind(ty) else { return false };
        let Some(embedded) = fields.iter().find(|f| f.is_embedded) else { return false };
        depth < 4
            && match self.kind(embedded.ty) {
                Kind::Ptr(elem) => self.has_method(*elem, method, true, depth + 1),
                _ => self.has_method(embedded.ty, method, is_pointer, depth + 1),
            }
    }

    /// Whether a type other than an interface implements these methods; one of those that do.
    pub(super) fn random_implementer(&mut self, methods: &[usize]) -> Option<Ty> {
        let all: Vec<Ty> = (0..self.types.len())
            .filter(|t| !matches!(self.types[*t].kind, Kind::Iface(_)) && !self.types[*t].is_parametric)
            .filter(|t| self.implements(*t, methods))
            .collect();
        if all.is_empty() { None } else { Some(self.choices.pick(&all)) }
    }
}
