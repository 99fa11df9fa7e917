//! The syntax tree. Nodes live in the arena of the compilation and own nothing; a node's doc is its concrete syntax.
//!
//! Types are expressions, as in `go/ast`: the parser cannot tell them apart, the type checker does.

use govm_lexer::{BytePos, FileId, Span, Symbol, TokenKind};

/// Number of a node that the type checker records facts about: unique over all files of a compilation, dense from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// `package name; imports; declarations`
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// Which file.
    pub file: FileId,
    /// All of it.
    pub span: Span,
    /// The package clause's name; blank-named after a syntax error there.
    pub package: Ident<'a>,
    /// Declarations in source order, imports first.
    pub decls: &'a [Decl<'a>],
    /// One more than the last node id given out in this file.
    pub end_id: NodeId,
}

/// `name`
#[derive(Clone, Copy, Debug)]
pub struct Ident<'a> {
    /// Key of what the name defines or uses.
    pub id: NodeId,
    /// The name.
    pub name: Symbol,
    /// Where.
    pub span: Span,
    /// Keeps the tree's lifetime in the type.
    pub marker: std::marker::PhantomData<&'a ()>,
}

/// A top-level or statement-level declaration.
#[derive(Clone, Copy, Debug)]
pub enum Decl<'a> {
    /// One spec of `import "path"`, grouped or not.
    Import(&'a ImportSpec<'a>),
    /// One group of `const ( ... )`: the specs share iota.
    Const(&'a ConstDecl<'a>),
    /// One spec of `var a, b T = x, y`.
    Var(&'a VarSpec<'a>),
    /// One spec of `type`.
    Type(&'a TypeSpec<'a>),
    /// A function or method.
    Func(&'a FuncDecl<'a>),
    /// What a syntax error left.
    Bad(Span),
}

/// `name "path"`
#[derive(Clone, Copy, Debug)]
pub struct ImportSpec<'a> {
    /// Key of the package name that it declares when there is no `name`.
    pub id: NodeId,
    /// Local name; may be `_` or `.`.
    pub name: Option<Ident<'a>>,
    /// The unquoted path.
    pub path: &'a str,
    /// Of the path literal.
    pub path_span: Span,
    /// Of the spec.
    pub span: Span,
}

/// `const ( spec; spec )`
#[derive(Clone, Copy, Debug)]
pub struct ConstDecl<'a> {
    /// In order; index is iota.
    pub specs: &'a [ConstSpec<'a>],
    /// From the keyword.
    pub span: Span,
}

/// `a, b T = x, y`; type and values may be missing, then those of an earlier spec repeat.
#[derive(Clone, Copy, Debug)]
pub struct ConstSpec<'a> {
    /// The names.
    pub names: &'a [Ident<'a>],
    /// The type.
    pub ty: Option<&'a Expr<'a>>,
    /// The values.
    pub values: &'a [&'a Expr<'a>],
    /// Of the spec.
    pub span: Span,
}

/// `a, b T = x, y`
#[derive(Clone, Copy, Debug)]
pub struct VarSpec<'a> {
    /// The names.
    pub names: &'a [Ident<'a>],
    /// The type.
    pub ty: Option<&'a Expr<'a>>,
    /// The values.
    pub values: &'a [&'a Expr<'a>],
    /// Of the spec.
    pub span: Span,
}

/// `Name[P C] Type` or `Name[P C] = Type`
#[derive(Clone, Copy, Debug)]
pub struct TypeSpec<'a> {
    /// The declared name.
    pub name: Ident<'a>,
    /// Type parameters; empty for none.
    pub type_params: &'a [Field<'a>],
    /// With `=`.
    pub is_alias: bool,
    /// The type.
    pub ty: &'a Expr<'a>,
    /// Of the spec.
    pub span: Span,
}

/// `func (recv) Name[P C](params) results { body }`
#[derive(Clone, Copy, Debug)]
pub struct FuncDecl<'a> {
    /// Receiver list as written (exactly one entry is right); `None` for a function.
    pub recv: Option<&'a [Field<'a>]>,
    /// The name.
    pub name: Ident<'a>,
    /// Type parameters; empty for none.
    pub type_params: &'a [Field<'a>],
    /// Parameters and results.
    pub sig: &'a FuncType<'a>,
    /// Missing for a function that is native.
    pub body: Option<&'a Block<'a>>,
    /// From `func`.
    pub span: Span,
}

/// One name (or none) with its type: parameters, results, type parameters and struct fields are flattened, so that
/// `a, b T` is two fields that share `ty`.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// The name; `None` for an unnamed parameter. An embedded struct field has none either.
    pub name: Option<Ident<'a>>,
    /// The type or constraint. `...T` is `ExprKind::Ellipsis`.
    pub ty: &'a Expr<'a>,
    /// Struct fields: the raw tag literal.
    pub tag: Option<&'a Expr<'a>>,
    /// Struct fields: embedded.
    pub is_embedded: bool,
    /// Of name and type.
    pub span: Span,
}

