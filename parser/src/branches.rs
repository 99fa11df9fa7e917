//! Labels, and where break, continue, goto and fallthrough may stand and lead.

use govm_lexer::{BytePos, DIAGNOSTICS_MAX, Diagnostic, Interner, SourceMap, Span, Symbol, TokenKind};
use rustc_hash::FxHashMap;

use crate::ast::{Block, Decl, Ident, Stmt, StmtKind};
use crate::checks::{shorten, source_text};
use crate::code;

/// A label of the function.
#[derive(Debug)]
struct Label {
    name: Symbol,
    span: Span,
    /// Of the labeled statement.
    stmt: Span,
    kind: Target,
    /// Of the block that it is declared in.
    block: Span,
    /// The variables that this block declared last before the label.
    variables: Option<Variables>,
    is_used: bool,
}

/// What a label stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Loop,
    SwitchOrSelect,
    Other,
}

/// A declaration of variables among the statements of a block.
#[derive(Clone, Copy, Debug)]
struct Variables {
    /// Where gc places it.
    pos: BytePos,
    names: Span,
}

/// What encloses a statement.
#[derive(Clone, Copy, Debug)]
struct Context {
    can_break: bool,
    can_continue: bool,
    /// Of the statement list.
    block: Span,
    fallthrough: Fallthrough,
}

/// What a fallthrough at the end of a statement list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fallthrough {
    OutOfPlace,
    InTypeSwitch,
    FinalCase,
    Accepted,
}

/// A statement list that is being checked.
struct List<'t> {
    /// Those that are still to come.
    stmts: std::slice::Iter<'t, Stmt<'t>>,
    context: Context,
    /// The variables that it declared last.
    variables: Option<Variables>,
}

/// Reports what is wrong with the labels and branches of a function body; function literals in it are checked apart.
pub(crate) fn check_branches(map: &SourceMap, names: &Interner<'_>, body: &Block<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut checker = Branches { map, names, diagnostics, labels: Vec::new(), index: FxHashMap::default(), branches: Vec::new() };
    let context = Context { can_break: false, can_continue: false, block: body.span, fallthrough: Fallthrough::OutOfPlace };
    checker.lists(List { stmts: body.stmts.iter(), context, variables: None });
    checker.resolve();
}

struct Branches<'m, 'a> {
    map: &'m SourceMap,
    names: &'m Interner<'a>,
    diagnostics: &'m mut Vec<Diagnostic>,
    labels: Vec<Label>,
    // Looked up, never iterated.
    index: FxHashMap<Symbol, usize>,
    /// Branches with a label: keyword and label.
    branches: Vec<(TokenKind, Symbol, Span)>,
}

impl Branches<'_, '_> {
    fn report(&mut self, code: govm_lexer::Code, span: Span, message: impl Into<String>) {
        if self.diagnostics.len() < DIAGNOSTICS_MAX {
            self.diagnostics.push(Diagnostic::new(code, span, message));
        }
    }

    /// Checks a statement list and those within it, in the order of the source. The ones that are open lie on a stack of its own.
    fn lists(&mut self, body: List<'_>) {
        let mut open = vec![body];
        let mut below = Vec::new();
        while let Some(list) = open.last_mut() {
            match list.stmts.next() {
                Some(stmt) => self.listed(stmt, list, &mut below),
                None => drop(open.pop()),
            }
            open.extend(below.drain(..).rev());
        }
    }

