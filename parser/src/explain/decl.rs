//! Files and declarations.

use govm_lexer::{Symbol, TokenKind};

use super::shape::{AsParam, Shape};
use super::types::{FirstParam, FuncContext, Params};
use super::{Extent, List, Mark, Reader, Step};
use crate::build_type::Names;
use crate::code;

/// What a declaration, or a group of them, declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spec {
    Import,
    Const,
    Type,
    Var,
}

fn begins_declaration(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Import | TokenKind::Const | TokenKind::Type | TokenKind::Var | TokenKind::Func)
}

impl Reader<'_, '_> {
    /// Reads the file. After an error in the package clause there is no point in going on: it may be no Go file at all.
    pub(super) fn file(&mut self) {
        if !self.got(TokenKind::Package) {
            self.refuse(&code::MISSING_PACKAGE_CLAUSE, self.here(), "package statement must be first");
        } else {
            self.name();
            self.want(TokenKind::Semicolon);
        }
        if self.count > 0 || self.has_lexical_error() {
            self.found.stopped = Some(self.tokens[self.at].span.hi);
            return;
        }
        self.then([Step::TopLevel]);
        self.run();
    }

    pub(super) fn decl_step(&mut self, step: Step) -> bool {
        match step {
            Step::TopLevel => self.top_level(),
            Step::AfterTopLevel => self.after_top_level(),
            Step::Group(spec) => match self.got(TokenKind::LParen) {
                true => self.then([Step::List(List::Group(spec))]),
                false => self.then([Step::Spec(spec)]),
            },
            Step::Spec(spec) => self.spec(spec),
            Step::Values => {
                if self.got_assign() {
                    self.then([Step::ExprList]);
                }
            }
            Step::TypeParamsOrArray { open } => self.type_params_or_array(open),
            Step::AfterTypeParams => {
                self.got_assign();
                self.then([Step::OptionalType, Step::DeclaredType]);
            }
            Step::DeclaredType => {
                if self.value.is_absent() {
                    self.unexpected("in type declaration");
                    self.skip_to(|t| matches!(t, TokenKind::Semicolon | TokenKind::RParen));
                }
            }
            Step::AfterReceiver => {
                match self.summary.count {
                    0 => self.report(&code::RECEIVER_COUNT, self.here(), "method has no receiver"),
                    1 => {}
                    _ => self.report(&code::RECEIVER_COUNT, self.here(), "method has multiple receivers"),
                }
                self.func_name(FuncContext::Method);
            }
            Step::OptionalBody => {
                self.lacks_body = self.kind() != TokenKind::LBrace;
                if !self.lacks_body {
                    self.then([Step::FuncBody]);
                }
            }
            Step::FuncBody => {
                self.bodies += 1;
                self.then([Step::Block(""), Step::EndBody(self.mark())]);
            }
            Step::EndBody(start) => {
                self.bodies -= 1;
                if start.count == self.count {
                    // Bodies in it are part of it.
                    self.found.bodies.truncate(start.bodies as usize);
                    self.found.bodies.push(start.at as usize..self.at);
                }
            }
            _ => return false,
        }
        true
    }

    fn top_level(&mut self) {
        self.decl = self.mark();
        let kind = self.kind();
        if kind == TokenKind::Eof {
            return;
        }
        if kind == TokenKind::Import && self.previous != TokenKind::Import {
            self.refuse(&code::MISPLACED_IMPORT, self.here(), "imports must appear before other declarations");
        }
        self.previous = kind;
        let spec = match kind {
            TokenKind::Import => Spec::Import,
            TokenKind::Const => Spec::Const,
            TokenKind::Type => Spec::Type,
            TokenKind::Var => Spec::Var,
            TokenKind::Func => {
                self.next();
                self.then([Step::AfterTopLevel]);
                return self.func_decl();
            }
            _ => {
                if kind == TokenKind::LBrace && self.lacks_body {
                    self.refuse(&code::UNEXPECTED_TOKEN, self.here(), "unexpected semicolon or newline before {");
                } else {
                    let text = "non-declaration statement outside function body";
                    self.refuse(&code::STATEMENT_OUTSIDE_FUNCTION, self.here(), text);
                }
                self.skip_to(begins_declaration);
                return self.end_top_level();
            }
        };
        self.next();
        self.then([Step::Group(spec), Step::AfterTopLevel]);
    }

    fn after_top_level(&mut self) {
        if self.kind() != TokenKind::Eof && !self.got(TokenKind::Semicolon) {
            self.unexpected("after top level declaration");
            self.skip_to(begins_declaration);
        }
        self.end_top_level();
    }

