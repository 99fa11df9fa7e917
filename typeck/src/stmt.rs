//! Statements.

use std::rc::Rc;

use govm_lexer::{BytePos, Code, Diagnostic, Span, Symbol, TokenKind};
use govm_parser::ast::{Block, CaseClause, ChanDir, CommClause, Expr, ExprKind, Ident, Stmt, StmtKind};
use rustc_hash::FxHashMap;

use crate::api::Mode;
use crate::assignments::{InitBy, InitVar};
use crate::checker::{Checker, DeclId, Environment, FuncSig};
use crate::code;
use crate::constant::{Kind, Value};
use crate::expr::INVALID_OP;
use crate::exprstring::unparen;
use crate::limits::{ELSE_IF_BLOCKS_MAX, weight};
use crate::literals::ConstKey;
use crate::object::{ObjId, ObjectKind, VarKind};
use crate::operand::{ExprRole, Generic, Operand};
use crate::place::operator_place;
use crate::range::RangeClause;
use crate::scope::ScopeId;
use crate::types::{Basic, Type, TypeId, Types};

/// Where values and types of cases were seen before. Looked up, never iterated.
type SeenValues = FxHashMap<(ConstKey, TypeId), Span>;
type SeenTypes = FxHashMap<Option<TypeId>, Span>;

