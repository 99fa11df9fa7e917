//! Objects: what names stand for.

use govm_lexer::{Span, Symbol};

use crate::constant::Value;
use crate::types::TypeId;

/// Index of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjId(pub u32);

/// Index of a package of the program, in dependency order: a package comes after those that it imports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackageId(pub u32);

/// The built-in functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Builtin {
    Append,
    Cap,
    Clear,
    Close,
    Complex,
    Copy,
    Delete,
    Imag,
    Len,
    Make,
    Max,
    Min,
    New,
    Panic,
    Print,
    Println,
    Real,
    Recover,
    /// A function of package unsafe; met only in code that is merely checked.
    Unsafe(Unsafe),
}

/// The functions of package unsafe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unsafe {
    Add,
    Alignof,
    Offsetof,
    Sizeof,
    Slice,
    SliceData,
    String,
    StringData,
}

/// What an object is.
#[derive(Clone, Debug, PartialEq)]
pub enum ObjectKind {
    /// An imported package's name in a file.
    PkgName(PackageId),
    /// A constant.
    Const(Value),
    /// A type name: defined type, alias, type parameter or basic type.
    TypeName { is_alias: bool },
    /// A package-level or local variable, parameter or result.
    Var(VarKind),
    /// A function or method, declared.
    Func,
    /// A label.
    Label,
    /// A built-in function.
    Builtin(Builtin),
    /// `nil`
    Nil,
}

/// Where a variable was declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VarKind {
    /// At package level.
    Package,
    /// In a function body.
    Local,
    /// A receiver or parameter.
    Param,
    /// A result, named or not.
    Result,
    /// A struct field (objects for fields exist only as far as selections and positions need them).
    Field,
}

/// An object.
#[derive(Clone, Debug)]
pub struct Object {
    /// What it is.
    pub kind: ObjectKind,
    /// Its name.
    pub name: Symbol,
    /// The package that it was declared in; `None` in the universe.
    pub pkg: Option<PackageId>,
    /// Where its name was declared.
    pub span: Span,
    /// Its type; of a function its signature. The invalid type until resolved.
    pub ty: TypeId,
}
