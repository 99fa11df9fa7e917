//! The actions of statements.

use govm_lexer::{BytePos, Span, Token, TokenKind};

use crate::ast::{Block, CaseClause, CommClause, Decl, Expr, ExprKind, Stmt, StmtKind};
use crate::build_tree::{B, Builder, E, ForHeader, Header, S};
use crate::code;

impl<'a> Builder<'a, '_> {
    pub(crate) fn block(&mut self, open: Token, stmts: Vec<Stmt<'a>>, close: Token) -> B<'a> {
        let stmts = self.slice(&stmts);
        self.alloc(Block { stmts, span: open.span.to(close.span) })
    }

    pub(crate) fn decl_stmt(&mut self, decls: (Vec<Decl<'a>>, Span)) -> S<'a> {
        let (decls, span) = decls;
        let decls = self.slice(&decls);
        self.stmt(span, StmtKind::Decl(decls))
    }

    pub(crate) fn labeled(&mut self, label: Token, colon: Token, stmt: Option<S<'a>>) -> S<'a> {
        let stmt = match stmt {
            Some(stmt) => stmt,
            None => self.stmt(Span::new(colon.span.hi, colon.span.hi), StmtKind::Empty),
        };
        let label = self.ident(label);
        self.stmt(label.span.to(colon.span).to(stmt.span), StmtKind::Labeled { label, stmt })
    }

    pub(crate) fn expr_stmt(&mut self, x: E<'a>) -> S<'a> {
        self.stmt(x.span, StmtKind::Expr(x))
    }

    pub(crate) fn send(&mut self, ch: E<'a>, value: E<'a>) -> S<'a> {
        self.stmt(ch.span.to(value.span), StmtKind::Send { ch, value })
    }

    pub(crate) fn inc_dec(&mut self, x: E<'a>, op: Token) -> S<'a> {
        self.stmt(x.span.to(op.span), StmtKind::IncDec { x, is_inc: op.kind == TokenKind::Inc })
    }

    pub(crate) fn assign(&mut self, lhs: Vec<E<'a>>, op: Token, rhs: Vec<E<'a>>) -> S<'a> {
        let span = lhs[0].span.to(rhs[rhs.len() - 1].span);
        let (lhs, rhs) = (self.slice(&lhs), self.slice(&rhs));
        self.stmt(span, StmtKind::Assign { lhs, op: binary_of(op.kind), op_pos: op.span.lo, rhs })
    }

    pub(crate) fn go_stmt(&mut self, keyword: Token, call: E<'a>) -> S<'a> {
        if matches!(call.kind, ExprKind::Paren(_)) {
            self.error(&code::PARENTHESIZED_CALL, call.span, "");
        }
        self.stmt(keyword.span.to(call.span), StmtKind::Go(call))
    }

    pub(crate) fn defer_stmt(&mut self, keyword: Token, call: E<'a>) -> S<'a> {
        if matches!(call.kind, ExprKind::Paren(_)) {
            self.error(&code::PARENTHESIZED_CALL, call.span, "");
        }
        self.stmt(keyword.span.to(call.span), StmtKind::Defer(call))
    }

    pub(crate) fn return_stmt(&mut self, keyword: Token, results: Vec<E<'a>>) -> S<'a> {
        let span = results.last().map_or(keyword.span, |r| keyword.span.to(r.span));
        let results = self.slice(&results);
        self.stmt(span, StmtKind::Return(results))
    }

    pub(crate) fn branch(&mut self, keyword: Token, label: Option<Token>) -> S<'a> {
        let span = label.map_or(keyword.span, |l| keyword.span.to(l.span));
        let label = label.map(|l| self.ident(l));
        self.stmt(span, StmtKind::Branch { kind: keyword.kind, label })
    }

    pub(crate) fn block_stmt(&mut self, block: B<'a>) -> S<'a> {
        self.stmt(block.span, StmtKind::Block(block))
    }

    /// The expression of a header's last part; anything else is refused once the text of the file is at hand.
    fn condition(&mut self, cond: S<'a>) -> E<'a> {
        match cond.kind {
            StmtKind::Expr(x) => x,
            StmtKind::Bad => self.expr(cond.span, ExprKind::Bad),
            _ => {
                self.misused.push(cond);
                self.expr(cond.span, ExprKind::Bad)
            }
        }
    }

    pub(crate) fn if_stmt(&mut self, keyword: Token, header: Header<'a>, then: B<'a>, other: Option<S<'a>>) -> S<'a> {
        let cond = match header.cond {
            Some(cond) => self.condition(cond),
            None => {
                let at = match header.semicolon {
                    None => Span::new(then.span.lo, BytePos(then.span.lo.0 + 1)),
                    Some(semi) => semi.span,
                };
                let message = match header.semicolon {
                    Some(semi) if semi.symbol != govm_lexer::Symbol::DOT => {
                        "syntax error: unexpected newline, expected { after if clause"
                    }
                    _ => "syntax error: missing condition in if statement",
                };
                self.error(&code::MISSING_CONDITION, at, message);
                self.expr(Span::new(then.span.lo, then.span.lo), ExprKind::Bad)
            }
        };
        let end = other.map_or(then.span, |o| o.span);
        self.stmt(keyword.span.to(end), StmtKind::If { init: header.init, cond, then, other })
    }

    pub(crate) fn switch_stmt(
        &mut self,
        keyword: Token,
        header: Header<'a>,
        clauses: Vec<CaseClause<'a>>,
        close: Token,
    ) -> S<'a> {
        let clauses = self.slice(&clauses);
        let span = keyword.span.to(close.span);
        let init = header.init;
        let kind = match header.cond {
            None => StmtKind::Switch { init, tag: None, clauses },
            Some(cond) => match cond.kind {
                StmtKind::Expr(Expr { kind: ExprKind::TypeAssert { x, ty: None }, .. }) => {
                    StmtKind::TypeSwitch { init, bind: None, x, clauses }
                }
                StmtKind::Assign {
                    lhs: [lhs @ Expr { kind: ExprKind::Ident(name), .. }],
                    op: TokenKind::Define,
                    rhs: [Expr { kind: ExprKind::TypeAssert { x, ty: None }, .. }],
                    ..
                } => {
                    let bind = self.ident_of(*name, lhs.span);
                    StmtKind::TypeSwitch { init, bind: Some(bind), x, clauses }
                }
                _ => {
                    let tag = self.condition(cond);
                    StmtKind::Switch { init, tag: Some(tag), clauses }
                }
            },
        };
        self.stmt(span, kind)
    }

    pub(crate) fn case_head(&mut self, keyword: Token, exprs: Vec<E<'a>>, colon: Token) -> CaseClause<'a> {
        let exprs = self.slice(&exprs);
        let is_default = keyword.kind == TokenKind::Default;
        CaseClause { id: self.id(), exprs, is_default, body: &[], span: keyword.span.to(colon.span), colon: colon.span.lo }
    }

    pub(crate) fn end_case(&mut self, head: CaseClause<'a>, body: Vec<Stmt<'a>>) -> CaseClause<'a> {
        let span = body.last().map_or(head.span, |s| head.span.to(s.span));
        CaseClause { body: self.slice(&body), span, ..head }
    }

    pub(crate) fn select_stmt(&mut self, keyword: Token, clauses: Vec<CommClause<'a>>, close: Token) -> S<'a> {
        let clauses = self.slice(&clauses);
        self.stmt(keyword.span.to(close.span), StmtKind::Select { clauses })
    }

    pub(crate) fn comm_head(&mut self, keyword: Token, comm: Option<S<'a>>, colon: Token) -> CommClause<'a> {
        CommClause { id: self.id(), comm, body: &[], span: keyword.span.to(colon.span), colon: colon.span.lo }
    }

    pub(crate) fn end_comm(&mut self, head: CommClause<'a>, body: Vec<Stmt<'a>>) -> CommClause<'a> {
        let span = body.last().map_or(head.span, |s| head.span.to(s.span));
        CommClause { body: self.slice(&body), span, ..head }
    }

    pub(crate) fn for_stmt(&mut self, keyword: Token, header: ForHeader<'a>, body: B<'a>) -> S<'a> {
        let span = keyword.span.to(body.span);
        match header {
            ForHeader::Clause { init, cond, post } => {
                if let Some(Stmt { kind: StmtKind::Assign { op: TokenKind::Define, .. }, .. }) = post {
                    let at = post.map_or(span, stmt_pos);
                    self.error(&code::MISUSED_STATEMENT, at, "syntax error: cannot declare in post statement of for loop");
                }
                let cond = cond.map(|c| self.condition(c));
                self.stmt(span, StmtKind::For { init, cond, post, body })
            }
            ForHeader::Range { lhs, op, x } => {
                if let Some(extra) = lhs.get(2) {
                    let message = "range clause permits at most two iteration variables";
                    self.error(&code::RANGE_VARIABLES, extra.span, message);
                }
                let is_define = op.is_some_and(|o| o.kind == TokenKind::Define);
                let (key, value) = (lhs.first().copied(), lhs.get(1).copied());
                self.stmt(span, StmtKind::Range { key, value, is_define, x, body })
            }
        }
    }
}

/// Where gc reports a simple statement: at its operator.
pub(crate) fn stmt_pos(stmt: S<'_>) -> Span {
    match stmt.kind {
        StmtKind::Assign { op_pos, .. } => Span::new(op_pos, BytePos(op_pos.0 + 1)),
        StmtKind::Expr(Expr { kind: ExprKind::Binary { op_pos, .. }, .. }) => Span::new(*op_pos, BytePos(op_pos.0 + 1)),
        _ => stmt.span,
    }
}

/// The operator that an assignment token applies.
fn binary_of(kind: TokenKind) -> TokenKind {
    match kind {
        TokenKind::AddAssign => TokenKind::Add,
        TokenKind::SubAssign => TokenKind::Sub,
        TokenKind::MulAssign => TokenKind::Mul,
        TokenKind::QuoAssign => TokenKind::Quo,
        TokenKind::RemAssign => TokenKind::Rem,
        TokenKind::AndAssign => TokenKind::And,
        TokenKind::OrAssign => TokenKind::Or,
        TokenKind::XorAssign => TokenKind::Xor,
        TokenKind::ShlAssign => TokenKind::Shl,
        TokenKind::ShrAssign => TokenKind::Shr,
        TokenKind::AndNotAssign => TokenKind::AndNot,
        other => other,
    }
}
