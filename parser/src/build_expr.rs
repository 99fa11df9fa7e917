//! The actions of expressions.

use govm_lexer::{BytePos, Span, Token, TokenKind};

use crate::ast::{Element, Expr, ExprKind, LitKind, SliceBounds};
use crate::build_tree::{B, Builder, E, Mark, Sig, height_over};

/// The expressions of an argument or index list, with the end of its closing bracket.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ArgList {
    list: Option<Mark>,
    has_ellipsis: bool,
    hi: BytePos,
}

impl ArgList {
    pub(crate) fn empty(close: Token) -> ArgList {
        ArgList { list: None, has_ellipsis: false, hi: close.span.hi }
    }

    pub(crate) fn new(list: Mark, close: Token) -> ArgList {
        ArgList { list: Some(list), has_ellipsis: false, hi: close.span.hi }
    }

    pub(crate) fn with_ellipsis(list: Mark, close: Token) -> ArgList {
        ArgList { list: Some(list), has_ellipsis: true, hi: close.span.hi }
    }
}

/// The elements of a literal value with its braces.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LiteralBody {
    list: Option<Mark>,
    span: Span,
}

impl LiteralBody {
    pub(crate) fn new(open: Token, list: Option<Mark>, close: Token) -> LiteralBody {
        LiteralBody { list, span: open.span.to(close.span) }
    }
}

/// A left operand whose right one is not complete, with the operator between.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operand<'a> {
    x: E<'a>,
    op: TokenKind,
    op_pos: BytePos,
}

/// A flat chain of binary operators: the left operands that wait lie on a stack from `first` on, with operators that bind ever more
/// tightly.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chain<'a> {
    last: E<'a>,
    first: Mark,
}

/// How tightly a binary operator binds (spec: Operator precedence).
fn precedence(op: TokenKind) -> u8 {
    use TokenKind::*;
    match op {
        LOr => 1,
        LAnd => 2,
        Eql | Neq | Lss | Leq | Gtr | Geq => 3,
        Add | Sub | Or | Xor => 4,
        _ => 5,
    }
}