/// `func(params) results`
#[derive(Clone, Copy, Debug)]
pub struct FuncType<'a> {
    /// Parameters.
    pub params: &'a [Field<'a>],
    /// Results.
    pub results: &'a [Field<'a>],
    /// Levels of nodes in it.
    pub height: u32,
    /// Of the signature, from `(`.
    pub span: Span,
}

/// `{ statements }`
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    /// The statements.
    pub stmts: &'a [Stmt<'a>],
    /// Levels of nodes in it.
    pub height: u32,
    /// Braces included; `hi - 1` is the closing brace.
    pub span: Span,
}

/// An expression or type.
#[derive(Clone, Copy, Debug)]
pub struct Expr<'a> {
    /// Key of its type and value.
    pub id: NodeId,
    /// Where.
    pub span: Span,
    /// Levels of nodes below, as a pass meets them that walks [`crate::Link::Spine`]s in a loop.
    pub height: u32,
    /// What.
    pub kind: ExprKind<'a>,
}

/// The sort of a basic literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LitKind {
    /// `1`
    Int,
    /// `1.5`
    Float,
    /// `1i`
    Imag,
    /// `'a'`
    Char,
    /// `"a"`
    String,
}

/// Direction of a channel type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChanDir {
    /// `chan T`
    Both,
    /// `chan<- T`
    Send,
    /// `<-chan T`
    Recv,
}

/// What an expression is.
#[derive(Clone, Copy, Debug)]
pub enum ExprKind<'a> {
    /// What a syntax error left.
    Bad,
    /// `name`; the expression's id is the key of what it uses.
    Ident(Symbol),
    /// A literal, raw text; valid by the lexer's word.
    BasicLit(LitKind, &'a str),
    /// `T{elems}`; no type for an elided one inside another literal.
    CompositeLit { ty: Option<&'a Expr<'a>>, elems: &'a [Element<'a>] },
    /// `func(params) results { body }`
    FuncLit { sig: &'a FuncType<'a>, body: &'a Block<'a> },
    /// `(x)`
    Paren(&'a Expr<'a>),
    /// `x.sel`
    Selector { x: &'a Expr<'a>, sel: Ident<'a> },
    /// `x[i]`, `x[T1, T2]`
    Index { x: &'a Expr<'a>, indices: &'a [&'a Expr<'a>] },
    /// `x[lo:hi]`, `x[lo:hi:max]`
    Slice { x: &'a Expr<'a>, bounds: &'a SliceBounds<'a> },
    /// `x.(T)`; no type for `x.(type)`.
    TypeAssert { x: &'a Expr<'a>, ty: Option<&'a Expr<'a>> },
    /// `fun(args)`, `fun(args...)`; the span's last byte is `)`.
    Call { fun: &'a Expr<'a>, args: &'a [&'a Expr<'a>], has_ellipsis: bool },
    /// `*x`
    Star(&'a Expr<'a>),
    /// `op x` with op one of `+ - ! ^ & <- ~`
    Unary { op: TokenKind, x: &'a Expr<'a> },
    /// `x op y`
    Binary { op: TokenKind, op_pos: BytePos, x: &'a Expr<'a>, y: &'a Expr<'a> },
    /// `[n]T`, `[...]T`
    ArrayType { len: Option<&'a Expr<'a>>, elem: &'a Expr<'a> },
    /// `[]T`
    SliceType(&'a Expr<'a>),
    /// `struct { fields }`
    StructType { fields: &'a [Field<'a>] },
    /// `func(params) results`
    FuncType(&'a FuncType<'a>),
    /// `interface { methods; unions }`
    InterfaceType { elems: &'a [InterfaceElem<'a>] },
    /// `map[K]V`
    MapType { key: &'a Expr<'a>, value: &'a Expr<'a> },
    /// `chan T`
    ChanType { dir: ChanDir, elem: &'a Expr<'a> },
    /// `...T`, in a parameter list only
    Ellipsis(&'a Expr<'a>),
}

/// `lo:hi`, `lo:hi:max`
#[derive(Clone, Copy, Debug)]
pub struct SliceBounds<'a> {
    /// The first index.
    pub lo: Option<&'a Expr<'a>>,
    /// The second.
    pub hi: Option<&'a Expr<'a>>,
    /// The third.
    pub max: Option<&'a Expr<'a>>,
    /// With two colons.
    pub is_full: bool,
}

/// `value` or `key: value` in a composite literal.
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    /// The key, a `CompositeLit` without type where elided.
    pub key: Option<&'a Expr<'a>>,
    /// The value.
    pub value: &'a Expr<'a>,
}

