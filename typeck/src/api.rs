//! What the checker is given and what it yields.

use govm_lexer::Symbol;
use govm_parser::ast;
use rustc_hash::FxHashMap;

use crate::constant::Value;
use crate::limits;
use crate::object::{ObjId, Object, PackageId};
use crate::types::{TypeId, Types};

/// How an expression may be used, as in `go/types`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Not an expression that was checked without error.
    Invalid,
    /// A call without result.
    NoValue,
    /// A built-in function.
    Builtin,
    /// A type.
    TypeExpr,
    /// A constant; the value is recorded.
    Constant,
    /// Addressable.
    Variable,
    /// `m[k]`: not addressable, assignable, may yield `v, ok`.
    MapIndex,
    /// A value that is not addressable.
    Value,
    /// The predeclared nil.
    NilValue,
    /// A value that may yield `v, ok` (receive, type assertion).
    CommaOk,
}

/// Type and mode of an expression. Untyped expressions are recorded with their final type, so that lowering meets an untyped
/// type only in constants and nil that were never converted (e.g. operands of constant expressions).
#[derive(Clone, Debug)]
pub struct TypeAndValue {
    /// How it may be used.
    pub mode: Mode,
    /// Its type; a tuple for a call with several results, and for a comma-ok expression used with two values `(T, bool)`.
    pub ty: TypeId,
    /// Of constants.
    pub value: Option<Value>,
}

/// What a selector expression denotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectionKind {
    /// `x.f`, a struct field
    FieldVal,
    /// `x.m`, a method value or the function of a method call
    MethodVal,
    /// `T.m`
    MethodExpr,
}

/// What `x.sel` selects (qualified identifiers `pkg.Name` are no selections: they are in `uses`).
#[derive(Clone, Debug)]
pub struct Selection {
    /// Field, method value, or method expression.
    pub kind: SelectionKind,
    /// Type of `x`.
    pub recv: TypeId,
    /// Field indices on the way, the last one being the field itself. For a method only the embedded fields that lead to it;
    /// pointers on the way are followed implicitly.
    pub path: Box<[u32]>,
    /// Of a declared method: its function object (of the origin, for an instance's method). `None` for fields and for
    /// methods of interfaces and type parameters.
    pub method: Option<ObjId>,
    /// Name of the field or method.
    pub name: Symbol,
    /// The type of the selector expression.
    pub ty: TypeId,
    /// A pointer was followed on the way from `x`.
    pub is_indirect: bool,
}

/// A use of a generic function with its type arguments, or of a generic type.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The type arguments, possibly type parameters of the function around.
    pub type_args: Box<[TypeId]>,
    /// The instantiated type.
    pub ty: TypeId,
}

/// Facts about the nodes of all files, by [`ast::NodeId`].
#[derive(Debug, Default)]
pub struct Info {
    /// Of expressions (identifiers included).
    pub types: Vec<Option<TypeAndValue>>,
    /// What an identifier uses.
    pub uses: Vec<Option<ObjId>>,
    /// What an identifier defines: `None` for blank and for those that define nothing. Field and method names included.
    pub defs: Vec<Option<ObjId>>,
    /// By the node of the selector *expression*, or of the key of an element in a struct literal.
    pub selections: FxHashMap<ast::NodeId, Selection>,
    /// By the node of the identifier (`sel` for qualified ones).
    pub instances: FxHashMap<ast::NodeId, Instance>,
    /// By the node of a type switch's clause: the variable declared in it.
    pub clause_vars: FxHashMap<ast::NodeId, ObjId>,
}

/// A step of package initialisation: `lhs = rhs` (several on the left for a call with several results; none are blank).
#[derive(Clone, Debug)]
pub struct Initializer<'a> {
    /// The variables, `None` for blank ones.
    pub lhs: Vec<Option<ObjId>>,
    /// The expression.
    pub rhs: &'a ast::Expr<'a>,
}

/// A declared function or method.
#[derive(Clone, Copy, Debug)]
pub struct FuncInfo<'a> {
    /// Its object; the type is the signature without receiver.
    pub obj: ObjId,
    /// Its declaration.
    pub decl: &'a ast::FuncDecl<'a>,
    /// The package.
    pub pkg: PackageId,
    /// Of a method: the receiver's base type (a `Named`), whether the receiver is a pointer.
    pub recv: Option<(TypeId, bool)>,
}

