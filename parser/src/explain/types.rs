//! Types, their fields, methods and parameters.

use govm_lexer::TokenKind;

use super::shape::{AsParam, Innermost, Kind, Shape};
use super::{ChanDir, List, Reader, Step, closes_bracket};
use crate::build_type::Names;
use crate::code;

/// A parameter list that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Params {
    pub(super) close: TokenKind,
    pub(super) names: Names,
    /// What of the first entry is taken already.
    pub(super) first: FirstParam,
    /// How many entries of other lists lie below its own.
    pub(super) base: u32,
}

/// What of a parameter list was taken before it was known to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FirstParam {
    None,
    Name(u32),
    /// The name, and the constraint behind it.
    Typed(u32),
}

/// An entry of a parameter list: its name, and where its type begins. One of the two is there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Param {
    pub(super) name: Option<u32>,
    pub(super) type_start: Option<u32>,
}

/// What matters of a parameter list that was read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ParamSummary {
    pub(super) count: usize,
    /// Whether its entries have names.
    pub(super) is_named: bool,
}

/// What a function type is part of, if that forbids type parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FuncContext {
    Func,
    Method,
    FuncType,
    InterfaceMethod,
}

impl Reader<'_, '_> {
    pub(super) fn type_step(&mut self, step: Step) -> bool {
        match step {
            Step::Type => self.then([Step::OptionalType, Step::RequireType]),
            Step::RequireType => {
                if self.value.is_absent() {
                    self.value = self.bad();
                    self.unexpected("expected type");
                    self.skip_to(|t| {
                        matches!(t, TokenKind::Comma | TokenKind::Colon | TokenKind::Semicolon) || closes_bracket(t)
                    });
                }
            }
            Step::OptionalType => self.optional_type(),
            Step::Pointer { star } => {
                let is_elem = self.value.is_elem;
                self.value = Shape { is_elem, ..Shape::new(Kind::Other, star, self.here()) };
            }
            Step::ChanElem(dir, start) => self.chan_elem(dir, start),
            Step::MapValue { start } => {
                self.want(TokenKind::RBrack);
                self.then([Step::ArrayElem { start }]);
            }
            Step::ArrayLength { start } => self.end_array_length(start),
            Step::ArrayElem { start } => {
                let shape = Shape::type_literal(Kind::LiteralType, start, self.here());
                self.then([Step::Type, Step::SetValue(shape)]);
            }
            Step::QualifiedName { name } => self.qualified_name(name),
            Step::CloseTypeArgs { of } => {
                let is_value = self.value.is_value;
                self.want(TokenKind::RBrack);
                self.value = Shape { is_value, ..of.extended(Kind::Index, self.here()) };
            }
            Step::TypeList { strict } => {
                let level = self.level;
                self.level += 1;
                let first = if strict { Step::Type } else { Step::Expr { precedence: 0 } };
                self.then([first, Step::TypeListEntry { first: None, count: 0 }, Step::SetLevel(level)]);
            }
            Step::TypeListEntry { first, count } => self.type_list_entry(first, count),
            Step::ArrayOrTypeArgs => {
                let start = self.here();
                self.next();
                if self.got(TokenKind::RBrack) {
                    self.then([Step::ArrayElem { start }]);
                } else {
                    self.then([Step::TypeList { strict: false }, Step::AfterArrayOrTypeArgs { start }]);
                }
            }
            Step::AfterArrayOrTypeArgs { start } => {
                let has_comma = self.has_comma;
                self.want(TokenKind::RBrack);
                if has_comma {
                    self.value = Shape::new(Kind::Index, start, self.here());
                } else {
                    self.then([Step::OptionalType, Step::ArrayElemIfAny { start }]);
                }
            }
            Step::ArrayElemIfAny { start } => {
                self.value = match self.value.is_absent() {
                    true => Shape::new(Kind::Index, start, self.here()),
                    false => Shape::type_literal(Kind::LiteralType, start, self.here()),
                };
            }
            Step::FuncType(context) => self.func_type(context),
            Step::Parameters => {
                self.want(TokenKind::LParen);
                let params = self.open_params(TokenKind::RParen, Names::Optional);
                self.then([params, Step::Result]);
            }
            Step::Result => {
                if self.got(TokenKind::LParen) {
                    let params = self.open_params(TokenKind::RParen, Names::Optional);
                    self.then([params]);
                } else {
                    self.then([Step::OptionalType]);
                }
            }
            Step::Field => self.field(),
            Step::Tag => {
                if self.kind().is_literal() {
                    self.next();
                }
            }
            // No need to complain if it is missing: the opening one is an error.
            Step::OptionalParen => drop(self.got(TokenKind::RParen)),
            Step::InterfaceElem => self.interface_elem(),
            Step::AfterMethodBrackets { open } => self.after_method_brackets(open),
            Step::GenericMethod { open } => {
                self.report(&code::GENERIC_METHOD, open, "interface method must have no type parameters");
            }
            Step::Union => {
                if self.got(TokenKind::Or) {
                    self.then([Step::Term, Step::UnionTerm { left: self.value }]);
                }
            }
            Step::UnionTerm { left } => {
                let is_elem = left.is_elem || self.value.is_elem;
                self.value = Shape { is_elem, ..left.extended(Kind::Binary, self.here()) };
                self.then([Step::Union]);
            }
            Step::Term => self.term(),
            Step::RequireTerm => {
                if self.value.is_absent() {
                    self.value = self.bad();
                    self.unexpected("expected ~ term or type");
                    self.skip_to(|t| is_operator(t) || t == TokenKind::Semicolon || closes_bracket(t));
                }
            }
            Step::Tilde { start } => {
                self.value = Shape { is_elem: true, ..Shape::new(Kind::Other, start, self.here()) };
            }
            _ => return self.param_step(step),
        }
        true
    }

