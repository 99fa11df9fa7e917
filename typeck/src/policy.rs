//! What a contract may use of the language: rule sets as values, checked on a program that type-checks.

use std::collections::BTreeSet;
use std::fmt;

use govm_lexer::{Code, Diagnostic, Span, TokenKind, sort_diagnostics};
use govm_parser::ast::{Block, CaseClause, CommClause, Decl, Element, Expr, ExprKind, FuncType, InterfaceElem, Stmt, StmtKind};

use crate::api::Program;
use crate::object::{Builtin, ObjectKind, PackageId};
use crate::types::Type;

govm_lexer::codes! {
    /// The policy forbids go statements.
    FORBIDDEN_GO = "S0001", "ForbiddenGo", "package main\nfunc main() { go main() }\n";
    /// The policy forbids select statements.
    FORBIDDEN_SELECT = "S0002", "ForbiddenSelect", "package main\nfunc main() { select {} }\n";
    /// The policy forbids channels: their types, sending and receiving.
    FORBIDDEN_CHANNEL = "S0003", "ForbiddenChannel", "package main\nvar c chan int\nfunc main() {}\n";
    /// The policy forbids this import.
    FORBIDDEN_IMPORT = "S0004", "ForbiddenImport", "package main\nimport _ \"fmt\"\nfunc main() {}\n";
    /// The policy forbids range clauses.
    FORBIDDEN_RANGE = "S0005", "ForbiddenRange", "package main\nfunc main() { for range 3 {} }\n";
    /// The policy forbids this built-in function.
    FORBIDDEN_BUILTIN = "S0006", "ForbiddenBuiltin", "package main\nfunc main() { recover() }\n";
    /// The policy forbids package unsafe, which goes around the type system.
    FORBIDDEN_UNSAFE = "S0007", "ForbiddenUnsafe", "package main\nimport _ \"unsafe\"\nfunc main() {}\n";
    /// The policy forbids package os: a contract has no streams and no exit status of a process, and fails by a panic or an error.
    FORBIDDEN_PROCESS = "S0008", "ForbiddenProcess", "package main\nimport _ \"os\"\nfunc main() {}\n";
    /// The policy forbids package reflect: what a contract does is said by its types.
    FORBIDDEN_REFLECT = "S0009", "ForbiddenReflect", "package main\nimport _ \"reflect\"\nfunc main() {}\n";
}

/// Something that a policy may forbid. Its [`Display`](fmt::Display) is the name that messages give it: `no-go`, `no-builtin-recover`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// `go f()`
    NoGo,
    /// `select { }`
    NoSelect,
    /// Channel types, and with them sending and receiving.
    NoChannels,
    /// Imports other than those that the policy lists.
    NoImports,
    /// Package unsafe.
    NoUnsafe,
    /// Package os: the streams and the end of a process.
    NoProcess,
    /// Package reflect.
    NoReflect,
    /// `for range x`
    NoRange,
    /// A built-in function.
    NoBuiltin(Builtin),
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::NoGo => f.write_str("no-go"),
            Rule::NoSelect => f.write_str("no-select"),
            Rule::NoChannels => f.write_str("no-channels"),
            Rule::NoImports => f.write_str("no-imports"),
            Rule::NoUnsafe => f.write_str("no-unsafe"),
            Rule::NoProcess => f.write_str("no-process"),
            Rule::NoReflect => f.write_str("no-reflect"),
            Rule::NoRange => f.write_str("no-range"),
            Rule::NoBuiltin(builtin) => write!(f, "no-builtin-{}", crate::builtins::name(*builtin)),
        }
    }
}

impl Rule {
    /// Why one would want the rule: what its messages end with.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Rule::NoGo | Rule::NoSelect | Rule::NoChannels => "a call does one thing after the other",
            Rule::NoImports => "the code is to depend on nothing else",
            Rule::NoUnsafe => "it goes around the type system",
            Rule::NoProcess => "there is no process around a call: it fails by a panic or an error",
            Rule::NoReflect => "what the code does is to be seen from its types",
            Rule::NoRange => "the language of the policy has no range clause",
            Rule::NoBuiltin(_) => "the language of the policy does not have it",
        }
    }
}

