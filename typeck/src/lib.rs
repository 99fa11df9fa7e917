//! The type checker: from syntax trees to a typed program, by the rules of the Go specification.

mod api;
mod assignments;
mod checker;
mod code;
mod const_expr;
mod constant;
mod expr;
mod exprstring;
mod infer;
mod lookup;
mod object;
mod operand;
mod ops;
mod pending;
mod recording;
mod scope;
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