/// A checked package.
#[derive(Debug)]
pub struct Package<'a> {
    /// Import path.
    pub path: String,
    /// Name.
    pub name: Symbol,
    /// Whether it belongs to the library; see [`Importer::is_library`].
    pub is_library: bool,
    /// Its files in order of name.
    pub files: Vec<ast::File<'a>>,
    /// Imported packages, sorted.
    pub imports: Vec<PackageId>,
    /// Package-level names, sorted by name.
    pub members: Vec<(Symbol, ObjId)>,
    /// Package-level variables, in the order of declaration (file by file).
    pub vars: Vec<ObjId>,
    /// All functions and methods with a name other than blank and init, in source order.
    pub funcs: Vec<ObjId>,
    /// `init` functions in source order.
    pub inits: Vec<&'a ast::FuncDecl<'a>>,
    /// Initialisation order of package-level variables.
    pub init_order: Vec<Initializer<'a>>,
}

/// A checked program: the packages of a compilation in dependency order, the root last.
#[derive(Debug)]
pub struct Program<'a> {
    /// All types.
    pub types: Types,
    /// All objects, by [`ObjId`].
    pub objects: Vec<Object>,
    /// The packages.
    pub packages: Vec<Package<'a>>,
    /// Facts about nodes.
    pub info: Info,
    /// Declarations by function object.
    pub funcs: FxHashMap<ObjId, FuncInfo<'a>>,
    /// Type parameters declared by a method's receiver, by method object: they correspond one to one to those of the type.
    pub recv_type_params: FxHashMap<ObjId, Box<[TypeId]>>,
    /// Type parameters of generic aliases, by the alias.
    pub alias_type_params: FxHashMap<ObjId, Box<[TypeId]>>,
}

/// Where the sources of imported packages come from.
pub trait Importer {
    /// The files (name, text) of the package with this import path, or why there is none.
    ///
    /// # Errors
    /// A phrase in gc's manner, e.g. `package foo/bar is not in std`.
    fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String>;

    /// The language version of the package with this import path, as the minor version of Go 1; `None` for the newest.
    fn language(&self, _path: &str) -> Option<u32> {
        None
    }

    /// Whether the package with this import path belongs to the library, whose variables have initialisers without effects: those of
    /// variables that a program does not use need not run.
    fn is_library(&self, _path: &str) -> bool {
        false
    }
}

/// What the checker is told.
#[derive(Clone, Debug)]
pub struct Config {
    /// Errors reported before it stops; gc's default is 10.
    pub error_limit: usize,
    /// Packages that every program has, imported or not: what the machine needs of the library.
    pub implicit: &'static [&'static str],
    /// What the program is checked for.
    pub purpose: Purpose,
    /// Whose rules are followed where Go's own checkers differ.
    pub rules: Rules,
    /// Steps that checking any program may take; see `STEPS` among [`crate::LIMITS`].
    pub steps: u64,
    /// Steps that each byte of source adds to them.
    pub steps_per_byte: u64,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            error_limit: 10,
            implicit: &[],
            purpose: Purpose::Run,
            rules: Rules::Gc,
            steps: limits::STEPS,
            steps_per_byte: limits::STEPS_PER_BYTE,
        }
    }
}

/// What a program is checked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be run: it must be whole, and package unsafe does not exist.
    Run,
    /// To be told what is wrong with the root package: of imported packages only the declarations are looked at, package unsafe
    /// is known, and functions may lack bodies.
    Check,
    /// The same, but to be told what is wrong with any of the packages: all functions are looked at.
    CheckAll,
}

/// Whose rules are followed where Go's own checkers differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// Those of the compiler gc: it stops after syntax errors and has restrictions of its own.
    Gc,
    /// Those of the library go/types: it goes on after syntax errors, and knows the language alone.
    GoTypes,
}

/// The root package of a compilation.
#[derive(Clone, Debug)]
pub struct Root {
    /// Import path; `main` for a command.
    pub path: String,
    /// Files: display name and text. Checked in order of name.
    pub files: Vec<(String, Vec<u8>)>,
}