    /// Something in the place of an expression or type.
    pub(super) fn bad(&self) -> Shape {
        Shape::new(Kind::Bad, self.here(), self.here())
    }

    fn optional_type(&mut self) {
        let start = self.here();
        match self.kind() {
            TokenKind::Mul => {
                self.next();
                self.then([Step::Type, Step::Pointer { star: start }]);
            }
            TokenKind::Arrow => {
                self.next();
                self.want(TokenKind::Chan);
                self.then([Step::OptionalType, Step::ChanElem(ChanDir::Recv, start)]);
            }
            TokenKind::Func => {
                self.next();
                // gc places a function type at its parameters.
                let shape = Shape { start: self.here(), ..Shape::type_literal(Kind::Other, start, self.here()) };
                self.then([Step::FuncType(FuncContext::FuncType), Step::SetValue(shape)]);
            }
            TokenKind::LBrack => {
                self.next();
                if self.got(TokenKind::RBrack) {
                    self.then([Step::ArrayElem { start }]);
                } else {
                    self.array(start);
                }
            }
            TokenKind::Chan => {
                self.next();
                let dir = if self.got(TokenKind::Arrow) { ChanDir::Send } else { ChanDir::Both };
                self.then([Step::OptionalType, Step::ChanElem(dir, start)]);
            }
            TokenKind::Map => {
                self.next();
                self.want(TokenKind::LBrack);
                self.then([Step::Type, Step::MapValue { start }]);
            }
            TokenKind::Struct => {
                self.next();
                self.want(TokenKind::LBrace);
                let shape = Shape::type_literal(Kind::LiteralType, start, self.here());
                self.then([Step::List(List::Fields), Step::SetValue(shape)]);
            }
            TokenKind::Interface => {
                self.next();
                self.want(TokenKind::LBrace);
                let shape = Shape::type_literal(Kind::Other, start, self.here());
                self.then([Step::List(List::Methods), Step::SetValue(shape)]);
            }
            TokenKind::Ident => self.qualified_name(None),
            TokenKind::LParen => {
                self.next();
                self.then([Step::Type, Step::Want(TokenKind::RParen)]);
            }
            _ => self.value = Shape::ABSENT,
        }
    }

    /// An array type whose opening bracket is taken.
    pub(super) fn array(&mut self, start: u32) {
        if self.got(TokenKind::Ellipsis) {
            return self.then([Step::ArrayLength { start }]);
        }
        let level = self.level;
        self.level += 1;
        self.then([Step::Expr { precedence: 0 }, Step::SetLevel(level), Step::ArrayLength { start }]);
    }

