//! Where the original counts, and how much. Each basic block of a list of statements begins with a counter of its statements; an
//! app's lines are the sum of all counters. The rules are those of Go's coverage tool as it was, its gaps around labels
//! included: what stands in such a gap is neither counted nor refused (docs/classic.md).

use std::collections::BTreeMap;

use bumpalo::Bump;
use govm_lexer::{BytePos, CodeInfo, Diagnostic, Interner, SourceMap, Span, Symbol, Token, TokenKind, lex};
use govm_parser::ast::{
    CaseClause, Decl, Expr, ExprKind, Field, File, FuncDecl, FuncType, Ident, InterfaceElem, NodeId, Stmt, StmtKind,
};
use govm_parser::{Node, children, code};

/// Names that classic code may not use for anything.
const REFUSED_NAMES: [&str; 4] = ["cap", "print", "println", "recover"];

/// Complaints that do not keep a source from being counted.
const ABOUT_LABELS: [&CodeInfo; 7] = [
    &code::DUPLICATE_LABEL,
    &code::MISPLACED_BRANCH,
    &code::UNUSED_LABEL,
    &code::UNDECLARED_LABEL,
    &code::JUMP_INTO_BLOCK,
    &code::JUMP_OVER_DECL,
    &code::INVALID_LABEL,
];

/// What a counter is written as, before its number.
const CALL: &str = "_consume_tip_.ConsumeEnergy(";

/// A counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counter {
    /// Offset in the source where it is inserted, in bytes.
    pub offset: u32,
    /// Statements that it counts.
    pub statements: u32,
}

/// The counters of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counters {
    counters: Vec<Counter>,
    /// What else is inserted, by offset: braces around the else parts.
    braces: Vec<Brace>,
    /// By the offset of its counter, an `else if` and where its condition begins, if it begins with that.
    else_ifs: BTreeMap<u32, u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Brace {
    offset: u32,
    text: char,
    /// It is around an `else if` of [`Counters::else_ifs`].
    of_else_if: bool,
}

/// Why a source is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CountError {
    /// It does not parse: `file:line:column: message`, one a line.
    Syntax(String),
    /// It has what classic code may not have.
    Refused(&'static str),
}

impl std::fmt::Display for CountError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CountError::Syntax(text) => f.write_str(text),
            CountError::Refused(what) => write!(f, "not support '{what}'"),
        }
    }
}

impl std::error::Error for CountError {}

impl Counters {
    /// The counters of a Go file, in order of offset.
    ///
    /// # Errors
    /// When it does not parse, or has what classic code may not have.
    pub fn of(source: &[u8]) -> Result<Counters, CountError> {
        let arena = Bump::new();
        let names = Interner::new(&arena);
        let mut map = SourceMap::new();
        let syntax = |map: &SourceMap, diagnostics: &[Diagnostic]| {
            let lines: Vec<String> = diagnostics.iter().map(|diagnostic| diagnostic.line(map)).collect();
            CountError::Syntax(lines.join("\n"))
        };
        let id = match map.add("app.go", source.to_vec()) {
            Ok(id) => id,
            Err(refused) => return Err(syntax(&map, &[refused])),
        };
        let (file, mut diagnostics) = govm_parser::parse(&map, id, &arena, &names, NodeId(0));
        // Where labels and branches may stand is for the build to judge.
        diagnostics.retain(|diagnostic| !ABOUT_LABELS.iter().any(|code| code.id == diagnostic.code.id));
        if !diagnostics.is_empty() {
            return Err(syntax(&map, &diagnostics));
        }
        let refused = REFUSED_NAMES.map(|name| names.intern(name));
        let panic = names.intern("panic");
        let start = map.file(id).start.0;
        let counters = Counters { counters: Vec::new(), braces: Vec::new(), else_ifs: BTreeMap::new() };
        let tokens = lex(&map, id, &names).tokens;
        let mut walker = Walker { source, start, tokens, arena: &arena, refused, panic, work: Vec::new(), counters };
        walker.file(&file)?;
        let mut counters = walker.counters;
        counters.counters.sort_unstable();
        counters.braces.sort_unstable();
        Ok(counters)
    }

