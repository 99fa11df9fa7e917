//! The tree as text: a line for each declaration and statement with its extent, expressions in a Go-like form with every grouping
//! written out.
//!
//! An operation is in round brackets, a chain of one spine in a single pair; brackets of the source are `paren(x)`.

use std::fmt::Write;

use govm_lexer::{Interner, SourceMap, Span, Symbol, TokenKind, picture};

use super::shares_type;
use crate::ast::{
    CaseClause, ChanDir, Decl, Expr, ExprKind, Field, File, FuncDecl, FuncType, Ident, InterfaceElem, SliceBounds, Stmt,
    StmtKind, TypeSwitchGuard,
};

/// The tree of a file as text.
#[must_use]
pub fn dump_file(map: &SourceMap, file: &File<'_>, names: &Interner<'_>) -> String {
    let mut dump = Dump { map, names, out: String::new(), indent: 0, parts: Vec::new() };
    let mut waiting = Vec::new();
    dump.line(file.package.span, |d| {
        d.text("package ");
        d.ident(file.package);
    });
    dump.parts.extend(file.decls.iter().map(|decl| Part::Decl(*decl)));
    loop {
        // The first part is to be the next one.
        waiting.extend(dump.parts.drain(..).rev());
        match waiting.pop() {
            Some(part) => dump.part(part),
            None => return dump.out,
        }
    }
}

