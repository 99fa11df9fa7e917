//! The universe: predeclared types, constants, nil and functions.

use govm_lexer::{Span, Symbol};

use crate::checker::{Checker, ObjectState, Universe};
use crate::constant::Value;
use crate::object::{Builtin, ObjId, Object, ObjectKind};
use crate::scope::{Scope, ScopeId};
use crate::spelling::{Spelling, Written};
use crate::types::{Basic, Interface, Method, Named, NamedId, Signature, Type, TypeId, Types};

const BASICS: [(&str, Basic); 17] = [
    ("bool", Basic::Bool),
    ("int", Basic::Int),
    ("int8", Basic::Int8),
    ("int16", Basic::Int16),
    ("int32", Basic::Int32),
    ("int64", Basic::Int64),
    ("uint", Basic::Uint),
    ("uint8", Basic::Uint8),
    ("uint16", Basic::Uint16),
    ("uint32", Basic::Uint32),
    ("uint64", Basic::Uint64),
    ("uintptr", Basic::Uintptr),
    ("float32", Basic::Float32),
    ("float64", Basic::Float64),
    ("complex64", Basic::Complex64),
    ("complex128", Basic::Complex128),
    ("string", Basic::String),
];

const BUILTINS: [(&str, Builtin); 18] = [
    ("append", Builtin::Append),
    ("cap", Builtin::Cap),
    ("clear", Builtin::Clear),
    ("close", Builtin::Close),
    ("complex", Builtin::Complex),
    ("copy", Builtin::Copy),
    ("delete", Builtin::Delete),
    ("imag", Builtin::Imag),
    ("len", Builtin::Len),
    ("make", Builtin::Make),
    ("max", Builtin::Max),
    ("min", Builtin::Min),
    ("new", Builtin::New),
    ("panic", Builtin::Panic),
    ("print", Builtin::Print),
    ("println", Builtin::Println),
    ("real", Builtin::Real),
    ("recover", Builtin::Recover),
];

impl Checker<'_, '_> {
    /// Declares the universe; the first thing that is done, so that its scope has number 0.
    pub(crate) fn declare_universe(&mut self) {
        debug_assert!(self.scopes.is_empty());
        self.scopes.push(Scope::default());
        for (name, basic) in BASICS {
            self.predeclare(name, ObjectKind::TypeName { is_alias: false }, Types::basic(basic));
        }
        for (name, ty) in [("byte", Types::BYTE), ("rune", Types::RUNE)] {
            self.predeclare(name, ObjectKind::TypeName { is_alias: true }, ty);
        }
        for (name, value) in [("false", false), ("true", true)] {
            self.predeclare(name, ObjectKind::Const(Value::Bool(value)), Types::basic(Basic::UntypedBool));
        }
        self.universe.iota = self.predeclare("iota", ObjectKind::Const(Value::int(0)), Types::basic(Basic::UntypedInt));
        self.universe.nil = self.predeclare("nil", ObjectKind::Nil, Types::basic(Basic::UntypedNil));
        for (name, builtin) in BUILTINS {
            self.predeclare(name, ObjectKind::Builtin(builtin), Types::basic(Basic::Invalid));
        }

        let empty = Interface { methods: Box::default(), terms: None, is_comparable: false };
        let written = Written { methods: Box::default(), embeds: Box::default(), is_implicit: false };
        let written = self.types.intern_spelled(Type::Interface(empty.clone()), Spelling::Written(Box::new(written)));
        let any = ObjectKind::TypeName { is_alias: true };
        self.universe.any_obj = self.predeclare("any", any, Types::basic(Basic::Invalid));
        self.universe.any = self.types.alias(self.universe.any_obj, Box::default(), written);
        self.set_obj_type(self.universe.any_obj, self.universe.any);

        let string = Types::basic(Basic::String);
        let sig =
            Signature { type_params: Box::default(), params: Box::default(), results: Box::new([string]), is_variadic: false };
        let sig = self.types.intern(Type::Signature(sig));
        let error = Method { name: self.names.intern("Error"), pkg: None, sig };
        let error = Interface { methods: Box::new([error]), ..empty.clone() };
        self.universe.error = self.predeclare_named("error", error);
        let comparable = Interface { is_comparable: true, ..empty };
        self.universe.comparable = self.predeclare_named("comparable", comparable);
    }

    fn predeclare(&mut self, name: &str, kind: ObjectKind, ty: TypeId) -> ObjId {
        let name = self.names.intern(name);
        let obj = self.push_object(Object { kind, name, pkg: None, span: Span::NONE, ty }, ObjectState::resolved());
        self.insert(ScopeId::UNIVERSE, obj);
        obj
    }

    fn predeclare_named(&mut self, name: &str, interface: Interface) -> TypeId {
        let underlying = self.types.intern(Type::Interface(interface));
        let obj = self.predeclare(name, ObjectKind::TypeName { is_alias: false }, Types::basic(Basic::Invalid));
        let id = NamedId(self.types.named.len() as u32);
        let mut named = Named::declared(obj);
        named.underlying = Some(underlying);
        self.types.named.push(named);
        let ty = self.types.intern(Type::Named(id));
        self.objects[obj.0 as usize].ty = ty;
        ty
    }

    /// The text of a name.
    pub(crate) fn name(&self, name: Symbol) -> &str {
        self.names.resolve(name)
    }
}

impl Universe {
    /// Before the universe is declared.
    pub(crate) fn undeclared() -> Universe {
        let (obj, ty) = (ObjId(0), Types::basic(Basic::Invalid));
        Universe { any: ty, any_obj: obj, error: ty, comparable: ty, nil: obj, iota: obj }
    }
}