    fn end_array_length(&mut self, start: u32) {
        if self.kind() == TokenKind::Comma {
            self.refuse(&code::UNEXPECTED_TOKEN, self.here(), "unexpected comma; expected ]");
            self.next();
        }
        self.want(TokenKind::RBrack);
        self.then([Step::ArrayElem { start }]);
    }

    fn chan_elem(&mut self, dir: ChanDir, start: u32) {
        if self.value.is_absent() {
            self.value = self.bad();
            self.refuse(&code::MISSING_TYPE, self.here(), "missing channel element type");
        }
        let elem = self.value;
        let kind = match (dir, elem.kind) {
            (ChanDir::Both, _) => Kind::Chan { sends: 0, innermost: Innermost::Both },
            (ChanDir::Recv, _) => Kind::Chan { sends: 0, innermost: Innermost::Recv },
            (ChanDir::Send, Kind::Chan { sends, innermost }) => Kind::Chan { sends: sends + 1, innermost },
            (ChanDir::Send, _) => Kind::Chan { sends: 1, innermost: Innermost::Other(elem.from) },
        };
        self.value = Shape::type_literal(kind, start, self.here());
    }

    fn qualified_name(&mut self, name: Option<u32>) {
        let mut x = match name {
            Some(name) => Shape::new(Kind::Name, name, name + 1),
            None if self.kind() == TokenKind::Ident => self.read_name(),
            None => {
                let x = Shape::new(Kind::Name, self.here(), self.here());
                self.unexpected("expected name");
                self.skip_to(|t| matches!(t, TokenKind::Period | TokenKind::Semicolon | TokenKind::RBrace));
                x
            }
        };
        if self.got(TokenKind::Period) {
            self.name();
            x = x.extended(Kind::Selector, self.here());
        }
        self.value = x;
        if !self.got(TokenKind::LBrack) {
            return;
        }
        if self.kind() == TokenKind::RBrack {
            self.value = self.bad();
            self.unexpected("expected type argument list");
            self.then([Step::CloseTypeArgs { of: x }]);
        } else {
            self.then([Step::TypeList { strict: true }, Step::CloseTypeArgs { of: x }]);
        }
    }

    /// After an entry of a list of types; `count` says how many came before it.
    fn type_list_entry(&mut self, first: Option<Shape>, count: u32) {
        let entry = self.value;
        let is_over = entry.is_absent();
        let count = count + u32::from(!is_over);
        let list = first.unwrap_or(entry);
        let had_comma = first.is_some();
        if !is_over && self.got(TokenKind::Comma) {
            return self.then([Step::OptionalType, Step::TypeListEntry { first: Some(list), count }]);
        }
        self.has_comma = had_comma;
        self.value = if count > 1 { list.extended(Kind::List, self.here()) } else { list };
    }

    fn func_type(&mut self, context: FuncContext) {
        let open = self.here();
        if !self.got(TokenKind::LBrack) {
            return self.then([Step::Parameters]);
        }
        let what = match context {
            FuncContext::Func => None,
            FuncContext::Method => Some("method"),
            FuncContext::FuncType => Some("function type"),
            FuncContext::InterfaceMethod => Some("interface method"),
        };
        if let Some(what) = what {
            self.refuse(&code::GENERIC_METHOD, open, format_args!("{what} must have no type parameters"));
        }
        if self.kind() == TokenKind::RBrack {
            self.refuse(&code::EMPTY_TYPE_PARAMS, self.here(), "empty type parameter list");
            self.next();
            return self.then([Step::Parameters]);
        }
        let params = self.open_params(TokenKind::RBrack, Names::Required);
        self.then([params, Step::Parameters]);
    }

    // Fields and methods.

