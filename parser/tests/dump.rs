//! The dumps of the tree, and that their specification in docs/dumps.md lists all that is in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use bumpalo::Bump;
use govm_lexer::{Interner, SourceMap};
use govm_parser::{ast::NodeId, dump_file, dump_file_json, parse};
use serde_json::Value;

/// The dumps of a file as text and as JSON.
fn dumps(source: &str) -> (String, String) {
    let mut map = SourceMap::new();
    map.add("first.go", "package p").expect("a small file");
    let file = map.add("a.go", source).expect("a small file");
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let (tree, _) = parse(&map, file, &arena, &names, NodeId(0));
    (dump_file(&map, &tree, &names), dump_file_json(&map, &tree, &names))
}

#[test]
fn a_file_as_json() {
    let source = "package p\n\nfunc (t T) f(a, b int) { return \"\\t\"\n}\nvar s = `\n\"`";
    insta::assert_snapshot!(dumps(source).1);
}

/// Every kind of node with every field it may have.
const EVERYTHING: &str = r#"
package p

import q "a/b"

const (
	a, b int = iota, 2.5
	c
)

var x, y int = 1i, 'x'

type A[P any] = []P

type S[P, Q any] struct {
	a, b int "tag"
	*embedded
}

type I interface {
	m(...int) (r int)
	~int | string
}

var t map[string]chan int
var u (chan<- [2]int)
var v <-chan [...]int = [...]int{1: 2, {}}

func (s S) method()

func f[P any](a, b int, _ func(int) int) (int, error) {
	var z = func(int) {}
L:
	for i := 0; i < 10; i++ {
		break L
	}
	c <- 1
	f()
	x, y := a.b, (c)
	x += d[1:2:3][1:]
	go f(*x, -x...)
	defer g[int, string]()
	{
		x--
	}
	if x := y; x == z {
	} else if x {
	} else {
	}
	switch x := y; x {
	case 1, 2:
		fallthrough
	default:
		goto L
	}
	switch x := y; v := x.(type) {
	case int:
		_ = x.(int)
	}
	select {
	case v := <-c:
		x++
	default:
	}
	for k, v := range m {
	}
	for range m {
	}
	return 1, nil
M:
}
"#;

/// What errors leave in the tree.
const BROKEN: [&str; 2] = ["package p\n\nvar = 1\n", "package p\n\nfunc f() {\n\tif x := 1; {\n\t}\n}\n"];

/// Of each kind the fields of its objects and the roles of its children.
fn fields_by_kind(dump: &str) -> BTreeMap<String, BTreeSet<String>> {
    const COMMON: [&str; 9] = ["file", "line", "column", "offset", "end", "kind", "node", "parent", "role"];
    let nodes: Vec<Value> = dump.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    let mut kinds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (number, node) in nodes.iter().enumerate() {
        assert_eq!(node["node"], number);
        let kind = node["kind"].as_str().expect("a kind").to_owned();
        let own = node.as_object().expect("an object").keys().filter(|key| !COMMON.contains(&key.as_str()));
        kinds.entry(kind).or_default().extend(own.map(|key| format!("{key}:")));
        let Some(parent) = node["parent"].as_u64() else { continue };
        let parent = &nodes[parent as usize];
        let (at, within) = (&node["offset"], &parent["offset"]..=&parent["end"]);
        assert!(within.start().as_u64() <= at.as_u64() && at.as_u64() <= within.end().as_u64(), "{node} in {parent}");
        let parent = parent["kind"].as_str().expect("a kind").to_owned();
        kinds.entry(parent).or_default().insert(node["role"].as_str().expect("a role").to_owned());
    }
    kinds
}

#[test]
fn the_specification_lists_every_kind_and_field() {
    let page = include_str!("../../docs/dumps.md");
    let table =
        page.split("## The tree as JSON").nth(1).and_then(|rest| rest.split("\n## ").next()).expect("the section is there");
    let words = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<BTreeSet<_>>();
    let rows = table.lines().filter(|line| line.starts_with("| `")).map(|line| {
        let mut cells = line.split(" | ");
        let kind = words(cells.next().expect("a kind")).pop_first().expect("a kind");
        (kind, words(cells.next().unwrap_or_default()))
    });
    let mut specified: BTreeMap<_, _> = rows.collect();
    // No error leaves one behind: with it goes the declaration.
    assert_eq!(specified.remove("BadStmt"), Some(BTreeSet::new()));
    let mut dumped = fields_by_kind(&dumps(EVERYTHING).1);
    for source in BROKEN {
        dumped.extend(fields_by_kind(&dumps(source).1).into_iter().filter(|(kind, _)| kind.starts_with("Bad")));
    }
    for (kind, fields) in &specified {
        assert_eq!(dumped.get(kind), Some(fields), "{kind}");
    }
    assert_eq!(dumped.len(), specified.len());
}

/// Chains and lists of any length: the dumps are in proportion to them, and take no stack.
#[test]
fn dumps_are_linear() {
    const LENGTH: usize = 20_000;
    let large = "struct { a int }; ".repeat(2000);
    let sources = [
        format!("package p\nvar x = 1{}", " + 1".repeat(LENGTH)),
        format!("package p\nfunc f() {{ if a {{}}{} }}", " else if b {}".repeat(LENGTH)),
        format!("package p\nfunc f({} interface {{ {large} }})", vec!["a"; LENGTH].join(", ")),
        format!("package p\nvar x = {}1{}", "func() int { return (".repeat(90), ") }()".repeat(90)),
    ];
    let dumped = std::thread::Builder::new().stack_size(256 << 10).spawn(move || {
        let mut sizes = String::new();
        for source in sources {
            let (text, json) = dumps(&source);
            assert!(text.len() < 20 * source.len() && json.len() < 400 * source.len());
            writeln!(sizes, "{} {}", text.lines().count(), json.lines().count()).expect("strings take all text");
        }
        sizes
    });
    let sizes = dumped.expect("threads can be started").join().expect("no overflow of the stack");
    assert_eq!(sizes.lines().count(), 4);
}