    fn end_top_level(&mut self) {
        let Mark { at, count, bodies } = self.decl;
        let is_clean = count == self.count;
        if is_clean {
            self.found.bodies.truncate(bodies as usize);
        }
        self.found.decls.push(Extent { from: at as usize, to: self.at, is_clean });
        self.then([Step::TopLevel]);
    }

    fn spec(&mut self, spec: Spec) {
        self.lacks_body = false;
        match spec {
            Spec::Import => self.import_spec(),
            Spec::Const => {
                self.names();
                if !matches!(self.kind(), TokenKind::Eof | TokenKind::Semicolon | TokenKind::RParen) {
                    self.then([Step::OptionalType, Step::Values]);
                }
            }
            Spec::Type => self.type_spec(),
            Spec::Var => {
                self.names();
                if self.got_assign() {
                    self.then([Step::ExprList]);
                } else {
                    self.then([Step::Type, Step::Values]);
                }
            }
        }
    }

    fn import_spec(&mut self) {
        if !self.got(TokenKind::Ident) {
            self.got(TokenKind::Period);
        }
        let path = self.tokens[self.at];
        if !path.kind.is_literal() {
            self.refuse(&code::INVALID_IMPORT_PATH, self.here(), "missing import path");
            self.skip_to(|t| matches!(t, TokenKind::Semicolon | TokenKind::RParen));
            return;
        }
        let at = self.here();
        self.next();
        let is_broken = self.lexical.iter().any(|e| path.span.lo <= e.span.lo && e.span.lo < path.span.hi);
        if path.kind != TokenKind::String && !is_broken {
            self.refuse(&code::INVALID_IMPORT_PATH, at, "import path must be a string");
        }
    }

    fn type_spec(&mut self) {
        self.name();
        let open = self.here();
        if !self.got(TokenKind::LBrack) {
            return self.then([Step::AfterTypeParams]);
        }
        match self.kind() {
            // An array length or a type parameter: read as an expression, which tells the two apart. What begins with
            // `P[` can be nothing but a parameter whose constraint is an array or slice type.
            TokenKind::Ident => {
                self.value = self.read_name();
                let rest = Step::TypeParamsOrArray { open };
                if self.kind() == TokenKind::LBrack {
                    self.then([rest]);
                } else {
                    let level = self.level;
                    self.level += 1;
                    self.then([Step::Suffix, Step::Operators { precedence: 0 }, Step::SetLevel(level), rest]);
                }
            }
            TokenKind::RBrack => {
                self.next();
                self.then([Step::ArrayElem { start: open }]);
            }
            _ => self.array(open),
        }
    }

    fn type_params_or_array(&mut self, open: u32) {
        let x = self.value;
        let is_followed_by_comma = self.kind() == TokenKind::Comma;
        let first = match x.as_param {
            _ if x.is_name() && self.kind() != TokenKind::RBrack => FirstParam::Name(x.from),
            AsParam::Yes => FirstParam::Typed(x.from),
            AsParam::Maybe if is_followed_by_comma => FirstParam::Typed(x.from),
            _ => return self.then([Step::ArrayLength { start: open }]),
        };
        let params = Params { close: TokenKind::RBrack, names: Names::Required, first, base: self.params.len() as u32 };
        // A list ends at its bracket before it has taken an entry that it was given.
        if matches!(first, FirstParam::Typed(_)) && self.got(TokenKind::RBrack) {
            return self.then([Step::AfterTypeParams]);
        }
        self.then([Step::List(List::Params(params)), Step::AfterTypeParams]);
    }

    fn func_decl(&mut self) {
        if self.got(TokenKind::LParen) {
            let params = self.open_params(TokenKind::RParen, Names::Optional);
            self.then([params, Step::AfterReceiver]);
        } else {
            self.func_name(FuncContext::Func);
        }
    }

    fn func_name(&mut self, context: FuncContext) {
        if self.got(TokenKind::Ident) {
            return self.then([Step::FuncType(context), Step::OptionalBody]);
        }
        self.unexpected(if context == FuncContext::Method { "expected name" } else { "expected name or (" });
        self.skip_to(|t| matches!(t, TokenKind::LBrace | TokenKind::Semicolon));
        self.then([Step::OptionalBody]);
    }

    /// The semicolon that ends an init statement was written, and is no newline.
    pub(super) fn is_written_semicolon(&self, at: u32) -> bool {
        self.tokens[at as usize].symbol == Symbol::DOT
    }

    /// Takes the current token, which is a name.
    pub(super) fn read_name(&mut self) -> Shape {
        let at = self.here();
        self.next();
        Shape::new(super::shape::Kind::Name, at, at + 1)
    }
}
