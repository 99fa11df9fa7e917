//! Expressions in the short form in which messages show them.

use govm_lexer::{TokenKind, string_value};
use govm_parser::ast::{ChanDir, Expr, ExprKind, Field, FuncType, InterfaceElem, SliceBounds};

use crate::checker::Checker;
use crate::constant::quoted;
use crate::limits;

impl<'a> Checker<'a, '_> {
    /// An expression as messages show it: bodies of functions and of composite literals are left out.
    pub(crate) fn expr_string(&self, e: &Expr<'a>) -> String {
        let mut out = String::new();
        self.write_expr(&mut out, e);
        self.types.step(100 + out.len());
        out
    }

    /// Expressions separated by commas.
    fn write_expr_list(&self, out: &mut String, list: &[&Expr<'a>]) {
        for (i, e) in list.iter().enumerate() {
            if is_cut(out) {
                break;
            }
            if i > 0 {
                out.push_str(", ");
            }
            self.write_expr(out, e);
        }
    }

    /// Chains of binary and postfix operations lean to the left without bound, so the way down to their first operand is a loop.
    fn write_expr(&self, out: &mut String, e: &Expr<'a>) {
        let mut chain = Vec::new();
        let mut first = e;
        while let Some(left) = left_operand(first) {
            chain.push(first);
            first = left;
        }
        self.types.step(chain.len());
        self.write_first(out, first);
        for e in chain.into_iter().rev() {
            if is_cut(out) {
                break;
            }
            self.write_rest(out, e);
        }
    }

    /// What follows the left operand of a chained operation.
    fn write_rest(&self, out: &mut String, e: &Expr<'a>) {
        match e.kind {
            ExprKind::Binary { op, y, .. } => {
                out.push(' ');
                out.push_str(op.text());
                out.push(' ');
                self.write_expr(out, y);
            }
            ExprKind::Selector { sel, .. } => {
                out.push('.');
                out.push_str(self.names.resolve(sel.name));
            }
            ExprKind::Index { indices, .. } => {
                out.push('[');
                self.write_expr_list(out, indices);
                out.push(']');
            }
            ExprKind::Slice { bounds: &SliceBounds { lo, hi, max, is_full }, .. } => {
                out.push('[');
                if let Some(lo) = lo {
                    self.write_expr(out, lo);
                }
                out.push(':');
                if let Some(hi) = hi {
                    self.write_expr(out, hi);
                }
                if is_full {
                    out.push(':');
                    if let Some(max) = max {
                        self.write_expr(out, max);
                    }
                }
                out.push(']');
            }
            ExprKind::TypeAssert { ty, .. } => {
                out.push_str(".(");
                match ty {
                    Some(ty) => self.write_expr(out, ty),
                    None => out.push_str("type"),
                }
                out.push(')');
            }
            ExprKind::Call { args, has_ellipsis, .. } => {
                out.push('(');
                self.write_expr_list(out, args);
                if has_ellipsis {
                    out.push_str("...");
                }
                out.push(')');
            }
            _ => {}
        }
    }

    /// A type where only a type can stand: gc drops the parentheses there.
    fn write_bare_type(&self, out: &mut String, e: &Expr<'a>) {
        self.write_expr(out, unparen(e));
    }

    /// An expression that is no chained operation.
    fn write_first(&self, out: &mut String, e: &Expr<'a>) {
        match e.kind {
            ExprKind::Ident(name) => out.push_str(self.names.resolve(name)),
            // A message has one line: a raw string with several is shown as an interpreted one.
            ExprKind::BasicLit(_, text) if text.contains(['\n', '\r']) => out.push_str(&quoted(&string_value(text))),
            ExprKind::BasicLit(_, text) => out.push_str(text),
            ExprKind::CompositeLit { ty, elems } => {
                if let Some(ty) = ty {
                    self.write_expr(out, ty);
                }
                out.push_str(if elems.is_empty() { "{}" } else { "{…}" });
            }
            ExprKind::FuncLit { sig, body } => {
                out.push_str("func");
                self.write_signature(out, sig);
                out.push_str(if body.stmts.is_empty() { " {}" } else { " {…}" });
            }
            ExprKind::Paren(x) => {
                out.push('(');
                self.write_expr(out, x);
                out.push(')');
            }
            ExprKind::Star(x) => {
                out.push('*');
                self.write_expr(out, x);
            }
            ExprKind::Unary { op: TokenKind::And, x } => {
                out.push('&');
                self.write_expr(out, unparen(x));
            }
            ExprKind::Unary { op, x } => {
                out.push_str(op.text());
                self.write_expr(out, x);
            }
            ExprKind::ArrayType { len, elem } => {
                out.push('[');
                match len {
                    Some(len) => self.write_expr(out, len),
                    None => out.push_str("..."),
                }
                out.push(']');
                self.write_bare_type(out, elem);
            }
            ExprKind::SliceType(elem) => {
                out.push_str("[]");
                self.write_bare_type(out, elem);
            }
            ExprKind::StructType { fields } => {
                out.push_str("struct{");
                self.write_fields(out, fields, "; ");
                out.push('}');
            }
            ExprKind::FuncType(sig) => {
                out.push_str("func");
                self.write_signature(out, sig);
            }
            ExprKind::InterfaceType { elems } => self.write_interface(out, elems),
            ExprKind::MapType { key, value } => {
                out.push_str("map[");
                self.write_bare_type(out, key);
                out.push(']');
                self.write_bare_type(out, value);
            }
            ExprKind::ChanType { dir, elem } => {
                out.push_str(match dir {
                    ChanDir::Both => "chan ",
                    ChanDir::Send => "chan<- ",
                    ChanDir::Recv => "<-chan ",
                });
                self.write_bare_type(out, elem);
            }
            ExprKind::Ellipsis(elem) => {
                out.push_str("...");
                self.write_bare_type(out, elem);
            }
            _ => out.push('_'),
        }
    }

    fn write_interface(&self, out: &mut String, elems: &[InterfaceElem<'a>]) {
        out.push_str("interface{");
        for (i, elem) in elems.iter().enumerate() {
            if is_cut(out) {
                break;
            }
            if i > 0 {
                out.push_str("; ");
            }
            match elem {
                InterfaceElem::Method { name, sig } => {
                    out.push_str(self.names.resolve(name.name));
                    self.write_signature(out, sig);
                }
                InterfaceElem::Embedded(ty) => self.write_expr(out, ty),
            }
        }
        out.push('}');
    }

    fn write_signature(&self, out: &mut String, sig: &FuncType<'a>) {
        out.push('(');
        self.write_fields(out, sig.params, ", ");
        out.push(')');
        match sig.results {
            [] => {}
            [Field { name: None, ty, .. }] => {
                out.push(' ');
                self.write_bare_type(out, ty);
            }
            results => {
                out.push_str(" (");
                self.write_fields(out, results, ", ");
                out.push(')');
            }
        }
    }

    /// Fields, where names that were declared together stand together.
    fn write_fields(&self, out: &mut String, fields: &[Field<'a>], separator: &str) {
        for (i, field) in fields.iter().enumerate() {
            if is_cut(out) {
                break;
            }
            if i > 0 {
                out.push_str(separator);
            }
            if let Some(name) = field.name {
                out.push_str(self.names.resolve(name.name));
                let is_grouped = separator == ", "
                    && fields.get(i + 1).is_some_and(|next| next.name.is_some() && std::ptr::eq(next.ty, field.ty));
                if is_grouped {
                    continue;
                }
                out.push(' ');
            }
            self.write_bare_type(out, field.ty);
        }
    }
}

/// Whether enough was written; shows that there would be more.
fn is_cut(out: &mut String) -> bool {
    let is_cut = out.len() > limits::EXPR_STRING_MAX;
    if is_cut && !out.ends_with('…') {
        out.push('…');
    }
    is_cut
}

/// The left operand of an operation that is written after it.
pub(crate) fn left_operand<'a>(e: &Expr<'a>) -> Option<&'a Expr<'a>> {
    match e.kind {
        ExprKind::Binary { x, .. }
        | ExprKind::Selector { x, .. }
        | ExprKind::Index { x, .. }
        | ExprKind::Slice { x, .. }
        | ExprKind::TypeAssert { x, .. } => Some(x),
        ExprKind::Call { fun, .. } => Some(fun),
        _ => None,
    }
}

/// The expression inside all parentheses.
pub(crate) fn unparen<'t, 'a>(e: &'t Expr<'a>) -> &'t Expr<'a> {
    let mut e = e;
    while let ExprKind::Paren(x) = e.kind {
        e = x;
    }
    e
}
