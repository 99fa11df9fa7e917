//! The children of a node, in the order of the source.

use crate::ast::{Block, CommClause, Decl, Expr, ExprKind, Field, FuncType, InterfaceElem, SliceBounds, Stmt, StmtKind};

/// A node of the tree that has children.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// A declaration.
    Decl(Decl<'a>),
    /// A statement.
    Stmt(&'a Stmt<'a>),
    /// An expression or type.
    Expr(&'a Expr<'a>),
}

/// How a child hangs on its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Within the parent: a pass that recurses goes one level deeper.
    Nested,
    /// The left operand of a binary expression, and the `else if` of an if statement: these chains have any length, and a pass walks
    /// them in a loop.
    Spine,
}

/// Calls `each` for every child of `node`.
pub fn children<'a>(node: Node<'a>, each: &mut dyn FnMut(Node<'a>, Link)) {
    match node {
        Node::Decl(decl) => decl_children(decl, each),
        Node::Stmt(stmt) => stmt_children(stmt, each),
        Node::Expr(expr) => expr_children(expr, each),
    }
}

type Each<'e, 'a> = &'e mut dyn FnMut(Node<'a>, Link);

fn expr<'a>(x: &'a Expr<'a>, each: Each<'_, 'a>) {
    each(Node::Expr(x), Link::Nested);
}

fn exprs<'a>(xs: &'a [&'a Expr<'a>], each: Each<'_, 'a>) {
    for x in xs {
        expr(x, each);
    }
}

fn maybe_expr<'a>(x: Option<&'a Expr<'a>>, each: Each<'_, 'a>) {
    if let Some(x) = x {
        expr(x, each);
    }
}

fn maybe_stmt<'a>(stmt: Option<&'a Stmt<'a>>, each: Each<'_, 'a>) {
    if let Some(stmt) = stmt {
        each(Node::Stmt(stmt), Link::Nested);
    }
}

fn stmts<'a>(stmts: &'a [Stmt<'a>], each: Each<'_, 'a>) {
    for stmt in stmts {
        each(Node::Stmt(stmt), Link::Nested);
    }
}

fn block<'a>(block: &'a Block<'a>, each: Each<'_, 'a>) {
    stmts(block.stmts, each);
}

/// Fields that were written with one type share it; it counts once.
fn fields<'a>(fields: &'a [Field<'a>], each: Each<'_, 'a>) {
    for (i, field) in fields.iter().enumerate() {
        if fields.get(i + 1).is_none_or(|next| !std::ptr::eq(next.ty, field.ty)) {
            expr(field.ty, each);
            maybe_expr(field.tag, each);
        }
    }
}

fn signature<'a>(sig: &'a FuncType<'a>, each: Each<'_, 'a>) {
    fields(sig.params, each);
    fields(sig.results, each);
}

fn decl_children<'a>(decl: Decl<'a>, each: Each<'_, 'a>) {
    match decl {
        Decl::Import(_) | Decl::Bad(_) => {}
        Decl::Const(group) => {
            for spec in group.specs {
                maybe_expr(spec.ty, each);
                exprs(spec.values, each);
            }
        }
        Decl::Var(spec) => {
            maybe_expr(spec.ty, each);
            exprs(spec.values, each);
        }
        Decl::Type(spec) => {
            fields(spec.type_params, each);
            expr(spec.ty, each);
        }
        Decl::Func(func) => {
            if let Some(recv) = func.recv {
                fields(recv, each);
            }
            fields(func.type_params, each);
            signature(func.sig, each);
            if let Some(body) = func.body {
                block(body, each);
            }
        }
    }
}