    /// The counters, in order of offset.
    #[must_use]
    pub fn counters(&self) -> &[Counter] {
        &self.counters
    }

    /// The number of lines: the sum of all counters.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.counters.iter().map(|counter| u64::from(counter.statements)).sum()
    }

    /// The source with its counters in place.
    #[must_use]
    pub fn annotate(&self, source: &[u8]) -> Vec<u8> {
        let counters = self.counters.iter().map(|counter| (counter.offset, 1, format!("{CALL}{});", counter.statements)));
        // What closes at an offset does so before something is inserted there, what opens likewise.
        let braces = self.braces.iter().map(|brace| (brace.offset, 0, brace.text.to_string()));
        insert(source, counters.chain(braces).collect())
    }

    /// The same for a compiler: what stands in `else if` is counted before the condition instead of around all that follows, so that
    /// long chains do not become deep.
    pub(super) fn for_build(&self, source: &[u8]) -> Vec<u8> {
        let counters = self.counters.iter().map(|counter| {
            let at = self.else_ifs.get(&counter.offset).unwrap_or(&counter.offset);
            (*at, 1, format!("{CALL}{});", counter.statements))
        });
        let braces = self.braces.iter().filter(|brace| !brace.of_else_if).map(|brace| (brace.offset, 0, brace.text.to_string()));
        insert(source, counters.chain(braces).collect())
    }
}

/// A text with others inserted: each with its offset and, among those of one offset, its rank.
fn insert(source: &[u8], mut edits: Vec<(u32, u8, String)>) -> Vec<u8> {
    edits.sort_by_key(|(offset, rank, _)| (*offset, *rank));
    let mut text = Vec::with_capacity(source.len() + edits.len() * 32);
    let mut from = 0;
    for (offset, _, insert) in edits {
        let offset = (offset as usize).min(source.len());
        text.extend_from_slice(&source[from..offset]);
        text.extend_from_slice(insert.as_bytes());
        from = offset;
    }
    text.extend_from_slice(&source[from..]);
    text
}

/// What is still to be walked. The walk keeps its own stack: source nests as deep as the parser lets it, and longer chains of else.
#[derive(Clone, Copy)]
enum Work<'a> {
    Decl(Decl<'a>),
    Stmt(&'a Stmt<'a>),
    Expr(&'a Expr<'a>),
    /// A name that is declared or selected.
    Name(Symbol),
    /// An else part, with where the block that is made of it begins.
    Else {
        stmt: &'a Stmt<'a>,
        at: u32,
    },
}

/// A list of statements in the making: where its first block begins, where a counter goes there, where the list ends if a block may
/// reach to the closing brace.
#[derive(Clone, Copy)]
struct List<'a> {
    stmts: &'a [Stmt<'a>],
    pos: u32,
    insert: u32,
    closing: Option<u32>,
}

/// An entry of a list as the walk finds it after counters were placed.
#[derive(Clone, Copy)]
enum Visited<'a> {
    Stmt(&'a Stmt<'a>),
    /// A label whose statement was moved behind it.
    Label(Symbol),
}

struct Walker<'s, 'a> {
    source: &'s [u8],
    /// Position of the source's first byte.
    start: u32,
    /// The source's tokens: statements of nothing but a semicolon count, and the tree does not have them.
    tokens: Vec<Token>,
    arena: &'a Bump,
    refused: [Symbol; 4],
    /// The name of the function that ends a block.
    panic: Symbol,
    work: Vec<Work<'a>>,
    counters: Counters,
}

