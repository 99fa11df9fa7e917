//! Sources that are made to hurt the checker: deep, wide, long, and those that say much in few words. Each is checked, by the policy
//! too, or refused with a diagnostic; none panics, needs a deep native stack or takes long. Nothing asserts on time: the steps that a
//! program may take are counted, and a quadratic step that is not counted would take hours at these sizes.
//!
//! Everything runs on a thread with a stack of 512 KiB, in optimised and in debug builds.

use bumpalo::Bump;
use govm_lexer::{Interner, SourceMap};
use govm_typeck::{Config, Importer, PackageId, Policy, Root, check_policy, check_program, dump_package};

/// A library in which packages named by numbers import each other in a chain without end.
struct Library;

impl Importer for Library {
    fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        let text = match path.strip_prefix('p').and_then(|n| n.parse::<u32>().ok()) {
            Some(n) => format!("package p{n}; import _ \"p{}\"", n + 1),
            None if path == "fmt" => "package fmt; func Println(args ...any) {}".to_string(),
            None => return Err(format!("package {path} is not in std")),
        };
        Ok(vec![(format!("{path}.go"), text.into_bytes())])
    }
}

/// The first words of the errors of a package.
fn errors(declarations: &str) -> Vec<String> {
    let text = format!("package main\n{declarations}\nfunc main() {{}}\n");
    std::thread::scope(|scope| {
        let check = move || {
            let arena = Bump::new();
            let names = Interner::new(&arena);
            let mut map = SourceMap::new();
            let root = Root { path: "main".to_string(), files: vec![("x.go".to_string(), text.into_bytes())] };
            let (mut program, diagnostics) = check_program(&mut map, &names, &arena, root, &Library, &Config::default());
            if diagnostics.is_empty() {
                let root = PackageId(program.packages.len() as u32 - 1);
                let _ = check_policy(&program, root, &Policy::contract());
                // In debug builds dumps are only of sources that are not large.
                if map.files()[0].text.len() < if cfg!(debug_assertions) { 20_000 } else { usize::MAX } {
                    assert!(!dump_package(&mut program, root, &names).is_empty());
                }
            }
            diagnostics.iter().map(|d| d.message.lines().next().unwrap_or("").to_string()).collect()
        };
        let thread = std::thread::Builder::new().stack_size(512 << 10).spawn_scoped(scope, check).unwrap();
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn head(text: &str) -> &str {
    text.char_indices().nth(100).map_or(text, |(at, _)| &text[..at])
}

#[track_caller]
fn accepted(declarations: &str) {
    let found = errors(declarations);
    assert!(found.is_empty(), "{}: {:?}", head(declarations), &found[..found.len().min(3)]);
}

/// An error has these words.
#[track_caller]
fn refused(declarations: &str, words: &str) {
    let found = errors(declarations);
    assert!(found.iter().any(|e| e.contains(words)), "{}: {:?}", head(declarations), &found[..found.len().min(3)]);
}

/// Whether it is accepted or refused is a matter of limits: what counts is that there is an answer.
fn answered(declarations: &str) {
    errors(declarations);
}

/// The text for each number below `count`.
fn each(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

/// `before open*levels inner close*levels`
fn nested(levels: usize, before: &str, open: &str, inner: &str, close: &str) -> String {
    format!("{before}{}{inner}{}", open.repeat(levels), close.repeat(levels))
}

const TOO_DEEP: &str = "nested too deeply";
const TOO_LONG: &str = "program takes too long to check";
/// Elements of what is wide.
const WIDE: usize = if cfg!(debug_assertions) { 10_000 } else { 100_000 };
/// Operands of a chain.
const LONG: usize = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };

#[test]
fn wide_scopes() {
    accepted(&each(WIDE, |i| format!("func f{i}() int {{ return {i} }}\n")));
    accepted(&each(WIDE, |i| format!("var v{i} = {i}\n")));
    accepted(&format!("const (\nc = iota * iota\n{})", each(WIDE, |i| format!("c{i}\n"))));
    accepted(&each(WIDE, |i| format!("type T{i} int\nfunc (T{i}) m() {{}}\n")));
    accepted(&format!("func f() {{\n{}}}", each(WIDE, |i| format!("v{i} := {i}\n_ = v{i}\n"))));
    accepted(&format!("func f() {{\n{}}}", each(WIDE, |i| format!("type T{i} struct {{ a int }}\n"))));
    accepted(&format!("func f() {{\n{}}}", each(WIDE, |_| "{ x := 1; _ = x }\n".to_string())));
    accepted(&format!("type S struct {{\n{}}}\nvar a, b S\nvar c = a == b", each(WIDE, |i| format!("f{i} int\n"))));
    accepted(&format!("type I interface {{\n{}}}\nvar i I", each(WIDE, |i| format!("m{i}(I) I\n"))));
    accepted(&format!("type T int\n{}", each(WIDE, |i| format!("func (t T) m{i}() {{}}\n"))));
    accepted(&format!("func f(x int) {{ switch x {{\n{}}}}}", each(WIDE, |i| format!("case {i}:\n"))));
    accepted(&format!("func f(x string) {{ switch x {{\n{}}}}}", each(WIDE, |i| format!("case \"{i}\":\n"))));
    accepted(&format!("func f(x any) {{ switch x.(type) {{\n{}}}}}", each(WIDE, |i| format!("case [{i}]int:\n"))));
    accepted(&format!("func f() {{\n{}}}", each(WIDE, |i| format!("L{i}: for {{ break L{i} }}\n"))));
    accepted(&format!("func f({}) {{}}", each(WIDE, |i| format!("p{i} int, "))));
    refused(&each(WIDE, |_| "func f() {}\n".to_string()), "f redeclared in this block");
    refused(&format!("type S struct {{\n{}}}", each(WIDE, |_| "f int\n".to_string())), "f redeclared");
    refused(&format!("type I interface {{\n{}}}", each(WIDE, |_| "m()\n".to_string())), "duplicate method m");
    refused(&format!("func f() {{\n{}}}", each(WIDE, |i| format!("x{i} := 1\n"))), "declared and not used: x0");
}

#[test]
fn what_is_wide_meets_what_is_wide() {
    let fields = each(WIDE, |i| format!("f{i} int\n"));
    let methods = each(WIDE, |i| format!("m{i}()\n"));
    accepted(&format!("type S struct {{\n{fields}}}\nfunc f(s S) {{\n{}}}", each(WIDE, |i| format!("s.f{i} = 1\n"))));
    accepted(&format!("type S struct {{\n{fields}}}\nvar s = S{{\n{}}}", each(WIDE, |i| format!("f{i}: 1,\n"))));
    refused(
        &format!("type S struct {{\n{fields}}}\nvar s = S{{\n{}}}", each(WIDE, |i| format!("g{i}: 1,\n"))),
        "unknown field g0",
    );
    answered(&format!("type S struct {{\n{fields}}}\nvar a, b S\nfunc f() {{\n{}}}", "_ = a == b\n".repeat(WIDE)));
    answered(&format!("type S struct {{\n{fields}}}\n{}", each(WIDE, |i| format!("var m{i} map[S]int\n"))));
    answered(&format!(
        "type S struct {{\n{fields}}}\ntype R struct {{\n{fields}}}\nfunc f(s S, r R) {{\n{}}}",
        "s = S(r)\n".repeat(WIDE)
    ));
    answered(&format!("type S struct {{\n{fields}}}\n{}", each(WIDE, |i| format!("var a{i} [{i}]S\n"))));
    answered(&format!(
        "type I interface {{\n{methods}}}\ntype J interface {{\n{methods}x()\n}}\nfunc f(i I, j J) {{\n{}}}",
        "i = j\n".repeat(WIDE)
    ));
    accepted(&format!("type I interface {{\n{methods}}}\nfunc f(i I) {{\n{}}}", each(WIDE, |i| format!("i.m{i}()\n"))));
    accepted(&format!("type I interface {{\n{methods}}}\ntype S struct {{ I }}\nvar i I = S{{}}"));
    answered(&format!("type I interface {{\n{methods}}}\ntype J interface {{\n{}}}", "I\n".repeat(WIDE)));
    answered(&format!("type I interface {{\n{methods}}}\nfunc g[T I](x T) {{}}\nfunc f(i I) {{\n{}}}", "g(i)\n".repeat(WIDE)));
    let declared = each(WIDE, |i| format!("func (T) m{i}() {{}}\n"));
    accepted(&format!("type I interface {{\n{methods}}}\ntype T int\nvar i I = T(1)\n{declared}"));
    refused(&format!("type I interface {{\n{methods}x()\n}}\ntype T int\nvar i I = T(1)\n{declared}"), "missing method x");
    refused(
        &format!("type T struct {{\n{}}}\n{declared}", each(WIDE, |i| format!("m{i} int\n"))),
        "field and method with the same name",
    );
    accepted(&format!("type T int\n{}", each(WIDE, |i| format!("func (t T) m{i}() {{ t.m{}() }}\n", (i + 1) % WIDE))));
    accepted(&format!(
        "type G[P any] struct {{ x P }}\n{}func f(g *G[int]) {{\n{}}}",
        each(WIDE, |i| format!("func (g *G[P]) m{i}(P) P {{ return g.x }}\n")),
        each(WIDE, |i| format!("g.m{i}(1)\n"))
    ));
    answered(&format!(
        "type G[P any] struct {{\n{}}}\n{}",
        each(WIDE, |i| format!("f{i} P\n")),
        each(WIDE, |i| format!("var v{i} G[[{i}]int]\n"))
    ));
    answered(&format!(
        "{}type S struct {{\n{}}}\nfunc f(s S) {{\n{}}}",
        each(WIDE, |i| format!("type E{i} struct {{ x{i} int }}\n")),
        each(WIDE, |i| format!("E{i}\n")),
        each(WIDE, |i| format!("s.x{i} = 1\n"))
    ));
    let results = "int,".repeat(WIDE);
    answered(&format!(
        "func g() ({results}) {{ panic(1) }}\nfunc f() ({results}) {{\n{}return g()\n}}",
        "if true { return g() }\n".repeat(WIDE)
    ));
    answered(&format!(
        "func g[{}T any](x T0) {{}}\nfunc f() {{ g(nil) }}",
        each(WIDE, |i| format!("T{i} interface{{ *T{} }}, ", i + 1))
    ));
    let union = each(100, |i| format!("[{i}]int|")) + "string";
    answered(&format!("type J interface {{ {union} }}\n{}", each(WIDE, |i| format!("type I{i} interface {{ J; J }}\n"))));
    refused(
        &format!("type I interface {{ {}string }}", each(WIDE, |i| format!("[{i}]int|"))),
        "cannot handle more than 100 union terms",
    );
}

/// Lists of type parameters, and what is inferred for them.
#[test]
fn many_type_parameters() {
    let many = if cfg!(debug_assertions) { 3_000 } else { 30_000 };
    let params = each(many, |i| format!("T{i} any, "));
    let typed = each(many, |i| format!("x{i} T{i}, "));
    let names = each(many, |i| format!("T{i}, "));
    let ints = "int,".repeat(many);
    accepted(&format!("func g[{params}]({typed}) {{}}\nfunc f() {{ g({}) }}", "1,".repeat(many)));
    accepted(&format!("var v int\nfunc g[{params}]({typed}) {{}}\nfunc f() {{ g({}) }}", "v,".repeat(many)));
    accepted(&format!("func g[{params}]({typed}) {{}}\nvar f = g[{ints}]"));
    accepted(&format!("type G[{params}] struct {{ {} }}\nvar g G[{ints}]", each(many, |i| format!("x{i} T{i}; "))));
    accepted(&format!("type G[{params}] struct {{}}\nfunc (g G[{names}]) m({names}) {{}}\nvar f = G[{ints}].m"));
    accepted(&format!(
        "func g[{params}](a, b func({names})) {{}}\nfunc h[P any]({}) {{}}\nvar v func({ints})\nfunc f() {{ g(v, h) }}",
        "P,".repeat(many)
    ));
    refused(&format!("func g[{params}](x func({names})) {{}}\nfunc h[{params}](x T0) {{}}\nfunc f() {{ g(h) }}"), "");
    refused(
        &format!("func g[{}T{many} any](x T0) {{}}\nfunc f() {{ g(nil) }}", each(many, |i| format!("T{i} ~[]T{}, ", i + 1))),
        "",
    );
    refused(
        &format!(
            "func g[T0 any, {}](x T0) {{}}\nfunc f() {{ g(1) }}",
            each(many, |i| format!("T{} interface{{ *T{i} }}, ", i + 1))
        ),
        "",
    );
    answered(&format!("func g[{params}]({typed}) {{ {} }}", "g(x0);".repeat(many)));
}

/// Sources that say much in few words: lists that meet lists, and expressions that count for many constants.
#[test]
fn little_that_means_much() {
    let names = each(99, |i| format!("type T{i} int\n"));
    let union = each(98, |i| format!("T{i}|")) + "T98";
    answered(&format!("{names}type I interface {{ {union} }}\nfunc f[T, U I](x T) {{\n{}}}", "_ = U(x)\n".repeat(WIDE)));
    answered(&format!("{names}type I interface {{ {union} }}\nfunc f[T I](x T) T {{ return x{} }}", "+1".repeat(LONG)));
    answered(&format!("{names}type I interface {{ {union} }}\nfunc f[T I]() {{\n{}}}", "_ = T(1)\n".repeat(WIDE)));
    answered(&format!("const (\nc = iota{}\n{})", "+1".repeat(1000), each(WIDE, |i| format!("c{i}\n"))));
    answered(&format!("const a = \"x\"\nconst (\nc = a{}\n{})", "+a".repeat(1000), each(WIDE, |i| format!("c{i}\n"))));
    refused(&format!("const a0 = \"x\"\n{}", each(60, |i| format!("const a{} = a{i} + a{i}\n", i + 1))), "not representable");
    let fields = each(WIDE / 2, |i| format!("f{i} int\n"));
    answered(&format!("type S struct {{\n{fields}}}\n{}", each(WIDE / 2, |i| format!("var a{i} [{i}]S\n"))));
    answered(&format!("type S struct {{\n{fields}}}\n{}", each(WIDE / 2, |i| format!("var a{i} map[S]int\n"))));
    let tagged = each(WIDE / 2, |i| format!("f{i} int `x`\n"));
    answered(&format!(
        "type S struct {{\n{fields}}}\ntype R struct {{\n{tagged}}}\nfunc f(s S, r R) {{\n{}}}",
        "s = S(r)\n".repeat(WIDE / 2)
    ));
    let left = each(WIDE, |i| format!("v{i}, "));
    accepted(&format!("func f() {{ {}v := {}1; _ = v; {} }}", left, "1,".repeat(WIDE), each(WIDE, |i| format!("_ = v{i};"))));
    answered(&each(WIDE, |i| format!("type T{i}[P any] struct {{ a *T{}[P] }}\n", (i + 1) % WIDE)));
    answered(&each(WIDE, |i| format!("type T{i} interface {{ m(interface {{ T{} }}) }}\n", (i + 1) % WIDE)));
    answered(&("import . \"fmt\"\n".repeat(WIDE)));
    let long = "x".repeat(WIDE);
    answered(&format!("type A = struct {{ a int `{long}` }}\n{}", each(WIDE, |i| format!("var v{i} A\n"))));
    answered(&format!("type {long} int\n{}", each(WIDE / 10, |i| format!("var v{i} {long}\n"))));
}

#[test]
fn long_chains_of_operands() {
    accepted(&format!("const c = 1{}", "+1".repeat(LONG)));
    accepted(&format!("var x = 1\nvar c = x{}", "+x".repeat(LONG)));
    accepted(&format!("var x uint8 = 1\nvar c = 1{}+x", "*1".repeat(LONG)));
    accepted(&format!("const c = \"a\"{}", "+\"a\"".repeat(LONG)));
    accepted(&format!("var x = 1\ntype B bool\nvar c B = x == 1{}", " && x == 1".repeat(WIDE)));
    accepted(&format!("type T struct {{ n *T }}\nvar t T\nvar c = t{}", ".n".repeat(200)));
    answered(&format!("type T struct {{ n *T }}\nvar t T\nvar c = t{}", ".n".repeat(LONG)));
    accepted(&format!("type F func() F\nvar f F\nvar c = f{}", "()".repeat(200)));
    answered(&format!("type F func() F\nvar f F\nvar c = f{}", "()".repeat(LONG)));
    accepted(&format!("type T []T\nvar t T\nvar c = t{}", "[0]".repeat(200)));
    answered(&format!("type T []T\nvar t T\nvar c = t{}", "[0]".repeat(LONG)));
    accepted(&format!("var s []int\nvar c = s{}", "[:]".repeat(200)));
    answered(&format!("var s []int\nvar c = s{}", "[:]".repeat(LONG)));
    accepted(&format!("func f(x int) {{ if x == 0 {{}}{} }}", " else if x == 1 {}".repeat(WIDE)));
    refused(&format!("var c string = 1{}", "+1".repeat(LONG)), "as string value in variable declaration");
    refused(&format!("var x int\nvar c = x{}+\"a\"", "+x".repeat(LONG)), "mismatched types int and untyped string");
    refused(&format!("type T struct {{ n *T }}\nvar t T\nvar c = t{}.z", ".n".repeat(200)), "undefined");
    refused(
        &format!("func f(x int) {{ if x == 0 {{}}{} }}", " else if x := x; x == 1 {}".repeat(WIDE)),
        "else if with initialization",
    );
}

#[test]
fn huge_literals() {
    accepted(&format!("var x = []int{{{}}}", "1,".repeat(LONG)));
    accepted(&format!("var x = [...]int{{{}}}", each(WIDE, |i| format!("{i}: 1,"))));
    accepted(&format!("type S struct {{ a, b int }}\nvar x = []*S{{{}}}", "{a: 1, b: 2},".repeat(WIDE)));
    accepted(&format!("var x = map[string]int{{{}}}", each(WIDE, |i| format!("\"k{i}\": 1,"))));
    accepted(&format!("var x = []func() int{{{}}}", "func() int { return 1 },".repeat(WIDE)));
    accepted(&format!("func f(x ...any) {{}}\nfunc g() {{ f({}) }}", "1,".repeat(LONG)));
    accepted(&format!("func f[T any](x ...T) {{}}\nfunc g() {{ f({}) }}", "1,".repeat(LONG)));
    accepted("var x = []int{1<<30: 1}\nvar y [1<<40]int\nfunc f() { for range y {} }");
    refused(&format!("var x = map[string]int{{{}}}", "\"k\": 1,".repeat(WIDE)), "duplicate key \"k\" in map literal");
    refused("var x = [...]int{1<<63-1: 1, 2}", "");
    refused("var x [1<<62]int", "larger than address space");
    refused("var x [1<<40][1<<40]int", "larger than address space");
    refused("var x [1<<63]int", "invalid array length");
}

#[test]
fn large_constants() {
    accepted("const c = 1e646456992");
    refused("const c = 1e646456994", "");
    refused("const c = 1 << 1e9", "");
    refused(&format!("const c = {}", "9".repeat(20_000)), "excessively long constant");
    refused(
        &format!("const c0 = 3\n{}", each(WIDE, |i| format!("const c{} = c{i} * c{i}\n", i + 1))),
        "constant multiplication overflow",
    );
    answered(&format!("const c0 = 1.1\n{}", each(WIDE, |i| format!("const c{} = c{i} * c{i}\n", i + 1))));
    answered(&format!("const c0 = 1.1\n{}", each(WIDE, |i| format!("const c{} = 1 / (c{i} + 1.0/3)\n", i + 1))));
    answered(&format!("const c0 = 1.1i + 1\n{}", each(WIDE, |i| format!("const c{} = c{i} / (c0 + 2i)\n", i + 1))));
    answered(&each(WIDE, |i| format!("const c{i} = 1e{}\n", 100_000_000 + i)));
    answered(&each(WIDE, |i| format!("const c{i} = 1 << {i}\n")));
    let doubled = "const a = \"0123456789\"\n".to_string()
        + &each(20, |i| format!("const a{i} = a{0} + a{0}\n", if i == 0 { String::new() } else { (i - 1).to_string() }));
    answered(&format!("{doubled}{}", each(WIDE, |i| format!("const b{i} = a19 + \"{i}\" == a19 + \"x\"\n"))));
    answered(&format!("{doubled}var m = map[string]int{{\n{}}}", each(WIDE, |i| format!("a19 + \"{i}\": 1,\n"))));
    answered(&format!("{doubled}func f(x string) {{ switch x {{\n{}}}}}", each(WIDE, |i| format!("case a19 + \"{i}\":\n"))));
}

/// What nests, with the levels that are accepted whatever the build.
#[test]
fn deep_sources() {
    let call = "func f(x int) int { return x }\nfunc g[T any](x T) T { return x }\n";
    for (before, open, inner, close, levels) in [
        ("var x = ", "int(", "1", ")", 200),
        ("var x = ", "f(", "1", ")", 200),
        ("var x = ", "g(", "1", ")", 200),
        ("var x = ", "append(", "[]int{}", ")", 120),
        ("var x = ", "min(1, ", "2", ")", 120),
        ("var x = ", "make([]int, len(", "[]int{}", "))", 60),
        ("var x = 1\nvar y = ", "(x + ", "x", ")", 100),
        ("var y = ", "-(", "1", ")", 100),
        ("var s uint\nvar y int = ", "1 << (", "s", ")", 100),
        ("type T struct { t *T }\nvar x = ", "&T{", "", "}", 100),
        ("var m map[any]any\nvar y = ", "m[", "1", "]", 200),
        ("var y = ", "[len(", "[1]int{}", ")]int{}", 50),
        ("var x ", "[]", "int", "", 200),
        ("var x ", "map[string]", "int", "", 200),
        ("var x ", "struct{ a ", "int", "}", 200),
        ("var x ", "func(", "int", ")", 120),
        ("var x ", "func() ", "int", "", 120),
        ("var x ", "interface{ m(", "int", ") }", 60),
        ("type C ", "interface{ interface { m(); ", "~int", " } }", 30),
        ("var x ", "G[", "int", "]\ntype G[T any] struct{}", 1),
        ("func h() { ", "{ ", "", "}", 200),
        ("func h() { ", "if true {} else { ", "", "}", 80),
        ("func h() { ", "for { ", "", "}", 200),
        ("func h() { ", "switch { case true: ", "", "}", 200),
        ("func h() { ", "_ = func() { ", "", "}", 80),
        ("func h() { ", "defer func() { ", "", "}()", 60),
        ("var x = ", "func() any { return ", "1", "}()", 50),
    ] {
        let end = if before.starts_with("func h") { "}" } else { "" };
        let source = |levels: usize| format!("{call}{}{end}", nested(levels, before, open, inner, close));
        accepted(&source(levels));
        // As deep as there are trees, and deeper.
        for levels in [levels + 100, 390, 100_000] {
            answered(&source(levels));
        }
    }
    refused(&nested(390, "var x = ", "int(", "1", ")"), TOO_DEEP);
}

#[test]
fn chains_of_declarations() {
    let many = if cfg!(debug_assertions) { 3_000 } else { 20_000 };
    let deep = |open: &str, inner: String, close: &str| nested(150, "", open, &inner, close);
    accepted(&format!("{}var v{many} = 1", each(many, |i| format!("var v{i} = v{} + 1\n", i + 1))));
    accepted(&format!("{}const c{many} = 1", each(many, |i| format!("const c{i} = c{} + 1\n", i + 1))));
    accepted(&format!("{}type T{many} int", each(many, |i| format!("type T{i} T{}\n", i + 1))));
    accepted(&format!("{}type T{many} = int", each(many, |i| format!("type T{i} = T{}\n", i + 1))));
    accepted(&format!("{}type T{many} int", each(many, |i| format!("type T{i} struct {{ a *T{} }}\n", i + 1))));
    accepted(&format!("{}var v100 = 1", each(100, |i| format!("var v{i} = {}\n", deep("int(", format!("v{}", i + 1), ")")))));
    accepted(&format!(
        "{}type T100 int",
        each(100, |i| format!("type T{i} {}\n", deep("struct{ a ", format!("*T{}", i + 1), "}")))
    ));
    for declaration in [
        "type T# struct { a *T@ }",
        "type T# func(T@) T@",
        "type T# map[string]T@",
        "type T# interface { m(T@) }",
        "type T# []T@",
    ] {
        let ring = each(many, |i| declaration.replace('#', &i.to_string()).replace('@', &((i + 1) % many).to_string()) + "\n");
        accepted(&format!("{ring}var a, b *T0\nvar c = a == b"));
    }
    accepted(&each(100, |i| format!("type T{i} {}\n", deep("struct{ a ", format!("*T{}", (i + 1) % 100), "}"))));
    accepted(&each(many, |i| format!("type A{i} = []T{i}\ntype T{i} struct {{ a A{} }}\n", (i + 1) % many)));
    for declaration in [
        "var v# = v@",
        "var v# int = v@",
        "const v# = v@",
        "type v# = v@",
        "type v# = func(v@)",
        "type v# v@",
        "type v# struct { a v@ }",
        "type v# interface { v@ }",
        "type v# [len(w#)]int; var w# v@",
        "var v# [len(v@)]int",
        "func f#() int { return v@ }; var v# = f#()",
    ] {
        for many in [2, 50, many] {
            let ring =
                each(many, |i| declaration.replace('#', &i.to_string()).replace('@', &((i + 1) % many).to_string()) + "\n");
            refused(&ring, "");
        }
    }
    for declaration in [
        "type T#[P any] struct { a *T@[P] }",
        "type T#[P interface { m(T@[P]) }] struct {}",
        "type T# struct{}; func (T#) m() [len(v@)]int { panic(1) }; var v# = T#{}.m()",
        "func f#[T any]() { f@[*T]() }",
    ] {
        answered(&each(many, |i| declaration.replace('#', &i.to_string()).replace('@', &((i + 1) % many).to_string()) + "\n"));
    }
}

#[test]
fn chains_of_local_types() {
    let many = if cfg!(debug_assertions) { 3_000 } else { 20_000 };
    for (declaration, limit) in [
        ("struct { a T@ }", "types contain each other too deeply"),
        ("struct { T@ }", "types contain each other too deeply"),
        ("[1]T@", "types contain each other too deeply"),
        ("struct { *T@ }", ""),
        ("func(T@) T@", ""),
        ("T@", ""),
        ("= T@", ""),
        ("= []T@", "type too large or instantiated too deeply"),
        ("= struct { a, b T@ }", "type too large or instantiated too deeply"),
        ("interface { T@ }", ""),
        ("interface { T@; m#() }", TOO_LONG),
    ] {
        let first = if declaration.starts_with("interface") { "interface { m() }" } else { "struct { x int }" };
        let chain = each(many, |i| {
            let rhs = declaration.replace('@', &i.to_string()).replace('#', &i.to_string());
            format!("type T{} {rhs}\n", i + 1)
        });
        let source = format!("func f() {{\ntype T0 {first}\n{chain}var x T{many}; _ = x\n}}");
        if limit.is_empty() {
            accepted(&source)
        } else if limit != TOO_LONG {
            refused(&source, limit)
        } else {
            answered(&source)
        }
    }
    answered(&format!(
        "func f[P any]() {{\ntype T0 struct {{ x P }}\n{}}}\nfunc g() {{ f[int]() }}",
        each(many, |i| format!("type T{} struct {{ a *T{i}; b P }}\n", i + 1))
    ));
}

#[test]
fn deep_embedding() {
    let levels = 290;
    accepted(&format!(
        "{}type T{levels} struct {{ x int }}\nvar t T0\nvar x = t.x",
        each(levels, |i| format!("type T{i} struct {{ T{} }}\n", i + 1))
    ));
    let chain = each(WIDE, |i| format!("type T{i} struct {{ *T{} }}\n", i + 1));
    accepted(&format!("{chain}type T{WIDE} struct {{ x int }}\nvar t T0\nvar x = t.x"));
    answered(&format!("{chain}type T{WIDE} struct {{ x int }}\nfunc f(t T0) {{\n{}}}", "_ = t.x\n".repeat(WIDE)));
    answered(&format!("{chain}type T{WIDE} struct {{}}\nfunc (T{WIDE}) m() {{}}\nvar i interface {{ m() }} = T0{{}}"));
    let fan = each(200, |i| {
        format!("type T{i} struct {{ *A{i}; *B{i} }}\ntype A{i} struct {{ *T{0} }}\ntype B{i} struct {{ *T{0} }}\n", i + 1)
    });
    refused(&format!("{fan}type T200 struct {{ x int }}\nvar t T0\nvar x = t.x"), "ambiguous selector");
    let ring = each(WIDE, |i| format!("type T{i} struct {{ *T{}; *T{} }}\n", (i + 1) % WIDE, (i + 7) % WIDE));
    refused(&format!("{ring}var t T0\nvar x = t.x"), "undefined");
}

#[test]
fn recursive_instantiation() {
    refused("type T[P any] struct { a *T[[]P] }\nvar x T[int]", "");
    refused("type T[P, Q any] struct { a *T[Q, []P]; b *T[[]Q, P] }\nvar x T[int, string]", "");
    refused("type A[P any] struct { b *B[A[P]] }\ntype B[P any] struct { a *A[B[P]] }\nvar x A[int]", "");
    refused("func f[T any](n int) { f[struct { a, b T }](n - 1) }\nfunc g() { f[int](3) }", "instantiation cycle");
    refused("func f[T any]() { g[[]T]() }\nfunc g[T any]() { f[*T]() }", "instantiation cycle");
    refused("type G[T any] struct { *H[T] }\ntype H[T any] struct { *G[[]T] }\nfunc f(x G[int]) { _ = x.y }", "");
    answered("type T[P any] struct{}\nfunc (T[P]) m() { var x T[*P]; x.m() }\nvar x T[int]");
    answered(
        "type C[T any] interface { m(T) C[T] }\nfunc f[T C[T]](x T) {}\ntype X int\nfunc (X) m(X) C[X] { return nil }\nfunc g() { f(X(1)) }",
    );
    for (rest, last) in [("a, b T@[P]", "x P"), ("a T@[[]P]; b T@[*P]", "x P"), ("a T@[func(P) P]", "x P")] {
        let chain = each(50, |i| format!("type T{i}[P any] struct {{ {} }}\n", rest.replace('@', &(i + 1).to_string())));
        answered(&format!("{chain}type T50[P any] struct {{ {last} }}\nvar a, b T0[int]\nvar c = a == b"));
    }
    let chain = each(20, |i| format!("type G{i}[A, B any] struct {{ x G{0}[A, B]; y G{0}[B, A] }}\n", i + 1));
    let uses = each(WIDE, |i| format!("type V{i} struct {{ x G0[[{i}]int, string] }}\n"));
    answered(&format!("{chain}type G20[A, B any] struct {{ a A; b B }}\n{uses}"));
    accepted(&format!("type G[T any] struct {{ x T }}\n{}", each(WIDE, |i| format!("var v{i} G[[{i}]int]\n"))));
    accepted(&format!("func f[T any](x T) {{}}\nfunc g() {{\n{}}}", each(WIDE, |i| format!("f([{i}]int{{}})\n"))));
    answered(&format!("{}type A400[P any] = P\nvar x A0[int]", each(400, |i| format!("type A{i}[P any] = A{}[[]P]\n", i + 1))));
}

/// Types that are graphs: written out they would be exponentially larger.
#[test]
fn types_that_fan_out() {
    for levels in [100, 400] {
        answered(&format!(
            "{}type T{levels} struct {{ x int }}\nvar a, b T0\nvar c = a == b\nvar m map[T0]int",
            each(levels, |i| format!("type T{i} struct {{ a, b T{} }}\n", i + 1))
        ));
        answered(&format!(
            "{}type T{levels} = int\nvar a T0\nvar x int = a",
            each(levels, |i| format!("type T{i} = func(T{0}) T{0}\n", i + 1))
        ));
        answered(&format!(
            "{}type T{levels} = int\nvar a T0\nvar b T1\nfunc f[P any](x, y P) {{}}\nfunc g() {{ f(a, a); f(a, b) }}",
            each(levels, |i| format!("type T{i} = struct {{ a, b T{} }}\n", i + 1))
        ));
        answered(&format!(
            "type I0 interface {{ m() }}\n{}var i I{levels}",
            each(levels, |i| format!("type I{} interface {{ I{i}; I{i} }}\n", i + 1))
        ));
        answered(&format!(
            "type I0 interface {{ int | string }}\n{}",
            each(levels, |i| format!("type I{} interface {{ I{i} | I{i} }}\n", i + 1))
        ));
        let inner = each(levels, |i| format!("type T{} = func(T{i}) T{i}\n", i + 1));
        answered(&format!("func f[P any](x, y P) {{}}\nfunc g[Q any](q Q) {{\ntype T0 = Q\n{inner}var x T{levels}\nf(x, x)\n}}"));
    }
    let anonymous = each(300, |i| format!("m{i}() interface {{ I; x{i}() }}\n"));
    answered(&format!("type I interface {{\n{anonymous}}}\nvar a, b I\nvar c = a == b"));
}

/// The deepest expression with the deepest type at its bottom.
#[test]
fn depths_add_up() {
    let f = "func f(bool) bool { return true }\n";
    let chain = each(280, |i| format!("type T{i} struct {{ a T{} }}\n", i + 1));
    accepted(&format!("{f}{chain}type T280 int\nvar a, b T0\n{}", nested(180, "var c = ", "f(", "a == b", ")")));
    let slices = "[]".repeat(200);
    let bottom = nested(180, "var c = ", "f(", "g(1, y)", ")");
    answered(&format!("{f}func g[T any](x T, y {slices}T) bool {{ return true }}\nvar y {slices}int\n{bottom}"));
    let (tagged, plain) = (nested(200, "", "struct{ a ", "int", " `x`}"), nested(200, "", "struct{ a ", "int", "}"));
    accepted(&format!("{f}var y {tagged}\ntype Z {plain}\n{}", nested(180, "var c = ", "f(", "any(Z(y)) == nil", ")")));
}

#[test]
fn initialization() {
    let calls = each(WIDE, |i| format!("func f{i}() int {{ return f{}() }}\n", i + 1));
    accepted(&format!("{calls}func f{WIDE}() int {{ return v }}\nvar v = 1\nvar w = f0()"));
    refused(&format!("{calls}func f{WIDE}() int {{ return v }}\nvar v = f0()"), "initialization cycle for v");
    accepted(&format!(
        "{}func z() int {{ return 1 }}\nvar s = 0{}",
        each(WIDE, |i| format!("var v{i} = z() + {i}\n")),
        each(WIDE, |i| format!(" + v{i}"))
    ));
    accepted(&format!(
        "func f() int {{ return 0{} }}\n{}",
        each(WIDE, |i| format!(" + a{i}")),
        each(WIDE, |i| format!("var b{i} = f()\nvar a{i} = {i}\n"))
    ));
    let clique = 200;
    let body = each(clique, |i| format!(" + f{i}()"));
    accepted(&format!(
        "{}{}",
        each(clique, |i| format!("func f{i}() int {{ return 0{body} }}\n")),
        each(clique, |i| format!("var v{i} = f{i}()\n"))
    ));
}

#[test]
fn imports() {
    refused("import _ \"p1\"", "too many packages that import each other");
    let names = each(WIDE, |i| format!("import f{i} \"fmt\"\n"));
    accepted(&format!("{names}{}", each(WIDE, |i| format!("var _ = f{i}.Println\n"))));
    refused(&names, "imported as f0 and not used");
    refused(&each(WIDE, |i| format!("import \"x{i}\"\n")), "could not import x0");
}

/// The steps of a configuration bound what a program may take.
#[test]
fn steps_are_configured() {
    let text = format!("package main\nfunc main() {{}}\n{}", each(2000, |i| format!("type T{i} struct {{ a [{i}]int }}\n")));
    let check = |steps: u64| {
        let arena = Bump::new();
        let names = Interner::new(&arena);
        let root = Root { path: "main".to_string(), files: vec![("x.go".to_string(), text.clone().into_bytes())] };
        let config = Config { steps, steps_per_byte: 0, ..Config::default() };
        let (_, diagnostics) = check_program(&mut SourceMap::new(), &names, &arena, root, &Library, &config);
        diagnostics.iter().map(|d| d.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(check(1000), [TOO_LONG]);
    assert!(check(10_000_000).is_empty());
}
