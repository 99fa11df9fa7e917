//! What the parser makes of source text: diagnostics in gc's words, trees, and input that is built to break it.

use bumpalo::Bump;
use govm_lexer::{DIAGNOSTICS_MAX, Interner, SourceMap};
use govm_parser::{NESTING_MAX, ast::NodeId, code, dump_file, parse};

/// Parses a file and shows its diagnostics one a line, and its tree.
fn parsed(text: &str) -> (Vec<String>, Vec<&'static str>, String) {
    let mut map = SourceMap::new();
    let file = map.add("x.go", text).expect("a small file");
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let (tree, diagnostics) = parse(&map, file, &arena, &names, NodeId(0));
    let lines = diagnostics.iter().map(|d| d.line(&map)).collect();
    (lines, diagnostics.iter().map(|d| d.code.id).collect(), dump_file(&map, &tree, &names))
}

fn errors(text: &str) -> Vec<String> {
    parsed(text).0
}

/// Errors of statements in a function body that begins on line 3.
fn body_errors(body: &str) -> Vec<String> {
    errors(&format!("package p\nfunc f() {{\n{body}\n}}\n"))
}

#[test]
fn each_example_yields_its_code() {
    for info in code::CODES {
        assert_eq!(parsed(info.example).1, [info.id], "{}", info.name);
    }
}

#[test]
fn messages_of_declarations() {
    for (text, want) in [
        ("x\n", "x.go:1:1: syntax error: package statement must be first"),
        ("package\n", "x.go:2:1: syntax error: unexpected EOF, expected name"),
        ("package p x\n", "x.go:1:11: syntax error: unexpected name x, expected semicolon or newline"),
        ("package p\nx := 1\n", "x.go:2:1: syntax error: non-declaration statement outside function body"),
        ("package p\nimport x\n", "x.go:2:9: syntax error: missing import path"),
        ("package p\nimport 3\n", "x.go:2:8: syntax error: import path must be a string"),
        ("package p\nvar x\n", "x.go:2:6: syntax error: unexpected newline, expected type"),
        ("package p\ntype T\n", "x.go:2:7: syntax error: unexpected newline in type declaration"),
        ("package p\nvar y = 1 2\n", "x.go:2:11: syntax error: unexpected literal 2 after top level declaration"),
        ("package p\nfunc f() int\n{\n}\n", "x.go:3:1: syntax error: unexpected semicolon or newline before {"),
        ("package p\nfunc f[]() {}\n", "x.go:2:8: syntax error: empty type parameter list"),
        ("package p\nfunc f[P]() {}\n", "x.go:2:9: syntax error: missing type constraint"),
        ("package p\nvar b [3 4]int\n", "x.go:2:10: syntax error: unexpected literal 4, expected ]"),
        ("package p\ntype J struct { + }\n", "x.go:2:17: syntax error: unexpected +, expected field name or embedded type"),
        (
            "package p\nvar ( x = 1 2\n)\n",
            "x.go:2:13: syntax error: unexpected literal 2 in grouped declaration; possibly missing semicolon or newline or )",
        ),
        (
            "package p\nfunc f(a int b int) {\n}\n",
            "x.go:2:14: syntax error: unexpected name b in parameter list; possibly missing comma or )",
        ),
        (
            "package p\ntype T struct { a b c }\n",
            "x.go:2:21: syntax error: unexpected name c in struct type; possibly missing semicolon or newline or }",
        ),
    ] {
        assert_eq!(errors(text), [want], "{text}");
    }
}

