//! The actions of the grammar: each builds the nodes of one production in the arena.

use bumpalo::Bump;
use govm_lexer::{BytePos, Code, Diagnostic, Interner, Span, Symbol, Token};

use crate::ast::{
    Block, ChanDir, ConstSpec, Decl, Element, Expr, ExprKind, Field, FuncType, Ident, InterfaceElem, LitKind, NodeId, Stmt,
    StmtKind,
};
use crate::code;

/// What the symbols of the grammar carry.
pub(crate) type E<'a> = &'a Expr<'a>;
pub(crate) type S<'a> = &'a Stmt<'a>;
pub(crate) type B<'a> = &'a Block<'a>;
pub(crate) type Sig<'a> = &'a FuncType<'a>;
pub(crate) type C<'a> = &'a ConstSpec<'a>;

/// The expressions of an argument or index list, with its closing bracket.
#[derive(Debug)]
pub(crate) struct ArgList<'a> {
    pub(crate) list: Vec<E<'a>>,
    pub(crate) ellipsis: Option<BytePos>,
    pub(crate) close: Token,
}

impl<'a> ArgList<'a> {
    pub(crate) fn new(list: Vec<E<'a>>, close: Token) -> ArgList<'a> {
        ArgList { list, ellipsis: None, close }
    }

    pub(crate) fn with_ellipsis(list: Vec<E<'a>>, ellipsis: Token, close: Token) -> ArgList<'a> {
        ArgList { list, ellipsis: Some(ellipsis.span.lo), close }
    }
}

/// The elements of a literal value with its braces.
#[derive(Debug)]
pub(crate) struct LiteralBody<'a> {
    pub(crate) open: Token,
    pub(crate) list: Vec<Element<'a>>,
    pub(crate) close: Token,
}

impl<'a> LiteralBody<'a> {
    pub(crate) fn new(open: Token, list: Vec<Element<'a>>, close: Token) -> LiteralBody<'a> {
        LiteralBody { open, list, close }
    }
}

/// Parameters whose names are told from types, with their parentheses.
#[derive(Debug)]
pub(crate) struct ParamList<'a> {
    pub(crate) fields: &'a [Field<'a>],
    pub(crate) span: Span,
}

/// An entry of a parameter list as it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ParamEntry<'a> {
    /// `a`, a parameter or a type
    Name(Token),
    /// `a T`
    Named(Token, E<'a>),
    /// `*T`, `p.T`
    Unnamed(E<'a>),
}

/// An entry between the brackets of `type T[...]`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TypeParamEntry<'a> {
    /// An array length, or a name with a constraint that reads as an expression.
    Expr(E<'a>),
    /// A name, or an index of one for `P [2]C`, with a constraint.
    Constraint(E<'a>, E<'a>),
}

/// What stands between `if` or `switch` and the brace.
#[derive(Debug)]
pub(crate) struct Header<'a> {
    pub(crate) init: Option<S<'a>>,
    pub(crate) semicolon: Option<Token>,
    pub(crate) cond: Option<S<'a>>,
}

/// What stands between `for` and the brace.
#[derive(Debug)]
pub(crate) enum ForHeader<'a> {
    Clause { init: Option<S<'a>>, cond: Option<S<'a>>, post: Option<S<'a>> },
    Range { lhs: Vec<E<'a>>, op: Option<Token>, x: E<'a> },
}

/// The state of the actions.
#[derive(Debug)]
pub(crate) struct Builder<'a, 'n> {
    arena: &'a Bump,
    pub(crate) names: &'n Interner<'a>,
    next_id: u32,
    pub(crate) package: Option<Ident<'a>>,
    pub(crate) decls: Vec<Decl<'a>>,
    pub(crate) errors: Vec<Diagnostic>,
    /// Statements that stand where an expression belongs.
    pub(crate) misused: Vec<S<'a>>,
    // Fields of the struct types that are open, outermost first.
    fields: Vec<Field<'a>>,
}

