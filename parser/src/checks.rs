//! What the grammar lets pass and the language does not, found in the finished tree; and the limit on nesting.

use govm_lexer::{Diagnostic, SourceMap, Span};

use crate::NESTING_MAX;
use crate::ast::{Block, Decl, Expr, ExprKind};
use crate::branches::check_branches;
use crate::code;
use crate::visit::{Link, Node, children};

/// The checks of one file.
pub(crate) struct Checks<'m, 'a> {
    map: &'m SourceMap,
    names: &'m govm_lexer::Interner<'a>,
    diagnostics: &'m mut Vec<Diagnostic>,
}

impl<'m, 'a> Checks<'m, 'a> {
    pub(crate) fn new(
        map: &'m SourceMap,
        names: &'m govm_lexer::Interner<'a>,
        diagnostics: &'m mut Vec<Diagnostic>,
    ) -> Checks<'m, 'a> {
        Checks { map, names, diagnostics }
    }

    /// Checks all declarations. One that is nested too deeply is replaced, so that no later pass meets it.
    pub(crate) fn file(&mut self, decls: &mut [Decl<'a>]) {
        for decl in decls {
            if let Some(span) = self.nodes(Node::Decl(*decl)) {
                let message = format!("nested too deeply: more than {NESTING_MAX} levels of expressions, types and statements");
                self.report(&code::NESTING, span, message);
                *decl = Decl::Bad(span);
            }
        }
    }

    fn report(&mut self, code: govm_lexer::Code, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, span, message));
    }

    /// Visits a declaration and all below it, and stops at what lies too deep. A stack of its own makes it independent of the depth of
    /// the input, which is what it has to measure.
    fn nodes(&mut self, root: Node<'a>) -> Option<Span> {
        let mut pending = vec![(root, 0)];
        let mut below = Vec::new();
        while let Some((node, depth)) = pending.pop() {
            if depth > NESTING_MAX {
                return Some(match node {
                    Node::Decl(_) => Span::NONE,
                    Node::Stmt(stmt) => stmt.span,
                    Node::Expr(x) => x.span,
                });
            }
            children(node, &mut |child, link| below.push((child, depth + u32::from(link == Link::Nested))));
            pending.extend(below.drain(..).rev());
        }
        self.bodies(root);
        None
    }

    /// Checks the labels and branches of each function body, now that the nesting is known to be bounded.
    fn bodies(&mut self, root: Node<'a>) {
        let mut pending = vec![root];
        while let Some(node) = pending.pop() {
            let body: Option<&Block<'a>> = match node {
                Node::Decl(Decl::Func(func)) => func.body,
                Node::Expr(Expr { kind: ExprKind::FuncLit { body, .. }, .. }) => Some(body),
                _ => None,
            };
            if let Some(body) = body {
                check_branches(self.map, self.names, body, self.diagnostics);
            }
            children(node, &mut |child, _| pending.push(child));
        }
    }
}

/// The text of a span on one line, for a message.
pub(crate) fn source_text(map: &SourceMap, span: Span) -> String {
    let text = String::from_utf8_lossy(map.text(span));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
