//! What must be known of a function before it is lowered: which variables closures share or whose address is taken, what each
//! function literal captures, and which functions defer.

use govm_lexer::{Symbol, TokenKind};
use govm_parser::ast::{Block, CaseClause, Decl, Expr, ExprKind, Field, FuncType, InterfaceElem, NodeId, Stmt, StmtKind};
use govm_typeck::{ObjId, ObjectKind, Selection, SelectionKind, Type, VarKind};
use indexmap::IndexSet;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Lowerer;

/// Facts about a declared function and the literals in it.
#[derive(Default)]
pub(super) struct Scan {
    /// The function literal (by node; `None` for the declared function) that a variable was declared in.
    owner: FxHashMap<ObjId, Option<NodeId>>,
    address_taken: FxHashSet<ObjId>,
    captured: FxHashSet<ObjId>,
    assigned: FxHashSet<ObjId>,
    /// By function literal, in the order of first use.
    captures: FxHashMap<NodeId, IndexSet<ObjId>>,
    defers: FxHashSet<Option<NodeId>>,
    /// Loops over functions, by statement: their bodies are functions of their own.
    loops: FxHashMap<NodeId, LoopFacts>,
    /// Functions that a `return` in such a body leaves.
    returned_through: FxHashSet<Option<NodeId>>,
}

/// What is in the body of a loop over a function, other function literals left aside.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LoopFacts {
    pub(super) has_return: bool,
    pub(super) has_defer: bool,
}

impl Scan {
    /// The variable has to live on the heap: its address is taken, or a closure captures it and it is assigned to after its
    /// declaration (else the closure keeps a copy of the value).
    pub(super) fn is_shared(&self, obj: ObjId) -> bool {
        self.address_taken.contains(&obj) || (self.captured.contains(&obj) && self.assigned.contains(&obj))
    }

    /// What a function literal captures.
    pub(super) fn captures(&self, lit: NodeId) -> Vec<ObjId> {
        self.captures.get(&lit).map_or(Vec::new(), |c| c.iter().copied().collect())
    }

    /// What is in the body of a loop over a function; `None` if the loop was not known to be one.
    pub(super) fn loop_facts(&self, stmt: NodeId) -> Option<LoopFacts> {
        self.loops.get(&stmt).copied()
    }

    /// Whether the body of a loop over a function returns from this function.
    pub(super) fn is_returned_through(&self, lit: Option<NodeId>) -> bool {
        self.returned_through.contains(&lit)
    }

    /// Whether the function has a `defer` statement of its own, or one in the body of a loop over a function.
    pub(super) fn has_defer(&self, lit: Option<NodeId>) -> bool {
        self.defers.contains(&lit)
    }
}

struct Scanner<'s, 'p, 'a> {
    lw: &'s Lowerer<'p, 'a>,
    out: Scan,
    /// Function literals and bodies of loops over functions around, outermost first.
    literals: Vec<NodeId>,
    /// Named results of the functions around, outermost first.
    results: Vec<Vec<ObjId>>,
}

impl<'a> Lowerer<'_, 'a> {
    /// Scans a function.
    pub(super) fn scan(&self, recv: Option<&[Field<'a>]>, sig: &FuncType<'a>, body: Option<&Block<'a>>) -> Scan {
        let mut s = Scanner { lw: self, out: Scan::default(), literals: Vec::new(), results: Vec::new() };
        s.declare_fields(recv.unwrap_or_default());
        s.declare_fields(sig.params);
        s.declare_fields(sig.results);
        s.results.push(s.objects_of(sig.results));
        if let Some(body) = body {
            s.stmts(body.stmts);
        }
        s.out
    }

    /// Scans an expression outside of any function: an initialiser of package variables.
    pub(super) fn scan_expr(&self, e: &Expr<'a>) -> Scan {
        let mut s = Scanner { lw: self, out: Scan::default(), literals: Vec::new(), results: Vec::new() };
        s.expr(e);
        s.out
    }
}