/// An entry of an interface type.
#[derive(Clone, Copy, Debug)]
pub enum InterfaceElem<'a> {
    /// `Name(params) results`
    Method { name: Ident<'a>, sig: &'a FuncType<'a> },
    /// `T`, `~T | U`: unions are `Binary |`, tildes `Unary ~`.
    Embedded(&'a Expr<'a>),
}

/// A statement.
#[derive(Clone, Copy, Debug)]
pub struct Stmt<'a> {
    /// Key: type switch clauses and ranges record implicit objects by it.
    pub id: NodeId,
    /// Where.
    pub span: Span,
    /// Levels of nodes below, as for expressions.
    pub height: u32,
    /// What.
    pub kind: StmtKind<'a>,
}

/// What a statement is.
#[derive(Clone, Copy, Debug)]
pub enum StmtKind<'a> {
    /// What a syntax error left.
    Bad,
    /// Nothing, or `;`
    Empty,
    /// `const`, `var` or `type` declaration; a grouped one yields one `Decl` per spec (per group for const).
    Decl(&'a [Decl<'a>]),
    /// `label: stmt`
    Labeled { label: Ident<'a>, stmt: &'a Stmt<'a> },
    /// `x`
    Expr(&'a Expr<'a>),
    /// `ch <- value`
    Send { ch: &'a Expr<'a>, value: &'a Expr<'a> },
    /// `x++`, `x--`
    IncDec { x: &'a Expr<'a>, is_inc: bool },
    /// `a, b = x, y`, `a, b := x, y`, `a op= x`; `op` is `Assign`, `Define` or the binary operator (`Add` for `+=`).
    Assign { lhs: &'a [&'a Expr<'a>], op: TokenKind, op_pos: BytePos, rhs: &'a [&'a Expr<'a>] },
    /// `go call`
    Go(&'a Expr<'a>),
    /// `defer call`
    Defer(&'a Expr<'a>),
    /// `return results`
    Return(&'a [&'a Expr<'a>]),
    /// `break L`, `continue L`, `goto L`, `fallthrough`
    Branch { kind: TokenKind, label: Option<Ident<'a>> },
    /// `{ statements }`
    Block(&'a Block<'a>),
    /// `if init; cond { then } else other`
    If { init: Option<&'a Stmt<'a>>, cond: &'a Expr<'a>, then: &'a Block<'a>, other: Option<&'a Stmt<'a>> },
    /// `switch init; tag { clauses }`
    Switch { init: Option<&'a Stmt<'a>>, tag: Option<&'a Expr<'a>>, clauses: &'a [CaseClause<'a>] },
    /// `switch init; bind := x.(type) { clauses }`
    TypeSwitch { init: Option<&'a Stmt<'a>>, guard: &'a TypeSwitchGuard<'a>, clauses: &'a [CaseClause<'a>] },
    /// `select { clauses }`
    Select { clauses: &'a [CommClause<'a>] },
    /// `for init; cond; post { body }`
    For { init: Option<&'a Stmt<'a>>, cond: Option<&'a Expr<'a>>, post: Option<&'a Stmt<'a>>, body: &'a Block<'a> },
    /// `for key, value := range x { body }`
    Range { key: Option<&'a Expr<'a>>, value: Option<&'a Expr<'a>>, is_define: bool, x: &'a Expr<'a>, body: &'a Block<'a> },
}

/// `bind := x.(type)`
#[derive(Clone, Copy, Debug)]
pub struct TypeSwitchGuard<'a> {
    /// The variable that each clause declares anew.
    pub bind: Option<Ident<'a>>,
    /// What is tested.
    pub x: &'a Expr<'a>,
}

/// `case exprs: body`; no expressions in `default: body`.
#[derive(Clone, Copy, Debug)]
pub struct CaseClause<'a> {
    /// Key: the variable that a type switch declares in this clause.
    pub id: NodeId,
    /// Expressions or types.
    pub exprs: &'a [&'a Expr<'a>],
    /// `default`
    pub is_default: bool,
    /// The statements.
    pub body: &'a [Stmt<'a>],
    /// Levels of nodes in it.
    pub height: u32,
    /// From `case` to the end of the body.
    pub span: Span,
    /// Of the colon.
    pub colon: BytePos,
}

/// `case comm: body` of a select; no `comm` in `default: body`.
#[derive(Clone, Copy, Debug)]
pub struct CommClause<'a> {
    /// Key of the clause.
    pub id: NodeId,
    /// Send, receive or assignment from a receive.
    pub comm: Option<&'a Stmt<'a>>,
    /// The statements.
    pub body: &'a [Stmt<'a>],
    /// Levels of nodes in it.
    pub height: u32,
    /// From `case` to the end of the body.
    pub span: Span,
    /// Of the colon.
    pub colon: BytePos,
}

// The memory that a tree takes is a promise of this crate.
const _: () = assert!(size_of::<Expr<'_>>() <= 48 && size_of::<Stmt<'_>>() <= 56);
