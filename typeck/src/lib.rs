//! The type checker: from syntax trees to a typed program, by the rules of the Go specification.

#![forbid(unsafe_code)]

mod api;
mod assignments;
mod build;
mod builtins;
mod call;
mod check;
mod checker;
mod code;
mod const_expr;
mod constant;
mod conversions;
mod decl;
mod dump;
mod expr;
mod exprstring;
mod index;
mod infer;
mod initorder;
mod instantiate;
mod interface;
mod limits;
mod literals;
mod lookup;
mod mono;
mod object;
mod operand;
mod ops;
mod order;
mod policy;
mod predicates;
mod query;
mod range;
mod recording;
mod resolver;
mod returns;
mod scope;
mod selector;
mod signature;
mod sizes;
mod spelling;
mod stmt;
mod struct_;
mod subst;
mod types;
mod typeset;
mod typestring;
mod typexpr;
mod under;
mod unify;
mod universe;
mod unsafe_;
mod untyped;
mod validtype;
mod version;

pub use api::{
    Config, FuncInfo, Importer, Info, Initializer, Instance, Mode, Package, Program, Purpose, Root, Rules, Selection,
    SelectionKind, TypeAndValue,
};
pub use build::{ARCH, OS, is_built};
pub use check::check_program;
pub use code::CODES;
pub use constant::{BigFloat, ByteString, Int, Kind, LITERAL_LEN_MAX, SHIFT_COUNT_MAX, STRING_LEN_MAX, Value, Why};
pub use dump::dump_package;
pub use object::{Builtin, ObjId, Object, ObjectKind, PackageId, Unsafe, VarKind};
pub use policy::{CODES as POLICY_CODES, Policy, Rule, check_policy};
pub use query::MethodOf;
pub use types::{Basic, Field, Interface, Method, Named, NamedId, Signature, Term, Type, TypeId, TypeParam, TypeParamId, Types};