/// What is still to be written.
#[derive(Clone, Copy)]
enum Part<'a> {
    /// The extent and indentation that a line begins with.
    Start(Span),
    /// The end of a line.
    End,
    In,
    Out,
    /// The indentation below a line.
    Margin,
    Text(&'a str),
    /// Text of the source, in which no control character is left.
    Literal(&'a str),
    Name(Symbol),
    Decl(Decl<'a>),
    Stmt(&'a Stmt<'a>),
    /// A statement within a line.
    Simple(&'a Stmt<'a>),
    /// What stands behind `else`.
    Else(&'a Stmt<'a>),
    Expr(&'a Expr<'a>),
}

struct Dump<'m, 'i, 'a> {
    map: &'m SourceMap,
    names: &'m Interner<'i>,
    out: String,
    indent: usize,
    /// What the part in work consists of.
    parts: Vec<Part<'a>>,
}

impl<'a> Dump<'_, '_, 'a> {
    fn part(&mut self, part: Part<'a>) {
        match part {
            Part::Start(span) => {
                match (self.map.location(span.lo), self.map.location(span.hi)) {
                    (Some(lo), Some(hi)) => {
                        let _ = write!(self.out, "{}:{}-{}:{}", lo.line, lo.column, hi.line, hi.column);
                    }
                    _ => self.out.push('-'),
                }
                self.margin();
            }
            Part::End => self.out.push('\n'),
            Part::In => self.indent += 1,
            Part::Out => self.indent -= 1,
            Part::Margin => self.margin(),
            Part::Text(text) => self.out.push_str(text),
            Part::Literal(text) => self.out.extend(text.chars().map(picture)),
            Part::Name(name) => self.out.push_str(self.names.resolve(name)),
            Part::Decl(decl) => self.decl(decl),
            Part::Stmt(stmt) => self.stmt(stmt),
            Part::Simple(stmt) => self.simple(stmt),
            Part::Else(stmt) => self.other(stmt),
            Part::Expr(x) => self.expr(x),
        }
    }

    fn margin(&mut self) {
        for _ in 0..=self.indent {
            self.out.push_str("  ");
        }
    }

    /// A line that begins with the extent of its node.
    fn line(&mut self, span: Span, text: impl FnOnce(&mut Self)) {
        self.parts.push(Part::Start(span));
        text(self);
        self.parts.push(Part::End);
    }

    fn indented(&mut self, text: impl FnOnce(&mut Self)) {
        self.parts.push(Part::In);
        text(self);
        self.parts.push(Part::Out);
    }

    fn text(&mut self, text: &'a str) {
        self.parts.push(Part::Text(text));
    }

    fn ident(&mut self, ident: Ident<'a>) {
        self.parts.push(Part::Name(ident.name));
    }

    fn list<T>(&mut self, items: &'a [T], separator: &'static str, mut each: impl FnMut(&mut Self, &'a T)) {
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.text(separator);
            }
            each(self, item);
        }
    }

    /// An expression as a part of another.
    fn x(&mut self, x: &'a Expr<'a>) {
        self.parts.push(Part::Expr(x));
    }

    fn xs(&mut self, xs: &'a [&'a Expr<'a>]) {
        self.list(xs, ", ", |d, x| d.x(x));
    }

    fn wrapped(&mut self, before: &'static str, x: &'a Expr<'a>, after: &'static str) {
        self.text(before);
        self.x(x);
        self.text(after);
    }

    // Declarations.

    fn decl(&mut self, decl: Decl<'a>) {
        match decl {
            Decl::Bad(span) => self.line(span, |d| d.text("bad declaration")),
            Decl::Import(spec) => self.line(spec.span, |d| {
                d.text("import ");
                if let Some(name) = spec.name {
                    d.ident(name);
                    d.text(" ");
                }
                d.text("\"");
                d.parts.push(Part::Literal(spec.path));
                d.text("\"");
            }),
            Decl::Const(group) => {
                self.line(group.span, |d| d.text("const"));
                self.indented(|d| {
                    for spec in group.specs {
                        d.line(spec.span, |d| d.spec(spec.names, spec.ty, spec.values));
                    }
                });
            }
            Decl::Var(spec) => self.line(spec.span, |d| {
                d.text("var ");
                d.spec(spec.names, spec.ty, spec.values);
            }),
            Decl::Type(spec) => self.line(spec.span, |d| {
                d.text("type ");
                d.ident(spec.name);
                d.type_params(spec.type_params);
                d.text(if spec.is_alias { " = " } else { " " });
                d.x(spec.ty);
            }),
            Decl::Func(func) => self.func(func),
        }
    }

    fn spec(&mut self, names: &'a [Ident<'a>], ty: Option<&'a Expr<'a>>, values: &'a [&'a Expr<'a>]) {
        self.list(names, ", ", |d, n| d.ident(*n));
        if let Some(ty) = ty {
            self.wrapped(" ", ty, "");
        }
        if !values.is_empty() {
            self.text(" = ");
            self.xs(values);
        }
    }

    fn func(&mut self, func: &'a FuncDecl<'a>) {
        self.line(func.span, |d| {
            d.text("func ");
            if let Some(recv) = func.recv {
                d.params(recv);
                d.text(" ");
            }
            d.ident(func.name);
            d.type_params(func.type_params);
            d.signature(func.sig);
            if func.body.is_none() {
                d.text(" native");
            }
        });
        if let Some(body) = func.body {
            self.body(body.stmts);
        }
    }

    fn type_params(&mut self, params: &'a [Field<'a>]) {
        if !params.is_empty() {
            self.text("[");
            self.fields(params, ", ");
            self.text("]");
        }
    }

    fn params(&mut self, params: &'a [Field<'a>]) {
        self.text("(");
        self.fields(params, ", ");
        self.text(")");
    }

    fn signature(&mut self, sig: &'a FuncType<'a>) {
        self.params(sig.params);
        if !sig.results.is_empty() {
            self.text(" ");
            self.params(sig.results);
        }
    }

    /// Fields; those that were written with one type stand before it with commas between them.
    fn fields(&mut self, fields: &'a [Field<'a>], separator: &'static str) {
        for (i, field) in fields.iter().enumerate() {
            if field.is_embedded {
                self.text("embed ");
            }
            if let Some(name) = field.name {
                self.ident(name);
                if shares_type(fields, i) {
                    self.text(", ");
                    continue;
                }
                self.text(" ");
            }
            self.x(field.ty);
            if let Some(tag) = field.tag {
                self.wrapped(" ", tag, "");
            }
            if i + 1 < fields.len() {
                self.text(separator);
            }
        }
    }

    // Statements.

    fn stmts(&mut self, stmts: &'a [Stmt<'a>]) {
        self.parts.extend(stmts.iter().map(Part::Stmt));
    }

    /// Statements below the line that they belong to.
    fn body(&mut self, stmts: &'a [Stmt<'a>]) {
        self.indented(|d| d.stmts(stmts));
    }

    fn stmt(&mut self, stmt: &'a Stmt<'a>) {
        match stmt.kind {
            StmtKind::Decl(decls) => self.parts.extend(decls.iter().map(|decl| Part::Decl(*decl))),
            StmtKind::Labeled { label, stmt: inner } => {
                self.line(stmt.span, |d| {
                    d.text("label ");
                    d.ident(label);
                });
                self.indented(|d| d.parts.push(Part::Stmt(inner)));
            }
            StmtKind::Block(block) => {
                self.line(stmt.span, |d| d.text("block"));
                self.body(block.stmts);
            }
            StmtKind::If { .. } => self.if_stmt("if", stmt),
            StmtKind::Switch { init, tag, clauses } => {
                self.line(stmt.span, |d| {
                    d.text("switch");
                    d.header(init);
                    if let Some(tag) = tag {
                        d.wrapped(" ", tag, "");
                    }
                });
                self.clauses(clauses);
            }
            StmtKind::TypeSwitch { init, guard: &TypeSwitchGuard { bind, x }, clauses } => {
                self.line(stmt.span, |d| {
                    d.text("switch");
                    d.header(init);
                    d.text(" ");
                    if let Some(bind) = bind {
                        d.ident(bind);
                        d.text(" := ");
                    }
                    d.wrapped("", x, ".(type)");
                });
                self.clauses(clauses);
            }
            StmtKind::Select { clauses } => {
                self.line(stmt.span, |d| d.text("select"));
                self.indented(|d| {
                    for clause in clauses {
                        d.line(clause.span, |d| match clause.comm {
                            None => d.text("default"),
                            Some(comm) => {
                                d.text("case ");
                                d.parts.push(Part::Simple(comm));
                            }
                        });
                        d.body(clause.body);
                    }
                });
            }
            StmtKind::For { init, cond, post, body } => {
                self.line(stmt.span, |d| {
                    d.text("for");
                    d.header(init);
                    if let Some(cond) = cond {
                        d.wrapped(" ", cond, "");
                    }
                    if let Some(post) = post {
                        d.text("; ");
                        d.parts.push(Part::Simple(post));
                    }
                });
                self.body(body.stmts);
            }
            StmtKind::Range { key, value, is_define, x, body } => {
                self.line(stmt.span, |d| {
                    d.text("for ");
                    if let Some(key) = key {
                        d.x(key);
                        if let Some(value) = value {
                            d.wrapped(", ", value, "");
                        }
                        d.text(if is_define { " := " } else { " = " });
                    }
                    d.wrapped("range ", x, "");
                });
                self.body(body.stmts);
            }
            _ => self.line(stmt.span, |d| d.parts.push(Part::Simple(stmt))),
        }
    }

    /// An if statement; its `else if`s stand at its own level.
    fn if_stmt(&mut self, word: &'static str, stmt: &'a Stmt<'a>) {
        let StmtKind::If { init, cond, then, other } = stmt.kind else { return };
        self.line(stmt.span, |d| {
            d.text(word);
            d.header(init);
            d.wrapped(" ", cond, "");
        });
        self.body(then.stmts);
        self.parts.extend(other.map(Part::Else));
    }

    fn other(&mut self, stmt: &'a Stmt<'a>) {
        match stmt.kind {
            StmtKind::If { .. } => self.if_stmt("else if", stmt),
            StmtKind::Block(block) => {
                self.line(stmt.span, |d| d.text("else"));
                self.body(block.stmts);
            }
            _ => self.line(stmt.span, |d| d.text("else")),
        }
    }

    fn header(&mut self, init: Option<&'a Stmt<'a>>) {
        if let Some(init) = init {
            self.text(" ");
            self.parts.push(Part::Simple(init));
            self.text(";");
        }
    }

    fn clauses(&mut self, clauses: &'a [CaseClause<'a>]) {
        self.indented(|d| {
            for clause in clauses {
                d.line(clause.span, |d| {
                    if clause.is_default {
                        d.text("default");
                    } else {
                        d.text("case ");
                        d.xs(clause.exprs);
                    }
                });
                d.body(clause.body);
            }
        });
    }

    /// A statement that fits on a line.
    fn simple(&mut self, stmt: &'a Stmt<'a>) {
        match stmt.kind {
            StmtKind::Empty => self.text("empty"),
            StmtKind::Expr(x) => self.x(x),
            StmtKind::Send { ch, value } => {
                self.x(ch);
                self.wrapped(" <- ", value, "");
            }
            StmtKind::IncDec { x, is_inc } => self.wrapped("", x, if is_inc { "++" } else { "--" }),
            StmtKind::Assign { lhs, op, rhs, .. } => {
                self.xs(lhs);
                self.text(" ");
                self.text(op.text());
                self.text(if matches!(op, TokenKind::Assign | TokenKind::Define) { " " } else { "= " });
                self.xs(rhs);
            }
            StmtKind::Go(call) => self.wrapped("go ", call, ""),
            StmtKind::Defer(call) => self.wrapped("defer ", call, ""),
            StmtKind::Return(results) => {
                self.text(if results.is_empty() { "return" } else { "return " });
                self.xs(results);
            }
            StmtKind::Branch { kind, label } => {
                self.text(kind.text());
                if let Some(label) = label {
                    self.text(" ");
                    self.ident(label);
                }
            }
            // The others are printed on lines of their own; as the init of a header none of them can stand.
            _ => self.text("bad statement"),
        }
    }

    // Expressions.

    fn expr(&mut self, x: &'a Expr<'a>) {
        match x.kind {
            ExprKind::Bad => self.text("bad"),
            ExprKind::Ident(name) => self.parts.push(Part::Name(name)),
            ExprKind::BasicLit(_, text) => self.parts.push(Part::Literal(text)),
            ExprKind::CompositeLit { ty, elems } => {
                self.parts.extend(ty.map(Part::Expr));
                self.text("{");
                self.list(elems, ", ", |d, e| {
                    if let Some(key) = e.key {
                        d.wrapped("", key, ": ");
                    }
                    d.x(e.value);
                });
                self.text("}");
            }
            ExprKind::FuncLit { sig, body } => {
                self.text("func");
                self.signature(sig);
                self.text(" {\n");
                self.indented(|d| d.body(body.stmts));
                self.parts.push(Part::Margin);
                self.text("}");
            }
            ExprKind::Paren(x) => self.wrapped("paren(", x, ")"),
            ExprKind::Selector { x, sel } => {
                self.wrapped("", x, ".");
                self.ident(sel);
            }
            ExprKind::Index { x, indices } => {
                self.wrapped("", x, "[");
                self.xs(indices);
                self.text("]");
            }
            ExprKind::Slice { x, bounds: &SliceBounds { lo, hi, max, is_full } } => {
                self.wrapped("", x, "[");
                self.parts.extend(lo.map(Part::Expr));
                self.text(":");
                self.parts.extend(hi.map(Part::Expr));
                if is_full {
                    self.text(":");
                    self.parts.extend(max.map(Part::Expr));
                }
                self.text("]");
            }
            ExprKind::TypeAssert { x, ty } => {
                self.wrapped("", x, ".(");
                self.parts.push(ty.map_or(Part::Text("type"), Part::Expr));
                self.text(")");
            }
            ExprKind::Call { fun, args, has_ellipsis } => {
                self.wrapped("", fun, "(");
                self.xs(args);
                self.text(if has_ellipsis { "...)" } else { ")" });
            }
            ExprKind::Star(x) => self.wrapped("(*", x, ")"),
            ExprKind::Unary { op, x } => {
                self.text("(");
                self.wrapped(op.text(), x, ")");
            }
            ExprKind::Binary { .. } => self.binary(x),
            _ => self.type_expr(x),
        }
    }

    /// `(a + b - c)` for a left spine of any length.
    fn binary(&mut self, x: &'a Expr<'a>) {
        let mut spine = Vec::new();
        let mut first = x;
        while let ExprKind::Binary { op, x, y, .. } = first.kind {
            spine.push((op, y));
            first = x;
        }
        self.wrapped("(", first, "");
        for (op, y) in spine.into_iter().rev() {
            self.text(" ");
            self.text(op.text());
            self.wrapped(" ", y, "");
        }
        self.text(")");
    }

    fn type_expr(&mut self, x: &'a Expr<'a>) {
        match x.kind {
            ExprKind::ArrayType { len, elem } => {
                self.text("[");
                self.parts.push(len.map_or(Part::Text("..."), Part::Expr));
                self.wrapped("]", elem, "");
            }
            ExprKind::SliceType(elem) => self.wrapped("[]", elem, ""),
            ExprKind::StructType { fields } => {
                self.text("struct{");
                self.fields(fields, "; ");
                self.text("}");
            }
            ExprKind::FuncType(sig) => {
                self.text("func");
                self.signature(sig);
            }
            ExprKind::InterfaceType { elems } => {
                self.text("interface{");
                self.list(elems, "; ", |d, e| match e {
                    InterfaceElem::Method { name, sig } => {
                        d.ident(*name);
                        d.signature(sig);
                    }
                    InterfaceElem::Embedded(ty) => d.wrapped("embed ", ty, ""),
                });
                self.text("}");
            }
            ExprKind::MapType { key, value } => {
                self.wrapped("map[", key, "]");
                self.x(value);
            }
            ExprKind::ChanType { dir, elem } => {
                let before = match dir {
                    ChanDir::Both => "chan(",
                    ChanDir::Send => "chan<-(",
                    ChanDir::Recv => "<-chan(",
                };
                self.wrapped(before, elem, ")");
            }
            ExprKind::Ellipsis(elem) => self.wrapped("...", elem, ""),
            // `expr` has printed the others.
            _ => {}
        }
    }
}
