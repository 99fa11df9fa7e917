//! The tree as text: a line for each declaration and statement with its extent, expressions in a Go-like form with every grouping
//! written out.
//!
//! Snapshots hold it, so its form is stable. An operation is in round brackets, a chain of one spine in a single pair; brackets of the
//! source are `paren(x)`.

use std::fmt::Write;

use govm_lexer::{Interner, SourceMap, Span, TokenKind};

use crate::ast::{
    CaseClause, ChanDir, Decl, Expr, ExprKind, Field, File, FuncDecl, FuncType, Ident, InterfaceElem, Stmt, StmtKind,
};

/// The tree of a file as text.
#[must_use]
pub fn dump_file(map: &SourceMap, file: &File<'_>, names: &Interner<'_>) -> String {
    let mut dump = Dump { map, names, out: String::new(), indent: 0 };
    dump.line(file.package.span, |d| {
        d.out.push_str("package ");
        d.ident(file.package);
    });
    for decl in file.decls {
        dump.decl(*decl);
    }
    dump.out
}

struct Dump<'m, 'a> {
    map: &'m SourceMap,
    names: &'m Interner<'a>,
    out: String,
    indent: usize,
}

impl Dump<'_, '_> {
    /// A line that begins with the extent of its node.
    fn line(&mut self, span: Span, text: impl FnOnce(&mut Self)) {
        match (self.map.location(span.lo), self.map.location(span.hi)) {
            (Some(lo), Some(hi)) => {
                let _ = write!(self.out, "{}:{}-{}:{}", lo.line, lo.column, hi.line, hi.column);
            }
            _ => self.out.push('-'),
        }
        for _ in 0..=self.indent {
            self.out.push_str("  ");
        }
        text(self);
        self.out.push('\n');
    }

    fn indented(&mut self, text: impl FnOnce(&mut Self)) {
        self.indent += 1;
        text(self);
        self.indent -= 1;
    }

    fn ident(&mut self, ident: Ident<'_>) {
        self.out.push_str(self.names.resolve(ident.name));
    }

