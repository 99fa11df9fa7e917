//! Trees: nodes lie within each other, in order, with ids of their own, nested to the limit at most; every tree has a dump, broken ones
//! too; nothing depends on where the file lies.

use bumpalo::Bump;
use govm_lexer::{BytePos, Diagnostic, Interner, SourceMap, Span};
use govm_parser::ast::{Decl, Expr, ExprKind, File, NodeId, Stmt};
use govm_parser::{Link, NESTING_MAX, Node, children, dump_file, dump_file_json, parse};

use super::{check_diagnostics, lines, map_of};

/// Bytes of arena for a byte of source. An expression statement of one letter and its newline is the densest tree: two nodes and a name.
const ARENA_FACTOR: usize = 200;

/// Checks what holds for the tree of any bytes.
pub(super) fn check(bytes: &[u8]) {
    let (map, file) = map_of(bytes, None);
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let (tree, diagnostics) = parse(&map, file, &arena, &names, NodeId(0));
    let used = arena.allocated_bytes();
    assert!(used <= ARENA_FACTOR * bytes.len() + 16_384, "{used} bytes of arena for {} bytes", bytes.len());
    check_diagnostics(&map, file, &diagnostics, "LP");
    check_tree(&map, &names, &tree, &diagnostics);
    let dump = dump_file(&map, &tree, &names);
    let json = dump_file_json(&map, &tree, &names);
    assert!(dump.ends_with('\n') && json.lines().all(|line| line.starts_with('{') && line.ends_with('}')));
    check_again(bytes, &dump, &lines(&map, &diagnostics));
}

/// Behind another file, with ids that go on from there, everything is the same.
fn check_again(bytes: &[u8], dump: &str, diagnostics: &[String]) {
    let (map, file) = map_of(bytes, Some("package q\n\nvar x = 1\n"));
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let (tree, again) = parse(&map, file, &arena, &names, NodeId(1000));
    assert_eq!(dump_file(&map, &tree, &names), dump);
    assert_eq!(lines(&map, &again), diagnostics);
}

fn check_tree(map: &SourceMap, names: &Interner<'_>, tree: &File<'_>, diagnostics: &[Diagnostic]) {
    let mut walk = Walk { map, names, is_valid: diagnostics.is_empty(), seen: vec![false; tree.end_id.0 as usize] };
    let mut last = tree.span.lo;
    for decl in tree.decls {
        let span = decl_span(*decl);
        walk.within(tree.span, span, "a declaration lies in its file");
        if walk.is_valid {
            assert!(last <= span.lo, "{span:?} is out of order");
            last = span.lo;
        }
        walk.below(Node::Decl(*decl));
    }
}

fn decl_span(decl: Decl<'_>) -> Span {
    match decl {
        Decl::Import(spec) => spec.span,
        Decl::Const(group) => group.span,
        Decl::Var(spec) => spec.span,
        Decl::Type(spec) => spec.span,
        Decl::Func(func) => func.span,
        Decl::Bad(span) => span,
    }
}

fn span_of(node: Node<'_>) -> Span {
    match node {
        Node::Decl(decl) => decl_span(decl),
        Node::Stmt(stmt) => stmt.span,
        Node::Expr(x) => x.span,
    }
}

struct Walk<'w, 'a> {
    map: &'w SourceMap,
    names: &'w Interner<'a>,
    /// Nothing was wrong, so that the tree is the whole file.
    is_valid: bool,
    /// The ids that were met.
    seen: Vec<bool>,
}

impl Walk<'_, '_> {
    fn within(&self, outer: Span, inner: Span, rule: &str) {
        assert!(outer.lo <= inner.lo && inner.lo <= inner.hi && inner.hi <= outer.hi, "{rule}: {inner:?} in {outer:?}");
    }

    /// Visits a declaration and all below it, without a native stack of the tree's depth.
    fn below(&mut self, root: Node<'_>) {
        let mut pending = vec![(root, 0)];
        while let Some((node, depth)) = pending.pop() {
            assert!(depth <= NESTING_MAX, "{:?} lies too deep", span_of(node));
            self.node(node);
            let outer = span_of(node);
            let mut last = BytePos(0);
            children(node, &mut |child, link| {
                let inner = span_of(child);
                if self.is_valid {
                    self.within(outer, inner, "a child lies in its parent");
                    assert!(last <= inner.lo, "{inner:?} is out of order in {outer:?}");
                    last = inner.lo;
                }
                pending.push((child, depth + u32::from(link == Link::Nested)));
            });
        }
    }

    fn node(&mut self, node: Node<'_>) {
        match node {
            Node::Decl(_) => {}
            Node::Stmt(Stmt { id, .. }) => self.first_time(*id),
            Node::Expr(Expr { id, span, kind, .. }) => {
                self.first_time(*id);
                match kind {
                    // The text of a file that is not UTF-8 throughout is not that of its names.
                    _ if !self.is_valid => {}
                    ExprKind::Ident(name) => assert_eq!(self.text(*span), self.names.resolve(*name)),
                    ExprKind::BasicLit(_, text) => assert_eq!(self.text(*span), *text),
                    ExprKind::Bad => panic!("{span:?} is broken, and no diagnostic says so"),
                    _ => {}
                }
            }
        }
    }

    fn text(&self, span: Span) -> String {
        String::from_utf8_lossy(self.map.text(span)).into_owned()
    }

    fn first_time(&mut self, id: NodeId) {
        let seen = self.seen.get_mut(id.0 as usize).expect("ids are below the file's end");
        assert!(!std::mem::replace(seen, true), "{id:?} is two nodes'");
    }
}