#[test]
fn messages_of_statements() {
    for (text, want) in [
        ("if x y {\n}", "x.go:3:6: syntax error: unexpected name y, expected {"),
        ("if x; y z {\n}", "x.go:3:9: syntax error: unexpected name z, expected { after if clause"),
        ("if x = y || z {\n}", "x.go:3:6: syntax error: cannot use assignment x = (y || z) as value"),
        ("if x := 1; {\n}", "x.go:3:10: syntax error: missing condition in if statement"),
        ("if x {\n} else x", "x.go:4:8: syntax error: else must be followed by if or statement block"),
        ("for i := 0; {\n}", "x.go:3:13: syntax error: unexpected {, expected for loop condition"),
        ("for var x = 1; x < 2; x++ {\n}", "x.go:3:9: syntax error: var declaration not allowed in for initializer"),
        ("switch x; y z {\n}", "x.go:3:13: syntax error: missing { after switch clause"),
        ("f(a b)", "x.go:3:5: syntax error: unexpected name b in argument list; possibly missing comma or )"),
        ("f(a\n)", "x.go:3:4: syntax error: unexpected newline in argument list; possibly missing comma or )"),
        ("x := T{1 2}", "x.go:3:10: syntax error: unexpected literal 2 in composite literal; possibly missing comma or }"),
        ("a b", "x.go:3:3: syntax error: unexpected name b at end of statement"),
        ("x, y += 1", "x.go:3:6: syntax error: unexpected +=, expected := or = or comma"),
        ("x[a b]", "x.go:3:5: syntax error: unexpected name b, expected comma, : or ]"),
        ("x[]", "x.go:3:3: syntax error: unexpected ], expected operand"),
        ("x = s[1:2:]", "x.go:3:11: final index required in 3-index slice"),
    ] {
        assert_eq!(body_errors(text), [want], "{text}");
    }
}

/// After each mistake parsing goes on where gc goes on, whatever was open at it.
#[test]
fn all_errors_of_a_file_are_found() {
    let text = "package p
func f() {
	for i := range x y {
		g(func() {
			a b
		}, 1)
		switch {
		case 1 2:
			h(
				1 2,
				3,
			)
		case 3:
		default:
		}
	}
}

var x = 1 + )

func g() {
	return 1 2
}
";
    assert_eq!(
        errors(text),
        [
            "x.go:3:19: syntax error: unexpected name y, expected { after for clause",
            "x.go:5:6: syntax error: unexpected name b at end of statement",
            "x.go:6:8: syntax error: unexpected newline in composite literal; possibly missing comma or }",
            "x.go:7:3: syntax error: unexpected keyword switch at end of statement",
            "x.go:8:10: syntax error: unexpected literal 2, expected :",
            "x.go:10:7: syntax error: unexpected literal 2 in argument list; possibly missing comma or )",
            "x.go:19:13: syntax error: unexpected ), expected expression",
            "x.go:22:11: syntax error: unexpected literal 2 at end of statement",
        ]
    );
}

/// How many of them are shown is for the caller to say.
#[test]
fn errors_are_bounded() {
    assert_eq!(body_errors(&"a b\n".repeat(50)).len(), 50);
    assert_eq!(body_errors(&"a b\n".repeat(5000)).len(), DIAGNOSTICS_MAX);
    assert_eq!(body_errors(&"a b; c d; ".repeat(50)).len(), 1, "one for each line");
}

#[test]
fn labels_and_branches() {
    for (text, want) in [
        ("L:\nfor {\n}", "x.go:3:1: label L defined and not used"),
        ("goto L", "x.go:3:6: label L not defined"),
        ("goto L\nx := 1\n_ = x\nL:", "x.go:3:6: goto L jumps over declaration of x at x.go:4:3"),
        ("goto L\n{\nL:\n}", "x.go:3:6: goto L jumps into block starting at x.go:4:1"),
        ("L:\nfor {\nbreak L\n}\nL:", "x.go:7:1: label L already defined at x.go:3:1"),
        ("break", "x.go:3:1: break is not in a loop, switch, or select"),
        ("switch {\ncase x:\ncontinue\n}", "x.go:5:1: continue is not in a loop"),
        ("L:\nif x {\nfor {\ncontinue L\n}\n}", "x.go:6:10: invalid continue label L"),
        ("for {\nbreak L\n}", "x.go:4:7: break label not defined: L"),
        ("switch {\ncase x:\nfallthrough\n}", "x.go:5:1: cannot fallthrough final case in switch"),
        ("switch x.(type) {\ncase int:\nfallthrough\ndefault:\n}", "x.go:5:1: cannot fallthrough in type switch"),
        ("fallthrough", "x.go:3:1: fallthrough statement out of place"),
    ] {
        assert_eq!(body_errors(text), [want], "{text}");
    }
    assert!(body_errors("goto L\nL:\nfor {\nswitch {\ncase x:\ncontinue L\ndefault:\nbreak L\n}\n}").is_empty());
}