impl<'a> Scanner<'_, '_, 'a> {
    fn current(&self) -> Option<NodeId> {
        self.literals.last().copied()
    }

    /// The function around: the innermost literal that is not a loop's body.
    fn function(&self) -> Option<NodeId> {
        self.literals.iter().rev().find(|l| !self.out.loops.contains_key(l)).copied()
    }

    /// Notes something about all loops over functions from here up to the function around.
    fn mark_loops(&mut self, mark: impl Fn(&mut LoopFacts)) -> bool {
        let mut is_in_loop = false;
        for lit in self.literals.iter().rev() {
            let Some(facts) = self.out.loops.get_mut(lit) else { break };
            mark(facts);
            is_in_loop = true;
        }
        is_in_loop
    }

    fn objects_of(&self, fields: &[Field<'a>]) -> Vec<ObjId> {
        fields.iter().filter_map(|f| f.name).filter_map(|n| self.lw.prog.info.defs[n.id.0 as usize]).collect()
    }

    fn declare_fields(&mut self, fields: &[Field<'a>]) {
        for name in fields.iter().filter_map(|f| f.name) {
            self.declare(name.id);
        }
    }

    fn declare(&mut self, id: NodeId) {
        if let Some(obj) = self.lw.prog.info.defs[id.0 as usize] {
            self.out.owner.insert(obj, self.current());
        }
    }

    /// A use of a local variable: every literal between it and the declaration captures it.
    fn use_var(&mut self, obj: ObjId) {
        let Some(owner) = self.out.owner.get(&obj).copied() else { return };
        if owner == self.current() {
            return;
        }
        self.out.captured.insert(obj);
        for lit in self.literals.iter().rev() {
            if Some(*lit) == owner {
                break;
            }
            self.out.captures.entry(*lit).or_default().insert(obj);
        }
    }

    /// The variable whose registers or memory an operand is part of.
    fn root(&self, e: &Expr<'a>) -> Option<ObjId> {
        let info = &self.lw.prog.info;
        match e.kind {
            ExprKind::Paren(x) => self.root(x),
            ExprKind::Ident(_) => {
                let obj = info.uses[e.id.0 as usize].or(info.defs[e.id.0 as usize])?;
                let kind = &self.lw.prog.objects[obj.0 as usize].kind;
                matches!(kind, ObjectKind::Var(k) if *k != VarKind::Package).then_some(obj)
            }
            ExprKind::Selector { x, .. } => match info.selections.get(&e.id) {
                Some(s) if s.kind == SelectionKind::FieldVal && !s.is_indirect && !self.is_pointer(x) => self.root(x),
                _ => None,
            },
            ExprKind::Index { x, .. } => {
                let ty = info.types[x.id.0 as usize].as_ref()?.ty;
                match self.lw.prog.types.get(self.lw.prog.types.under(ty)) {
                    // A type parameter's core type may be an array.
                    Type::Array { .. } | Type::Interface(_) | Type::TypeParam(_) => self.root(x),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn is_pointer(&self, e: &Expr<'a>) -> bool {
        self.lw.prog.info.types[e.id.0 as usize]
            .as_ref()
            .is_some_and(|t| matches!(self.lw.prog.types.get(self.lw.prog.types.under(t.ty)), Type::Pointer(_)))
    }

    /// Whether a loop over the operand is one over a function.
    fn is_func(&self, e: &Expr<'a>) -> bool {
        let types = &self.lw.prog.types;
        let Some(tv) = self.lw.prog.info.types[e.id.0 as usize].as_ref() else { return false };
        // Of a type parameter the core type counts.
        types.core_type(tv.ty).is_some_and(|core| matches!(types.get(core), Type::Signature(_)))
    }

    fn take_address(&mut self, e: &Expr<'a>) {
        if let Some(obj) = self.root(e) {
            self.out.address_taken.insert(obj);
        }
    }

    fn assign(&mut self, e: &Expr<'a>) {
        if let Some(obj) = self.root(e) {
            self.out.assigned.insert(obj);
        }
    }

    fn stmts(&mut self, stmts: &[Stmt<'a>]) {
        for s in stmts {
            self.stmt(s);
        }
    }

    fn opt_stmt(&mut self, s: Option<&Stmt<'a>>) {
        if let Some(s) = s {
            self.stmt(s);
        }
    }

    fn opt(&mut self, e: Option<&Expr<'a>>) {
        if let Some(e) = e {
            self.expr(e);
        }
    }

    fn exprs(&mut self, list: &[&Expr<'a>]) {
        for e in list {
            self.expr(e);
        }
    }

    /// The left side of an assignment or definition.
    fn targets(&mut self, list: &[&Expr<'a>], is_define: bool) {
        for e in list {
            if is_define && self.lw.prog.info.defs[e.id.0 as usize].is_some() {
                self.declare(e.id);
            } else {
                self.assign(e);
                self.expr(e);
            }
        }
    }

    fn stmt(&mut self, s: &Stmt<'a>) {
        match s.kind {
            StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
            StmtKind::Decl(decls) => decls.iter().for_each(|d| self.decl(d)),
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            StmtKind::Expr(x) | StmtKind::Go(x) => self.expr(x),
            StmtKind::Send { ch, value } => {
                self.expr(ch);
                self.expr(value);
            }
            StmtKind::IncDec { x, .. } => {
                self.assign(x);
                self.expr(x);
            }
            StmtKind::Assign { lhs, op, rhs, .. } => {
                self.exprs(rhs);
                self.targets(lhs, op == TokenKind::Define);
            }
            StmtKind::Defer(x) => {
                self.out.defers.insert(self.function());
                self.mark_loops(|facts| facts.has_defer = true);
                self.expr(x);
            }
            StmtKind::Return(list) => {
                if self.mark_loops(|facts| facts.has_return = true) {
                    self.out.returned_through.insert(self.function());
                }
                if !list.is_empty() {
                    // It assigns to the results, which a closure may still look at.
                    let results = self.results.last().cloned().unwrap_or_default();
                    self.out.assigned.extend(results);
                }
                self.exprs(list);
            }
            StmtKind::Block(b) => self.stmts(b.stmts),
            StmtKind::If { init, cond, then, other } => {
                // Chains of `else if` are long in generated code: no recursion along them.
                self.opt_stmt(init);
                self.expr(cond);
                self.stmts(then.stmts);
                let mut next = other;
                while let Some(s) = next {
                    next = None;
                    if let StmtKind::If { init, cond, then, other } = s.kind {
                        self.opt_stmt(init);
                        self.expr(cond);
                        self.stmts(then.stmts);
                        next = other;
                    } else {
                        self.stmt(s);
                    }
                }
            }
            StmtKind::Switch { init, tag, clauses } => {
                self.opt_stmt(init);
                self.opt(tag);
                self.clauses(clauses);
            }
            StmtKind::TypeSwitch { init, guard, clauses } => {
                self.opt_stmt(init);
                self.expr(guard.x);
                for c in clauses {
                    if let Some(obj) = self.lw.prog.info.clause_vars.get(&c.id) {
                        self.out.owner.insert(*obj, self.current());
                    }
                }
                self.clauses(clauses);
            }
            StmtKind::Select { clauses } => {
                for c in clauses {
                    self.opt_stmt(c.comm);
                    self.stmts(c.body);
                }
            }
            StmtKind::For { init, cond, post, body } => {
                self.opt_stmt(init);
                self.opt(cond);
                self.stmts(body.stmts);
                self.opt_stmt(post);
            }
            StmtKind::Range { key, value, is_define, x, body } => {
                self.expr(x);
                let is_body = self.is_func(x);
                if is_body {
                    self.out.loops.insert(s.id, LoopFacts::default());
                    self.literals.push(s.id);
                }
                for e in [key, value].into_iter().flatten() {
                    self.targets(&[e], is_define);
                }
                self.stmts(body.stmts);
                if is_body {
                    self.literals.pop();
                }
            }
        }
    }

    fn clauses(&mut self, clauses: &[CaseClause<'a>]) {
        for c in clauses {
            self.exprs(c.exprs);
            self.stmts(c.body);
        }
    }

    fn decl(&mut self, d: &Decl<'a>) {
        if let Decl::Var(spec) = d {
            self.exprs(spec.values);
            for name in spec.names {
                self.declare(name.id);
            }
        }
    }

    fn expr(&mut self, e: &Expr<'a>) {
        match e.kind {
            ExprKind::Bad | ExprKind::BasicLit(..) => {}
            ExprKind::Ident(name) => {
                if name != Symbol::BLANK
                    && let Some(obj) = self.lw.prog.info.uses[e.id.0 as usize]
                {
                    self.use_var(obj);
                }
            }
            ExprKind::CompositeLit { elems, .. } => {
                for elem in elems {
                    // A struct's field names are no uses of variables: they have no entry in `uses` that is one.
                    self.opt(elem.key);
                    self.expr(elem.value);
                }
            }
            ExprKind::FuncLit { sig, body } => {
                self.literals.push(e.id);
                self.declare_fields(sig.params);
                self.declare_fields(sig.results);
                self.results.push(self.objects_of(sig.results));
                self.stmts(body.stmts);
                self.results.pop();
                self.literals.pop();
            }
            ExprKind::Paren(x) | ExprKind::Star(x) => self.expr(x),
            ExprKind::Selector { x, .. } => {
                let selection = self.lw.prog.info.selections.get(&e.id).cloned();
                if let Some(s) = selection
                    && s.kind == SelectionKind::MethodVal
                    && self.needs_address(&s)
                {
                    self.take_address(x);
                }
                self.expr(x);
            }
            ExprKind::Index { x, indices } => {
                self.expr(x);
                self.exprs(indices);
            }
            ExprKind::Slice { x, bounds } => {
                // Slicing an array takes its address.
                self.take_array_address(x);
                self.expr(x);
                for i in [bounds.lo, bounds.hi, bounds.max].into_iter().flatten() {
                    self.expr(i);
                }
            }
            ExprKind::TypeAssert { x, .. } => self.expr(x),
            ExprKind::Call { fun, args, .. } => {
                self.expr(fun);
                self.exprs(args);
            }
            ExprKind::Unary { op, x } => {
                if op == TokenKind::And {
                    self.take_address(x);
                }
                self.expr(x);
            }
            ExprKind::Binary { .. } => {
                // Chains of binary operators lean to the left and may be long.
                let mut e = e;
                while let ExprKind::Binary { x, y, .. } = e.kind {
                    self.expr(y);
                    e = x;
                }
                self.expr(e);
            }
            ExprKind::InterfaceType { elems } => {
                for elem in elems {
                    if let InterfaceElem::Embedded(x) = elem {
                        self.expr(x);
                    }
                }
            }
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType { .. }
            | ExprKind::FuncType(_)
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. }
            | ExprKind::Ellipsis(_) => {}
        }
    }

    fn take_array_address(&mut self, x: &Expr<'a>) {
        let Some(tv) = self.lw.prog.info.types[x.id.0 as usize].as_ref() else { return };
        let under = self.lw.prog.types.under(tv.ty);
        if matches!(self.lw.prog.types.get(under), Type::Array { .. } | Type::Interface(_) | Type::TypeParam(_)) {
            self.take_address(x);
        }
    }

    /// A method call or value `x.m` takes the address of `x`.
    fn needs_address(&self, s: &Selection) -> bool {
        if s.is_indirect {
            return false;
        }
        match s.method {
            Some(obj) => self.lw.prog.funcs.get(&obj).and_then(|f| f.recv).is_some_and(|(_, is_pointer)| is_pointer),
            // A method of a type parameter: the type argument's may have a pointer receiver.
            None => matches!(self.lw.prog.types.get(s.recv), Type::TypeParam(_)),
        }
    }
}
