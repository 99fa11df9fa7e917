//! The actions of declarations: groups, type parameters, functions, imports.

use govm_lexer::{Span, Symbol, Token, TokenKind, string_value};

use crate::ast::{ConstDecl, ConstSpec, Decl, Expr, ExprKind, Field, FuncDecl, Ident, ImportSpec, TypeSpec, VarSpec};
use crate::build_tree::{B, Builder, C, E, Names, ParamEntry, ParamList, Sig, TypeParamEntry};
use crate::code;

impl<'a> Builder<'a, '_> {
    pub(crate) fn package(&mut self, name: Token) {
        let name = self.ident(name);
        self.package = Some(name);
    }

    pub(crate) fn top_level(&mut self, decls: Vec<Decl<'a>>) {
        self.decls.extend(decls);
    }

    pub(crate) fn import_spec(&mut self, name: Option<Token>, path: Token) -> Decl<'a> {
        let span = name.map_or(path.span, |n| n.span.to(path.span));
        let name = name.map(|n| match n.kind {
            TokenKind::Period => self.ident_of(Symbol::DOT, n.span),
            _ => self.ident(n),
        });
        let id = self.id();
        let value = string_value(self.names.resolve(path.symbol));
        let text = self.names.resolve(self.names.intern(&String::from_utf8_lossy(&value)));
        Decl::Import(self.alloc(ImportSpec { id, name, path: text, path_span: path.span, span }))
    }

    pub(crate) fn const_spec(&mut self, names: Vec<Ident<'a>>, ty: Option<E<'a>>, values: Vec<E<'a>>) -> C<'a> {
        let span = spec_span(&names, ty, &values);
        let (names, values) = (self.slice(&names), self.slice(&values));
        self.alloc(ConstSpec { names, ty, values, span })
    }

    pub(crate) fn const_decl(&mut self, keyword: Token, specs: Vec<C<'a>>, close: Option<Token>) -> (Vec<Decl<'a>>, Span) {
        let end = close.map_or_else(|| specs.last().map_or(keyword.span, |s| s.span), |c| c.span);
        let specs = specs.into_iter().copied().collect::<Vec<_>>();
        let specs = self.slice(&specs);
        let span = keyword.span.to(end);
        (vec![Decl::Const(self.alloc(ConstDecl { specs, span }))], span)
    }

    /// A declaration without parentheses, with its span.
    pub(crate) fn ungrouped(&mut self, keyword: Token, decl: Decl<'a>) -> (Vec<Decl<'a>>, Span) {
        let span = match decl {
            Decl::Var(spec) => spec.span,
            Decl::Type(spec) => spec.span,
            _ => keyword.span,
        };
        (vec![decl], keyword.span.to(span))
    }

    pub(crate) fn var_spec(&mut self, names: Vec<Ident<'a>>, ty: Option<E<'a>>, values: Vec<E<'a>>) -> Decl<'a> {
        let span = spec_span(&names, ty, &values);
        let (names, values) = (self.slice(&names), self.slice(&values));
        Decl::Var(self.alloc(VarSpec { names, ty, values, span }))
    }

    fn new_type_spec(&mut self, name: Token, type_params: &'a [Field<'a>], is_alias: bool, ty: E<'a>) -> Decl<'a> {
        let name = self.ident(name);
        let span = name.span.to(ty.span);
        Decl::Type(self.alloc(TypeSpec { name, type_params, is_alias, ty, span }))
    }

    pub(crate) fn type_spec(&mut self, name: Token, ty: E<'a>) -> Decl<'a> {
        self.new_type_spec(name, &[], false, ty)
    }

    pub(crate) fn alias_spec(&mut self, name: Token, ty: E<'a>) -> Decl<'a> {
        self.new_type_spec(name, &[], true, ty)
    }

    pub(crate) fn generic_alias(&mut self, name: Token, entries: Vec<TypeParamEntry<'a>>, close: Token, ty: E<'a>) -> Decl<'a> {
        let type_params = self.type_params_of(&entries, close);
        self.new_type_spec(name, type_params, true, ty)
    }

    /// `type name[entries] ty`: an array type if there is one entry that is an expression and cannot be a type parameter.
    pub(crate) fn array_or_generic(
        &mut self,
        name: Token,
        open: Token,
        entries: Vec<TypeParamEntry<'a>>,
        comma: Option<Token>,
        close: Token,
        ty: E<'a>,
    ) -> Decl<'a> {
        if let [TypeParamEntry::Expr(len)] = entries[..] {
            let is_param = match len.kind {
                ExprKind::Ident(_) => comma.is_some(),
                _ => self.split_type_param(len, comma.is_some()).is_some(),
            };
            if !is_param {
                // `P[` is read as the start of a type parameter whose constraint is an array or slice type.
                if begins_with_index(len) {
                    self.error(&code::INCOMPLETE_PARAMETER, len.span, "");
                }
                let array = self.array_type_of_list(open, vec![len], comma, ty);
                return self.type_spec(name, array);
            }
        }
        let type_params = self.type_params_of(&entries, close);
        self.new_type_spec(name, type_params, false, ty)
    }

    fn type_params_of(&mut self, entries: &[TypeParamEntry<'a>], close: Token) -> &'a [Field<'a>] {
        let mut params = Vec::with_capacity(entries.len());
        for entry in entries {
            params.push(match *entry {
                TypeParamEntry::Constraint(head, constraint) => self.constrained(head, constraint),
                TypeParamEntry::Expr(x) => match x.kind {
                    ExprKind::Ident(name) => ParamEntry::Name(name_token(name, x.span)),
                    _ => match self.split_type_param(x, true) {
                        Some((name, constraint)) => ParamEntry::Named(name, constraint),
                        None => ParamEntry::Unnamed(x),
                    },
                },
            });
        }
        self.param_fields(&params, close, Names::Required)
    }

    /// `head constraint`, where head is a name, or `P[2]` for a constraint that begins with an array type.
    fn constrained(&mut self, head: E<'a>, constraint: E<'a>) -> ParamEntry<'a> {
        match head.kind {
            ExprKind::Ident(name) => ParamEntry::Named(name_token(name, head.span), constraint),
            ExprKind::Index { x: Expr { kind: ExprKind::Ident(name), span, .. }, indices: [len] } => {
                let open = Token { kind: TokenKind::LBrack, symbol: Symbol::EMPTY, span: Span::new(span.hi, span.hi) };
                let array = self.rebuild_first_term(constraint, |b, first| b.array_type(open, Some(*len), first));
                ParamEntry::Named(name_token(*name, *span), array)
            }
            _ => ParamEntry::Unnamed(head),
        }
    }

    /// `x | y | z` with `change(x)` for `x`.
    fn rebuild_first_term(&mut self, union: E<'a>, change: impl FnOnce(&mut Self, E<'a>) -> E<'a>) -> E<'a> {
        let mut more = Vec::new();
        let mut first = union;
        while let ExprKind::Binary { op: TokenKind::Or, op_pos, x, y } = first.kind {
            let op = Token { kind: TokenKind::Or, symbol: Symbol::EMPTY, span: Span::new(op_pos, op_pos) };
            more.push((op, y));
            first = x;
        }
        let first = change(self, first);
        more.reverse();
        self.union(first, more)
    }

    /// Reads `P *C`, `P (C)` and `P *C | D` out of what was parsed as a product, a call or an or; without `force` only if one of
    /// the operands can be nothing but a type.
    fn split_type_param(&mut self, x: E<'a>, force: bool) -> Option<(Token, E<'a>)> {
        let mut first = x;
        let mut force = force;
        while let ExprKind::Binary { op: TokenKind::Or, x, y, .. } = first.kind {
            force |= is_type_elem(y);
            first = x;
        }
        match first.kind {
            ExprKind::Binary { op: TokenKind::Mul, op_pos, x: Expr { kind: ExprKind::Ident(name), span, .. }, y }
                if force || is_type_elem(y) =>
            {
                let star = Token { kind: TokenKind::Mul, symbol: Symbol::EMPTY, span: Span::new(op_pos, op_pos) };
                let constraint = self.rebuild_first_term(x, |b, _| b.star(star, y));
                Some((name_token(*name, *span), constraint))
            }
            // `P [2]*C`: an index is no array length, so that this can be nothing else.
            ExprKind::Binary {
                op: TokenKind::Mul,
                op_pos,
                x: Expr { kind: ExprKind::Index { x: Expr { kind: ExprKind::Ident(name), span, .. }, indices: [len] }, .. },
                y,
            } => {
                let star = Token { kind: TokenKind::Mul, symbol: Symbol::EMPTY, span: Span::new(op_pos, op_pos) };
                let open = Token { kind: TokenKind::LBrack, symbol: Symbol::EMPTY, span: Span::new(span.hi, span.hi) };
                let constraint = self.rebuild_first_term(x, |b, _| {
                    let elem = b.star(star, y);
                    b.array_type(open, Some(*len), elem)
                });
                Some((name_token(*name, *span), constraint))
            }
            ExprKind::Call { fun: Expr { kind: ExprKind::Ident(name), span, .. }, args: [arg], ellipsis: None }
                if force || is_type_elem(arg) =>
            {
                let constraint = self.rebuild_first_term(x, |_, _| arg);
                Some((name_token(*name, *span), constraint))
            }
            _ => None,
        }
    }

    pub(crate) fn func_decl(
        &mut self,
        keyword: Token,
        recv: Option<ParamList<'a>>,
        name: Token,
        type_params: Option<(Token, Vec<ParamEntry<'a>>, Token)>,
        sig: Sig<'a>,
        body: Option<B<'a>>,
    ) -> Decl<'a> {
        let recv = recv.map(|r| {
            match r.fields.len() {
                0 => self.error(&code::RECEIVER_COUNT, name.span, "method has no receiver"),
                1 => {}
                _ => self.error(&code::RECEIVER_COUNT, name.span, "method has multiple receivers"),
            }
            r.fields
        });
        let name = self.ident(name);
        let type_params = match type_params {
            None => &[],
            Some((open, entries, close)) => {
                if recv.is_some() {
                    self.error(&code::GENERIC_METHOD, open.span, "syntax error: method must have no type parameters");
                }
                self.param_fields(&entries, close, Names::Required)
            }
        };
        let span = keyword.span.to(body.map_or(sig.span, |b| b.span));
        Decl::Func(self.alloc(FuncDecl { recv, name, type_params, sig, body, span }))
    }
}

fn spec_span(names: &[Ident<'_>], ty: Option<E<'_>>, values: &[E<'_>]) -> Span {
    let end = values.last().map(|v| v.span).or(ty.map(|t| t.span)).unwrap_or(names[names.len() - 1].span);
    names[0].span.to(end)
}

fn name_token(name: Symbol, span: Span) -> Token {
    Token { kind: TokenKind::Ident, symbol: name, span }
}

/// Whether an expression can be nothing but a type element; false if it could be a value too.
fn is_type_elem(x: E<'_>) -> bool {
    let mut pending = vec![x];
    while let Some(x) = pending.pop() {
        match x.kind {
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType { .. }
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType { .. }
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. }
            | ExprKind::Unary { op: TokenKind::Tilde, .. } => return true,
            ExprKind::Unary { x, .. } | ExprKind::Star(x) | ExprKind::Paren(x) => pending.push(x),
            ExprKind::Binary { x, y, .. } => pending.extend([x, y]),
            _ => {}
        }
    }
    false
}

/// Whether an expression begins with `name[`.
fn begins_with_index(x: E<'_>) -> bool {
    let mut x = x;
    loop {
        x = match x.kind {
            ExprKind::Index { x, .. } | ExprKind::Slice { x, .. } if matches!(x.kind, ExprKind::Ident(_)) => return true,
            ExprKind::Index { x, .. }
            | ExprKind::Slice { x, .. }
            | ExprKind::Binary { x, .. }
            | ExprKind::Call { fun: x, .. }
            | ExprKind::Selector { x, .. }
            | ExprKind::TypeAssert { x, .. }
            | ExprKind::CompositeLit { ty: Some(x), .. } => x,
            _ => return false,
        };
    }
}