/// Later passes recurse by nesting, so that what is nested too deeply ends here; chains may have any length.
#[test]
fn nesting_is_bounded_and_chains_are_not() {
    let deep = 100_000;
    let accepted = [
        format!("package p\nvar x = a{}\n", "+a".repeat(deep)),
        format!("package p\nfunc f() {{\nif a {{\n}}{}\n}}\n", " else if a {\n}".repeat(deep)),
        format!("package p\nvar x = {}1{}\n", "(".repeat(300), ")".repeat(300)),
    ];
    for text in &accepted {
        assert!(errors(text).is_empty());
    }
    let deep = 20_000;
    let too_deep = [
        format!("package p\nvar x = {}1{}\n", "(".repeat(deep), ")".repeat(deep)),
        format!("package p\nvar x = {}1\n", "-".repeat(deep).replace("--", "- - ")),
        format!("package p\nvar x {}int\n", "[]".repeat(deep)),
        format!("package p\nvar x = f{}\n", "()".repeat(deep)),
        format!("package p\nfunc f() {{ {}{} }}\n", "{".repeat(deep), "}".repeat(deep)),
        format!("package p\nfunc f() {{ {}; goto L }}\n", "L: ".repeat(deep)),
        format!("package p\nvar x = {}1{}\n", "T{".repeat(deep), "}".repeat(deep)),
        format!("package p\nvar x = {}{}\n", "func() { _ = ".repeat(deep), "}".repeat(deep)),
    ];
    for text in &too_deep {
        let lines = errors(text);
        let message = format!("nested too deeply: more than {NESTING_MAX} levels of expressions, types and statements");
        let is_reported = lines.iter().any(|l| l.contains(&message) || l.contains("syntax error"));
        assert!(is_reported, "{:.60}: {lines:?}", text);
    }
    for text in ["(", "[", "{", "func(", "f(", "if ", "a b\n", "case 1:\n", "}", "type T [", "interface {", "switch {"] {
        for head in ["package p\nvar x = ", "package p\nfunc f() { ", "package p\n"] {
            assert!(!errors(&format!("{head}{}", text.repeat(2000))).is_empty());
        }
    }
}

#[test]
fn types_and_expressions_that_look_alike() {
    let (lines, _, dump) = parsed(
        "package p
type A [N * 2]int
type B[P *C] int
type C[P *C,] int
type D[P *[]int | Q] int
type E[P (F), Q []P, R [2]*P] int
type F[P any] = []P
func g(a, b []int, c [4]T, d ...p.T) (U[int], error)
func h(int, U[int], []T, func() (x), chan<- <-chan int)
var x = <-chan int(y)
var y = (<-chan<- chan int)(y)
var z = func() (T) (z)
var w = []func(){f, func() {}}
func (t *T[K, _]) m() {
	if x := (T{1}); x == y { }
	for range []T{{1}, {a: 2}} { }
	switch x := y.(type) { }
	x = a[1:][:2:3](b, c...).(T).d
}
",
    );
    assert_eq!(lines, Vec::<String>::new());
    insta::assert_snapshot!(dump);
}

/// After an error the rest of the file is there.
#[test]
fn a_broken_declaration_leaves_the_others() {
    let (lines, _, dump) = parsed("package p\nvar a = 1\nvar b = )\nfunc f() {\n\tx y\n}\ntype T int\n");
    assert_eq!(lines.len(), 2);
    insta::assert_snapshot!(dump);
}