impl<'a, 'n> Builder<'a, 'n> {
    pub(crate) fn new(arena: &'a Bump, names: &'n Interner<'a>, first_id: NodeId) -> Builder<'a, 'n> {
        Builder {
            arena,
            names,
            next_id: first_id.0,
            package: None,
            decls: Vec::new(),
            errors: Vec::new(),
            misused: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// Forgets what was open when the automaton stopped.
    pub(crate) fn reset(&mut self) {
        self.fields.clear();
    }

    pub(crate) fn end_id(&self) -> NodeId {
        NodeId(self.next_id)
    }

    pub(crate) fn slice<T: Copy>(&self, items: &[T]) -> &'a [T] {
        self.arena.alloc_slice_copy(items)
    }

    pub(crate) fn error(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.errors.push(Diagnostic::new(code, span, message));
    }

    pub(crate) fn id(&mut self) -> NodeId {
        let id = NodeId(self.next_id);
        self.next_id += 1;
        id
    }

    pub(crate) fn expr(&mut self, span: Span, kind: ExprKind<'a>) -> E<'a> {
        let id = self.id();
        self.arena.alloc(Expr { id, span, kind })
    }

    pub(crate) fn stmt(&mut self, span: Span, kind: StmtKind<'a>) -> S<'a> {
        let id = self.id();
        self.arena.alloc(Stmt { id, span, kind })
    }

    pub(crate) fn ident(&mut self, name: Token) -> Ident<'a> {
        self.ident_of(name.symbol, name.span)
    }

    pub(crate) fn ident_of(&mut self, name: Symbol, span: Span) -> Ident<'a> {
        Ident { id: self.id(), name, span, marker: std::marker::PhantomData }
    }

    pub(crate) fn alloc<T: Copy>(&self, item: T) -> &'a T {
        self.arena.alloc(item)
    }

    // Types.

    pub(crate) fn slice_type(&mut self, open: Token, elem: E<'a>) -> E<'a> {
        self.expr(open.span.to(elem.span), ExprKind::SliceType(elem))
    }

    pub(crate) fn array_type(&mut self, open: Token, len: Option<E<'a>>, elem: E<'a>) -> E<'a> {
        self.expr(open.span.to(elem.span), ExprKind::ArrayType { len, elem })
    }

