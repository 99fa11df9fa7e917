//! The actions of statements.

use govm_lexer::{Span, Token, TokenKind};

use crate::ast::{Block, CaseClause, ChanDir, CommClause, Expr, ExprKind, Stmt, StmtKind, TypeSwitchGuard};
use crate::build_tree::{B, Builder, DeclGroup, E, Mark, S, height_over};
use crate::code;

/// What stands between `if` or `switch` and the brace.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Header<'a> {
    pub(crate) init: Option<S<'a>>,
    pub(crate) cond: Option<S<'a>>,
}

impl<'a> Header<'a> {
    pub(crate) fn new(cond: Option<S<'a>>) -> Header<'a> {
        Header { init: None, cond }
    }

    pub(crate) fn with_init(init: Option<S<'a>>, cond: Option<S<'a>>) -> Header<'a> {
        Header { init, cond }
    }
}

impl<'a> Builder<'a, '_> {
    pub(crate) fn block(&mut self, open: Token, stmts: Mark, close: Token) -> B<'a> {
        let (stmts, height) = self.take_stmts(stmts);
        self.alloc(Block { stmts, height, span: open.span.to(close.span) })
    }

    pub(crate) fn decl_stmt(&mut self, group: DeclGroup) {
        let decls = self.open_decls.since(group.first);
        let height = height_over(decls.iter().map(|(_, height)| *height));
        self.make_room(size_of_val(decls));
        let decls = self.arena.alloc_slice_fill_iter(decls.iter().map(|(decl, _)| *decl));
        self.open_decls.truncate(group.first);
        self.stmt(group.span, height, StmtKind::Decl(decls));
    }

    /// An empty statement after a label.
    pub(crate) fn empty_stmt(&mut self, colon: Token) {
        self.stmt(Span::new(colon.span.hi, colon.span.hi), 0, StmtKind::Empty);
    }

    /// Labels the last statement.
    pub(crate) fn labeled(&mut self, label: Token, colon: Token) {
        let stmt = self.pop_stmt();
        self.branches.push(label.span.lo);
        let label = self.ident(label);
        self.stmt(label.span.to(colon.span).to(stmt.span), stmt.height + 1, StmtKind::Labeled { label, stmt });
    }

    pub(crate) fn expr_stmt(&mut self, x: E<'a>) {
        self.stmt(x.span, x.height + 1, StmtKind::Expr(x));
    }

    pub(crate) fn send(&mut self, ch: E<'a>, value: E<'a>) {
        self.stmt(ch.span.to(value.span), height_over([ch.height, value.height]), StmtKind::Send { ch, value });
    }

    pub(crate) fn inc_dec(&mut self, x: E<'a>, op: Token) {
        self.stmt(x.span.to(op.span), x.height + 1, StmtKind::IncDec { x, is_inc: op.kind == TokenKind::Inc });
    }

    pub(crate) fn assign(&mut self, lhs: Mark, op: Token, rhs: Mark) {
        let (rhs, rhs_height) = self.take_exprs(rhs);
        let (lhs, lhs_height) = self.take_exprs(lhs);
        self.new_assign(lhs, op, rhs, lhs_height.max(rhs_height));
    }

    pub(crate) fn assign_op(&mut self, x: E<'a>, op: Token, y: E<'a>) {
        self.new_assign(self.slice(&[x]), op, self.slice(&[y]), height_over([x.height, y.height]));
    }

    fn new_assign(&mut self, lhs: &'a [E<'a>], op: Token, rhs: &'a [E<'a>], height: u32) {
        let span = lhs[0].span.to(rhs[rhs.len() - 1].span);
        self.stmt(span, height, StmtKind::Assign { lhs, op: binary_of(op.kind), op_pos: op.span.lo, rhs });
    }

    pub(crate) fn go_stmt(&mut self, keyword: Token, call: E<'a>) {
        self.check_call(call);
        self.stmt(keyword.span.to(call.span), call.height + 1, StmtKind::Go(call));
    }

    pub(crate) fn defer_stmt(&mut self, keyword: Token, call: E<'a>) {
        self.check_call(call);
        self.stmt(keyword.span.to(call.span), call.height + 1, StmtKind::Defer(call));
    }

    /// What follows `go` and `defer` is a primary expression without parentheses around.
    fn check_call(&mut self, call: E<'a>) {
        let is_operation =
            matches!(call.kind, ExprKind::Binary { .. } | ExprKind::Unary { .. } | ExprKind::Star(_) | ExprKind::Paren(_));
        if is_operation || matches!(call.kind, ExprKind::ChanType { dir: ChanDir::Recv, .. }) {
            self.doubt(call.span);
        }
    }

    pub(crate) fn return_stmt(&mut self, keyword: Token, results: Option<Mark>) {
        let (results, height) = self.maybe_exprs(results);
        let span = results.last().map_or(keyword.span, |r| keyword.span.to(r.span));
        self.stmt(span, height, StmtKind::Return(results));
    }

    pub(crate) fn branch(&mut self, keyword: Token, label: Option<Token>) {
        self.branches.push(keyword.span.lo);
        let span = label.map_or(keyword.span, |l| keyword.span.to(l.span));
        let label = label.map(|l| self.ident(l));
        self.stmt(span, 0, StmtKind::Branch { kind: keyword.kind, label });
    }

    pub(crate) fn block_stmt(&mut self, block: B<'a>) {
        self.stmt(block.span, block.height, StmtKind::Block(block));
    }

    /// The expression of a header's last part, which may be nothing else.
    fn condition(&mut self, cond: S<'a>) -> E<'a> {
        match cond.kind {
            StmtKind::Expr(x) => x,
            StmtKind::Bad => self.bad_expr(cond.span),
            _ => {
                self.doubt(cond.span);
                self.bad_expr(cond.span)
            }
        }
    }

    pub(crate) fn if_stmt(&mut self, keyword: Token, header: Header<'a>, then: B<'a>, other: Option<S<'a>>) {
        let cond = match header.cond {
            Some(cond) => self.condition(cond),
            None => {
                self.doubt(then.span);
                self.bad_expr(Span::new(then.span.lo, then.span.lo))
            }
        };
        let end = other.map_or(then.span, |o| o.span);
        // An else branch is on the spine, where passes go in a loop.
        let height = then.height.max(cond.height + 1).max(stmt_below(header.init)).max(other.map_or(0, |o| o.height));
        self.stmt(keyword.span.to(end), height, StmtKind::If { init: header.init, cond, then, other });
    }

    pub(crate) fn switch_stmt(&mut self, keyword: Token, header: Header<'a>, clauses: Mark, close: Token) {
        let clauses = self.cases.take(clauses, self.arena);
        let below_clauses = clauses.iter().map(|c| c.height).max().unwrap_or(0);
        let span = keyword.span.to(close.span);
        let init = header.init;
        let (kind, below_tag) = match header.cond {
            None => (StmtKind::Switch { init, tag: None, clauses }, 0),
            Some(cond) => match cond.kind {
                StmtKind::Expr(Expr { kind: ExprKind::TypeAssert { x, ty: None }, .. }) => {
                    let guard = self.alloc(TypeSwitchGuard { bind: None, x });
                    (StmtKind::TypeSwitch { init, guard, clauses }, x.height + 1)
                }
                StmtKind::Assign {
                    lhs: [lhs @ Expr { kind: ExprKind::Ident(name), .. }],
                    op: TokenKind::Define,
                    rhs: [Expr { kind: ExprKind::TypeAssert { x, ty: None }, .. }],
                    ..
                } => {
                    let bind = Some(self.ident_of(*name, lhs.span));
                    let guard = self.alloc(TypeSwitchGuard { bind, x });
                    (StmtKind::TypeSwitch { init, guard, clauses }, x.height + 1)
                }
                _ => {
                    let tag = self.condition(cond);
                    (StmtKind::Switch { init, tag: Some(tag), clauses }, tag.height + 1)
                }
            },
        };
        self.stmt(span, below_clauses.max(below_tag).max(stmt_below(init)), kind);
    }

    /// The head of a clause, whose body follows.
    pub(crate) fn case_head(&mut self, keyword: Token, exprs: Option<Mark>, colon: Token) {
        let (exprs, height) = self.maybe_exprs(exprs);
        let (id, is_default) = (self.id(), keyword.kind == TokenKind::Default);
        let (span, colon) = (keyword.span.to(colon.span), colon.span.lo);
        self.cases.push(CaseClause { id, exprs, is_default, body: &[], height, span, colon });
    }

    pub(crate) fn end_case(&mut self, body: Mark) {
        let (body, height) = self.take_stmts(body);
        if let Some(clause) = self.cases.last_mut() {
            clause.body = body;
            clause.height = clause.height.max(height);
            clause.span = body.last().map_or(clause.span, |s| clause.span.to(s.span));
        }
    }

    pub(crate) fn select_stmt(&mut self, keyword: Token, clauses: Mark, close: Token) {
        let clauses = self.comms.take(clauses, self.arena);
        let height = clauses.iter().map(|c| c.height).max().unwrap_or(0);
        self.stmt(keyword.span.to(close.span), height, StmtKind::Select { clauses });
    }

    pub(crate) fn comm_head(&mut self, keyword: Token, comm: Option<S<'a>>, colon: Token) {
        let (id, height) = (self.id(), stmt_below(comm));
        let (span, colon) = (keyword.span.to(colon.span), colon.span.lo);
        self.comms.push(CommClause { id, comm, body: &[], height, span, colon });
    }

    pub(crate) fn end_comm(&mut self, body: Mark) {
        let (body, height) = self.take_stmts(body);
        if let Some(clause) = self.comms.last_mut() {
            clause.body = body;
            clause.height = clause.height.max(height);
            clause.span = body.last().map_or(clause.span, |s| clause.span.to(s.span));
        }
    }

    pub(crate) fn for_stmt(
        &mut self,
        keyword: Token,
        init: Option<S<'a>>,
        cond: Option<S<'a>>,
        post: Option<S<'a>>,
        body: B<'a>,
    ) {
        if let Some(Stmt { kind: StmtKind::Assign { op: TokenKind::Define, .. }, span, .. }) = post {
            self.doubt(*span);
        }
        let cond = cond.map(|c| self.condition(c));
        let below = stmt_below(init).max(stmt_below(post)).max(cond.map_or(0, |c| c.height + 1));
        let span = keyword.span.to(body.span);
        self.stmt(span, below.max(body.height), StmtKind::For { init, cond, post, body });
    }

    /// A `for` with `range`; with the variables before it, if any, and the operator.
    pub(crate) fn range_stmt(&mut self, keyword: Token, vars: Option<(Mark, Token)>, x: E<'a>, body: B<'a>) {
        let (mut key, mut value, mut is_define) = (None, None, false);
        if let Some((first, op)) = vars {
            let list = self.exprs.since(first);
            (key, value, is_define) = (list.first().copied(), list.get(1).copied(), op.kind == TokenKind::Define);
            if let Some(extra) = list.get(2).copied() {
                let message = "range clause permits at most two iteration variables";
                self.error(&code::RANGE_VARIABLES, extra.span, message);
            }
            self.exprs.truncate(first);
        }
        let below = height_over([key, value, Some(x)].into_iter().flatten().map(|x| x.height));
        let span = keyword.span.to(body.span);
        self.stmt(span, below.max(body.height), StmtKind::Range { key, value, is_define, x, body });
    }
}

/// The height of what holds a statement.
fn stmt_below(stmt: Option<S<'_>>) -> u32 {
    stmt.map_or(0, |s| s.height + 1)
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