    /// Checks a statement of a list, and yields the lists below it.
    fn listed<'t>(&mut self, stmt: &'t Stmt<'t>, list: &mut List<'t>, below: &mut Vec<List<'t>>) {
        let is_last = list.stmts.len() == 0;
        let fallthrough = match list.context.fallthrough {
            Fallthrough::FinalCase | Fallthrough::Accepted if !is_last => Fallthrough::OutOfPlace,
            other => other,
        };
        let mut stmt = stmt;
        while let StmtKind::Labeled { label, stmt: labeled } = &stmt.kind {
            self.declare(*label, stmt, labeled, list.context.block, list.variables);
            stmt = labeled;
        }
        match stmt.kind {
            StmtKind::Decl(decls) => {
                if let Some(Decl::Var(spec)) = decls.iter().find(|d| matches!(d, Decl::Var(_))) {
                    list.variables = Some(Variables { pos: spec.names[0].span.lo, names: spec.names[0].span });
                }
            }
            StmtKind::Assign { lhs, op: TokenKind::Define, op_pos, .. } => {
                list.variables = Some(Variables { pos: op_pos, names: lhs[0].span.to(lhs[lhs.len() - 1].span) });
            }
            _ => self.stmt(stmt, Context { fallthrough, ..list.context }, below),
        }
    }

    fn declare(&mut self, label: Ident<'_>, stmt: &Stmt<'_>, labeled: &Stmt<'_>, block: Span, variables: Option<Variables>) {
        if label.name == Symbol::BLANK {
            return;
        }
        if let Some(&first) = self.index.get(&label.name) {
            let at = self.place(self.labels[first].span.lo);
            let message = format!("label {} already defined at {at}", shorten(self.names.resolve(label.name)));
            self.report(&code::DUPLICATE_LABEL, label.span, message);
            return;
        }
        let kind = match labeled.kind {
            StmtKind::For { .. } | StmtKind::Range { .. } => Target::Loop,
            StmtKind::Switch { .. } | StmtKind::TypeSwitch { .. } | StmtKind::Select { .. } => Target::SwitchOrSelect,
            _ => Target::Other,
        };
        self.index.insert(label.name, self.labels.len());
        let (name, span) = (label.name, label.span);
        self.labels.push(Label { name, span, stmt: stmt.span, kind, block, variables, is_used: false });
    }

    fn stmt<'t>(&mut self, stmt: &'t Stmt<'t>, context: Context, below: &mut Vec<List<'t>>) {
        let inner = Context { fallthrough: Fallthrough::OutOfPlace, ..context };
        let mut list = |stmts: &'t [Stmt<'t>], context| below.push(List { stmts: stmts.iter(), context, variables: None });
        match stmt.kind {
            StmtKind::Branch { kind, label: Some(label) } => self.branches.push((kind, label.name, label.span)),
            StmtKind::Branch { kind, label: None } => self.unlabeled(kind, stmt.span, context),
            StmtKind::Block(block) => list(block.stmts, Context { block: block.span, ..inner }),
            StmtKind::If { .. } => {
                // With all its `else if`s, which may be any number.
                let mut next = Some(stmt);
                while let Some(stmt) = next {
                    next = match stmt.kind {
                        StmtKind::If { then, other, .. } => {
                            list(then.stmts, Context { block: then.span, ..inner });
                            other
                        }
                        StmtKind::Block(block) => {
                            list(block.stmts, Context { block: block.span, ..inner });
                            None
                        }
                        _ => None,
                    };
                }
            }
            StmtKind::For { body, .. } | StmtKind::Range { body, .. } => {
                list(body.stmts, Context { can_break: true, can_continue: true, block: body.span, ..inner });
            }
            StmtKind::Switch { clauses, .. } => {
                for (i, clause) in clauses.iter().enumerate() {
                    let is_final = i + 1 == clauses.len();
                    let fallthrough = if is_final { Fallthrough::FinalCase } else { Fallthrough::Accepted };
                    list(clause.body, Context { can_break: true, block: clause.span, fallthrough, ..inner });
                }
            }
            StmtKind::TypeSwitch { clauses, .. } => {
                let fallthrough = Fallthrough::InTypeSwitch;
                for clause in clauses {
                    list(clause.body, Context { can_break: true, block: clause.span, fallthrough, ..inner });
                }
            }
            StmtKind::Select { clauses } => {
                for clause in clauses {
                    list(clause.body, Context { can_break: true, block: clause.span, ..inner });
                }
            }
            _ => {}
        }
    }

    fn unlabeled(&mut self, kind: TokenKind, span: Span, context: Context) {
        let message = match kind {
            TokenKind::Break if !context.can_break => "break is not in a loop, switch, or select",
            TokenKind::Continue if !context.can_continue => "continue is not in a loop",
            TokenKind::Fallthrough => match context.fallthrough {
                Fallthrough::OutOfPlace => "fallthrough statement out of place",
                Fallthrough::InTypeSwitch => "cannot fallthrough in type switch",
                Fallthrough::FinalCase => "cannot fallthrough final case in switch",
                Fallthrough::Accepted => return,
            },
            _ => return,
        };
        self.report(&code::MISPLACED_BRANCH, span, message);
    }

    /// Finds the target of each branch with a label, once all labels are known.
    fn resolve(&mut self) {
        for (kind, name, span) in std::mem::take(&mut self.branches) {
            let label = self.index.get(&name).copied();
            match kind {
                TokenKind::Goto => self.goto(label, name, span),
                _ => self.break_or_continue(kind, label, name, span),
            }
        }
        for label in std::mem::take(&mut self.labels) {
            if !label.is_used {
                let message = format!("label {} defined and not used", shorten(self.names.resolve(label.name)));
                self.report(&code::UNUSED_LABEL, label.span, message);
            }
        }
    }

    fn goto(&mut self, label: Option<usize>, name: Symbol, span: Span) {
        let text = shorten(self.names.resolve(name));
        let Some(label) = label else {
            return self.report(&code::UNDECLARED_LABEL, span, format!("label {text} not defined"));
        };
        let label = &mut self.labels[label];
        label.is_used = true;
        if !encloses(label.block, span) {
            let at = label.block.lo;
            let message = format!("goto {text} jumps into block starting at {}", self.place(at));
            return self.report(&code::JUMP_INTO_BLOCK, span, message);
        }
        if let Some(variables) = label.variables.filter(|v| span.lo < v.pos && span.lo < label.span.lo) {
            if self.diagnostics.len() >= DIAGNOSTICS_MAX {
                return;
            }
            let names = source_text(self.map, variables.names);
            let message = format!("goto {text} jumps over declaration of {names} at {}", self.place(variables.pos));
            self.report(&code::JUMP_OVER_DECL, span, message);
        }
    }

    fn break_or_continue(&mut self, kind: TokenKind, label: Option<usize>, name: Symbol, span: Span) {
        let text = shorten(self.names.resolve(name));
        let keyword = kind.text();
        // A label is known from its declaration on.
        let Some(label) = label.map(|l| &mut self.labels[l]).filter(|l| l.span.lo < span.lo) else {
            return self.report(&code::UNDECLARED_LABEL, span, format!("{keyword} label not defined: {text}"));
        };
        label.is_used = true;
        let is_target = label.kind == Target::Loop || (kind == TokenKind::Break && label.kind == Target::SwitchOrSelect);
        if !is_target || !encloses(label.stmt, span) {
            self.report(&code::INVALID_LABEL, span, format!("invalid {keyword} label {text}"));
        }
    }

    fn place(&self, pos: BytePos) -> String {
        self.map.location(pos).map_or_else(String::new, |at| at.to_string())
    }
}

fn encloses(outer: Span, inner: Span) -> bool {
    outer.lo <= inner.lo && inner.hi <= outer.hi
}