    fn field(&mut self) {
        use TokenKind::*;
        match self.kind() {
            Ident => {
                let name = self.here();
                self.next();
                let kind = self.kind();
                if matches!(kind, Period | Semicolon | RBrace) || kind.is_literal() {
                    self.then([Step::QualifiedName { name: Some(name) }, Step::Tag]);
                } else if self.more_names() == 1 && self.kind() == LBrack {
                    self.then([Step::ArrayOrTypeArgs, Step::Tag]);
                } else {
                    self.then([Step::Type, Step::Tag]);
                }
            }
            Mul => {
                self.next();
                if self.kind() == LParen {
                    self.parenthesized_field();
                } else {
                    self.then([Step::QualifiedName { name: None }, Step::Tag]);
                }
            }
            LParen => self.parenthesized_field(),
            _ => {
                self.unexpected("expected field name or embedded type");
                self.skip_to(|t| matches!(t, Semicolon | RBrace));
            }
        }
    }

    fn parenthesized_field(&mut self) {
        self.refuse(&code::PARENTHESIZED_TYPE, self.here(), "cannot parenthesize embedded type");
        let is_first = self.tokens[self.at - 1].kind != TokenKind::Mul;
        self.next();
        // `(*T)`, but not `*(*T)`.
        if is_first {
            self.got(TokenKind::Mul);
        }
        self.then([Step::QualifiedName { name: None }, Step::OptionalParen, Step::Tag]);
    }

    fn interface_elem(&mut self) {
        if self.kind() != TokenKind::Ident {
            return self.then([Step::Term, Step::Union]);
        }
        let name = self.here();
        self.next();
        match self.kind() {
            TokenKind::LParen => self.then([Step::FuncType(FuncContext::InterfaceMethod)]),
            TokenKind::LBrack => {
                let open = self.here();
                self.next();
                let close = self.here();
                if self.got(TokenKind::RBrack) {
                    let what = if self.kind() == TokenKind::LParen { "parameter" } else { "argument" };
                    self.report(&code::EMPTY_TYPE_PARAMS, close, format!("empty type {what} list"));
                    return self.method_or_union();
                }
                // Type arguments of an embedded type look like unnamed parameters.
                let params = self.open_params(TokenKind::RBrack, Names::Optional);
                self.then([params, Step::AfterMethodBrackets { open }]);
            }
            _ => self.then([Step::QualifiedName { name: Some(name) }, Step::Union]),
        }
    }

    fn method_or_union(&mut self) {
        if self.kind() == TokenKind::LParen {
            self.then([Step::FuncType(FuncContext::InterfaceMethod)]);
        } else {
            self.then([Step::Union]);
        }
    }

    fn after_method_brackets(&mut self, open: u32) {
        if self.summary.count == 0 {
            self.method_or_union();
        } else if self.summary.is_named {
            self.then([Step::FuncType(FuncContext::InterfaceMethod), Step::GenericMethod { open }]);
        } else {
            self.then([Step::Union]);
        }
    }

    fn term(&mut self) {
        let start = self.here();
        if self.got(TokenKind::Tilde) {
            self.then([Step::Type, Step::Tilde { start }]);
        } else {
            self.then([Step::OptionalType, Step::RequireTerm]);
        }
    }

    // Parameters.

    /// The step that reads a parameter list, whose opening bracket is taken.
    pub(super) fn open_params(&self, close: TokenKind, names: Names) -> Step {
        Step::List(List::Params(Params { close, names, first: FirstParam::None, base: self.params.len() as u32 }))
    }

    fn param_step(&mut self, step: Step) -> bool {
        match step {
            Step::Param { name, close } => self.param(name, close),
            Step::ParamOfBrackets { name, close } => {
                // `P[...]` is a type, `P [...]T` a parameter.
                let named = (self.value.kind != Kind::Index).then_some(name);
                if named.is_none() {
                    self.value = Shape { start: name, from: name, ..self.value };
                }
                self.union_or_end(named, close);
            }
            Step::ParamOfQualified { close } => self.union_or_end(None, close),
            Step::ParamOfDots { name, dots } => {
                if self.value.is_absent() {
                    self.refuse(&code::MISSING_TYPE, self.here(), "... is missing type");
                }
                self.params.push(Param { name, type_start: Some(dots) });
            }
            Step::ParamOfType { name, start, close } => {
                if !self.value.is_absent() {
                    self.union_or_end(name, close);
                } else if name.is_some() {
                    self.params.push(Param { name, type_start: None });
                } else {
                    debug_assert!(start <= self.here(), "reading goes on");
                    self.unexpected(&format!("expected {}", close.text()));
                    self.skip_to(|t| t == TokenKind::Comma || t == close);
                }
            }
            Step::EndParam { name } => self.params.push(Param { name, type_start: Some(self.value.start) }),
            _ => return false,
        }
        true
    }

