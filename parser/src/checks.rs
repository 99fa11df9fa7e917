//! What the grammar lets pass and the language does not, found in the finished tree; and the limit on nesting.

use std::borrow::Cow;

use govm_lexer::{BytePos, Diagnostic, SourceMap, Span};

use crate::NESTING_MAX;
use crate::ast::Decl;
use crate::branches::check_branches;
use crate::build_tree::B;
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

    /// Replaces declarations that are nested too deeply, so that no later pass meets them.
    pub(crate) fn nesting(&mut self, decls: &mut [Decl<'a>]) {
        for decl in decls {
            if let Some(span) = too_deep(Node::Decl(*decl)) {
                self.diagnostics.push(nested_too_deeply(span));
                *decl = Decl::Bad(span);
            }
        }
    }

    /// Checks the labels and branches of function bodies. Those in what is nested too deeply stay unchecked, and those in bodies with
    /// another error, since what is wrong with them may follow from it.
    pub(crate) fn branches(&mut self, bodies: &[B<'a>]) {
        let errors = self.diagnostics.iter().filter(|e| e.code != &code::RANGE_VARIABLES);
        let mut wrong: Vec<BytePos> = errors.map(|e| e.span.lo).collect();
        wrong.sort_unstable();
        let is_sound = |body: &&B<'a>| {
            // At the brace stands what is wrong with the signature.
            let next = wrong.partition_point(|pos| *pos <= body.span.lo);
            body.height <= NESTING_MAX && wrong.get(next).is_none_or(|pos| body.span.hi <= *pos)
        };
        for body in bodies.iter().filter(is_sound) {
            check_branches(self.map, self.names, body, self.diagnostics);
        }
    }
}

/// Visits a declaration and all below it, and stops at what lies too deep. A stack of its own makes it independent of the depth of
/// the input, which is what it has to measure.
fn too_deep(root: Node<'_>) -> Option<Span> {
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
    None
}

pub(crate) fn nested_too_deeply(at: Span) -> Diagnostic {
    let message = format!("nested too deeply: more than {NESTING_MAX} levels of expressions, types and statements");
    Diagnostic::new(&code::NESTING, at, message)
}

/// Most bytes of the source that a message quotes at a time.
pub(crate) const QUOTE_MAX: usize = 200;

/// A part of the source as a message quotes it: as much as stands on its first line, and not a page of that.
pub(crate) fn shorten(text: &str) -> Cow<'_, str> {
    let line = text.find(['\n', '\r']).unwrap_or(text.len());
    if line == text.len() && line <= QUOTE_MAX {
        return Cow::Borrowed(text);
    }
    let end = (0..=line.min(QUOTE_MAX)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    Cow::Owned(format!("{}…", &text[..end]))
}

/// The text of a span on one line, for a message.
pub(crate) fn source_text(map: &SourceMap, span: Span) -> String {
    let text = map.text(span);
    let text = String::from_utf8_lossy(&text[..text.len().min(2 * QUOTE_MAX)]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    shorten(&text).into_owned()
}
