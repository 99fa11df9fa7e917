//! The actions of declarations: groups, type parameters, functions, imports.

use govm_lexer::{Span, Symbol, Token, TokenKind, string_value};

use crate::ast::{ConstDecl, ConstSpec, Decl, Expr, ExprKind, Field, FuncDecl, Ident, ImportSpec, TypeSpec, VarSpec};
use crate::build_tree::{B, Builder, DeclGroup, E, Mark, Sig, height_over};
use crate::build_type::{Names, ParamEntry, ParamList, TypeParamEntry, TypeParams};

impl<'a> Builder<'a, '_> {
    pub(crate) fn package(&mut self, name: Token) {
        let name = self.ident(name);
        self.package = Some(name);
    }

    pub(crate) fn import_spec(&mut self, name: Option<Token>, path: Token) {
        let span = name.map_or(path.span, |n| n.span.to(path.span));
        let name = name.map(|n| match n.kind {
            TokenKind::Period => self.ident_of(Symbol::DOT, n.span),
            _ => self.ident(n),
        });
        let id = self.id();
        let value = string_value(self.literal(path.span));
        let text = self.names.resolve(self.names.intern(&String::from_utf8_lossy(&value)));
        let spec = self.alloc(ImportSpec { id, name, path: text, path_span: path.span, span });
        self.open_decls.push((Decl::Import(spec), 0));
    }

    pub(crate) fn import_decl(&mut self, keyword: Token) {
        if self.has_imports_behind {
            self.doubt(keyword.span);
        }
    }

    pub(crate) fn const_spec(&mut self, names: Mark, ty: Option<E<'a>>, values: Option<Mark>) {
        let names = self.idents.take(names, self.arena);
        let (values, _) = self.maybe_exprs(values);
        let span = spec_span(names, ty, values);
        self.const_specs.push(ConstSpec { names, ty, values, span });
    }

    pub(crate) fn const_group(&mut self, keyword: Token, first: Mark, close: Token) -> DeclGroup {
        self.new_const_decl(first, keyword.span.to(close.span))
    }

    /// A constant declaration without parentheses, of the spec that was parsed last.
    pub(crate) fn const_decl(&mut self, keyword: Token) -> DeclGroup {
        let first = self.const_specs.mark_last();
        let end = self.const_specs.since(first)[0].span;
        self.new_const_decl(first, keyword.span.to(end))
    }

    fn new_const_decl(&mut self, first: Mark, span: Span) -> DeclGroup {
        let specs = self.const_specs.take(first, self.arena);
        let height = height_over(specs.iter().flat_map(|spec| spec.values.iter().copied().chain(spec.ty)).map(|x| x.height));
        let decl = Decl::Const(self.alloc(ConstDecl { specs, span }));
        DeclGroup { first: self.open_decls.push_marked((decl, height)), span }
    }

    /// A declaration without parentheses, of the spec that was parsed last.
    pub(crate) fn ungrouped(&mut self, keyword: Token) -> DeclGroup {
        let first = self.open_decls.mark_last();
        let span = match self.open_decls.since(first)[0].0 {
            Decl::Var(spec) => spec.span,
            Decl::Type(spec) => spec.span,
            _ => keyword.span,
        };
        DeclGroup { first, span: keyword.span.to(span) }
    }

    pub(crate) fn var_spec(&mut self, names: Mark, ty: Option<E<'a>>, values: Option<Mark>) {
        let names = self.idents.take(names, self.arena);
        let (values, height) = self.maybe_exprs(values);
        let height = ty.map_or(height, |t| height.max(t.height + 1));
        let span = spec_span(names, ty, values);
        let spec = self.alloc(VarSpec { names, ty, values, span });
        self.open_decls.push((Decl::Var(spec), height));
    }

    fn new_type_spec(&mut self, name: Token, type_params: &'a [Field<'a>], is_alias: bool, ty: E<'a>) {
        let name = self.ident(name);
        let span = name.span.to(ty.span);
        let height = height_over(type_params.iter().map(|p| p.ty.height)).max(ty.height + 1);
        let spec = self.alloc(TypeSpec { name, type_params, is_alias, ty, span });
        self.open_decls.push((Decl::Type(spec), height));
    }

    pub(crate) fn type_spec(&mut self, name: Token, ty: E<'a>) {
        self.new_type_spec(name, &[], false, ty);
    }

    pub(crate) fn alias_spec(&mut self, name: Token, ty: E<'a>) {
        self.new_type_spec(name, &[], true, ty);
    }

    pub(crate) fn generic_alias(&mut self, name: Token, entries: Mark, close: Token, ty: E<'a>) {
        let type_params = self.type_params_of(entries, close);
        self.new_type_spec(name, type_params, true, ty);
    }

    /// `type name[entries] ty`: an array type if there is one entry that is an expression and cannot be a type parameter.
    pub(crate) fn array_or_generic(
        &mut self,
        name: Token,
        open: Token,
        entries: Mark,
        comma: Option<Token>,
        close: Token,
        ty: E<'a>,
    ) {
        if let [TypeParamEntry::Expr(len)] = *self.type_entries.since(entries) {
            let is_param = match len.kind {
                ExprKind::Ident(_) => comma.is_some(),
                _ => self.split_type_param(len, comma.is_some()).is_some(),
            };
            if !is_param {
                // `P[` is read as the start of a type parameter whose constraint is an array or slice type.
                if begins_with_index(len) {
                    self.doubt(len.span);
                }
                self.type_entries.truncate(entries);
                let list = self.exprs.push_marked(len);
                let array = self.array_type_of_list(open, list, comma, ty);
                return self.type_spec(name, array);
            }
        }
        let type_params = self.type_params_of(entries, close);
        self.new_type_spec(name, type_params, false, ty);
    }

    fn type_params_of(&mut self, entries: Mark, close: Token) -> &'a [Field<'a>] {
        let params = self.params.mark();
        for i in 0..self.type_entries.since(entries).len() {
            let param = match self.type_entries.since(entries)[i] {
                TypeParamEntry::Constraint(head, constraint) => self.constrained(head, constraint),
                TypeParamEntry::Expr(x) => match x.kind {
                    ExprKind::Ident(name) => ParamEntry::Name(name_token(name, x.span)),
                    _ => match self.split_type_param(x, true) {
                        Some((name, constraint)) => ParamEntry::Named(name, constraint),
                        None => ParamEntry::Unnamed(x),
                    },
                },
            };
            self.params.push(param);
        }
        self.type_entries.truncate(entries);
        let first = self.param_fields(params, close, Names::Required);
        self.take_fields(first).0
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
        let more = self.terms.mark();
        let mut first = union;
        while let ExprKind::Binary { op: TokenKind::Or, op_pos, x, y } = first.kind {
            let op = Token { kind: TokenKind::Or, symbol: Symbol::EMPTY, span: Span::new(op_pos, op_pos) };
            self.terms.push((op, y));
            first = x;
        }
        let first = change(self, first);
        self.terms.since_mut(more).reverse();
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
            ExprKind::Call { fun: Expr { kind: ExprKind::Ident(name), span, .. }, args: [arg], has_ellipsis: false }
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
        recv: Option<ParamList>,
        name: Token,
        type_params: Option<TypeParams>,
        sig: Sig<'a>,
        body: Option<B<'a>>,
    ) {
        if recv.is_some()
            && let Some(params) = type_params
        {
            self.doubt(params.open);
        }
        let mut height = sig.height.max(body.map_or(0, |b| b.height));
        let mut fields = |b: &mut Self, first| {
            let (fields, below) = b.take_fields(first);
            height = height.max(below);
            fields
        };
        let type_params = type_params.map_or(&[][..], |t| fields(self, t.first));
        let recv = recv.map(|r| fields(self, r.first));
        if recv.is_some_and(|r| r.len() != 1) {
            self.doubt(name.span);
        }
        if let Some(body) = body {
            self.function_body(body);
        }
        let name = self.ident(name);
        let span = keyword.span.to(body.map_or(sig.span, |b| b.span));
        let func = self.alloc(FuncDecl { recv, name, type_params, sig, body, span });
        self.open_decls.push((Decl::Func(func), height));
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
