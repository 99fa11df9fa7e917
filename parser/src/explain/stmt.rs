//! Statements.

use govm_lexer::TokenKind;

use super::decl::Spec;
use super::shape::{Kind, Shape, Simple, SimpleKind};
use super::{Reader, Step};
use crate::code;

/// The statement whose header a simple statement stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    None,
    If,
    For,
    Switch,
}

impl Keyword {
    fn text(self) -> &'static str {
        match self {
            Keyword::None => "",
            Keyword::If => "if",
            Keyword::For => "for",
            Keyword::Switch => "switch",
        }
    }
}

/// A header that is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    keyword: Keyword,
    /// Of the expression around, to go back to.
    level: i32,
    /// Index of the semicolon after the init statement.
    semicolon: Option<u32>,
    condition: Simple,
}

fn ends_clause(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Case | TokenKind::Default | TokenKind::RBrace)
}

fn begins_any_statement(kind: TokenKind) -> bool {
    use TokenKind::*;
    kind.is_literal()
        || matches!(
            kind,
            Ident | Var | Const | Type | LBrace | Add | Sub | Mul | And | Xor | Not | Func | LParen | LBrack | Struct | Map
        )
        || matches!(kind, Chan | Interface | Arrow | For | Switch | Select | If | Fallthrough | Break | Continue | Go)
        || matches!(kind, Defer | Goto | Return | Semicolon)
}

impl Reader<'_, '_> {
    pub(super) fn stmt_step(&mut self, step: Step) {
        match step {
            Step::Statements if begins_any_statement(self.kind()) => {
                self.then([Step::Statement, Step::AfterStatement]);
            }
            Step::AfterStatement => self.after_statement(),
            Step::Statement => self.statement(),
            Step::NameStatement => {
                if self.value.is_name() && self.kind() == TokenKind::Colon {
                    self.labeled();
                } else {
                    self.then([Step::SimpleRest(Keyword::None)]);
                }
            }
            // A label before a label without statement has none either.
            Step::EndLabel { colon } if self.lacks_statement => {
                self.refuse(&code::MISSING_STATEMENT, colon, "missing statement after label");
            }
            Step::EndCallStatement(keyword) if self.value.has_parens => {
                let text = format!("expression in {} must not be parenthesized", keyword.text());
                self.report(&code::PARENTHESIZED_CALL, self.value.start, text);
            }
            Step::Simple(keyword) => {
                if keyword == Keyword::For && self.got(TokenKind::Range) {
                    self.then([Step::Expr { precedence: 0 }, Step::EndRange]);
                } else {
                    self.then([Step::ExprList, Step::SimpleRest(keyword)]);
                }
            }
            Step::SimpleRest(keyword) => self.simple_rest(keyword),
            Step::EndAssignment { lhs, op, keyword } => self.end_assignment(lhs, op, keyword),
            Step::EndOther { lhs, op } => {
                self.simple = Simple { kind: SimpleKind::Other, op, lhs, rhs: self.value };
            }
            Step::EndRange => self.simple = Simple { kind: SimpleKind::Range, ..Simple::ABSENT },
            Step::Block(after) => self.block(after),
            Step::AfterInit(header) => self.after_init(header),
            Step::AfterCondition(header) => {
                let header = Header { condition: self.simple, ..header };
                self.want(TokenKind::Semicolon);
                self.simple = Simple::ABSENT;
                if self.kind() == TokenKind::LBrace {
                    self.end_header(header);
                } else {
                    self.then([Step::Simple(Keyword::None), Step::AfterPost(header)]);
                }
            }
            Step::AfterPost(header) => {
                if self.simple.kind == SimpleKind::Define {
                    let text = "cannot declare in post statement of for loop";
                    self.refuse(&code::MISUSED_STATEMENT, self.simple.op, text);
                }
                self.end_header(header);
            }
            Step::EndHeader(header) => self.end_header(Header { condition: self.simple, ..header }),
            Step::Else => self.else_branch(),
            Step::CaseBlock { is_select } => {
                if !self.got(TokenKind::LBrace) {
                    let what = if is_select { "select" } else { "switch" };
                    self.refuse(&code::UNEXPECTED_TOKEN, self.here(), format_args!("missing {{ after {what} clause"));
                    self.skip_to(ends_clause);
                }
                self.then([Step::Clauses { is_select }]);
            }
            Step::Clauses { is_select } => self.clauses(is_select),
            Step::Colon => {
                self.want(TokenKind::Colon);
                self.then([Step::Statements]);
            }
            _ => {}
        }
    }