/// A set of rules with a name. An embedder makes its own:
///
/// ```
/// use std::collections::BTreeSet;
/// use govm_typeck::{Builtin, Policy, Rule};
///
/// let mut strict = Policy::contract();
/// strict.name = "strict".to_string();
/// strict.rules.extend([Rule::NoImports, Rule::NoBuiltin(Builtin::Recover)]);
/// strict.imports = BTreeSet::from(["errors".to_string()]);
/// assert_eq!(Rule::NoBuiltin(Builtin::Recover).to_string(), "no-builtin-recover");
/// ```
///
/// A program that breaks it is told `built-in function recover not allowed by rule no-builtin-recover of policy strict: the language of
/// the policy does not have it`, in the way of all other errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// What messages call it.
    pub name: String,
    /// What is forbidden.
    pub rules: BTreeSet<Rule>,
    /// Import paths that are allowed under [`Rule::NoImports`].
    pub imports: BTreeSet<String>,
}

impl Policy {
    /// The whole language but what goes around its type system, for programs and tests.
    #[must_use]
    pub fn full() -> Policy {
        Policy { name: "full".to_string(), rules: BTreeSet::from([Rule::NoUnsafe]), imports: BTreeSet::new() }
    }

    /// The default for deployment: nothing that runs concurrently, and no process around it.
    #[must_use]
    pub fn contract() -> Policy {
        let rules =
            BTreeSet::from([Rule::NoGo, Rule::NoSelect, Rule::NoChannels, Rule::NoUnsafe, Rule::NoProcess, Rule::NoReflect]);
        Policy { name: "contract".to_string(), rules, imports: BTreeSet::new() }
    }

    /// What the original of 2021 refused.
    #[must_use]
    pub fn classic() -> Policy {
        let builtins = [Builtin::Cap, Builtin::Print, Builtin::Println, Builtin::Recover].map(Rule::NoBuiltin);
        let mut rules = BTreeSet::from([Rule::NoImports, Rule::NoGo, Rule::NoSelect, Rule::NoRange, Rule::NoUnsafe]);
        rules.extend(builtins);
        Policy { name: "classic".to_string(), rules, imports: BTreeSet::new() }
    }

    /// The policy with this name, if it is one of the three.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Policy> {
        [Policy::full(), Policy::contract(), Policy::classic()].into_iter().find(|p| p.name == name)
    }
}

/// What of a package breaks the policy, sorted by place.
#[must_use]
pub fn check_policy(program: &Program<'_>, pkg: PackageId, policy: &Policy) -> Vec<Diagnostic> {
    if policy.rules.is_empty() {
        return Vec::new();
    }
    let mut walk = Walk { program, policy, stack: Vec::new(), diagnostics: Vec::new() };
    for file in &program.packages[pkg.0 as usize].files {
        walk.stack.extend(file.decls.iter().map(Node::Decl));
        walk.run();
    }
    let mut diagnostics = walk.diagnostics;
    sort_diagnostics(&mut diagnostics);
    diagnostics
}

enum Node<'t, 'a> {
    Decl(&'t Decl<'a>),
    Stmt(&'t Stmt<'a>),
    Expr(&'t Expr<'a>),
}

/// A walk over the tree with a stack of its own: chains of operators and calls are deep.
struct Walk<'t, 'a> {
    program: &'t Program<'a>,
    policy: &'t Policy,
    stack: Vec<Node<'t, 'a>>,
    diagnostics: Vec<Diagnostic>,
}