impl<'a> Walker<'_, 'a> {
    fn file(&mut self, file: &File<'a>) -> Result<(), CountError> {
        self.name(file.package.name)?;
        self.work.extend(file.decls.iter().rev().map(|decl| Work::Decl(*decl)));
        while let Some(work) = self.work.pop() {
            let mark = self.work.len();
            match work {
                Work::Name(name) => self.name(name)?,
                Work::Decl(decl) => self.decl(decl),
                Work::Expr(expr) => self.expr(expr)?,
                Work::Stmt(stmt) => self.stmt(stmt)?,
                Work::Else { stmt, at } => self.other(stmt, at),
            }
            // What was pushed in the order of the source is taken in that order.
            self.work[mark..].reverse();
        }
        Ok(())
    }

    fn name(&self, name: Symbol) -> Result<(), CountError> {
        if self.refused.contains(&name) { Err(CountError::Refused("cap,print,println,recover")) } else { Ok(()) }
    }

    fn push_name(&mut self, name: &Ident<'a>) {
        self.work.push(Work::Name(name.name));
    }

    fn push_children(&mut self, node: Node<'a>) {
        let work = &mut self.work;
        children(node, &mut |child, _| {
            work.push(match child {
                Node::Decl(decl) => Work::Decl(decl),
                Node::Stmt(stmt) => Work::Stmt(stmt),
                Node::Expr(expr) => Work::Expr(expr),
            });
        });
    }

    fn fields(&mut self, fields: &[Field<'a>]) {
        for field in fields {
            if let Some(name) = &field.name {
                self.push_name(name);
            }
        }
    }

    fn signature(&mut self, sig: &FuncType<'a>) {
        self.fields(sig.params);
        self.fields(sig.results);
    }

    fn decl(&mut self, decl: Decl<'a>) {
        match decl {
            Decl::Import(spec) => {
                if let Some(name) = &spec.name {
                    self.push_name(name);
                }
            }
            Decl::Const(group) => group.specs.iter().flat_map(|spec| spec.names).for_each(|name| self.push_name(name)),
            Decl::Var(spec) => spec.names.iter().for_each(|name| self.push_name(name)),
            Decl::Type(spec) => {
                self.push_name(&spec.name);
                self.fields(spec.type_params);
            }
            Decl::Func(func) => return self.func(func),
            Decl::Bad(_) => {}
        }
        self.push_children(Node::Decl(decl));
    }

    fn func(&mut self, func: &'a FuncDecl<'a>) {
        self.push_name(&func.name);
        for fields in [func.recv.unwrap_or_default(), func.type_params, func.sig.params, func.sig.results] {
            self.fields(fields);
            self.work.extend(fields.iter().map(|field| Work::Expr(field.ty)));
        }
        if let Some(body) = func.body {
            self.block(body);
        }
    }

    fn expr(&mut self, expr: &'a Expr<'a>) -> Result<(), CountError> {
        match expr.kind {
            ExprKind::Ident(name) => return self.name(name),
            ExprKind::Selector { sel, .. } => self.push_name(&sel),
            ExprKind::StructType { fields } => self.fields(fields),
            ExprKind::FuncType(sig) => self.signature(sig),
            ExprKind::InterfaceType { elems } => {
                for elem in elems {
                    if let InterfaceElem::Method { name, sig } = elem {
                        self.push_name(name);
                        self.signature(sig);
                    }
                }
            }
            ExprKind::FuncLit { sig, body } => {
                self.signature(sig);
                self.work.extend(sig.params.iter().chain(sig.results).map(|field| Work::Expr(field.ty)));
                self.block(body);
                return Ok(());
            }
            _ => {}
        }
        self.push_children(Node::Expr(expr));
        Ok(())
    }

    fn maybe_stmt(&mut self, stmt: Option<&'a Stmt<'a>>) {
        self.work.extend(stmt.map(Work::Stmt));
    }

    fn maybe_expr(&mut self, expr: Option<&'a Expr<'a>>) {
        self.work.extend(expr.map(Work::Expr));
    }

    fn stmt(&mut self, stmt: &'a Stmt<'a>) -> Result<(), CountError> {
        match stmt.kind {
            StmtKind::Go(_) => return Err(CountError::Refused("go")),
            StmtKind::Select { .. } => return Err(CountError::Refused("select")),
            StmtKind::Range { .. } => return Err(CountError::Refused("range")),
            StmtKind::Block(block) => self.block(block),
            StmtKind::Labeled { label, stmt } => {
                self.push_name(&label);
                self.work.push(Work::Stmt(stmt));
            }
            StmtKind::Branch { label: Some(label), .. } => self.push_name(&label),
            StmtKind::If { init, cond, then, other } => {
                self.maybe_stmt(init);
                self.work.push(Work::Expr(cond));
                self.block(then);
                if let Some(stmt) = other {
                    let at = self.after_else(then.span.hi.0);
                    let condition = self.else_if(stmt);
                    let of_else_if = condition.is_some();
                    self.counters.else_ifs.extend(condition.map(|condition| (at + 1, condition)));
                    self.counters.braces.push(Brace { offset: at, text: '{', of_else_if });
                    self.counters.braces.push(Brace { offset: stmt.span.hi.0 - self.start, text: '}', of_else_if });
                    self.work.push(Work::Else { stmt, at });
                }
            }
            StmtKind::For { init, cond, post, body } => {
                self.maybe_stmt(init);
                self.maybe_expr(cond);
                self.maybe_stmt(post);
                self.block(body);
            }
            StmtKind::Switch { init, tag, clauses } => {
                self.maybe_stmt(init);
                self.maybe_expr(tag);
                self.clauses(clauses);
            }
            StmtKind::TypeSwitch { init, guard, clauses } => {
                self.maybe_stmt(init);
                if let Some(bind) = &guard.bind {
                    self.push_name(bind);
                }
                self.work.push(Work::Expr(guard.x));
                self.clauses(clauses);
            }
            _ => self.push_children(Node::Stmt(stmt)),
        }
        Ok(())
    }

    fn clauses(&mut self, clauses: &'a [CaseClause<'a>]) {
        for clause in clauses {
            self.work.extend(clause.exprs.iter().map(|expr| Work::Expr(expr)));
            let pos = clause.colon.0 + 1 - self.start;
            let stmts = self.with_empty(clause.body, pos);
            self.list(List { stmts, pos, insert: pos, closing: None });
        }
    }

    fn block(&mut self, block: &'a govm_parser::ast::Block<'a>) {
        let pos = block.span.lo.0 - self.start;
        let stmts = self.with_empty(block.stmts, pos + 1);
        self.list(List { stmts, pos, insert: pos + 1, closing: Some(block.span.hi.0 - self.start) });
    }

    /// The statements of a list and, where they stand, those that consist of a written semicolon alone. `from` is the offset where the
    /// list begins.
    fn with_empty(&self, stmts: &'a [Stmt<'a>], from: u32) -> &'a [Stmt<'a>] {
        let mut all: Vec<Stmt<'a>> = Vec::new();
        let mut at = self.token_at(BytePos(self.start + from));
        for (done, stmt) in stmts.iter().map(Some).chain([None]).enumerate() {
            while let Some(empty) = self.empty_stmt(at) {
                if all.len() < done {
                    all.extend_from_slice(&stmts[..done]);
                }
                all.push(empty);
                at += 1;
            }
            let Some(stmt) = stmt else { break };
            if !all.is_empty() {
                all.push(*stmt);
            }
            at = self.token_at(stmt.span.hi);
            // The first semicolon ends the statement, be it written or not.
            at += usize::from(self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Semicolon));
        }
        if all.is_empty() { stmts } else { self.arena.alloc_slice_copy(&all) }
    }

    /// The index of the first token from a position on.
    fn token_at(&self, position: BytePos) -> usize {
        self.tokens.partition_point(|token| token.span.lo < position)
    }

    /// The empty statement that a token is.
    fn empty_stmt(&self, at: usize) -> Option<Stmt<'a>> {
        let token = self.tokens.get(at)?;
        let is_written = token.kind == TokenKind::Semicolon && token.symbol == Symbol::DOT;
        is_written.then_some(Stmt { id: NodeId(0), span: token.span, height: 0, kind: StmtKind::Empty })
    }

    /// A statement that was behind a label, as a statement of its own. An empty one stands where the next token does: it is that
    /// semicolon, or nothing before a brace.
    fn unlabeled(&self, stmt: &'a Stmt<'a>) -> &'a Stmt<'a> {
        if !matches!(stmt.kind, StmtKind::Empty) {
            return stmt;
        }
        let at = self.token_at(stmt.span.lo);
        let next = self.tokens.get(at).map_or(stmt.span.lo, |token| token.span.lo);
        let nothing = Stmt { span: Span::new(next, next), ..*stmt };
        self.arena.alloc(self.empty_stmt(at).unwrap_or(nothing))
    }

    /// The block that is made of an else part: the statement itself where it is an if, else the statements of the block.
    fn other(&mut self, stmt: &'a Stmt<'a>, at: u32) {
        let (stmts, end) = match stmt.kind {
            StmtKind::Block(block) => (self.with_empty(block.stmts, block.span.lo.0 + 1 - self.start), block.span.hi),
            _ => (std::slice::from_ref(stmt), stmt.span.hi),
        };
        self.list(List { stmts, pos: at, insert: at + 1, closing: Some(end.0 - self.start) });
    }

    /// Where the condition of an if without another statement begins.
    fn else_if(&self, stmt: &Stmt<'a>) -> Option<u32> {
        let StmtKind::If { init: None, .. } = stmt.kind else { return None };
        let next = self.tokens.get(self.token_at(stmt.span.lo) + 1)?;
        (next.kind != TokenKind::Semicolon).then(|| next.span.lo.0 - self.start)
    }

    /// The offset behind the next `else` that is not in a comment.
    fn after_else(&self, from: u32) -> u32 {
        let mut at = (from - self.start) as usize;
        while let Some(rest) = self.source.get(at..).filter(|rest| !rest.is_empty()) {
            let find =
                |what: &[u8]| rest.windows(what.len()).position(|part| part == what).map_or(rest.len(), |i| i + what.len());
            match rest {
                [b'e', b'l', b's', b'e', ..] => return at as u32 + 4,
                [b'/', b'/', ..] => at += find(b"\n"),
                [b'/', b'*', ..] => at += 2 + rest[2..].windows(2).position(|part| part == b"*/").map_or(rest.len(), |i| i + 2),
                _ => at += 1,
            }
        }
        from - self.start
    }

    /// Places the counters of a list, and pushes what of it is walked.
    fn list(&mut self, list: List<'a>) {
        let List { stmts, mut pos, mut insert, mut closing } = list;
        if stmts.is_empty() {
            self.count(insert, 0);
            return;
        }
        let mut visited = Gaps::new(stmts.len());
        let mut rest = stmts;
        // The statement of a label that was split: it stands before the rest.
        let mut moved: Option<&'a Stmt<'a>> = None;
        loop {
            let mut statements = 0;
            let mut end = pos;
            while let Some(stmt) = moved.take().or_else(|| rest.split_off_first()) {
                statements += 1;
                if let StmtKind::Labeled { label, stmt: inner } = stmt.kind
                    && !is_control(inner)
                {
                    visited.split(label.name, rest);
                    moved = Some(self.unlabeled(inner));
                    end = stmt.span.lo.0 - self.start;
                    closing = None;
                    break;
                }
                visited.push(stmt);
                end = boundary(stmt) - self.start;
                if ends_block(stmt, self.panic) {
                    closing = None;
                    break;
                }
            }
            if pos != closing.unwrap_or(end) {
                self.count(insert, statements);
            }
            match moved.or_else(|| rest.first()) {
                Some(next) => {
                    pos = next.span.lo.0 - self.start;
                    insert = pos;
                }
                None => break,
            }
        }
        for entry in visited.finish() {
            self.work.push(match entry {
                Visited::Stmt(stmt) => Work::Stmt(stmt),
                Visited::Label(label) => Work::Name(label),
            });
        }
    }

    fn count(&mut self, offset: u32, statements: u32) {
        self.counters.counters.push(Counter { offset, statements });
    }
}

