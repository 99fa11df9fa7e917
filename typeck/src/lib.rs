//! The type checker: from syntax trees to a typed program, by the rules of the Go specification.
//!
//! [`check_program`] parses and checks a package with all that it imports, and yields a [`Program`] and what is wrong, worded and placed as
//! gc does it. It knows no files and no library: an [`Importer`] yields the sources of a package by its path. What a contract may use of
//! the language is a [`Policy`], asked about afterwards by [`check_policy`]; [`dump_package`] is the readable form of the result.
//!
//! # The result
//!
//! | to know | ask |
//! | --- | --- |
//! | type and mode of an expression, value of a constant one | [`Info::types`], by the node's id |
//! | which object a name uses or defines | [`Info::uses`], [`Info::defs`] |
//! | what `x.f` selects, through which embedded fields; what a key of a struct literal means | [`Info::selections`] |
//! | type arguments of a use of a generic function or type, written or inferred | [`Info::instances`] |
//! | the variable of a clause of a type switch | [`Info::clause_vars`] |
//! | the order in which variables are initialised | [`Package::init_order`] |
//! | objects: name, kind, type, place, package | [`Program::object`]; names of a package: [`Package::members`] |
//! | declarations of functions and methods | [`Package::funcs`], [`Program::funcs`] |
//! | method sets, promoted methods included | [`Program::method_set`], [`Program::lookup_method`] |
//!
//! Types are interned: two types are identical when their [`TypeId`]s are equal. Implicit conversions are in the types of the operands: a
//! constant or comparison without type is recorded with the type that its context gave it, and a value whose recorded type is not that
//! of the variable, parameter or result that it is assigned to is converted on the way (to an interface, or between identical
//! underlying types).
//!
//! ```
//! use bumpalo::Bump;
//! use govm_lexer::{Interner, SourceMap};
//! use govm_parser::ast::{Decl, ExprKind};
//! use govm_typeck::{Config, Importer, PackageId, Root, check_program, dump_package};
//!
//! struct NoImports;
//!
//! impl Importer for NoImports {
//!     fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
//!         Err(format!("package {path} is not in std"))
//!     }
//! }
//!
//! let text = "package main
//! func Id[T any](x T) T { return x }
//! const Half = 1.0 / 2
//! var a = !b
//! var b = Id(Half) == 0.5
//! ";
//! let (arena, mut map) = (Bump::new(), SourceMap::new());
//! let names = Interner::new(&arena);
//! let root = Root { path: "example.org/p".to_string(), files: vec![("p.go".to_string(), text.into())] };
//! let config = Config { purpose: govm_typeck::Purpose::Check, ..Config::default() };
//! let (mut program, errors) = check_program(&mut map, &names, &arena, root, &NoImports, &config);
//! assert!(errors.is_empty());
//!
//! // The packages stand in the order of their imports, the root last.
//! let id = PackageId(program.packages.len() as u32 - 1);
//! let package = &program.packages[id.0 as usize];
//! let Decl::Var(spec) = package.files[0].decls[3] else { panic!("var b") };
//! let ExprKind::Binary { x: call, y: half, .. } = spec.values[0].kind else { panic!("a comparison") };
//! let ExprKind::Call { fun, .. } = call.kind else { panic!("a call") };
//!
//! // The constant has the type that the comparison gave it, and the call its type argument by inference.
//! let fact = program.info.types[half.id.0 as usize].as_ref().expect("every expression has a type");
//! assert_eq!((program.type_string(fact.ty, &names), fact.value.as_ref().map(ToString::to_string)), ("float64".into(), Some("0.5".into())));
//! let instance = &program.info.instances[&fun.id];
//! assert_eq!(program.type_string(instance.type_args[0], &names), "float64");
//! let used = program.object(program.info.uses[fun.id.0 as usize].expect("the name is declared"));
//! assert_eq!((names.resolve(used.name), map.location(used.span.lo).map(|at| at.to_string())), ("Id", Some("p.go:2:6".into())));
//!
//! assert_eq!(
//!     dump_package(&mut program, id, &names),
//!     "package main \"example.org/p\"
//! const Half untyped float = 0.5
//! func Id[T any](T) T
//! var a bool
//! var b bool
//! init b
//! init a
//! instance Id[float64] func(float64) float64
//! "
//! );
//! ```
//!
//! # Limits
//!
//! Whatever the source is, time and memory are bounded by its length times a constant, and the native stack by the parser's limit on
//! nesting: types, instances, constants and declarations that refer to each other have limits of their own, and exceeding one is an
//! error like any other.

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
mod members;
mod mono;
mod object;
mod operand;
mod ops;
mod order;
mod place;
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
pub use constant::{BigFloat, ByteString, Int, Kind, SHIFT_COUNT_MAX, STRING_LEN_MAX, Value, Why};
pub use dump::dump_package;
pub use limits::{LIMITS, Limit};
pub use object::{Builtin, ObjId, Object, ObjectKind, PackageId, Unsafe, VarKind};
pub use policy::{CODES as POLICY_CODES, Policy, Rule, check_policy};
pub use query::MethodOf;
pub use types::{Basic, Field, Interface, Method, Named, NamedId, Signature, Term, Type, TypeId, TypeParam, TypeParamId, Types};