    fn list<T>(&mut self, items: &[T], separator: &str, mut each: impl FnMut(&mut Self, &T)) {
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.out.push_str(separator);
            }
            each(self, item);
        }
    }

    // Declarations.

    fn decl(&mut self, decl: Decl<'_>) {
        match decl {
            Decl::Bad(span) => self.line(span, |d| d.out.push_str("bad declaration")),
            Decl::Import(spec) => self.line(spec.span, |d| {
                d.out.push_str("import ");
                if let Some(name) = spec.name {
                    d.ident(name);
                    d.out.push(' ');
                }
                let _ = write!(d.out, "{:?}", spec.path);
            }),
            Decl::Const(group) => {
                self.line(group.span, |d| d.out.push_str("const"));
                self.indented(|d| {
                    for spec in group.specs {
                        d.line(spec.span, |d| d.spec(spec.names, spec.ty, spec.values));
                    }
                });
            }
            Decl::Var(spec) => self.line(spec.span, |d| {
                d.out.push_str("var ");
                d.spec(spec.names, spec.ty, spec.values);
            }),
            Decl::Type(spec) => self.line(spec.span, |d| {
                d.out.push_str("type ");
                d.ident(spec.name);
                d.type_params(spec.type_params);
                d.out.push_str(if spec.is_alias { " = " } else { " " });
                d.expr(spec.ty);
            }),
            Decl::Func(func) => self.func(func),
        }
    }

    fn spec(&mut self, names: &[Ident<'_>], ty: Option<&Expr<'_>>, values: &[&Expr<'_>]) {
        self.list(names, ", ", |d, n| d.ident(*n));
        if let Some(ty) = ty {
            self.out.push(' ');
            self.expr(ty);
        }
        if !values.is_empty() {
            self.out.push_str(" = ");
            self.exprs(values);
        }
    }

    fn func(&mut self, func: &FuncDecl<'_>) {
        self.line(func.span, |d| {
            d.out.push_str("func ");
            if let Some(recv) = func.recv {
                d.params(recv);
                d.out.push(' ');
            }
            d.ident(func.name);
            d.type_params(func.type_params);
            d.signature(func.sig);
            if func.body.is_none() {
                d.out.push_str(" native");
            }
        });
        if let Some(body) = func.body {
            self.indented(|d| d.stmts(body.stmts));
        }
    }

    fn type_params(&mut self, params: &[Field<'_>]) {
        if !params.is_empty() {
            self.out.push('[');
            self.list(params, ", ", |d, p| d.field(p));
            self.out.push(']');
        }
    }

    fn params(&mut self, params: &[Field<'_>]) {
        self.out.push('(');
        self.list(params, ", ", |d, p| d.field(p));
        self.out.push(')');
    }

    fn signature(&mut self, sig: &FuncType<'_>) {
        self.params(sig.params);
        if !sig.results.is_empty() {
            self.out.push(' ');
            self.params(sig.results);
        }
    }

    fn field(&mut self, field: &Field<'_>) {
        if let Some(name) = field.name {
            self.ident(name);
            self.out.push(' ');
        }
        if field.is_embedded {
            self.out.push_str("embed ");
        }
        self.expr(field.ty);
        if let Some(tag) = field.tag {
            self.out.push(' ');
            self.expr(tag);
        }
    }

    // Statements.

    fn stmts(&mut self, stmts: &[Stmt<'_>]) {
        for stmt in stmts {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt<'_>) {
        match stmt.kind {
            StmtKind::Decl(decls) => decls.iter().for_each(|d| self.decl(*d)),
            StmtKind::Labeled { label, stmt: inner } => {
                self.line(stmt.span, |d| {
                    d.out.push_str("label ");
                    d.ident(label);
                });
                self.indented(|d| d.stmt(inner));
            }
            StmtKind::Block(block) => {
                self.line(stmt.span, |d| d.out.push_str("block"));
                self.indented(|d| d.stmts(block.stmts));
            }
            StmtKind::If { .. } => self.if_chain(stmt),
            StmtKind::Switch { init, tag, clauses } => {
                self.line(stmt.span, |d| {
                    d.out.push_str("switch");
                    d.header(init);
                    if let Some(tag) = tag {
                        d.out.push(' ');
                        d.expr(tag);
                    }
                });
                self.clauses(clauses);
            }
            StmtKind::TypeSwitch { init, bind, x, clauses } => {
                self.line(stmt.span, |d| {
                    d.out.push_str("switch");
                    d.header(init);
                    d.out.push(' ');
                    if let Some(bind) = bind {
                        d.ident(bind);
                        d.out.push_str(" := ");
                    }
                    d.expr(x);
                    d.out.push_str(".(type)");
                });
                self.clauses(clauses);
            }
            StmtKind::Select { clauses } => {
                self.line(stmt.span, |d| d.out.push_str("select"));
                self.indented(|d| {
                    for clause in clauses {
                        d.line(clause.span, |d| match clause.comm {
                            None => d.out.push_str("default"),
                            Some(comm) => {
                                d.out.push_str("case ");
                                d.simple(comm);
                            }
                        });
                        d.indented(|d| d.stmts(clause.body));
                    }
                });
            }
            StmtKind::For { init, cond, post, body } => {
                self.line(stmt.span, |d| {
                    d.out.push_str("for");
                    d.header(init);
                    if let Some(cond) = cond {
                        d.out.push(' ');
                        d.expr(cond);
                    }
                    if let Some(post) = post {
                        d.out.push_str("; ");
                        d.simple(post);
                    }
                });
                self.indented(|d| d.stmts(body.stmts));
            }
            StmtKind::Range { key, value, is_define, x, body } => {
                self.line(stmt.span, |d| {
                    d.out.push_str("for ");
                    if let Some(key) = key {
                        d.expr(key);
                        if let Some(value) = value {
                            d.out.push_str(", ");
                            d.expr(value);
                        }
                        d.out.push_str(if is_define { " := " } else { " = " });
                    }
                    d.out.push_str("range ");
                    d.expr(x);
                });
                self.indented(|d| d.stmts(body.stmts));
            }
            _ => self.line(stmt.span, |d| d.simple(stmt)),
        }
    }

    /// An if statement and its `else if`s, which stand at its own level.
    fn if_chain(&mut self, first: &Stmt<'_>) {
        let mut word = "if";
        let mut next = Some(first);
        while let Some(stmt) = next {
            let StmtKind::If { init, cond, then, other } = stmt.kind else {
                self.line(stmt.span, |d| d.out.push_str("else"));
                if let StmtKind::Block(block) = stmt.kind {
                    self.indented(|d| d.stmts(block.stmts));
                }
                return;
            };
            self.line(stmt.span, |d| {
                d.out.push_str(word);
                d.header(init);
                d.out.push(' ');
                d.expr(cond);
            });
            self.indented(|d| d.stmts(then.stmts));
            word = "else if";
            next = other;
        }
    }

    fn header(&mut self, init: Option<&Stmt<'_>>) {
        if let Some(init) = init {
            self.out.push(' ');
            self.simple(init);
            self.out.push(';');
        }
    }

    fn clauses(&mut self, clauses: &[CaseClause<'_>]) {
        self.indented(|d| {
            for clause in clauses {
                d.line(clause.span, |d| {
                    if clause.is_default {
                        d.out.push_str("default");
                    } else {
                        d.out.push_str("case ");
                        d.exprs(clause.exprs);
                    }
                });
                d.indented(|d| d.stmts(clause.body));
            }
        });
    }

    /// A statement that fits on a line.
    fn simple(&mut self, stmt: &Stmt<'_>) {
        match stmt.kind {
            StmtKind::Empty => self.out.push_str("empty"),
            StmtKind::Expr(x) => self.expr(x),
            StmtKind::Send { ch, value } => {
                self.expr(ch);
                self.out.push_str(" <- ");
                self.expr(value);
            }
            StmtKind::IncDec { x, is_inc } => {
                self.expr(x);
                self.out.push_str(if is_inc { "++" } else { "--" });
            }
            StmtKind::Assign { lhs, op, rhs, .. } => {
                self.exprs(lhs);
                let assign = if matches!(op, TokenKind::Assign | TokenKind::Define) { "" } else { "=" };
                let _ = write!(self.out, " {}{assign} ", op.text());
                self.exprs(rhs);
            }
            StmtKind::Go(call) => {
                self.out.push_str("go ");
                self.expr(call);
            }
            StmtKind::Defer(call) => {
                self.out.push_str("defer ");
                self.expr(call);
            }
            StmtKind::Return(results) => {
                self.out.push_str("return");
                if !results.is_empty() {
                    self.out.push(' ');
                    self.exprs(results);
                }
            }
            StmtKind::Branch { kind, label } => {
                self.out.push_str(kind.text());
                if let Some(label) = label {
                    self.out.push(' ');
                    self.ident(label);
                }
            }
            // The others are printed on lines of their own; as the init of a header none of them can stand.
            _ => self.out.push_str("bad statement"),
        }
    }

    // Expressions.

    fn exprs(&mut self, xs: &[&Expr<'_>]) {
        self.list(xs, ", ", |d, x| d.expr(x));
    }

    fn wrapped(&mut self, before: &str, x: &Expr<'_>, after: &str) {
        self.out.push_str(before);
        self.expr(x);
        self.out.push_str(after);
    }

    fn expr(&mut self, x: &Expr<'_>) {
        match x.kind {
            ExprKind::Bad => self.out.push_str("bad"),
            ExprKind::Ident(name) => self.out.push_str(self.names.resolve(name)),
            ExprKind::BasicLit(_, text) => self.out.push_str(&text.replace('\n', "\\n")),
            ExprKind::CompositeLit { ty, elems } => {
                if let Some(ty) = ty {
                    self.expr(ty);
                }
                self.out.push('{');
                self.list(elems, ", ", |d, e| {
                    if let Some(key) = e.key {
                        d.wrapped("", key, ": ");
                    }
                    d.expr(e.value);
                });
                self.out.push('}');
            }
            ExprKind::FuncLit { sig, body } => {
                self.out.push_str("func");
                self.signature(sig);
                self.out.push_str(" {\n");
                self.indented(|d| d.indented(|d| d.stmts(body.stmts)));
                for _ in 0..=self.indent {
                    self.out.push_str("  ");
                }
                self.out.push('}');
            }
            ExprKind::Paren(x) => self.wrapped("paren(", x, ")"),
            ExprKind::Selector { x, sel } => {
                self.wrapped("", x, ".");
                self.ident(sel);
            }
            ExprKind::Index { x, indices } => {
                self.wrapped("", x, "[");
                self.exprs(indices);
                self.out.push(']');
            }
            ExprKind::Slice { x, lo, hi, max, is_full } => {
                self.wrapped("", x, "[");
                for (i, bound) in [lo, hi, max].into_iter().take(if is_full { 3 } else { 2 }).enumerate() {
                    if i > 0 {
                        self.out.push(':');
                    }
                    if let Some(bound) = bound {
                        self.expr(bound);
                    }
                }
                self.out.push(']');
            }
            ExprKind::TypeAssert { x, ty } => {
                self.wrapped("", x, ".(");
                match ty {
                    Some(ty) => self.expr(ty),
                    None => self.out.push_str("type"),
                }
                self.out.push(')');
            }
            ExprKind::Call { fun, args, ellipsis } => {
                self.wrapped("", fun, "(");
                self.exprs(args);
                self.out.push_str(if ellipsis.is_some() { "...)" } else { ")" });
            }
            ExprKind::Star(x) => self.wrapped("(*", x, ")"),
            ExprKind::Unary { op, x } => {
                self.out.push('(');
                self.wrapped(op.text(), x, ")");
            }
            ExprKind::Binary { .. } => self.binary(x),
            _ => self.type_expr(x),
        }
    }

    /// `(a + b - c)` for a left spine of any length.
    fn binary(&mut self, x: &Expr<'_>) {
        let mut spine = Vec::new();
        let mut first = x;
        while let ExprKind::Binary { op, x, y, .. } = first.kind {
            spine.push((op, y));
            first = x;
        }
        self.wrapped("(", first, "");
        for (op, y) in spine.into_iter().rev() {
            let _ = write!(self.out, " {} ", op.text());
            self.expr(y);
        }
        self.out.push(')');
    }

    fn type_expr(&mut self, x: &Expr<'_>) {
        match x.kind {
            ExprKind::ArrayType { len, elem } => {
                self.out.push('[');
                match len {
                    Some(len) => self.expr(len),
                    None => self.out.push_str("..."),
                }
                self.wrapped("]", elem, "");
            }
            ExprKind::SliceType(elem) => self.wrapped("[]", elem, ""),
            ExprKind::StructType { fields } => {
                self.out.push_str("struct{");
                self.list(fields, "; ", |d, f| d.field(f));
                self.out.push('}');
            }
            ExprKind::FuncType(sig) => {
                self.out.push_str("func");
                self.signature(sig);
            }
            ExprKind::InterfaceType { elems } => {
                self.out.push_str("interface{");
                self.list(elems, "; ", |d, e| match e {
                    InterfaceElem::Method { name, sig } => {
                        d.ident(*name);
                        d.signature(sig);
                    }
                    InterfaceElem::Embedded(ty) => d.wrapped("embed ", ty, ""),
                });
                self.out.push('}');
            }
            ExprKind::MapType { key, value } => {
                self.wrapped("map[", key, "]");
                self.expr(value);
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
