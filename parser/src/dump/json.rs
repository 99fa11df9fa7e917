//! The tree as JSON: an object a line for each node.
//!
//! Nodes are not nested as the tree is: chains of operators and of else-ifs have any length, and readers of JSON do not.

use std::fmt::Write;

use govm_lexer::{Interner, SourceMap, Symbol, json_place, json_string};

use super::nodes::{Fields, Node};
use crate::ast::File;

/// One JSON object for each node of the tree, each on a line of its own, a node before its children and these in the order of the
/// source:
///
/// `{"file":"a.go","line":3,"column":6,"offset":16,"end":17,"kind":"Ident","node":4,"parent":3,"role":"name","text":"f"}`
///
/// The fields always stand in this order. `offset` and `end` count bytes from the start of the file, `end` is the first one after.
/// `node` counts the nodes of the file from 0, `parent` is the number of the node that this one is a part of, and `role` says which
/// part. Further fields depend on the kind; docs/dumps.md has all of them.
#[must_use]
pub fn dump_file_json(map: &SourceMap, file: &File<'_>, names: &Interner<'_>) -> String {
    let mut dump = Dump { names, out: String::new(), children: Vec::new() };
    let mut waiting = vec![(Node::File(file), "file", None)];
    for number in 0_u32.. {
        let Some((node, role, parent)) = waiting.pop() else { break };
        json_place(&mut dump.out, map, node.span(), node.kind());
        let _ = write!(dump.out, r#","node":{number},"parent":"#);
        let _ = match parent {
            Some(parent) => write!(dump.out, "{parent}"),
            None => write!(dump.out, "null"),
        };
        let _ = write!(dump.out, r#","role":"{role}""#);
        node.fields(&mut dump);
        dump.out.push_str("}\n");
        waiting.extend(dump.children.drain(..).rev().map(|(role, child)| (child, role, Some(number))));
    }
    dump.out
}

struct Dump<'n, 'i, 'a> {
    names: &'n Interner<'i>,
    out: String,
    /// Of the node in work.
    children: Vec<(&'static str, Node<'a>)>,
}

impl<'a> Fields<'a> for Dump<'_, '_, 'a> {
    fn text(&mut self, field: &'static str, text: &str) {
        let _ = write!(self.out, r#","{field}":"#);
        json_string(&mut self.out, text);
    }

    fn name(&mut self, field: &'static str, name: Symbol) {
        self.text(field, self.names.resolve(name));
    }

    fn flag(&mut self, field: &'static str, is_set: bool) {
        if is_set {
            let _ = write!(self.out, r#","{field}":true"#);
        }
    }

    fn child(&mut self, role: &'static str, node: Node<'a>) {
        self.children.push((role, node));
    }
}