    /// `[len]elem` where the grammar had to take a list that could be an instance's type arguments.
    pub(crate) fn array_type_of_list(&mut self, open: Token, list: Vec<E<'a>>, comma: Option<Token>, elem: E<'a>) -> E<'a> {
        if list.len() > 1 || comma.is_some() {
            let span = comma.map_or(list[list.len() - 1].span, |c| c.span);
            self.error(&code::UNEXPECTED_TOKEN, span, "syntax error: unexpected comma; expected ]");
        }
        self.array_type(open, Some(list[0]), elem)
    }

    pub(crate) fn star(&mut self, star: Token, x: E<'a>) -> E<'a> {
        self.expr(star.span.to(x.span), ExprKind::Star(x))
    }

    pub(crate) fn map_type(&mut self, keyword: Token, key: E<'a>, value: E<'a>) -> E<'a> {
        self.expr(keyword.span.to(value.span), ExprKind::MapType { key, value })
    }

    pub(crate) fn chan_type(&mut self, start: Token, dir: ChanDir, elem: E<'a>) -> E<'a> {
        self.expr(start.span.to(elem.span), ExprKind::ChanType { dir, elem })
    }

    /// `<-` in front of a type that begins with `chan`: the arrow belongs to the first `chan`, so that `<-chan<- T` is a
    /// `<-chan` of `<-T`.
    pub(crate) fn arrow_of_type(&mut self, arrow: Token, x: E<'a>) -> E<'a> {
        // The directions move one type inwards, along a chain of send-only channels.
        let mut chain = Vec::new();
        let mut ty = x;
        let innermost = loop {
            let ExprKind::ChanType { dir, elem } = ty.kind else {
                let message = if chain.is_empty() {
                    "syntax error: unexpected <-, expected expression"
                } else {
                    "syntax error: unexpected <-, expected chan"
                };
                self.error(&code::UNEXPECTED_TOKEN, arrow.span, message);
                return self.expr(arrow.span.to(x.span), ExprKind::Bad);
            };
            chain.push(ty);
            match dir {
                ChanDir::Both => break elem,
                ChanDir::Send => ty = elem,
                ChanDir::Recv => {
                    self.error(&code::UNEXPECTED_TOKEN, arrow.span, "syntax error: unexpected <-, expected chan");
                    return self.expr(arrow.span.to(x.span), ExprKind::Bad);
                }
            }
        };
        let mut elem = innermost;
        while let Some(chan) = chain.pop() {
            let span = if chain.is_empty() { arrow.span.to(chan.span) } else { chan.span };
            elem = self.expr(span, ExprKind::ChanType { dir: ChanDir::Recv, elem });
        }
        elem
    }

    pub(crate) fn ellipsis_type(&mut self, dots: Token, elem: E<'a>) -> E<'a> {
        self.expr(dots.span.to(elem.span), ExprKind::Ellipsis(elem))
    }

    pub(crate) fn func_type(&mut self, keyword: Token, sig: Sig<'a>) -> E<'a> {
        self.expr(keyword.span.to(sig.span), ExprKind::FuncType(sig))
    }

    pub(crate) fn interface_type(&mut self, keyword: Token, elems: Vec<InterfaceElem<'a>>, close: Token) -> E<'a> {
        let elems = self.slice(&elems);
        self.expr(keyword.span.to(close.span), ExprKind::InterfaceType { elems })
    }

    // Struct fields.

    /// Where the fields of the struct type that opens now begin.
    pub(crate) fn open_fields(&mut self) -> usize {
        self.fields.len()
    }

    pub(crate) fn struct_type(&mut self, keyword: Token, first: usize, close: Token) -> E<'a> {
        let fields = self.slice(&self.fields[first..]);
        self.fields.truncate(first);
        self.expr(keyword.span.to(close.span), ExprKind::StructType { fields })
    }

    fn tag(&mut self, tag: Option<Token>) -> Option<E<'a>> {
        tag.map(|t| self.basic_lit(LitKind::String, t))
    }

    pub(crate) fn fields(&mut self, names: Vec<Token>, ty: E<'a>, tag: Option<Token>) {
        let tag = self.tag(tag);
        for name in names {
            let name = self.ident(name);
            let span = name.span.to(ty.span);
            self.fields.push(Field { name: Some(name), ty, tag, is_embedded: false, span });
        }
    }

    pub(crate) fn embedded(&mut self, ty: E<'a>, tag: Option<Token>) {
        let tag = self.tag(tag);
        self.fields.push(Field { name: None, ty, tag, is_embedded: true, span: ty.span });
    }

    pub(crate) fn embedded_in_parens(&mut self, ty: E<'a>, tag: Option<Token>) {
        let open = match ty.kind {
            ExprKind::Star(x) => x.span.lo,
            _ => ty.span.lo,
        };
        let span = Span::new(open, BytePos(open.0 + 1));
        self.error(&code::PARENTHESIZED_TYPE, span, "syntax error: cannot parenthesize embedded type");
        self.embedded(ty, tag);
    }

    // Parameters and signatures.

    pub(crate) fn parameters(&mut self, open: Token, entries: Vec<ParamEntry<'a>>, close: Token) -> ParamList<'a> {
        let fields = self.param_fields(&entries, close, Names::Optional);
        ParamList { fields, span: open.span.to(close.span) }
    }

    /// Tells names from types: if one entry has both, all entries must have a name, and an entry that is a bare name takes the
    /// type of the next one that has one.
    pub(crate) fn param_fields(&mut self, entries: &[ParamEntry<'a>], close: Token, names: Names) -> &'a [Field<'a>] {
        let named = entries.iter().filter(|e| matches!(e, ParamEntry::Named(..))).count();
        let mut fields = Vec::with_capacity(entries.len());
        if named == 0 && names == Names::Optional {
            for entry in entries {
                let ty = match *entry {
                    ParamEntry::Name(name) => self.name(name),
                    ParamEntry::Named(_, ty) | ParamEntry::Unnamed(ty) => ty,
                };
                fields.push(Field { name: None, ty, tag: None, is_embedded: false, span: ty.span });
            }
            return self.slice(&fields);
        }
        let unnamed = entries.iter().filter(|e| matches!(e, ParamEntry::Unnamed(..))).count();
        let mut next_type = None;
        let mut error_at = None;
        for entry in entries.iter().rev() {
            let (name, ty) = match *entry {
                ParamEntry::Named(name, ty) => {
                    next_type = Some(ty);
                    (self.ident(name), ty)
                }
                ParamEntry::Unnamed(ty) => {
                    next_type = Some(ty);
                    let start = Span::new(ty.span.lo, ty.span.lo);
                    error_at = Some(start);
                    (self.ident_of(Symbol::BLANK, start), ty)
                }
                ParamEntry::Name(name) => {
                    let ty = match next_type {
                        Some(ty) => ty,
                        None => {
                            error_at = Some(name.span);
                            self.expr(name.span, ExprKind::Bad)
                        }
                    };
                    (self.ident(name), ty)
                }
            };
            fields.push(Field { name: Some(name), ty, tag: None, is_embedded: false, span: name.span.to(ty.span) });
        }
        fields.reverse();
        if let Some(at) = error_at {
            // Without an unnamed entry, what is missing are types, at the end.
            let (span, message) = match (unnamed == 0, names) {
                (true, Names::Required) => (close.span, "missing type constraint"),
                (true, Names::Optional) => (close.span, "missing parameter type"),
                (false, Names::Required) if entries.len() == 1 => (at, "missing type parameter name or invalid array length"),
                (false, Names::Required) => (at, "missing type parameter name"),
                (false, Names::Optional) => (at, "missing parameter name"),
            };
            self.error(&code::INCOMPLETE_PARAMETER, span, format!("syntax error: {message}"));
        }
        self.slice(&fields)
    }

    pub(crate) fn signature(&mut self, params: ParamList<'a>, results: Option<ParamList<'a>>) -> Sig<'a> {
        let span = results.as_ref().map_or(params.span, |r| params.span.to(r.span));
        self.alloc(FuncType { params: params.fields, results: results.map_or(&[], |r| r.fields), span })
    }

    pub(crate) fn signature_of_type(&mut self, params: ParamList<'a>, ty: E<'a>) -> Sig<'a> {
        let results = self.slice(&[Field { name: None, ty, tag: None, is_embedded: false, span: ty.span }]);
        self.alloc(FuncType { params: params.fields, results, span: params.span.to(ty.span) })
    }

    // Expressions.

    pub(crate) fn name(&mut self, name: Token) -> E<'a> {
        self.expr(name.span, ExprKind::Ident(name.symbol))
    }

    pub(crate) fn qualified(&mut self, package: Token, name: Token) -> E<'a> {
        let x = self.name(package);
        self.selector(x, name)
    }

    pub(crate) fn selector(&mut self, x: E<'a>, name: Token) -> E<'a> {
        let sel = self.ident(name);
        self.expr(x.span.to(name.span), ExprKind::Selector { x, sel })
    }

    pub(crate) fn basic_lit(&mut self, kind: LitKind, token: Token) -> E<'a> {
        let text = self.names.resolve(token.symbol);
        self.expr(token.span, ExprKind::BasicLit(kind, text))
    }

    pub(crate) fn paren(&mut self, open: Token, x: E<'a>, close: Token) -> E<'a> {
        self.expr(open.span.to(close.span), ExprKind::Paren(x))
    }

    pub(crate) fn func_lit(&mut self, keyword: Token, sig: Sig<'a>, body: B<'a>) -> E<'a> {
        self.expr(keyword.span.to(body.span), ExprKind::FuncLit { sig, body })
    }

    pub(crate) fn composite(&mut self, ty: Option<E<'a>>, value: LiteralBody<'a>) -> E<'a> {
        let elems = self.slice(&value.list);
        let span = value.open.span.to(value.close.span);
        self.expr(ty.map_or(span, |t| t.span.to(span)), ExprKind::CompositeLit { ty, elems })
    }

    /// `x{...}`, where the grammar cannot see that `x` is a type name.
    pub(crate) fn composite_of_expr(&mut self, x: E<'a>, value: LiteralBody<'a>) -> E<'a> {
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
        if !is_type {
            self.error(&code::UNEXPECTED_TOKEN, value.open.span, "syntax error: unexpected { at end of statement");
        } else if !std::ptr::eq(ty, x) {
            let message = "syntax error: cannot parenthesize type in composite literal";
            self.error(&code::PARENTHESIZED_TYPE, value.open.span, message);
        }
        self.composite(Some(x), value)
    }

    /// Type arguments of a type name; what cannot be a type is refused.
    pub(crate) fn type_args(&mut self, list: Vec<E<'a>>, close: Token) -> ArgList<'a> {
        self.require_types(&list);
        ArgList::new(list, close)
    }

    fn require_types(&mut self, list: &[E<'a>]) {
        if let Some(x) = list.iter().find(|x| !is_type(x)) {
            self.error(&code::UNEXPECTED_TOKEN, x.span, "");
        }
    }

    /// `x[a, b]`: what is more than one can be nothing but type arguments, of which the first may look like a value.
    pub(crate) fn index(&mut self, x: E<'a>, args: ArgList<'a>) -> E<'a> {
        self.require_types(&args.list[1..]);
        let indices = self.slice(&args.list);
        self.expr(x.span.to(args.close.span), ExprKind::Index { x, indices })
    }

    pub(crate) fn slice_expr(&mut self, x: E<'a>, lo: Option<E<'a>>, hi: Option<E<'a>>, close: Token) -> E<'a> {
        self.expr(x.span.to(close.span), ExprKind::Slice { x, lo, hi, max: None, is_full: false })
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
        // gc reports what is missing at the token that stands in its place.
        if hi.is_none() {
            self.error(&code::INCOMPLETE_SLICE, colon.span, "middle index required in 3-index slice");
        }
        if max.is_none() {
            self.error(&code::INCOMPLETE_SLICE, close.span, "final index required in 3-index slice");
        }
        self.expr(x.span.to(close.span), ExprKind::Slice { x, lo, hi, max, is_full: true })
    }

    pub(crate) fn type_assert(&mut self, x: E<'a>, ty: Option<E<'a>>, close: Token) -> E<'a> {
        self.expr(x.span.to(close.span), ExprKind::TypeAssert { x, ty })
    }

    pub(crate) fn call(&mut self, fun: E<'a>, args: ArgList<'a>) -> E<'a> {
        let list = self.slice(&args.list);
        self.expr(fun.span.to(args.close.span), ExprKind::Call { fun, args: list, ellipsis: args.ellipsis })
    }

    pub(crate) fn unary(&mut self, op: Token, x: E<'a>) -> E<'a> {
        self.expr(op.span.to(x.span), ExprKind::Unary { op: op.kind, x })
    }

    pub(crate) fn binary(&mut self, x: E<'a>, op: Token, y: E<'a>) -> E<'a> {
        self.expr(x.span.to(y.span), ExprKind::Binary { op: op.kind, op_pos: op.span.lo, x, y })
    }

    /// `x | y | ...`
    pub(crate) fn union(&mut self, x: E<'a>, more: Vec<(Token, E<'a>)>) -> E<'a> {
        more.into_iter().fold(x, |x, (op, y)| self.binary(x, op, y))
    }
}

/// Whether the entries of a parameter list must have names, as type parameters must.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// Parameters and results.
    Optional,
    /// Type parameters.
    Required,
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
                if indices.len() == 1 && matches!(indices[0].kind, ExprKind::BasicLit(..)) {
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