impl<'a> Checker<'a, '_> {
    /// Checks the body of a function: statements, the end, and that its variables are used.
    pub(crate) fn func_body(&mut self, decl: Option<DeclId>, sig: Rc<FuncSig>, body: &'a Block<'a>, iota: Option<Value>) {
        let scope = sig.scope;
        let has_results = !sig.results.is_empty();
        let version = self.version_of(scope);
        let env = Environment { decl, scope, iota, sig: Some(sig), version, ..Environment::default() };
        let outer = std::mem::replace(&mut self.env, env);
        self.stmt_list(body.stmts);
        if has_results && !self.is_terminating_list(body.stmts) {
            let close = BytePos(body.span.hi.0.saturating_sub(1));
            self.error(&code::MISSING_RETURN, Span::new(close, body.span.hi), "missing return");
        }
        self.usage(scope);
        self.env = outer;
    }

    /// Reports the unused variables of a function; function literals within are functions of their own.
    fn usage(&mut self, scope: ScopeId) {
        let mut unused = Vec::new();
        let mut scopes = vec![scope];
        while let Some(scope) = scopes.pop() {
            let scope = self.scope(scope);
            for obj in scope.elems.values() {
                let object = self.obj(*obj);
                if object.kind == ObjectKind::Var(VarKind::Local) && !self.is_used(*obj) {
                    unused.push((object.span, object.name));
                }
            }
            scopes.extend(scope.children.iter().filter(|child| !self.scope(**child).is_func));
        }
        unused.sort_by_key(|(span, _)| *span);
        for (span, name) in unused {
            let message = format!("declared and not used: {}", self.name(name));
            self.error(&code::UNUSED_VAR, span, message);
        }
    }

    /// Marks a variable as used, or as not used after all.
    pub(crate) fn set_used(&mut self, obj: ObjId, is_used: bool) {
        self.object_states[obj.0 as usize].is_used = is_used;
    }

    /// Checks statements in the current scope.
    pub(crate) fn stmt_list(&mut self, list: &'a [Stmt<'a>]) {
        for stmt in list {
            self.stmt(stmt);
        }
    }

    /// Checks `{ statements }`.
    pub(crate) fn block(&mut self, block: &'a Block<'a>) {
        self.open_scope();
        self.stmt_list(block.stmts);
        self.close_scope();
    }

    /// Checks a statement. Function literals in it are checked before the scope changes.
    fn stmt(&mut self, stmt: &'a Stmt<'a>) {
        if !self.enter(weight::STMT, stmt.span) {
            return;
        }
        let top = self.delayed.len();
        self.stmt_internal(stmt);
        self.process_delayed(top);
        self.leave(weight::STMT);
    }

    fn stmt_internal(&mut self, stmt: &'a Stmt<'a>) {
        match stmt.kind {
            StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
            StmtKind::Decl(decls) => self.decl_stmt(decls),
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            StmtKind::Expr(x) => self.expr_stmt(x),
            StmtKind::Send { ch, value } => self.send_stmt(stmt, ch, value),
            StmtKind::IncDec { x, is_inc } => self.inc_dec(x, is_inc),
            StmtKind::Assign { lhs, op, op_pos, rhs } => self.assign_stmt(stmt, lhs, op, op_pos, rhs),
            StmtKind::Go(call) => self.suspended_call("go", &code::INVALID_GO, call),
            StmtKind::Defer(call) => self.suspended_call("defer", &code::INVALID_DEFER, call),
            StmtKind::Return(results) => self.return_stmt(stmt, results),
            StmtKind::Block(block) => self.block(block),
            StmtKind::If { .. } => self.if_stmt(stmt),
            StmtKind::Switch { init, tag, clauses } => {
                self.open_scope();
                self.simple_stmt(init);
                self.switch_stmt(stmt, tag, clauses);
                self.close_scope();
            }
            StmtKind::TypeSwitch { init, guard, clauses } => {
                self.open_scope();
                self.simple_stmt(init);
                self.type_switch_stmt(guard.bind, guard.x, clauses);
                self.close_scope();
            }
            StmtKind::Select { clauses } => self.select_stmt(clauses),
            StmtKind::For { init, cond, post, body } => {
                self.open_scope();
                self.simple_stmt(init);
                if let Some(cond) = cond {
                    self.condition(cond, "for");
                }
                self.simple_stmt(post);
                if let Some(StmtKind::Assign { lhs, op: TokenKind::Define, .. }) = post.map(|post| post.kind) {
                    // That it must not declare was reported; that it does so for nothing follows.
                    self.use_exprs(lhs);
                }
                self.block(body);
                self.close_scope();
            }
            StmtKind::Range { key, value, is_define, x, body } => {
                self.range_stmt(stmt, RangeClause { key, value, is_define, x, body });
            }
        }
    }

    fn simple_stmt(&mut self, stmt: Option<&'a Stmt<'a>>) {
        if let Some(stmt) = stmt {
            self.stmt(stmt);
        }
    }

    fn condition(&mut self, cond: &'a Expr<'a>, keyword: &str) {
        let mut x = self.expr(None, cond);
        if x.is_invalid() {
            return;
        }
        if self.all_boolean(x.ty) {
            // What is tested has a type at run time.
            let ty = self.default_type(x.ty);
            self.convert_untyped(&mut x, ty);
        } else {
            let message = format!("non-boolean condition in {keyword} statement");
            self.error(&code::INVALID_COND, cond.span, message);
        }
    }

    /// "Function and method calls and receive operations can appear in statement context."
    fn expr_stmt(&mut self, x: &'a Expr<'a>) {
        let (x, role) = self.raw_expr(None, x, None, Generic::Refused);
        let (words, code) = match x.mode {
            Mode::Builtin => ("must be called", &code::UNCALLED_BUILTIN),
            Mode::TypeExpr => ("is not an expression", &code::NOT_AN_EXPR),
            _ if role == ExprRole::Statement || x.is_invalid() => return,
            _ => ("is not used", &code::UNUSED_EXPR),
        };
        let message = format!("{} {words}", self.operand_string(&x));
        self.error(code, x.span(), message);
    }

    fn send_stmt(&mut self, stmt: &'a Stmt<'a>, ch: &'a Expr<'a>, value: &'a Expr<'a>) {
        let ch = self.expr(None, ch);
        let mut x = self.expr(None, value);
        if ch.is_invalid() || x.is_invalid() {
            return;
        }
        let (what, after) = match self.core_type(ch.ty).map(|core| self.types.get(core)) {
            None => ("", ": no core type"),
            Some(Type::Chan { dir: ChanDir::Recv, .. }) => ("receive-only channel ", ""),
            Some(Type::Chan { elem, .. }) => {
                let elem = *elem;
                self.assignment(&mut x, Some(elem), "send");
                return;
            }
            Some(_) => ("non-channel ", ""),
        };
        let message = format!("{INVALID_OP}cannot send to {what}{}{after}", self.operand_string(&ch));
        self.error(&code::INVALID_SEND, stmt.span, message);
    }

    fn inc_dec(&mut self, lhs: &'a Expr<'a>, is_inc: bool) {
        let mut x = self.expr(None, lhs);
        if x.is_invalid() {
            return;
        }
        if !self.all_numeric(x.ty) {
            let op = if is_inc { "++" } else { "--" };
            let (shown, ty) = (self.expr_string(lhs), self.type_string(x.ty));
            let message = format!("{INVALID_OP}{shown}{op} (non-numeric type {ty})");
            self.error(&code::NON_NUMERIC_INC_DEC, lhs.span, message);
            return;
        }
        self.assign_value(lhs, &mut x, "assignment");
    }

    fn assign_stmt(
        &mut self,
        stmt: &'a Stmt<'a>,
        lhs: &'a [&'a Expr<'a>],
        op: TokenKind,
        op_pos: BytePos,
        rhs: &'a [&'a Expr<'a>],
    ) {
        match op {
            TokenKind::Assign => self.assign_vars(lhs, rhs),
            TokenKind::Define => self.short_var_decl(Span::new(op_pos, op_pos), lhs, rhs),
            _ => match (lhs, rhs) {
                ([lhs], [rhs]) => self.assign_op(lhs, op, op_pos, rhs),
                _ => {
                    let message = format!("assignment operation {}= requires single-valued expressions", op.text());
                    self.error(&code::MULTI_VAL_ASSIGN_OP, stmt.span, message);
                }
            },
        }
    }

    /// `go call`, `defer call`
    fn suspended_call(&mut self, keyword: &str, code: Code, call: &'a Expr<'a>) {
        let call = unparen(call);
        if !matches!(call.kind, ExprKind::Call { .. }) {
            self.use_exprs(&[call]);
            self.error(code, call.span, format!("expression in {keyword} must be function call"));
            return;
        }
        let (x, role) = self.raw_expr(None, call, None, Generic::Refused);
        if x.is_invalid() {
            return;
        }
        let (words, code) = match role {
            ExprRole::Conversion => ("requires function call, not conversion", code),
            ExprRole::Expression => ("discards result of", &code::UNUSED_RESULTS),
            ExprRole::Statement => return,
        };
        let message = format!("{keyword} {words} {}", self.operand_string(&x));
        self.error(code, x.span(), message);
    }

    fn return_stmt(&mut self, stmt: &'a Stmt<'a>, results: &'a [&'a Expr<'a>]) {
        let Some(sig) = self.env.sig.clone() else { return };
        self.types.step(8 * sig.results.len());
        let vars: Vec<InitVar> = sig.results.iter().map(|obj| InitVar { obj: *obj, ty: Some(self.obj(*obj).ty) }).collect();
        let is_named = vars.first().is_some_and(|var| self.obj(var.obj).name != Symbol::EMPTY);
        if !results.is_empty() || !is_named {
            self.init_vars(&vars, results, InitBy::Return(stmt.span));
            return;
        }
        // "A compiler may disallow an empty expression list if a different entity with the same name as a result parameter is
        // in scope at the place of the return."
        for var in vars {
            let name = self.obj(var.obj).name;
            if name == Symbol::BLANK {
                continue;
            }
            if let Some(inner) = self.lookup(name).filter(|inner| *inner != var.obj) {
                let message = format!("result parameter {} not in scope at return", self.name(name));
                let words = format!("inner declaration of var {} {}", self.name(name), self.type_string(self.obj(var.obj).ty));
                let diagnostic = Diagnostic::new(&code::OUT_OF_SCOPE_RESULT, stmt.span, message);
                let diagnostic = self.with_place(diagnostic, self.obj(inner).span, &words);
                self.report(diagnostic);
            }
        }
    }

    /// Chains `else if` may be long, so they are walked by a loop: each opens a block within the one before.
    fn if_stmt(&mut self, stmt: &'a Stmt<'a>) {
        let mut opened = 0;
        let mut at = Some(stmt);
        while let Some(stmt) = at {
            let StmtKind::If { init, cond, then, other } = stmt.kind else {
                if self.enter(weight::ELSE, stmt.span) {
                    self.stmt(stmt);
                    self.leave(weight::ELSE);
                }
                break;
            };
            // The block of a statement without initialisation is empty. Names are looked up through all the others.
            if init.is_some() {
                if opened == ELSE_IF_BLOCKS_MAX {
                    let message = format!("more than {ELSE_IF_BLOCKS_MAX} else if with initialization follow each other");
                    self.error(&code::LIMIT_EXCEEDED, stmt.span, message);
                    break;
                }
                self.open_scope();
                opened += 1;
            }
            self.simple_stmt(init);
            self.condition(cond, "if");
            self.block(then);
            at = other;
        }
        for _ in 0..opened {
            self.close_scope();
        }
    }

    fn multiple_defaults(&mut self, defaults: impl Iterator<Item = Span>) {
        let mut first: Option<Span> = None;
        for span in defaults {
            match first {
                None => first = Some(span),
                Some(first) => {
                    let at = self.map.location(first.lo).map(|at| at.to_string()).unwrap_or_default();
                    self.error(&code::DUPLICATE_DEFAULT, span, format!("multiple defaults (first at {at})"));
                }
            }
        }
    }

    fn switch_stmt(&mut self, stmt: &'a Stmt<'a>, tag: Option<&'a Expr<'a>>, clauses: &'a [CaseClause<'a>]) {
        let x = match tag {
            Some(tag) => {
                let mut x = self.expr(None, tag);
                // The value is assigned to an invisible variable.
                self.assignment(&mut x, None, "switch expression");
                if !x.is_invalid() && !self.types.is_comparable(x.ty) && !self.has_nil(x.ty) {
                    let (x_string, ty) = (self.operand_string(&x), self.type_string(x.ty));
                    let message = format!("cannot switch on {x_string} ({ty} is not comparable)");
                    self.error(&code::INVALID_EXPR_SWITCH, x.span(), message);
                    x.invalidate();
                }
                x
            }
            None => {
                // "A missing switch expression is equivalent to the boolean value true."
                let at = clauses.first().map_or(stmt.span, |clause| clause.span);
                let x = Operand::implicit(Mode::Constant, Types::basic(Basic::Bool), at, "true");
                Operand { value: Value::from(true), ..x }
            }
        };
        self.multiple_defaults(clauses.iter().filter(|clause| clause.is_default).map(|clause| clause.span));
        let mut seen = SeenValues::default();
        for clause in clauses {
            self.case_values(&x, clause.exprs, &mut seen);
            self.open_scope();
            self.stmt_list(clause.body);
            self.close_scope();
        }
    }

    fn case_values(&mut self, x: &Operand<'a>, values: &'a [&'a Expr<'a>], seen: &mut SeenValues) {
        for e in values {
            let mut v = self.expr(None, e);
            if x.is_invalid() || v.is_invalid() {
                continue;
            }
            self.convert_untyped(&mut v, x.ty);
            if v.is_invalid() {
                continue;
            }
            let mut result = v.clone();
            self.comparison(&mut result, &mut x.clone(), TokenKind::Eql, true);
            if result.is_invalid() || !v.is_constant() {
                continue;
            }
            // Only numbers and strings are checked for duplicates, as gc does.
            let Some(key) = self.const_key(&v.value).filter(|_| v.value.kind() != Kind::Bool) else { continue };
            if let Some(previous) = seen.get(&(key.clone(), self.types.canonical(v.ty))).copied() {
                let message = format!("duplicate case {} in expression switch", self.operand_string(&v));
                let diagnostic = Diagnostic::new(&code::DUPLICATE_CASE, v.span(), message);
                let diagnostic = self.with_place(diagnostic, previous, "previous case");
                self.report(diagnostic);
            } else {
                seen.insert((key, self.types.canonical(v.ty)), v.span());
            }
        }
    }

    /// `switch bind := x.(type) { clauses }`
    fn type_switch_stmt(&mut self, bind: Option<Ident<'a>>, x: &'a Expr<'a>, clauses: &'a [CaseClause<'a>]) {
        let mut bind = bind;
        if let Some(ident) = bind {
            if ident.name == Symbol::BLANK {
                self.error(&code::NO_NEW_VAR, ident.span, "no new variable on left side of :=");
                bind = None;
            } else {
                // Each clause declares a variable of its own.
                self.record_def(ident.id, None);
            }
        }
        let x = self.expr(None, x);
        let mut operand = None;
        if !x.is_invalid() {
            if self.is_type_param(x.ty) {
                let message = format!("cannot use type switch on type parameter value {}", self.operand_string(&x));
                self.error(&code::INVALID_TYPE_SWITCH, x.span(), message);
            } else if self.is_interface(x.ty) {
                operand = Some(x);
            } else {
                let message = format!("{} is not an interface", self.operand_string(&x));
                self.error(&code::INVALID_TYPE_SWITCH, x.span(), message);
            }
        }
        self.multiple_defaults(clauses.iter().filter(|clause| clause.is_default).map(|clause| clause.span));
        let mut vars = Vec::new();
        let mut seen = SeenTypes::default();
        for clause in clauses {
            let ty = self.case_types(operand.as_ref(), clause.exprs, &mut seen);
            self.open_scope();
            if let Some(ident) = bind {
                let obj = self.new_var(VarKind::Local, ident.name, ident.span, ty);
                self.declare(self.env.scope, None, obj);
                self.record_implicit(clause.id, obj);
                vars.push(obj);
            }
            self.stmt_list(clause.body);
            self.close_scope();
        }
        if let Some(ident) = bind {
            // The variables of all clauses count as one.
            let is_used = vars.iter().any(|obj| self.is_used(*obj));
            for obj in vars {
                self.mark_used(obj);
            }
            if !is_used {
                let message = format!("{} declared and not used", self.name(ident.name));
                self.error(&code::UNUSED_VAR, ident.span, message);
            }
        }
    }

    /// Checks the types of a case of a type switch on `x` (`None` after an error). The result is the type of the variable that
    /// the clause declares.
    fn case_types(&mut self, x: Option<&Operand<'a>>, types: &'a [&'a Expr<'a>], seen: &mut SeenTypes) -> TypeId {
        let mut last = None;
        for e in types {
            let ty = if self.is_nil_expr(e) {
                self.expr(None, e);
                None
            } else {
                let ty = self.var_type(e);
                if !self.is_valid(ty) {
                    last = Some(ty);
                    continue;
                }
                Some(ty)
            };
            last = ty;
            let key = ty.map(|ty| self.types.canonical(ty));
            if let Some(previous) = seen.get(&key).copied() {
                let shown = ty.map_or_else(|| "nil".to_string(), |ty| self.type_string(ty));
                let message = format!("duplicate case {shown} in type switch");
                let diagnostic = Diagnostic::new(&code::DUPLICATE_CASE, e.span, message);
                let diagnostic = self.with_place(diagnostic, previous, "previous case");
                self.report(diagnostic);
                continue;
            }
            seen.insert(key, e.span);
            if let (Some(x), Some(ty)) = (x, ty) {
                self.type_assertion(e, x, ty, true);
            }
        }
        // "In clauses with a case listing exactly one type, the variable has that type; otherwise, the variable has the type of
        // the expression in the TypeSwitchGuard."
        match (types, last) {
            ([_], Some(ty)) => ty,
            _ => x.map_or(Types::basic(Basic::Invalid), |x| x.ty),
        }
    }

    fn select_stmt(&mut self, clauses: &'a [CommClause<'a>]) {
        self.multiple_defaults(clauses.iter().filter(|clause| clause.comm.is_none()).map(|clause| clause.span));
        for clause in clauses {
            if let Some(comm) = clause.comm
                && !is_communication(comm)
            {
                let message = "select case must be send or receive (possibly with assignment)";
                let at = if let StmtKind::Expr(x) = comm.kind { operator_place(x) } else { comm.span };
                self.error(&code::INVALID_SELECT_CASE, at, message);
                continue;
            }
            self.open_scope();
            self.simple_stmt(clause.comm);
            self.stmt_list(clause.body);
            self.close_scope();
        }
    }
}

/// A send, a receive, or an assignment from a receive.
fn is_communication(stmt: &Stmt<'_>) -> bool {
    let rhs = match stmt.kind {
        StmtKind::Send { .. } => return true,
        StmtKind::Expr(x) => x,
        StmtKind::Assign { rhs: [x], .. } => x,
        _ => return false,
    };
    matches!(unparen(rhs).kind, ExprKind::Unary { op: TokenKind::Arrow, .. })
}
