//! Where gc places an expression in errors: at its first token, with two exceptions that its positions have.

use govm_lexer::{BytePos, Span};
use govm_parser::ast::{Expr, ExprKind};

/// Length of `func`.
const FUNC: u32 = 4;

/// The place of an expression. A slice expression, also where others begin with it, stands at its opening bracket, and a function type
/// at its parameter list.
pub(crate) fn place(e: &Expr<'_>) -> Span {
    let at = |lo: u32| Span::new(BytePos(lo.min(e.span.hi.0)), e.span.hi);
    let mut first = e;
    loop {
        first = match first.kind {
            ExprKind::Slice { x, .. } => return at(x.span.hi.0),
            ExprKind::FuncType(_) => return at(first.span.lo.0 + FUNC),
            ExprKind::Binary { x, .. }
            | ExprKind::Selector { x, .. }
            | ExprKind::Index { x, .. }
            | ExprKind::TypeAssert { x, .. }
            | ExprKind::Call { fun: x, .. }
            | ExprKind::CompositeLit { ty: Some(x), .. } => x,
            _ => return e.span,
        };
    }
}

/// The place of the operator of a binary or postfix expression; of others the first token.
pub(crate) fn operator_place(e: &Expr<'_>) -> Span {
    match e.kind {
        ExprKind::Selector { x, .. }
        | ExprKind::Index { x, .. }
        | ExprKind::Slice { x, .. }
        | ExprKind::TypeAssert { x, .. }
        | ExprKind::Call { fun: x, .. } => Span::new(x.span.hi, e.span.hi.max(x.span.hi)),
        ExprKind::Binary { op_pos, .. } => Span::new(op_pos, e.span.hi),
        _ => e.span,
    }
}