    fn after_statement(&mut self) {
        if std::mem::take(&mut self.lacks_statement) {
            return;
        }
        if !self.got(TokenKind::Semicolon) && self.kind() != TokenKind::RBrace {
            self.unexpected("at end of statement");
            self.skip_to(|t| t == TokenKind::Semicolon || ends_clause(t));
            self.got(TokenKind::Semicolon);
        }
        self.then([Step::Statements]);
    }

    fn statement(&mut self) {
        use TokenKind::*;
        let kind = self.kind();
        match kind {
            Ident => self.then([Step::ExprList, Step::NameStatement]),
            Var | Const | Type => {
                self.next();
                self.then([Step::Group(match kind {
                    Var => Spec::Var,
                    Const => Spec::Const,
                    _ => Spec::Type,
                })]);
            }
            LBrace => self.then([Step::Block("")]),
            For => {
                self.then([Step::Block("for clause")]);
                self.header(Keyword::For);
            }
            Switch => {
                self.then([Step::CaseBlock { is_select: false }]);
                self.header(Keyword::Switch);
            }
            Select => {
                self.next();
                self.then([Step::CaseBlock { is_select: true }]);
            }
            If => self.if_statement(),
            Fallthrough => self.next(),
            Break | Continue => {
                self.next();
                self.got(Ident);
            }
            Go | Defer => {
                self.next();
                let keep_parens = self.kind() == LParen;
                self.then([Step::Primary { keep_parens }, Step::EndCallStatement(kind)]);
            }
            Goto => {
                self.next();
                self.name();
            }
            Return => {
                self.next();
                if !matches!(self.kind(), Semicolon | RBrace) {
                    self.then([Step::ExprList]);
                }
            }
            Semicolon => {}
            _ => self.then([Step::Simple(Keyword::None)]),
        }
    }

    /// After a label, at its colon.
    fn labeled(&mut self) {
        let colon = self.here();
        self.next();
        if begins_any_statement(self.kind()) {
            self.then([Step::Statement, Step::EndLabel { colon }]);
        } else if self.kind() != TokenKind::RBrace {
            self.lacks_statement = true;
            self.then([Step::EndLabel { colon }]);
        }
    }

    fn simple_rest(&mut self, keyword: Keyword) {
        use TokenKind::*;
        let lhs = self.value;
        let op = self.here();
        let expr = Simple { kind: SimpleKind::Expr, lhs, ..Simple::ABSENT };
        match self.kind() {
            Assign | Define => {
                self.next();
                if keyword == Keyword::For && self.got(Range) {
                    self.then([Step::Expr { precedence: 0 }, Step::EndRange]);
                } else {
                    self.then([Step::ExprList, Step::EndAssignment { lhs, op, keyword }]);
                }
            }
            _ if lhs.kind == Kind::List => {
                self.unexpected("expected := or = or comma");
                self.skip_to(|t| matches!(t, Semicolon | RBrace));
                self.simple = expr;
            }
            AddAssign | SubAssign | MulAssign | QuoAssign | RemAssign | AndAssign | OrAssign | XorAssign | ShlAssign
            | ShrAssign | AndNotAssign | Arrow => {
                self.next();
                self.then([Step::Expr { precedence: 0 }, Step::EndOther { lhs, op }]);
            }
            Inc | Dec => {
                self.next();
                self.simple = Simple { kind: SimpleKind::Other, op, lhs, rhs: Shape::ABSENT };
            }
            _ => self.simple = expr,
        }
    }

    fn end_assignment(&mut self, lhs: Shape, op: u32, keyword: Keyword) {
        let rhs = self.value;
        let kind = match self.tokens[op as usize].kind {
            TokenKind::Define => SimpleKind::Define,
            _ => SimpleKind::Assign,
        };
        let is_guard = rhs.kind == Kind::TypeSwitchGuard && !rhs.has_parens;
        if keyword == Keyword::Switch && kind == SimpleKind::Define && is_guard && lhs.is_name() {
            self.simple = Simple { kind: SimpleKind::Expr, lhs: rhs, ..Simple::ABSENT };
        } else {
            self.simple = Simple { kind, op, lhs, rhs };
        }
    }

    /// `after` names what the block belongs to, if it may lack its brace.
    fn block(&mut self, after: &str) {
        if !self.got(TokenKind::LBrace) {
            self.unexpected(&format!("expected {{ after {after}"));
            self.skip_to(|t| matches!(t, TokenKind::Ident | TokenKind::RBrace));
            if self.got(TokenKind::RBrace) {
                return;
            }
        }
        self.then([Step::Statements, Step::Want(TokenKind::RBrace)]);
    }