fn stmt_children<'a>(stmt: &'a Stmt<'a>, each: Each<'_, 'a>) {
    match stmt.kind {
        StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
        StmtKind::Decl(decls) => decls.iter().for_each(|d| each(Node::Decl(*d), Link::Nested)),
        StmtKind::Labeled { stmt, .. } => maybe_stmt(Some(stmt), each),
        StmtKind::Expr(x) | StmtKind::IncDec { x, .. } | StmtKind::Go(x) | StmtKind::Defer(x) => expr(x, each),
        StmtKind::Send { ch, value } => {
            expr(ch, each);
            expr(value, each);
        }
        StmtKind::Assign { lhs, rhs, .. } => {
            exprs(lhs, each);
            exprs(rhs, each);
        }
        StmtKind::Return(results) => exprs(results, each),
        StmtKind::Block(b) => block(b, each),
        StmtKind::If { init, cond, then, other } => {
            maybe_stmt(init, each);
            expr(cond, each);
            block(then, each);
            if let Some(other) = other {
                each(Node::Stmt(other), Link::Spine);
            }
        }
        StmtKind::Switch { init, tag, clauses } => {
            maybe_stmt(init, each);
            maybe_expr(tag, each);
            for clause in clauses {
                exprs(clause.exprs, each);
                stmts(clause.body, each);
            }
        }
        StmtKind::TypeSwitch { init, guard, clauses } => {
            maybe_stmt(init, each);
            expr(guard.x, each);
            for clause in clauses {
                exprs(clause.exprs, each);
                stmts(clause.body, each);
            }
        }
        StmtKind::Select { clauses } => {
            for CommClause { comm, body, .. } in clauses {
                maybe_stmt(*comm, each);
                stmts(body, each);
            }
        }
        StmtKind::For { init, cond, post, body } => {
            maybe_stmt(init, each);
            maybe_expr(cond, each);
            maybe_stmt(post, each);
            block(body, each);
        }
        StmtKind::Range { key, value, x, body, .. } => {
            maybe_expr(key, each);
            maybe_expr(value, each);
            expr(x, each);
            block(body, each);
        }
    }
}

fn expr_children<'a>(x: &'a Expr<'a>, each: Each<'_, 'a>) {
    match x.kind {
        ExprKind::Bad | ExprKind::Ident(_) | ExprKind::BasicLit(..) => {}
        ExprKind::CompositeLit { ty, elems } => {
            maybe_expr(ty, each);
            for elem in elems {
                maybe_expr(elem.key, each);
                expr(elem.value, each);
            }
        }
        ExprKind::FuncLit { sig, body } => {
            signature(sig, each);
            block(body, each);
        }
        ExprKind::Paren(x)
        | ExprKind::Star(x)
        | ExprKind::SliceType(x)
        | ExprKind::Ellipsis(x)
        | ExprKind::Selector { x, .. }
        | ExprKind::Unary { x, .. }
        | ExprKind::ChanType { elem: x, .. } => expr(x, each),
        ExprKind::Index { x, indices } => {
            expr(x, each);
            exprs(indices, each);
        }
        ExprKind::Slice { x, bounds: SliceBounds { lo, hi, max, .. } } => {
            expr(x, each);
            maybe_expr(*lo, each);
            maybe_expr(*hi, each);
            maybe_expr(*max, each);
        }
        ExprKind::TypeAssert { x, ty } => {
            expr(x, each);
            maybe_expr(ty, each);
        }
        ExprKind::Call { fun, args, .. } => {
            expr(fun, each);
            exprs(args, each);
        }
        ExprKind::Binary { x, y, .. } => {
            each(Node::Expr(x), Link::Spine);
            expr(y, each);
        }
        ExprKind::ArrayType { len, elem } => {
            maybe_expr(len, each);
            expr(elem, each);
        }
        ExprKind::StructType { fields: list } => fields(list, each),
        ExprKind::FuncType(sig) => signature(sig, each),
        ExprKind::InterfaceType { elems } => {
            for elem in elems {
                match elem {
                    InterfaceElem::Method { sig, .. } => signature(sig, each),
                    InterfaceElem::Embedded(ty) => expr(ty, each),
                }
            }
        }
        ExprKind::MapType { key, value } => {
            expr(key, each);
            expr(value, each);
        }
    }
}
