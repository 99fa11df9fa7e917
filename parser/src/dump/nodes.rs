//! What nodes consist of: their kinds, and of each kind the fields. Kinds are named as in `go/ast` where it has them.

use govm_lexer::{Span, Symbol};

use super::shares_type;
use crate::ast::{
    Block, CaseClause, ChanDir, CommClause, ConstSpec, Decl, Element, Expr, ExprKind, Field, File, FuncType, Ident,
    InterfaceElem, LitKind, SliceBounds, Stmt, StmtKind, TypeSwitchGuard,
};

/// A node of the tree, everything with a place of its own.
#[derive(Clone, Copy)]
pub(super) enum Node<'a> {
    File(&'a File<'a>),
    Decl(Decl<'a>),
    ConstSpec(&'a ConstSpec<'a>),
    /// With the type, or with the type of the next field.
    Field(&'a Field<'a>, TypeOf),
    Ident(Ident<'a>),
    Expr(&'a Expr<'a>),
    Element(&'a Element<'a>),
    Method(Ident<'a>, &'a FuncType<'a>),
    Signature(&'a FuncType<'a>),
    Stmt(&'a Stmt<'a>),
    Block(&'a Block<'a>),
    Case(&'a CaseClause<'a>),
    Comm(&'a CommClause<'a>),
}

/// Where the type of a field is found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TypeOf {
    Itself,
    Next,
}

/// Takes the fields of a node.
pub(super) trait Fields<'a> {
    fn text(&mut self, field: &'static str, text: &str);
    fn name(&mut self, field: &'static str, name: Symbol);
    /// A field that is there, and true, or is not.
    fn flag(&mut self, field: &'static str, is_set: bool);
    fn child(&mut self, role: &'static str, node: Node<'a>);

    fn ident(&mut self, role: &'static str, ident: Ident<'a>) {
        self.child(role, Node::Ident(ident));
    }

    fn idents(&mut self, role: &'static str, idents: &'a [Ident<'a>]) {
        idents.iter().for_each(|ident| self.ident(role, *ident));
    }

    fn expr(&mut self, role: &'static str, x: &'a Expr<'a>) {
        self.child(role, Node::Expr(x));
    }

    fn maybe(&mut self, role: &'static str, x: Option<&'a Expr<'a>>) {
        x.into_iter().for_each(|x| self.expr(role, x));
    }

    fn exprs(&mut self, role: &'static str, xs: &'a [&'a Expr<'a>]) {
        xs.iter().for_each(|x| self.expr(role, x));
    }

    fn stmt(&mut self, role: &'static str, stmt: Option<&'a Stmt<'a>>) {
        stmt.into_iter().for_each(|stmt| self.child(role, Node::Stmt(stmt)));
    }

    fn stmts(&mut self, role: &'static str, stmts: &'a [Stmt<'a>]) {
        stmts.iter().for_each(|stmt| self.child(role, Node::Stmt(stmt)));
    }

    fn decls(&mut self, decls: &'a [Decl<'a>]) {
        decls.iter().for_each(|decl| self.child("decl", Node::Decl(*decl)));
    }

    fn clauses(&mut self, clauses: &'a [CaseClause<'a>]) {
        clauses.iter().for_each(|clause| self.child("clause", Node::Case(clause)));
    }

    fn fields(&mut self, role: &'static str, fields: &'a [Field<'a>]) {
        for (i, field) in fields.iter().enumerate() {
            let type_of = if shares_type(fields, i) { TypeOf::Next } else { TypeOf::Itself };
            self.child(role, Node::Field(field, type_of));
        }
    }

    fn signature(&mut self, sig: &'a FuncType<'a>) {
        self.fields("param", sig.params);
        self.fields("result", sig.results);
    }
}

impl<'a> Node<'a> {
    pub(super) fn span(self) -> Span {
        match self {
            Node::File(file) => file.span,
            Node::Decl(decl) => match decl {
                Decl::Import(spec) => spec.span,
                Decl::Const(group) => group.span,
                Decl::Var(spec) => spec.span,
                Decl::Type(spec) => spec.span,
                Decl::Func(func) => func.span,
                Decl::Bad(span) => span,
            },
            Node::ConstSpec(spec) => spec.span,
            Node::Field(field, _) => field.tag.map_or(field.span, |tag| field.span.to(tag.span)),
            Node::Ident(ident) => ident.span,
            Node::Expr(x) => x.span,
            Node::Element(element) => match element.key {
                Some(key) => key.span.to(element.value.span),
                None => element.value.span,
            },
            Node::Method(name, sig) => name.span.to(sig.span),
            Node::Signature(sig) => sig.span,
            Node::Stmt(stmt) => stmt.span,
            Node::Block(block) => block.span,
            Node::Case(clause) => clause.span,
            Node::Comm(clause) => clause.span,
        }
    }

    pub(super) fn kind(self) -> &'static str {
        match self {
            Node::File(_) => "File",
            Node::Decl(decl) => match decl {
                Decl::Import(_) => "Import",
                Decl::Const(_) => "Const",
                Decl::Var(_) => "Var",
                Decl::Type(_) => "Type",
                Decl::Func(_) => "Func",
                Decl::Bad(_) => "BadDecl",
            },
            Node::ConstSpec(_) => "ConstSpec",
            Node::Field(..) => "Field",
            Node::Ident(_) => "Ident",
            Node::Expr(x) => expr_kind(x),
            Node::Element(_) => "Element",
            Node::Method(..) => "Method",
            Node::Signature(_) => "FuncType",
            Node::Stmt(stmt) => stmt_kind(stmt),
            Node::Block(_) => "Block",
            Node::Case(_) => "CaseClause",
            Node::Comm(_) => "CommClause",
        }
    }

    /// Hands over the fields, children in the order of the source.
    pub(super) fn fields(self, to: &mut impl Fields<'a>) {
        match self {
            Node::File(file) => {
                to.ident("package", file.package);
                to.decls(file.decls);
            }
            Node::Decl(decl) => decl_fields(decl, to),
            Node::ConstSpec(spec) => {
                to.idents("name", spec.names);
                to.maybe("type", spec.ty);
                to.exprs("value", spec.values);
            }
            Node::Field(field, type_of) => {
                to.flag("embedded", field.is_embedded);
                to.flag("typeOfNext", type_of == TypeOf::Next);
                field.name.into_iter().for_each(|name| to.ident("name", name));
                if type_of == TypeOf::Itself {
                    to.expr("type", field.ty);
                    to.maybe("tag", field.tag);
                }
            }
            Node::Ident(ident) => to.name("text", ident.name),
            Node::Expr(x) => expr_fields(x, to),
            Node::Element(element) => {
                to.maybe("key", element.key);
                to.expr("value", element.value);
            }
            Node::Method(name, sig) => {
                to.ident("name", name);
                to.signature(sig);
            }
            Node::Signature(sig) => to.signature(sig),
            Node::Stmt(stmt) => stmt_fields(stmt, to),
            Node::Block(block) => to.stmts("stmt", block.stmts),
            Node::Case(clause) => {
                to.flag("default", clause.is_default);
                to.exprs("expr", clause.exprs);
                to.stmts("stmt", clause.body);
            }
            Node::Comm(clause) => {
                to.flag("default", clause.comm.is_none());
                to.stmt("comm", clause.comm);
                to.stmts("stmt", clause.body);
            }
        }
    }
}

fn decl_fields<'a>(decl: Decl<'a>, to: &mut impl Fields<'a>) {
    match decl {
        Decl::Bad(_) => {}
        Decl::Import(spec) => {
            to.text("path", spec.path);
            spec.name.into_iter().for_each(|name| to.ident("name", name));
        }
        Decl::Const(group) => group.specs.iter().for_each(|spec| to.child("spec", Node::ConstSpec(spec))),
        Decl::Var(spec) => {
            to.idents("name", spec.names);
            to.maybe("type", spec.ty);
            to.exprs("value", spec.values);
        }
        Decl::Type(spec) => {
            to.flag("alias", spec.is_alias);
            to.ident("name", spec.name);
            to.fields("typeParam", spec.type_params);
            to.expr("type", spec.ty);
        }
        Decl::Func(func) => {
            to.fields("recv", func.recv.unwrap_or_default());
            to.ident("name", func.name);
            to.fields("typeParam", func.type_params);
            to.child("signature", Node::Signature(func.sig));
            func.body.into_iter().for_each(|body| to.child("body", Node::Block(body)));
        }
    }
}

fn stmt_kind(stmt: &Stmt<'_>) -> &'static str {
    match stmt.kind {
        StmtKind::Bad => "BadStmt",
        StmtKind::Empty => "EmptyStmt",
        StmtKind::Decl(_) => "DeclStmt",
        StmtKind::Labeled { .. } => "LabeledStmt",
        StmtKind::Expr(_) => "ExprStmt",
        StmtKind::Send { .. } => "SendStmt",
        StmtKind::IncDec { .. } => "IncDecStmt",
        StmtKind::Assign { .. } => "AssignStmt",
        StmtKind::Go(_) => "GoStmt",
        StmtKind::Defer(_) => "DeferStmt",
        StmtKind::Return(_) => "ReturnStmt",
        StmtKind::Branch { .. } => "BranchStmt",
        StmtKind::Block(_) => "BlockStmt",
        StmtKind::If { .. } => "IfStmt",
        StmtKind::Switch { .. } => "SwitchStmt",
        StmtKind::TypeSwitch { .. } => "TypeSwitchStmt",
        StmtKind::Select { .. } => "SelectStmt",
        StmtKind::For { .. } => "ForStmt",
        StmtKind::Range { .. } => "RangeStmt",
    }
}

fn stmt_fields<'a>(stmt: &'a Stmt<'a>, to: &mut impl Fields<'a>) {
    match stmt.kind {
        StmtKind::Bad | StmtKind::Empty => {}
        StmtKind::Decl(decls) => to.decls(decls),
        StmtKind::Labeled { label, stmt } => {
            to.ident("label", label);
            to.stmt("stmt", Some(stmt));
        }
        StmtKind::Expr(x) => to.expr("x", x),
        StmtKind::Send { ch, value } => {
            to.expr("chan", ch);
            to.expr("value", value);
        }
        StmtKind::IncDec { x, is_inc } => {
            to.text("op", if is_inc { "++" } else { "--" });
            to.expr("x", x);
        }
        StmtKind::Assign { lhs, op, rhs, .. } => {
            to.text("op", op.text());
            to.exprs("lhs", lhs);
            to.exprs("rhs", rhs);
        }
        StmtKind::Go(call) | StmtKind::Defer(call) => to.expr("call", call),
        StmtKind::Return(results) => to.exprs("result", results),
        StmtKind::Branch { kind, label } => {
            to.text("keyword", kind.text());
            label.into_iter().for_each(|label| to.ident("label", label));
        }
        StmtKind::Block(block) => to.stmts("stmt", block.stmts),
        StmtKind::If { init, cond, then, other } => {
            to.stmt("init", init);
            to.expr("cond", cond);
            to.child("then", Node::Block(then));
            to.stmt("else", other);
        }
        StmtKind::Switch { init, tag, clauses } => {
            to.stmt("init", init);
            to.maybe("tag", tag);
            to.clauses(clauses);
        }
        StmtKind::TypeSwitch { init, guard: &TypeSwitchGuard { bind, x }, clauses } => {
            to.stmt("init", init);
            bind.into_iter().for_each(|bind| to.ident("bind", bind));
            to.expr("x", x);
            to.clauses(clauses);
        }
        StmtKind::Select { clauses } => clauses.iter().for_each(|clause| to.child("clause", Node::Comm(clause))),
        StmtKind::For { init, cond, post, body } => {
            to.stmt("init", init);
            to.maybe("cond", cond);
            to.stmt("post", post);
            to.child("body", Node::Block(body));
        }
        StmtKind::Range { key, value, is_define, x, body } => {
            to.flag("define", is_define);
            to.maybe("key", key);
            to.maybe("value", value);
            to.expr("x", x);
            to.child("body", Node::Block(body));
        }
    }
}

fn expr_kind(x: &Expr<'_>) -> &'static str {
    match x.kind {
        ExprKind::Bad => "BadExpr",
        ExprKind::Ident(_) => "Ident",
        ExprKind::BasicLit(..) => "BasicLit",
        ExprKind::CompositeLit { .. } => "CompositeLit",
        ExprKind::FuncLit { .. } => "FuncLit",
        ExprKind::Paren(_) => "ParenExpr",
        ExprKind::Selector { .. } => "SelectorExpr",
        ExprKind::Index { .. } => "IndexExpr",
        ExprKind::Slice { .. } => "SliceExpr",
        ExprKind::TypeAssert { .. } => "TypeAssertExpr",
        ExprKind::Call { .. } => "CallExpr",
        ExprKind::Star(_) => "StarExpr",
        ExprKind::Unary { .. } => "UnaryExpr",
        ExprKind::Binary { .. } => "BinaryExpr",
        ExprKind::ArrayType { .. } => "ArrayType",
        ExprKind::SliceType(_) => "SliceType",
        ExprKind::StructType { .. } => "StructType",
        ExprKind::FuncType(_) => "FuncType",
        ExprKind::InterfaceType { .. } => "InterfaceType",
        ExprKind::MapType { .. } => "MapType",
        ExprKind::ChanType { .. } => "ChanType",
        ExprKind::Ellipsis(_) => "Ellipsis",
    }
}

fn expr_fields<'a>(x: &'a Expr<'a>, to: &mut impl Fields<'a>) {
    match x.kind {
        ExprKind::Bad => {}
        ExprKind::Ident(name) => to.name("text", name),
        ExprKind::BasicLit(kind, text) => {
            let kind = match kind {
                LitKind::Int => "int",
                LitKind::Float => "float",
                LitKind::Imag => "imag",
                LitKind::Char => "rune",
                LitKind::String => "string",
            };
            to.text("literal", kind);
            to.text("text", text);
        }
        ExprKind::CompositeLit { ty, elems } => {
            to.maybe("type", ty);
            elems.iter().for_each(|element| to.child("element", Node::Element(element)));
        }
        ExprKind::FuncLit { sig, body } => {
            to.child("signature", Node::Signature(sig));
            to.child("body", Node::Block(body));
        }
        ExprKind::Paren(x) | ExprKind::Star(x) => to.expr("x", x),
        ExprKind::Selector { x, sel } => {
            to.expr("x", x);
            to.ident("sel", sel);
        }
        ExprKind::Index { x, indices } => {
            to.expr("x", x);
            to.exprs("index", indices);
        }
        ExprKind::Slice { x, bounds: &SliceBounds { lo, hi, max, is_full } } => {
            to.flag("full", is_full);
            to.expr("x", x);
            to.maybe("low", lo);
            to.maybe("high", hi);
            to.maybe("max", max);
        }
        ExprKind::TypeAssert { x, ty } => {
            to.expr("x", x);
            to.maybe("type", ty);
        }
        ExprKind::Call { fun, args, has_ellipsis } => {
            to.flag("ellipsis", has_ellipsis);
            to.expr("fun", fun);
            to.exprs("arg", args);
        }
        ExprKind::Unary { op, x } => {
            to.text("op", op.text());
            to.expr("x", x);
        }
        ExprKind::Binary { op, x, y, .. } => {
            to.text("op", op.text());
            to.expr("x", x);
            to.expr("y", y);
        }
        ExprKind::ArrayType { len, elem } => {
            to.maybe("len", len);
            to.expr("elem", elem);
        }
        ExprKind::SliceType(elem) | ExprKind::Ellipsis(elem) => to.expr("elem", elem),
        ExprKind::StructType { fields } => to.fields("field", fields),
        ExprKind::FuncType(sig) => to.signature(sig),
        ExprKind::InterfaceType { elems } => {
            for elem in elems {
                match elem {
                    InterfaceElem::Method { name, sig } => to.child("method", Node::Method(*name, sig)),
                    InterfaceElem::Embedded(ty) => to.expr("embedded", ty),
                }
            }
        }
        ExprKind::MapType { key, value } => {
            to.expr("key", key);
            to.expr("value", value);
        }
        ExprKind::ChanType { dir, elem } => {
            let dir = match dir {
                ChanDir::Both => "both",
                ChanDir::Send => "send",
                ChanDir::Recv => "receive",
            };
            to.text("dir", dir);
            to.expr("elem", elem);
        }
    }
}