    fn if_statement(&mut self) {
        self.then([Step::Block("if clause"), Step::Else]);
        self.header(Keyword::If);
    }

    fn else_branch(&mut self) {
        if !self.got(TokenKind::Else) {
            return;
        }
        match self.kind() {
            TokenKind::If => self.if_statement(),
            TokenKind::LBrace => self.then([Step::Block("")]),
            _ => {
                self.refuse(&code::INVALID_ELSE, self.here(), "else must be followed by if or statement block");
                self.skip_to(|t| matches!(t, TokenKind::Ident | TokenKind::RBrace));
            }
        }
    }

    /// What stands between a keyword and the brace.
    fn header(&mut self, keyword: Keyword) {
        self.next();
        if self.kind() == TokenKind::LBrace {
            if keyword == Keyword::If {
                self.refuse(&code::MISSING_CONDITION, self.here(), "missing condition in if statement");
            }
            return;
        }
        let header = Header { keyword, level: self.level, semicolon: None, condition: Simple::ABSENT };
        self.level = -1;
        self.simple = Simple::ABSENT;
        if self.kind() == TokenKind::Semicolon {
            return self.then([Step::AfterInit(header)]);
        }
        if self.got(TokenKind::Var) {
            let text = format!("var declaration not allowed in {} initializer", keyword.text());
            self.refuse(&code::MISUSED_STATEMENT, self.here(), text);
        }
        self.then([Step::Simple(keyword), Step::AfterInit(header)]);
    }

    fn after_init(&mut self, header: Header) {
        if self.simple.kind == SimpleKind::Range {
            self.level = header.level;
            return;
        }
        if self.kind() == TokenKind::LBrace {
            return self.end_header(Header { condition: self.simple, ..header });
        }
        let at = self.here();
        let semicolon = self.got(TokenKind::Semicolon).then_some(at);
        if semicolon.is_none() {
            // To ask for a brace, not for a semicolon, says more.
            self.want(TokenKind::LBrace);
            if self.kind() != TokenKind::LBrace {
                self.skip_to(|t| matches!(t, TokenKind::LBrace | TokenKind::RBrace));
            }
        }
        let header = Header { semicolon, ..header };
        self.simple = Simple::ABSENT;
        match (header.keyword, self.kind()) {
            (Keyword::For, TokenKind::LBrace) => {
                self.unexpected("expected for loop condition");
                self.end_header(header);
            }
            (Keyword::For, TokenKind::Semicolon) => self.then([Step::AfterCondition(header)]),
            (Keyword::For, _) => self.then([Step::Simple(Keyword::None), Step::AfterCondition(header)]),
            (_, TokenKind::LBrace) => self.end_header(header),
            _ => self.then([Step::Simple(header.keyword), Step::EndHeader(header)]),
        }
    }

    fn end_header(&mut self, header: Header) {
        self.level = header.level;
        let condition = header.condition;
        match (condition.kind, header.semicolon) {
            (SimpleKind::Absent, Some(at)) if header.keyword == Keyword::If => {
                if self.is_written_semicolon(at) {
                    self.refuse(&code::MISSING_CONDITION, at, "missing condition in if statement");
                } else {
                    self.refuse(&code::MISSING_CONDITION, at, "unexpected newline, expected { after if clause");
                }
            }
            (SimpleKind::Absent | SimpleKind::Expr, _) => {}
            _ => {
                let text = condition.text(self.tokens, self.words);
                self.refuse(&code::MISUSED_STATEMENT, condition.op, format_args!("cannot use {text} as value"));
            }
        }
    }

    fn clauses(&mut self, is_select: bool) {
        if matches!(self.kind(), TokenKind::Eof | TokenKind::RBrace) {
            return self.want(TokenKind::RBrace);
        }
        self.then([Step::Clauses { is_select }]);
        match self.kind() {
            TokenKind::Case if is_select => {
                self.next();
                self.then([Step::Simple(Keyword::None), Step::Colon]);
            }
            TokenKind::Case => {
                self.next();
                self.then([Step::ExprList, Step::Colon]);
            }
            TokenKind::Default => {
                self.next();
                self.then([Step::Colon]);
            }
            _ => {
                self.unexpected("expected case or default or }");
                self.skip_to(|t| t == TokenKind::Colon || ends_clause(t));
                self.then([Step::Colon]);
            }
        }
    }
}