/// What the walk still finds of a list of statements after labels in it were split. The original splits a label by opening a gap
/// in the list. While the list's memory has room (it grows in powers of two), the gap opens in place and pushes the last statements
/// out of what is walked; when it has none, the rest happens in a copy, and in the original the label's own statement is gone.
struct Gaps<'a> {
    len: usize,
    room: usize,
    walked: Vec<Visited<'a>>,
    /// Splitting goes on in a copy: what is walked does not change any more.
    is_copied: bool,
}

impl<'a> Gaps<'a> {
    fn new(len: usize) -> Gaps<'a> {
        Gaps { len, room: len.next_power_of_two() - len, walked: Vec::new(), is_copied: false }
    }

    fn push(&mut self, stmt: &'a Stmt<'a>) {
        if !self.is_copied {
            self.walked.push(Visited::Stmt(stmt));
        }
    }

    fn split(&mut self, label: Symbol, rest: &'a [Stmt<'a>]) {
        if self.is_copied {
            return;
        }
        self.walked.push(Visited::Label(label));
        match self.room.checked_sub(1) {
            Some(room) => self.room = room,
            None => {
                self.walked.extend(rest.iter().map(Visited::Stmt));
                self.is_copied = true;
            }
        }
    }

    fn finish(mut self) -> Vec<Visited<'a>> {
        self.walked.truncate(self.len);
        self.walked
    }
}

