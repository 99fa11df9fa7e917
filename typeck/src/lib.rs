//! The type checker: from syntax trees to a typed program, by the rules of the Go specification.

mod api;
mod assignments;
mod builtins;
mod call;
mod checker;
mod code;
mod const_expr;
mod constant;
mod conversions;
mod expr;
mod exprstring;
mod index;
mod infer;
mod literals;
mod lookup;
mod object;
mod operand;
mod ops;
mod pending;
mod range;
mod recording;
mod returns;
mod scope;
mod selector;
mod stmt;
mod stubs;
mod types;
mod universe;
mod untyped;

pub use api::{
    Config, FuncInfo, Importer, Info, Initializer, Instance, Mode, Package, Program, Root, Selection, SelectionKind, TypeAndValue,
};
pub use constant::{BigFloat, ByteString, Int, Kind, LITERAL_LEN_MAX, SHIFT_COUNT_MAX, STRING_LEN_MAX, Value, Why};
pub use object::{Builtin, ObjId, Object, ObjectKind, PackageId, VarKind};
pub use types::{Basic, Field, Interface, Method, Named, NamedId, Signature, Term, Type, TypeId, TypeParam, TypeParamId, Types};
