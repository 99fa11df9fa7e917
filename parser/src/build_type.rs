//! The actions of types, fields, parameters and signatures.

use govm_lexer::{Span, Symbol, Token};

use crate::ast::{ChanDir, ExprKind, Field, FuncType, InterfaceElem, LitKind};
use crate::build_tree::{Builder, E, Mark, Sig, height_over};

/// Parameters whose names are told from types and that lie on the stack of fields, with their parentheses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ParamList {
    pub(crate) first: Mark,
    pub(crate) span: Span,
}

/// The same for type parameters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TypeParams {
    pub(crate) first: Mark,
    pub(crate) open: Span,
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

/// Whether the entries of a parameter list must have names, as type parameters must.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// Parameters and results.
    Optional,
    /// Type parameters.
    Required,
}

impl<'a> Builder<'a, '_> {
    pub(crate) fn slice_type(&mut self, open: Token, elem: E<'a>) -> E<'a> {
        self.expr(open.span.to(elem.span), elem.height + 1, ExprKind::SliceType(elem))
    }

    pub(crate) fn array_type(&mut self, open: Token, len: Option<E<'a>>, elem: E<'a>) -> E<'a> {
        let height = height_over([len, Some(elem)].into_iter().flatten().map(|x| x.height));
        self.expr(open.span.to(elem.span), height, ExprKind::ArrayType { len, elem })
    }

    /// `[...]elem` after a name, where gc reads an expression between the brackets: a length or type arguments.
    pub(crate) fn open_array_after_name(&mut self, open: Token, dots: Token, elem: E<'a>) -> E<'a> {
        self.doubt(dots.span);
        self.array_type(open, None, elem)
    }

    /// `[len]elem` where the grammar had to take a list that could be an instance's type arguments.
    pub(crate) fn array_type_of_list(&mut self, open: Token, list: Mark, comma: Option<Token>, elem: E<'a>) -> E<'a> {
        let lengths = self.exprs.since(list);
        let len = lengths[0];
        if lengths.len() > 1 || comma.is_some() {
            let span = comma.map_or(lengths[lengths.len() - 1].span, |c| c.span);
            self.doubt(span);
        }
        self.exprs.truncate(list);
        self.array_type(open, Some(len), elem)
    }

    pub(crate) fn map_type(&mut self, keyword: Token, key: E<'a>, value: E<'a>) -> E<'a> {
        self.expr(keyword.span.to(value.span), height_over([key.height, value.height]), ExprKind::MapType { key, value })
    }

    pub(crate) fn chan_type(&mut self, start: Token, dir: ChanDir, elem: E<'a>) -> E<'a> {
        self.chan_type_at(start.span.to(elem.span), dir, elem)
    }

    fn chan_type_at(&mut self, span: Span, dir: ChanDir, elem: E<'a>) -> E<'a> {
        self.expr(span, elem.height + 1, ExprKind::ChanType { dir, elem })
    }

    /// `<-` in front of a type that begins with `chan`: the arrow belongs to the first `chan`, so that `<-chan<- T` is a
    /// `<-chan` of `<-T`.
    pub(crate) fn arrow_of_type(&mut self, arrow: Token, x: E<'a>) -> E<'a> {
        // The directions move one type inwards, along a chain of send-only channels.
        let mut chain = Vec::new();
        let mut ty = x;
        let innermost = loop {
            let ExprKind::ChanType { dir, elem } = ty.kind else {
                self.doubt(arrow.span);
                return self.bad_expr(arrow.span.to(x.span));
            };
            chain.push(ty);
            match dir {
                ChanDir::Both => break elem,
                ChanDir::Send => ty = elem,
                ChanDir::Recv => {
                    self.doubt(arrow.span);
                    return self.bad_expr(arrow.span.to(x.span));
                }
            }
        };
        let mut elem = innermost;
        while let Some(chan) = chain.pop() {
            let span = if chain.is_empty() { arrow.span.to(chan.span) } else { chan.span };
            elem = self.chan_type_at(span, ChanDir::Recv, elem);
        }
        elem
    }

    pub(crate) fn ellipsis_type(&mut self, dots: Token, elem: E<'a>) -> E<'a> {
        self.expr(dots.span.to(elem.span), elem.height + 1, ExprKind::Ellipsis(elem))
    }

    pub(crate) fn func_type(&mut self, keyword: Token, sig: Sig<'a>) -> E<'a> {
        self.expr(keyword.span.to(sig.span), sig.height, ExprKind::FuncType(sig))
    }

    pub(crate) fn method(&mut self, name: Token, sig: Sig<'a>) {
        let name = self.ident(name);
        self.interface_elems.push(InterfaceElem::Method { name, sig });
    }

    pub(crate) fn embedded_elem(&mut self, ty: E<'a>) {
        self.interface_elems.push(InterfaceElem::Embedded(ty));
    }

    pub(crate) fn interface_type(&mut self, keyword: Token, first: Mark, close: Token) -> E<'a> {
        let elems = self.interface_elems.take(first, self.arena);
        let heights = elems.iter().map(|elem| match elem {
            InterfaceElem::Method { sig, .. } => sig.height,
            InterfaceElem::Embedded(ty) => ty.height + 1,
        });
        let height = heights.max().unwrap_or(0);
        self.expr(keyword.span.to(close.span), height, ExprKind::InterfaceType { elems })
    }

    // Struct fields.

    pub(crate) fn struct_type(&mut self, keyword: Token, first: Mark, close: Token) -> E<'a> {
        let (fields, height) = self.take_fields(first);
        self.expr(keyword.span.to(close.span), height, ExprKind::StructType { fields })
    }

    fn tag(&mut self, tag: Option<Token>) -> Option<E<'a>> {
        tag.map(|t| self.basic_lit(LitKind::String, t))
    }

    fn named_field(&mut self, name: Token, ty: E<'a>, tag: Option<E<'a>>) {
        let name = self.ident(name);
        let span = name.span.to(ty.span);
        self.fields.push(Field { name: Some(name), ty, tag, is_embedded: false, span });
    }

    pub(crate) fn field(&mut self, name: Token, ty: E<'a>, tag: Option<Token>) {
        let tag = self.tag(tag);
        self.named_field(name, ty, tag);
    }

    pub(crate) fn fields(&mut self, name: Token, more: Mark, ty: E<'a>, tag: Option<Token>) {
        let tag = self.tag(tag);
        self.named_field(name, ty, tag);
        for i in 0..self.name_list.since(more).len() {
            self.named_field(self.name_list.since(more)[i], ty, tag);
        }
        self.name_list.truncate(more);
    }

    pub(crate) fn embedded(&mut self, ty: E<'a>, tag: Option<Token>) {
        let tag = self.tag(tag);
        self.fields.push(Field { name: None, ty, tag, is_embedded: true, span: ty.span });
    }

    pub(crate) fn embedded_in_parens(&mut self, ty: E<'a>, tag: Option<Token>) {
        self.doubt(ty.span);
        self.embedded(ty, tag);
    }

    // Parameters and signatures.

    pub(crate) fn bare_param(&mut self, name: Token) {
        self.params.push(ParamEntry::Name(name));
    }

    pub(crate) fn param(&mut self, name: Token, ty: E<'a>) {
        self.params.push(ParamEntry::Named(name, ty));
    }

    pub(crate) fn unnamed_param(&mut self, ty: E<'a>) {
        self.params.push(ParamEntry::Unnamed(ty));
    }

    pub(crate) fn type_entry(&mut self, x: E<'a>) {
        self.type_entries.push(TypeParamEntry::Expr(x));
    }

    pub(crate) fn constraint(&mut self, head: E<'a>, constraint: E<'a>) {
        self.type_entries.push(TypeParamEntry::Constraint(head, constraint));
    }

    pub(crate) fn no_parameters(&mut self, open: Token, close: Token) -> ParamList {
        ParamList { first: self.fields.mark(), span: open.span.to(close.span) }
    }

    pub(crate) fn parameters(&mut self, open: Token, entries: Mark, close: Token) -> ParamList {
        let first = self.param_fields(entries, close, Names::Optional);
        ParamList { first, span: open.span.to(close.span) }
    }

    pub(crate) fn type_parameters(&mut self, open: Token, entries: Mark, close: Token) -> TypeParams {
        TypeParams { first: self.param_fields(entries, close, Names::Required), open: open.span }
    }

    /// Tells names from types: if one entry has both, all entries must have a name, and an entry that is a bare name takes the
    /// type of the next one that has one. The fields take the place of the entries, on the stack of fields.
    pub(crate) fn param_fields(&mut self, entries: Mark, close: Token, names: Names) -> Mark {
        let first = self.fields.mark();
        let count = self.params.since(entries).len();
        let named = self.params.since(entries).iter().any(|e| matches!(e, ParamEntry::Named(..)));
        if !named && names == Names::Optional {
            for i in 0..count {
                let ty = match self.params.since(entries)[i] {
                    ParamEntry::Name(name) => self.name(name),
                    ParamEntry::Named(_, ty) | ParamEntry::Unnamed(ty) => ty,
                };
                self.fields.push(Field { name: None, ty, tag: None, is_embedded: false, span: ty.span });
            }
            self.params.truncate(entries);
            return first;
        }
        let mut next_type = None;
        let mut error_at = None;
        let mut is_unnamed = false;
        for _ in 0..count {
            let entry = self.params.pop().expect("invariant: as many entries as were counted");
            let (name, ty) = match entry {
                ParamEntry::Named(name, ty) => {
                    next_type = Some(ty);
                    (self.ident(name), ty)
                }
                ParamEntry::Unnamed(ty) => {
                    is_unnamed = true;
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
                            self.bad_expr(name.span)
                        }
                    };
                    (self.ident(name), ty)
                }
            };
            self.fields.push(Field { name: Some(name), ty, tag: None, is_embedded: false, span: name.span.to(ty.span) });
        }
        self.fields.since_mut(first).reverse();
        if let Some(at) = error_at {
            // Without an unnamed entry, what is missing are types, at the end.
            self.doubt(if is_unnamed { at } else { close.span });
        }
        first
    }

    pub(crate) fn signature(&mut self, params: ParamList, results: Option<ParamList>) -> Sig<'a> {
        let span = results.map_or(params.span, |r| params.span.to(r.span));
        let (results, below_results) = results.map_or((&[][..], 0), |r| self.take_fields(r.first));
        let (params, below_params) = self.take_fields(params.first);
        self.alloc(FuncType { params, results, height: below_params.max(below_results), span })
    }

    pub(crate) fn signature_of_type(&mut self, params: ParamList, ty: E<'a>) -> Sig<'a> {
        let results = self.slice(&[Field { name: None, ty, tag: None, is_embedded: false, span: ty.span }]);
        let span = params.span.to(ty.span);
        let (params, below_params) = self.take_fields(params.first);
        self.alloc(FuncType { params, results, height: below_params.max(ty.height + 1), span })
    }
}