/// Statements whose label stays on them.
fn is_control(stmt: &Stmt<'_>) -> bool {
    matches!(
        stmt.kind,
        StmtKind::For { .. }
            | StmtKind::Range { .. }
            | StmtKind::Switch { .. }
            | StmtKind::TypeSwitch { .. }
            | StmtKind::Select { .. }
    )
}

/// Statements after which a new block begins.
fn ends_block<'a>(stmt: &'a Stmt<'a>, panic: Symbol) -> bool {
    match stmt.kind {
        StmtKind::Block(_)
        | StmtKind::Branch { .. }
        | StmtKind::For { .. }
        | StmtKind::If { .. }
        | StmtKind::Labeled { .. }
        | StmtKind::Range { .. }
        | StmtKind::Switch { .. }
        | StmtKind::TypeSwitch { .. }
        | StmtKind::Select { .. } => true,
        StmtKind::Expr(Expr {
            kind: ExprKind::Call { fun: Expr { kind: ExprKind::Ident(name), .. }, args: [_], .. }, ..
        }) if *name == panic => true,
        _ => has_literal(stmt),
    }
}

/// Where a block that ends with this statement ends. What matters is whether that is where the statement begins: the original does
/// not count a block without extent, be it a lone block statement or an empty one.
fn boundary(stmt: &Stmt<'_>) -> u32 {
    match stmt.kind {
        StmtKind::Block(block) => block.span.lo.0,
        _ => stmt.span.hi.0,
    }
}

