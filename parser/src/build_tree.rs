//! The state of the grammar's actions: the arena, the stacks of lists that are open, and what all nodes have in common.

use std::num::NonZeroU32;

use bumpalo::Bump;
use govm_lexer::{BytePos, Code, DIAGNOSTICS_MAX, Diagnostic, Interner, SourceFile, Span, Symbol, Token, make_room};

use crate::ast::{
    Block, CaseClause, CommClause, ConstSpec, Decl, Expr, ExprKind, Field, FuncType, Ident, InterfaceElem, NodeId, Stmt, StmtKind,
};
use crate::build_expr::Operand;
use crate::build_type::{ParamEntry, TypeParamEntry};

/// What the symbols of the grammar carry: at most two words.
pub(crate) type E<'a> = &'a Expr<'a>;
pub(crate) type S<'a> = &'a Stmt<'a>;
pub(crate) type B<'a> = &'a Block<'a>;
pub(crate) type Sig<'a> = &'a FuncType<'a>;

/// Where the entries of a list begin on their stack; no larger in an `Option`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark(NonZeroU32);

impl Mark {
    fn new(index: usize) -> Mark {
        Mark(NonZeroU32::new(index as u32 + 1).expect("invariant: fewer entries than positions"))
    }

    fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A declaration whose `Decl`s lie on the stack from `first` on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DeclGroup {
    pub(crate) first: Mark,
    pub(crate) span: Span,
}

/// The entries of all lists of one sort that are open, those of the innermost list last. A list that is complete leaves the stack for
/// the arena in one piece, so that no list has an allocation of its own while it grows.
#[derive(Debug)]
pub(crate) struct Stack<T> {
    items: Vec<T>,
}

impl<T: Copy> Stack<T> {
    fn new() -> Stack<T> {
        Stack { items: Vec::new() }
    }

    /// Where a list begins whose first entry comes next.
    pub(crate) fn mark(&self) -> Mark {
        Mark::new(self.items.len())
    }

    /// Where a list begins whose first entry came last.
    pub(crate) fn mark_last(&self) -> Mark {
        Mark::new(self.items.len() - 1)
    }

    #[inline(always)]
    pub(crate) fn push(&mut self, item: T) {
        if self.items.len() == self.items.capacity() {
            self.grow();
        }
        self.items.push(item);
    }

    /// The stack of a large table would be half empty if it doubled.
    #[cold]
    #[inline(never)]
    fn grow(&mut self) {
        let len = self.items.len();
        self.items.reserve_exact(if len < 32 { len.max(8) } else { len / 4 });
    }

    /// Begins a list with an entry.
    pub(crate) fn push_marked(&mut self, item: T) -> Mark {
        self.push(item);
        self.mark_last()
    }

    pub(crate) fn pop(&mut self) -> Option<T> {
        self.items.pop()
    }

    pub(crate) fn last_mut(&mut self) -> Option<&mut T> {
        self.items.last_mut()
    }

    pub(crate) fn since(&self, first: Mark) -> &[T] {
        &self.items[first.index()..]
    }

    pub(crate) fn since_mut(&mut self, first: Mark) -> &mut [T] {
        &mut self.items[first.index()..]
    }

    pub(crate) fn truncate(&mut self, first: Mark) {
        self.items.truncate(first.index());
    }

    pub(crate) fn is_at(&self, mark: Mark) -> bool {
        self.items.len() == mark.index()
    }

    /// Moves a complete list to the arena.
    pub(crate) fn take<'a>(&mut self, first: Mark, arena: &'a Bump) -> &'a [T] {
        let items = self.since(first);
        if items.is_empty() {
            return &[];
        }
        make_room(arena, size_of_val(items) + ALIGN);
        let items = arena.alloc_slice_copy(items);
        self.truncate(first);
        items
    }
}

/// Bytes that may be left out before what is aligned.
const ALIGN: usize = 8;

/// A literal of at most this many bytes is likely to occur again.
const SHORT: usize = 8;

/// So many short literals are remembered, each in the place that its bytes tell.
const SHORT_LITERALS: usize = 128;