impl<'t, 'a: 't> Walk<'t, 'a> {
    fn run(&mut self) {
        while let Some(node) = self.stack.pop() {
            match node {
                Node::Decl(decl) => self.decl(decl),
                Node::Stmt(stmt) => self.stmt(stmt),
                Node::Expr(expr) => self.expr(expr),
            }
        }
    }

    fn forbid(&mut self, rule: Rule, code: Code, span: Span, what: &str) {
        if self.policy.rules.contains(&rule) {
            let message = format!("{what} not allowed by rule {rule} of policy {}: {}", self.policy.name, rule.reason());
            self.diagnostics.push(Diagnostic::new(code, span, message));
        }
    }

    fn exprs(&mut self, list: impl IntoIterator<Item = &'t Expr<'a>>) {
        self.stack.extend(list.into_iter().map(Node::Expr));
    }

    fn block(&mut self, block: &'t Block<'a>) {
        self.stack.extend(block.stmts.iter().map(Node::Stmt));
    }

    fn func_type(&mut self, sig: &'t FuncType<'a>) {
        self.exprs(sig.params.iter().chain(sig.results).map(|f| f.ty));
    }

    fn decl(&mut self, decl: &'t Decl<'a>) {
        match decl {
            Decl::Import(spec) => {
                let what = format!("import of {:?}", spec.path);
                let own = match spec.path {
                    "unsafe" => Some((Rule::NoUnsafe, &FORBIDDEN_UNSAFE)),
                    "os" => Some((Rule::NoProcess, &FORBIDDEN_PROCESS)),
                    "reflect" => Some((Rule::NoReflect, &FORBIDDEN_REFLECT)),
                    _ => None,
                };
                // A package with a rule of its own may still be one of those that are not listed.
                match own.filter(|(rule, _)| self.policy.rules.contains(rule)) {
                    Some((rule, code)) => self.forbid(rule, code, spec.span, &what),
                    None if self.policy.imports.contains(spec.path) => {}
                    None => self.forbid(Rule::NoImports, &FORBIDDEN_IMPORT, spec.span, &what),
                }
            }
            Decl::Const(group) => {
                for spec in group.specs {
                    self.exprs(spec.ty.into_iter().chain(spec.values.iter().copied()));
                }
            }
            Decl::Var(spec) => self.exprs(spec.ty.into_iter().chain(spec.values.iter().copied())),
            Decl::Type(spec) => {
                self.exprs(spec.type_params.iter().map(|f| f.ty));
                self.exprs([spec.ty]);
            }
            Decl::Func(func) => {
                self.exprs(func.recv.unwrap_or(&[]).iter().chain(func.type_params).map(|f| f.ty));
                self.func_type(func.sig);
                if let Some(body) = func.body {
                    self.block(body);
                }
            }
            Decl::Bad(_) => {}
        }
    }

    fn stmt(&mut self, stmt: &'t Stmt<'a>) {
        match stmt.kind {
            StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
            StmtKind::Decl(list) => self.stack.extend(list.iter().map(Node::Decl)),
            StmtKind::Labeled { stmt, .. } => self.stack.push(Node::Stmt(stmt)),
            StmtKind::Expr(x) | StmtKind::Defer(x) | StmtKind::IncDec { x, .. } => self.exprs([x]),
            StmtKind::Send { ch, value } => {
                self.forbid(Rule::NoChannels, &FORBIDDEN_CHANNEL, stmt.span, "send statement");
                self.exprs([ch, value]);
            }
            StmtKind::Assign { lhs, rhs, .. } => self.exprs(lhs.iter().chain(rhs).copied()),
            StmtKind::Go(call) => {
                self.forbid(Rule::NoGo, &FORBIDDEN_GO, stmt.span, "go statement");
                self.exprs([call]);
            }
            StmtKind::Return(results) => self.exprs(results.iter().copied()),
            StmtKind::Block(block) => self.block(block),
            StmtKind::If { init, cond, then, other } => {
                self.stack.extend(init.into_iter().chain(other).map(Node::Stmt));
                self.exprs([cond]);
                self.block(then);
            }
            StmtKind::Switch { init, tag, clauses } => {
                self.stack.extend(init.map(Node::Stmt));
                self.exprs(tag);
                self.clauses(clauses);
            }
            StmtKind::TypeSwitch { init, guard, clauses } => {
                self.stack.extend(init.map(Node::Stmt));
                self.exprs([guard.x]);
                self.clauses(clauses);
            }
            StmtKind::Select { clauses } => self.select(stmt, clauses),
            StmtKind::For { init, cond, post, body } => {
                self.stack.extend(init.into_iter().chain(post).map(Node::Stmt));
                self.exprs(cond);
                self.block(body);
            }
            StmtKind::Range { key, value, x, body, .. } => {
                self.forbid(Rule::NoRange, &FORBIDDEN_RANGE, stmt.span, "range clause");
                self.exprs(key.into_iter().chain(value).chain([x]));
                self.block(body);
            }
        }
    }

    fn clauses(&mut self, clauses: &'t [CaseClause<'a>]) {
        for clause in clauses {
            self.exprs(clause.exprs.iter().copied());
            self.stack.extend(clause.body.iter().map(Node::Stmt));
        }
    }

    fn select(&mut self, stmt: &'t Stmt<'a>, clauses: &'t [CommClause<'a>]) {
        self.forbid(Rule::NoSelect, &FORBIDDEN_SELECT, stmt.span, "select statement");
        for clause in clauses {
            self.stack.extend(clause.comm.into_iter().chain(clause.body).map(Node::Stmt));
        }
    }

    fn expr(&mut self, expr: &'t Expr<'a>) {
        // A channel may come without its type being written: as a result of a function of another package.
        let fact = self.program.info.types[expr.id.0 as usize].as_ref();
        if fact.is_some_and(|f| matches!(self.program.types.get(self.program.types.under(f.ty)), Type::Chan { .. })) {
            self.forbid(Rule::NoChannels, &FORBIDDEN_CHANNEL, expr.span, "channel");
        }
        match expr.kind {
            ExprKind::Bad | ExprKind::BasicLit(..) => {}
            ExprKind::Ident(_) => {
                let used = self.program.info.uses[expr.id.0 as usize].map(|o| &self.program.object(o).kind);
                if let Some(ObjectKind::Builtin(builtin)) = used {
                    let what = format!("built-in function {}", crate::builtins::name(*builtin));
                    self.forbid(Rule::NoBuiltin(*builtin), &FORBIDDEN_BUILTIN, expr.span, &what);
                }
            }
            ExprKind::CompositeLit { ty, elems } => {
                self.exprs(ty);
                self.exprs(elems.iter().flat_map(|Element { key, value }| key.iter().copied().chain([*value])));
            }
            ExprKind::FuncLit { sig, body } => {
                self.func_type(sig);
                self.block(body);
            }
            ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::SliceType(x) | ExprKind::Ellipsis(x) => self.exprs([x]),
            ExprKind::Selector { x, .. } => self.exprs([x]),
            ExprKind::Index { x, indices } => {
                self.exprs([x]);
                self.exprs(indices.iter().copied());
            }
            ExprKind::Slice { x, bounds: b } => self.exprs([Some(x), b.lo, b.hi, b.max].into_iter().flatten()),
            ExprKind::TypeAssert { x, ty } => self.exprs([Some(x), ty].into_iter().flatten()),
            ExprKind::Call { fun, args, .. } => {
                self.exprs([fun]);
                self.exprs(args.iter().copied());
            }
            ExprKind::Unary { op, x } => {
                if op == TokenKind::Arrow {
                    self.forbid(Rule::NoChannels, &FORBIDDEN_CHANNEL, expr.span, "receive operation");
                }
                self.exprs([x]);
            }
            ExprKind::Binary { x, y, .. } => self.exprs([x, y]),
            ExprKind::ArrayType { len, elem } => self.exprs(len.into_iter().chain([elem])),
            ExprKind::StructType { fields } => self.exprs(fields.iter().map(|f| f.ty)),
            ExprKind::FuncType(sig) => self.func_type(sig),
            ExprKind::InterfaceType { elems } => {
                for elem in elems {
                    match elem {
                        InterfaceElem::Method { sig, .. } => self.func_type(sig),
                        InterfaceElem::Embedded(x) => self.exprs([*x]),
                    }
                }
            }
            ExprKind::MapType { key, value } => self.exprs([key, value]),
            ExprKind::ChanType { elem, .. } => self.exprs([elem]),
        }
    }
}