/// Has a function literal anywhere in it.
fn has_literal<'a>(stmt: &'a Stmt<'a>) -> bool {
    let mut work = vec![Node::Stmt(stmt)];
    while let Some(node) = work.pop() {
        if let Node::Expr(Expr { kind: ExprKind::FuncLit { .. }, .. }) = node {
            return true;
        }
        children(node, &mut |child, _| work.push(child));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn annotated(body: &str) -> String {
        let source = format!("package p\nfunc f() {{{body}}}\n");
        let counters = Counters::of(source.as_bytes()).unwrap();
        let text = String::from_utf8(counters.annotate(source.as_bytes())).unwrap();
        let text = (0..10).fold(text.replace(CALL, "#"), |text, n| text.replace(&format!("#{n});"), &format!("#{n};")));
        text.strip_prefix("package p\nfunc f() {").unwrap().strip_suffix("}\n").unwrap().to_string()
    }

    #[test]
    fn blocks_end_where_control_may_go_elsewhere() {
        assert_eq!(annotated(""), "#0;");
        assert_eq!(annotated("a(); b(); return"), "#3;a(); b(); return");
        assert_eq!(annotated("panic(1); b()"), "#1;panic(1); #1;b()");
        assert_eq!(annotated("if x { a() } else { b() }"), "#1;if x {#1; a() } else{ #1;{ b() }}");
        // A block statement that is alone in its block has no extent.
        assert_eq!(annotated("if x { a() }; { b() }"), "#1;if x {#1; a() }; {#1; b() }");
    }

    #[test]
    fn written_empty_statements_count() {
        assert_eq!(annotated(";"), "#1;;");
        assert_eq!(annotated("a();"), "#1;a();");
        assert_eq!(annotated(";a();; b()\n;"), "#5;;a();; b()\n;");
        assert_eq!(annotated("if x {;} else {;;};;a()"), "#1;if x {#1;;} else{ #2;{;;}};#2;;a()");
        assert_eq!(annotated("switch {case x:;;default:;a();;}"), "#1;switch {case x:#2;;;default:#3;;a();;}");
        assert_eq!(annotated("l: ;;a()"), "#1;l: #3;;;a()");
        assert_eq!(annotated("goto l; l:\n"), "#1;goto l; l:\n");
    }

    #[test]
    fn what_is_built_has_long_chains_flat() {
        let source = b"package p\nfunc f() { if a { } else if (b) { } else if c := d; c { } else if ; e { } else { g() } }\n";
        let counters = Counters::of(source).unwrap();
        let built = String::from_utf8(counters.for_build(source)).unwrap().replace(CALL, "#").replace(");", ";");
        assert_eq!(
            built,
            "package p\nfunc f() {#1; if a {#0; } else if #1;(b) {#0; } else{ #1;if c := d; c {#0; } else{ #1;if ; e {#0; } \
             else{ #1;{ g() }}}} }\n"
        );
    }

    /// Whatever parses still does with its counters, and what they count is there once more: a statement for each counter.
    #[test]
    fn counted_programs_parse() {
        let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../corpus"))];
        let mut counted = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let source = std::fs::read(&path).unwrap();
                let Ok(counters) = Counters::of(&source) else { continue };
                counted += 1;
                for text in [counters.annotate(&source), counters.for_build(&source)] {
                    let again = Counters::of(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
                    assert!(again.lines() >= counters.lines(), "{}", path.display());
                }
            }
        }
        assert!(counted > 100, "{counted}");
    }

    #[test]
    fn labels_open_gaps() {
        // One statement: the list is full, and what is labelled is gone.
        assert_eq!(annotated("l: if x { a() }"), "#1;l: #1;if x { a() }");
        // Three have room for one more: the last one falls out.
        assert_eq!(annotated("l: if x { a() }; b(); if y { c() }"), "#1;l: #1;if x {#1; a() }; #2;b(); if y { c() }");
        assert!(Counters::of(b"package p\nfunc f() { l: { go f(); recover() } }\n").is_ok());
        assert_eq!(Counters::of(b"package p\nfunc f() { go f() }\n").unwrap_err().to_string(), "not support 'go'");
    }

    #[test]
    fn long_chains_take_no_stack() {
        let chain = "if x { a() } else ".repeat(20_000) + "{ b() }";
        let source = format!("package p\nfunc f() {{ {chain}; _ = {}1 }}\n", "1 + ".repeat(20_000));
        assert_eq!(Counters::of(source.as_bytes()).unwrap().lines(), 40_002);
        let labels = "l: a()\n".repeat(20_000);
        let source = format!("package p\nfunc f() {{ {labels} }}\n");
        assert_eq!(Counters::of(source.as_bytes()).unwrap().lines(), 40_000);
        assert_eq!(Counters::of(b"package p\nfunc f() {").unwrap_err().to_string().lines().count(), 1);
    }
}
