//! Terminating statements: whether the end of a function can be reached.

use govm_lexer::{Symbol, TokenKind};
use govm_parser::ast::{CaseClause, CommClause, Expr, ExprKind, Stmt, StmtKind};

use crate::checker::Checker;
use crate::exprstring::unparen;

impl<'a> Checker<'a, '_> {
    /// "A terminating statement interrupts the regular flow of control in a block."
    fn is_terminating(&self, stmt: &Stmt<'a>, label: Option<Symbol>) -> bool {
        let (mut stmt, mut label) = (stmt, label);
        loop {
            match stmt.kind {
                StmtKind::Labeled { label: name, stmt: inner } => {
                    label = Some(name.name);
                    stmt = inner;
                }
                StmtKind::If { then, other: Some(other), .. } => {
                    if !self.is_terminating_list(then.stmts) {
                        return false;
                    }
                    label = None;
                    stmt = other;
                }
                StmtKind::Expr(x) => return self.is_panic_call(x),
                StmtKind::Return(_) => return true,
                StmtKind::Branch { kind, .. } => return matches!(kind, TokenKind::Goto | TokenKind::Fallthrough),
                StmtKind::Block(block) => return self.is_terminating_list(block.stmts),
                StmtKind::Switch { clauses, .. } | StmtKind::TypeSwitch { clauses, .. } => {
                    return self.is_terminating_switch(clauses, label);
                }
                StmtKind::Select { clauses } => return self.is_terminating_select(clauses, label),
                StmtKind::For { cond: None, body, .. } => return !has_break_list(body.stmts, label, Implicit::Ours),
                _ => return false,
            }
        }
    }

    fn is_panic_call(&self, x: &Expr<'a>) -> bool {
        let call = match x.kind {
            ExprKind::Paren(inner) => unparen(inner),
            _ => x,
        };
        self.env.is_panic.contains(&call.id)
    }

    /// A list is terminating if its last statement is that is not empty.
    pub(crate) fn is_terminating_list(&self, list: &[Stmt<'a>]) -> bool {
        let last = list.iter().rev().find(|stmt| !matches!(stmt.kind, StmtKind::Empty));
        last.is_some_and(|stmt| self.is_terminating(stmt, None))
    }

    fn is_terminating_switch(&self, clauses: &[CaseClause<'a>], label: Option<Symbol>) -> bool {
        clauses.iter().any(|clause| clause.is_default)
            && clauses
                .iter()
                .all(|clause| self.is_terminating_list(clause.body) && !has_break_list(clause.body, label, Implicit::Ours))
    }

    fn is_terminating_select(&self, clauses: &[CommClause<'a>], label: Option<Symbol>) -> bool {
        clauses.iter().all(|clause| self.is_terminating_list(clause.body) && !has_break_list(clause.body, label, Implicit::Ours))
    }
}

/// What a break without a label leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Implicit {
    /// The statement in question.
    Ours,
    /// A statement within it.
    Inner,
}

fn has_break_list(list: &[Stmt<'_>], label: Option<Symbol>, implicit: Implicit) -> bool {
    list.iter().any(|stmt| has_break(stmt, label, implicit))
}

/// Whether a break within leaves the statement with this label, or the innermost one that can be left.
fn has_break(stmt: &Stmt<'_>, label: Option<Symbol>, implicit: Implicit) -> bool {
    let mut stmt = stmt;
    loop {
        match stmt.kind {
            StmtKind::Labeled { stmt: inner, .. } => stmt = inner,
            StmtKind::Branch { kind: TokenKind::Break, label: target } => {
                return match target {
                    None => implicit == Implicit::Ours,
                    Some(target) => label == Some(target.name),
                };
            }
            StmtKind::Block(block) => return has_break_list(block.stmts, label, implicit),
            StmtKind::If { then, other, .. } => {
                if has_break_list(then.stmts, label, implicit) {
                    return true;
                }
                match other {
                    Some(other) => stmt = other,
                    None => return false,
                }
            }
            StmtKind::Switch { clauses, .. } | StmtKind::TypeSwitch { clauses, .. } => {
                return label.is_some() && clauses.iter().any(|clause| has_break_list(clause.body, label, Implicit::Inner));
            }
            StmtKind::Select { clauses } => {
                return label.is_some() && clauses.iter().any(|clause| has_break_list(clause.body, label, Implicit::Inner));
            }
            StmtKind::For { body, .. } | StmtKind::Range { body, .. } => {
                return label.is_some() && has_break_list(body.stmts, label, Implicit::Inner);
            }
            _ => return false,
        }
    }
}