/// The state of the actions.
#[derive(Debug)]
pub(crate) struct Builder<'a, 'n> {
    pub(crate) arena: &'a Bump,
    pub(crate) names: &'n Interner<'a>,
    source: &'n SourceFile,
    /// The text and its position, if the file is text throughout.
    pub(crate) text: Option<(&'n str, BytePos)>,
    short_literals: Vec<&'a str>,
    next_id: u32,
    pub(crate) package: Option<Ident<'a>>,
    pub(crate) decls: Vec<Decl<'a>>,
    pub(crate) errors: Vec<Diagnostic>,
    /// The first place where the grammar let something pass that the language does not.
    pub(crate) doubt: Option<Span>,
    /// Whether a declaration was met before which all imports must stand.
    pub(crate) has_imports_behind: bool,
    /// Whether a declaration is nested more deeply than is accepted.
    pub(crate) is_too_deep: bool,
    /// Bodies of functions in `decls` that have labels or branches, and after these, of the declaration that is open.
    pub(crate) bodies: Vec<B<'a>>,
    bodies_of_decls: usize,
    /// Labels and branches in the bodies that are open.
    pub(crate) branches: Vec<BytePos>,
    pub(crate) exprs: Stack<E<'a>>,
    pub(crate) operands: Stack<Operand<'a>>,
    pub(crate) terms: Stack<(Token, E<'a>)>,
    /// The value of each element; before a value with a key nothing and the key.
    pub(crate) elems: Stack<Option<E<'a>>>,
    pub(crate) fields: Stack<Field<'a>>,
    pub(crate) params: Stack<ParamEntry<'a>>,
    pub(crate) type_entries: Stack<TypeParamEntry<'a>>,
    pub(crate) interface_elems: Stack<InterfaceElem<'a>>,
    pub(crate) name_list: Stack<Token>,
    pub(crate) idents: Stack<Ident<'a>>,
    pub(crate) const_specs: Stack<ConstSpec<'a>>,
    /// With the height of each.
    pub(crate) open_decls: Stack<(Decl<'a>, u32)>,
    pub(crate) stmts: Stack<Stmt<'a>>,
    pub(crate) cases: Stack<CaseClause<'a>>,
    pub(crate) comms: Stack<CommClause<'a>>,
}

impl<'a, 'n> Builder<'a, 'n> {
    pub(crate) fn new(arena: &'a Bump, names: &'n Interner<'a>, source: &'n SourceFile, first_id: NodeId) -> Builder<'a, 'n> {
        Builder {
            arena,
            names,
            source,
            text: None,
            short_literals: Vec::new(),
            next_id: first_id.0,
            package: None,
            decls: Vec::new(),
            errors: Vec::new(),
            doubt: None,
            has_imports_behind: false,
            is_too_deep: false,
            bodies: Vec::new(),
            bodies_of_decls: 0,
            branches: Vec::new(),
            exprs: Stack::new(),
            operands: Stack::new(),
            terms: Stack::new(),
            elems: Stack::new(),
            fields: Stack::new(),
            params: Stack::new(),
            type_entries: Stack::new(),
            interface_elems: Stack::new(),
            name_list: Stack::new(),
            idents: Stack::new(),
            const_specs: Stack::new(),
            open_decls: Stack::new(),
            stmts: Stack::new(),
            cases: Stack::new(),
            comms: Stack::new(),
        }
    }

    /// Forgets what was open when the automaton stopped.
    pub(crate) fn reset(&mut self) {
        let Builder { arena, names, source, next_id, package, doubt, is_too_deep, bodies_of_decls, .. } = *self;
        let decls = std::mem::take(&mut self.decls);
        let errors = std::mem::take(&mut self.errors);
        let mut bodies = std::mem::take(&mut self.bodies);
        bodies.truncate(bodies_of_decls);
        let fresh = Builder::new(arena, names, source, NodeId(next_id));
        *self = Builder { package, decls, errors, doubt, is_too_deep, bodies, bodies_of_decls, ..fresh };
    }

    /// Forgets the declarations, too.
    pub(crate) fn forget_decls(&mut self) {
        self.decls.clear();
        self.bodies_of_decls = 0;
        self.is_too_deep = false;
        self.reset();
    }

    pub(crate) fn end_id(&self) -> NodeId {
        NodeId(self.next_id)
    }

    /// Sees to it that the arena has room for `size` bytes that are aligned.
    #[inline(always)]
    pub(crate) fn make_room(&self, size: usize) {
        make_room(self.arena, size + ALIGN);
    }

    pub(crate) fn slice<T: Copy>(&self, items: &[T]) -> &'a [T] {
        self.make_room(size_of_val(items));
        self.arena.alloc_slice_copy(items)
    }

    #[inline(always)]
    pub(crate) fn alloc<T: Copy>(&self, item: T) -> &'a T {
        self.make_room(size_of::<T>());
        self.arena.alloc(item)
    }

    pub(crate) fn error(&mut self, code: Code, span: Span, message: impl Into<String>) {
        if self.errors.len() < DIAGNOSTICS_MAX {
            self.errors.push(Diagnostic::new(code, span, message));
        }
    }

    /// What stands here is no Go, though the grammar accepts it. What is wrong with it is explained later, with all that is wrong
    /// in the file.
    pub(crate) fn doubt(&mut self, span: Span) {
        self.doubt.get_or_insert(span);
    }

    pub(crate) fn id(&mut self) -> NodeId {
        let id = NodeId(self.next_id);
        self.next_id += 1;
        id
    }

    /// A new expression. Its height is told by the caller, who has its children at hand: see [`Expr::height`].
    pub(crate) fn expr(&mut self, span: Span, height: u32, kind: ExprKind<'a>) -> E<'a> {
        let id = self.id();
        self.alloc(Expr { id, span, height, kind })
    }

    /// A new statement, for the list that is open.
    pub(crate) fn stmt(&mut self, span: Span, height: u32, kind: StmtKind<'a>) {
        let id = self.id();
        self.stmts.push(Stmt { id, span, height, kind });
    }

    /// The last statement, which belongs to no list but to another statement.
    pub(crate) fn pop_stmt(&mut self) -> S<'a> {
        let stmt = self.stmts.pop().expect("invariant: a statement was pushed just before");
        self.alloc(stmt)
    }

    /// The text of a literal.
    pub(crate) fn literal(&mut self, span: Span) -> &'a str {
        let cleaned;
        let text = match self.text {
            Some((text, start)) => &text[(span.lo.0 - start.0) as usize..(span.hi.0 - start.0) as usize],
            None => {
                cleaned = self.source.literal(span);
                &*cleaned
            }
        };
        if text.len() > SHORT {
            make_room(self.arena, text.len());
            return self.arena.alloc_str(text);
        }
        let hash = text.bytes().fold(0_u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte)));
        if self.short_literals.is_empty() {
            self.short_literals.resize(SHORT_LITERALS, "");
        }
        let known = &mut self.short_literals[hash as usize % SHORT_LITERALS];
        if *known != text {
            make_room(self.arena, SHORT);
            *known = self.arena.alloc_str(text);
        }
        known
    }

    pub(crate) fn ident(&mut self, name: Token) -> Ident<'a> {
        self.ident_of(name.symbol, name.span)
    }

    pub(crate) fn ident_of(&mut self, name: Symbol, span: Span) -> Ident<'a> {
        Ident { id: self.id(), name, span, marker: std::marker::PhantomData }
    }

    pub(crate) fn push_ident(&mut self, name: Token) -> Mark {
        let name = self.ident(name);
        self.idents.push_marked(name)
    }

    /// A list of expressions, with the height of what holds them.
    pub(crate) fn take_exprs(&mut self, first: Mark) -> (&'a [E<'a>], u32) {
        let list = self.exprs.take(first, self.arena);
        (list, height_over(list.iter().map(|x| x.height)))
    }

    pub(crate) fn maybe_exprs(&mut self, first: Option<Mark>) -> (&'a [E<'a>], u32) {
        first.map_or((&[], 0), |first| self.take_exprs(first))
    }

    /// Fields, with the height of what holds them.
    pub(crate) fn take_fields(&mut self, first: Mark) -> (&'a [Field<'a>], u32) {
        let list = self.fields.take(first, self.arena);
        (list, height_over(list.iter().map(|f| f.ty.height)))
    }

    /// Statements, with the height of what holds them.
    pub(crate) fn take_stmts(&mut self, first: Mark) -> (&'a [Stmt<'a>], u32) {
        let list = self.stmts.take(first, self.arena);
        (list, height_over(list.iter().map(|s| s.height)))
    }

    /// Takes the declarations that are open for ones of the file.
    pub(crate) fn top_level(&mut self) {
        let first = Mark::new(0);
        for (decl, height) in self.open_decls.since(first) {
            self.is_too_deep |= *height > crate::NESTING_MAX;
            self.decls.push(*decl);
        }
        self.open_decls.truncate(first);
        self.bodies_of_decls = self.bodies.len();
        self.branches.clear();
    }

    /// The same for a declaration that no import may follow.
    pub(crate) fn top_level_after_imports(&mut self) {
        self.has_imports_behind = true;
        self.top_level();
    }

    /// Notes the body of a function if there are labels or branches to check in it, outside of inner functions.
    pub(crate) fn function_body(&mut self, body: B<'a>) {
        let outside = self.branches.iter().rposition(|pos| *pos < body.span.lo).map_or(0, |i| i + 1);
        if outside < self.branches.len() {
            self.branches.truncate(outside);
            self.bodies.push(body);
        }
    }
}

/// The height of what holds nodes of these heights: 0 for none.
pub(crate) fn height_over(heights: impl IntoIterator<Item = u32>) -> u32 {
    heights.into_iter().fold(0, |max, height| max.max(height + 1))
}