impl<'a> Builder<'a, '_> {
    pub(crate) fn name(&mut self, name: Token) -> E<'a> {
        self.expr(name.span, 0, ExprKind::Ident(name.symbol))
    }

    pub(crate) fn qualified(&mut self, package: Token, name: Token) -> E<'a> {
        let x = self.name(package);
        self.selector(x, name)
    }

    pub(crate) fn selector(&mut self, x: E<'a>, name: Token) -> E<'a> {
        let sel = self.ident(name);
        self.expr(x.span.to(name.span), x.height + 1, ExprKind::Selector { x, sel })
    }

    pub(crate) fn basic_lit(&mut self, kind: LitKind, token: Token) -> E<'a> {
        let text = self.literal(token.span);
        self.expr(token.span, 0, ExprKind::BasicLit(kind, text))
    }

    pub(crate) fn paren(&mut self, open: Token, x: E<'a>, close: Token) -> E<'a> {
        self.expr(open.span.to(close.span), x.height + 1, ExprKind::Paren(x))
    }

    pub(crate) fn func_lit(&mut self, keyword: Token, sig: Sig<'a>, body: B<'a>) -> E<'a> {
        self.function_body(body);
        self.expr(keyword.span.to(body.span), sig.height.max(body.height), ExprKind::FuncLit { sig, body })
    }

    /// An element for the list that is open, at the mark.
    pub(crate) fn element(&mut self, value: E<'a>) -> Mark {
        self.elems.push_marked(Some(value))
    }

    pub(crate) fn keyed_element(&mut self, key: E<'a>, value: E<'a>) -> Mark {
        let mark = self.elems.push_marked(None);
        self.elems.push(Some(key));
        self.elems.push(Some(value));
        mark
    }

    fn take_elems(&mut self, first: Mark) -> &'a [Element<'a>] {
        let entries = self.elems.since(first);
        let keyed = entries.iter().filter(|entry| entry.is_none()).count();
        let count = entries.len() - 2 * keyed;
        self.make_room(count * size_of::<Element<'_>>());
        let mut rest = entries.iter();
        let mut next = || rest.next().expect("invariant: an element has its entries").as_ref().copied();
        let elems = self.arena.alloc_slice_fill_with(count, |_| {
            let first = next();
            let key = if first.is_none() { next() } else { None };
            let value = if first.is_none() { next() } else { first };
            Element { key, value: value.expect("invariant: an element has a value") }
        });
        self.elems.truncate(first);
        elems
    }

    pub(crate) fn composite(&mut self, ty: Option<E<'a>>, value: LiteralBody) -> E<'a> {
        let elems = value.list.map_or(&[][..], |first| self.take_elems(first));
        let key_height = |e: &Element<'_>| e.key.map_or(0, |k| k.height);
        let height = height_over(elems.iter().map(|e| e.value.height.max(key_height(e))));
        let span = value.span;
        let height = ty.map_or(height, |t| height.max(t.height + 1));
        self.expr(ty.map_or(span, |t| t.span.to(span)), height, ExprKind::CompositeLit { ty, elems })
    }

    /// `x{...}`, where the grammar cannot see that `x` is a type name.
    pub(crate) fn composite_of_expr(&mut self, x: E<'a>, value: LiteralBody) -> E<'a> {
        let mut ty = x;
        while let ExprKind::Paren(inner) = ty.kind {
            ty = inner;
        }
        let is_type = match ty.kind {
            ExprKind::Ident(_) | ExprKind::Selector { .. } => true,
            ExprKind::Index { indices, .. } => indices.iter().all(|i| !is_value(i)),
            ExprKind::ArrayType { .. } | ExprKind::SliceType(_) | ExprKind::StructType { .. } | ExprKind::MapType { .. } => true,
            _ => false,
        };
        if !is_type || !std::ptr::eq(ty, x) {
            self.doubt(value.span);
        }
        self.composite(Some(x), value)
    }

    /// Type arguments of a type name; what cannot be a type is refused.
    pub(crate) fn type_args(&mut self, list: Mark, close: Token) -> ArgList {
        self.require_types(list, 0);
        ArgList::new(list, close)
    }

    fn require_types(&mut self, list: Mark, from: usize) {
        if let Some(x) = self.exprs.since(list)[from..].iter().find(|x| !is_type(x)).copied() {
            self.doubt(x.span);
        }
    }

    /// `x[a, b]`: what is more than one can be nothing but type arguments, of which the first may look like a value.
    pub(crate) fn index(&mut self, x: E<'a>, args: ArgList) -> E<'a> {
        if let Some(list) = args.list {
            self.require_types(list, 1);
        }
        let (indices, height) = self.maybe_exprs(args.list);
        self.expr(Span::new(x.span.lo, args.hi), height.max(x.height + 1), ExprKind::Index { x, indices })
    }

    pub(crate) fn slice_expr(&mut self, x: E<'a>, lo: Option<E<'a>>, hi: Option<E<'a>>, close: Token) -> E<'a> {
        let bounds = self.alloc(SliceBounds { lo, hi, max: None, is_full: false });
        let height = height_over([Some(x), lo, hi].into_iter().flatten().map(|x| x.height));
        self.expr(x.span.to(close.span), height, ExprKind::Slice { x, bounds })
    }

    pub(crate) fn full_slice(
        &mut self,
        x: E<'a>,
        lo: Option<E<'a>>,
        hi: Option<E<'a>>,
        colon: Token,
        max: Option<E<'a>>,
        close: Token,
    ) -> E<'a> {
        if hi.is_none() || max.is_none() {
            self.doubt(colon.span);
        }
        let bounds = self.alloc(SliceBounds { lo, hi, max, is_full: true });
        let height = height_over([Some(x), lo, hi, max].into_iter().flatten().map(|x| x.height));
        self.expr(x.span.to(close.span), height, ExprKind::Slice { x, bounds })
    }

    pub(crate) fn type_assert(&mut self, x: E<'a>, ty: Option<E<'a>>, close: Token) -> E<'a> {
        let height = height_over([Some(x), ty].into_iter().flatten().map(|x| x.height));
        self.expr(x.span.to(close.span), height, ExprKind::TypeAssert { x, ty })
    }

    pub(crate) fn call(&mut self, fun: E<'a>, args: ArgList) -> E<'a> {
        let (list, height) = self.maybe_exprs(args.list);
        let kind = ExprKind::Call { fun, args: list, has_ellipsis: args.has_ellipsis };
        self.expr(Span::new(fun.span.lo, args.hi), height.max(fun.height + 1), kind)
    }

    pub(crate) fn unary(&mut self, op: Token, x: E<'a>) -> E<'a> {
        self.expr(op.span.to(x.span), x.height + 1, ExprKind::Unary { op: op.kind, x })
    }

    pub(crate) fn star(&mut self, star: Token, x: E<'a>) -> E<'a> {
        self.expr(star.span.to(x.span), x.height + 1, ExprKind::Star(x))
    }

    // Binary expressions.

    /// `x op y`, which may go on.
    pub(crate) fn chain(&mut self, x: E<'a>, op: Token, y: E<'a>) -> Chain<'a> {
        let first = self.operands.push_marked(Operand { x, op: op.kind, op_pos: op.span.lo });
        Chain { last: y, first }
    }

    /// `... op y`: what binds at least as tightly as `op` before it is the left operand.
    pub(crate) fn chain_on(&mut self, chain: Chain<'a>, op: Token, y: E<'a>) -> Chain<'a> {
        let x = self.fold(chain, precedence(op.kind));
        self.operands.push(Operand { x, op: op.kind, op_pos: op.span.lo });
        Chain { last: y, ..chain }
    }

    /// The expression that a chain is.
    pub(crate) fn finish(&mut self, chain: Chain<'a>) -> E<'a> {
        self.fold(chain, 0)
    }

    /// Takes the operators that bind at least so tightly from the end of a chain, which are left-associative.
    fn fold(&mut self, chain: Chain<'a>, precedence_min: u8) -> E<'a> {
        let mut y = chain.last;
        while !self.operands.is_at(chain.first)
            && let Some(Operand { x, op, op_pos }) = self.operands.pop()
        {
            if precedence(op) < precedence_min {
                self.operands.push(Operand { x, op, op_pos });
                break;
            }
            y = self.binary_at(x, op, op_pos, y);
        }
        y
    }

    fn binary_at(&mut self, x: E<'a>, op: TokenKind, op_pos: BytePos, y: E<'a>) -> E<'a> {
        // The left operand is on the spine, where passes go in a loop.
        let height = x.height.max(y.height + 1);
        self.expr(x.span.to(y.span), height, ExprKind::Binary { op, op_pos, x, y })
    }

    pub(crate) fn binary(&mut self, x: E<'a>, op: Token, y: E<'a>) -> E<'a> {
        self.binary_at(x, op.kind, op.span.lo, y)
    }

    /// `x | y | ...`
    pub(crate) fn union(&mut self, x: E<'a>, more: Mark) -> E<'a> {
        let mut union = x;
        for i in 0..self.terms.since(more).len() {
            let (op, y) = self.terms.since(more)[i];
            union = self.binary(union, op, y);
        }
        self.terms.truncate(more);
        union
    }

    /// What a syntax error left.
    pub(crate) fn bad_expr(&mut self, span: Span) -> E<'a> {
        self.expr(span, 0, ExprKind::Bad)
    }
}

/// Whether an expression cannot be a type.
fn is_value(x: E<'_>) -> bool {
    let mut x = x;
    loop {
        match x.kind {
            ExprKind::BasicLit(..)
            | ExprKind::CompositeLit { .. }
            | ExprKind::FuncLit { .. }
            | ExprKind::Slice { .. }
            | ExprKind::TypeAssert { .. }
            | ExprKind::Call { .. } => return true,
            ExprKind::Unary { .. } | ExprKind::Binary { .. } => return true,
            ExprKind::Paren(inner) => x = inner,
            ExprKind::Index { x: operand, indices } => {
                if let [Expr { kind: ExprKind::BasicLit(..), .. }] = indices {
                    return true;
                }
                x = operand;
            }
            _ => return false,
        }
    }
}

/// Whether an expression has the form of a type. Of the type arguments in it only the first is looked at, since the others were when the
/// index expression was built.
fn is_type(x: E<'_>) -> bool {
    let mut x = x;
    loop {
        match x.kind {
            ExprKind::Ident(_)
            | ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType { .. }
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType { .. }
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. } => return true,
            ExprKind::Selector { x: operand, .. } => return matches!(operand.kind, ExprKind::Ident(_)),
            ExprKind::Star(inner) | ExprKind::Paren(inner) => x = inner,
            ExprKind::Index { x: operand, indices } => {
                let is_name = match operand.kind {
                    ExprKind::Selector { x, .. } => matches!(x.kind, ExprKind::Ident(_)),
                    ref kind => matches!(kind, ExprKind::Ident(_)),
                };
                if !is_name {
                    return false;
                }
                x = indices[0];
            }
            _ => return false,
        }
    }
}