    /// An entry of a parameter list; in brackets, its type may be a union.
    fn param(&mut self, name: Option<u32>, close: TokenKind) {
        let is_constraint = close == TokenKind::RBrack;
        let mut name = name;
        if name.is_none() && self.kind() == TokenKind::Ident {
            name = Some(self.here());
            self.next();
        }
        let start = self.here();
        match (self.kind(), name) {
            (TokenKind::LBrack, Some(name)) => self.then([Step::ArrayOrTypeArgs, Step::ParamOfBrackets { name, close }]),
            (TokenKind::Period, Some(_)) => self.then([Step::QualifiedName { name }, Step::ParamOfQualified { close }]),
            (TokenKind::Or, Some(type_name)) if is_constraint => {
                self.value = Shape::new(Kind::Name, type_name, start);
                self.then([Step::Union, Step::EndParam { name: None }]);
            }
            (TokenKind::Ellipsis, _) => {
                self.next();
                self.then([Step::OptionalType, Step::ParamOfDots { name, dots: start }]);
            }
            (TokenKind::Tilde, _) if is_constraint => self.then([Step::Term, Step::Union, Step::EndParam { name }]),
            _ => self.then([Step::OptionalType, Step::ParamOfType { name, start, close }]),
        }
    }

    fn union_or_end(&mut self, name: Option<u32>, close: TokenKind) {
        if close == TokenKind::RBrack && self.kind() == TokenKind::Or {
            self.then([Step::Union, Step::EndParam { name }]);
        } else {
            self.params.push(Param { name, type_start: Some(self.value.start) });
        }
    }

    /// Tells names from types, as the whole list decides it: if one entry has both, or must have, all have a name, and an entry
    /// that is a bare name takes the type of the next one that has one.
    pub(super) fn end_params(&mut self, list: Params, end: u32) {
        let entries = self.params.split_off(list.base as usize);
        let named = entries.iter().filter(|p| p.name.is_some() && p.type_start.is_some()).count();
        let typed = entries.iter().filter(|p| p.type_start.is_some()).count();
        let are_names = named > 0 || list.names == Names::Required;
        self.summary = ParamSummary { count: entries.len(), is_named: are_names };
        if !are_names || named == entries.len() {
            return;
        }
        let last_type = entries.iter().rposition(|p| p.type_start.is_some());
        // The leftmost entry that lacks its name, or a type to take.
        let wrong = entries.iter().enumerate().find_map(|(i, p)| match (p.name, p.type_start) {
            (None, Some(start)) => Some(start),
            (Some(name), None) if last_type.is_none_or(|last| last < i) => Some(name),
            _ => None,
        });
        let Some(wrong) = wrong else { return };
        let (at, what) = match (named == typed, list.names) {
            (true, Names::Required) => (end, "missing type constraint"),
            (true, Names::Optional) => (end, "missing parameter type"),
            (false, Names::Required) if entries.len() == 1 => (wrong, "missing type parameter name or invalid array length"),
            (false, Names::Required) => (wrong, "missing type parameter name"),
            (false, Names::Optional) => (wrong, "missing parameter name"),
        };
        self.refuse(&code::INCOMPLETE_PARAMETER, at, what);
    }
}

/// What gc counts as an operator: all but `*` and the arrow.
fn is_operator(kind: TokenKind) -> bool {
    kind != TokenKind::Mul && super::shape::precedence(kind) > 0 || matches!(kind, TokenKind::Not | TokenKind::Tilde)
}

impl Shape {
    /// Whether it reads as a type parameter once it is known that one is meant.
    pub(super) fn as_union_head(self, is_elem: bool) -> AsParam {
        match self.as_param {
            AsParam::Maybe if is_elem => AsParam::Yes,
            other => other,
        }
    }
}
