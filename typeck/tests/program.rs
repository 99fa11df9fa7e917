//! What a checked program tells: imports, initialisation order, method sets, the dump of a package, and the policies.

use bumpalo::Bump;
use govm_lexer::{Diagnostic, Interner, SourceMap};
use govm_typeck::{
    Builtin, Config, Importer, PackageId, Policy, Program, Purpose, Root, Rule, check_policy, check_program, dump_package,
};

/// Packages by path, one file each.
struct Files(&'static [(&'static str, &'static str)]);

impl Importer for Files {
    fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        let found = self.0.iter().find(|(p, _)| *p == path);
        let (_, text) = found.ok_or_else(|| format!("package {path} is not in std"))?;
        Ok(vec![(format!("{path}.go"), text.as_bytes().to_vec())])
    }
}

fn with_program<R>(
    files: &[(&str, &str)],
    library: &'static [(&'static str, &'static str)],
    then: impl FnOnce(&mut Program<'_>, &[Diagnostic], &Interner<'_>, &SourceMap) -> R,
) -> R {
    // Only code that is merely checked may name package unsafe.
    let purpose = if files.iter().any(|(_, text)| text.contains("\"unsafe\"")) { Purpose::Check } else { Purpose::Run };
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let mut map = SourceMap::new();
    let files = files.iter().map(|(name, text)| ((*name).to_string(), text.as_bytes().to_vec())).collect();
    let root = Root { path: "main".to_string(), files };
    let config = Config { error_limit: 100, purpose, ..Config::default() };
    let (mut program, diagnostics) = check_program(&mut map, &names, &arena, root, &Files(library), &config);
    then(&mut program, &diagnostics, &names, &map)
}

fn errors(files: &[(&str, &str)], library: &'static [(&'static str, &'static str)]) -> Vec<String> {
    with_program(files, library, |_, diagnostics, _, map| diagnostics.iter().map(|d| d.line(map)).collect())
}

fn dump(text: &str, library: &'static [(&'static str, &'static str)]) -> String {
    with_program(&[("main.go", text)], library, |program, diagnostics, names, map| {
        let lines: Vec<String> = diagnostics.iter().map(|d| d.line(map)).collect();
        assert!(lines.is_empty(), "{lines:?}");
        let root = PackageId(program.packages.len() as u32 - 1);
        dump_package(program, root, names)
    })
}

fn policy_errors(text: &str, policy: &Policy) -> Vec<&'static str> {
    with_program(
        &[("main.go", text)],
        &[("fmt", "package fmt"), ("os", "package os"), ("reflect", "package reflect")],
        |program, diagnostics, _, _| {
            assert!(diagnostics.is_empty(), "{diagnostics:?}");
            let root = PackageId(program.packages.len() as u32 - 1);
            check_policy(program, root, policy).iter().map(|d| d.code.name).collect()
        },
    )
}

#[test]
fn packages_are_checked_before_their_importers() {
    let library = &[("a", "package a; import \"b\"; const C = b.C + 1"), ("b", "package b; const C = 1")];
    let out = dump("package main; import \"a\"; const c = a.C + 1; func main() {}", library);
    assert_eq!(out, "package main \"main\"\nimport \"a\"\nconst c untyped int = 3\nfunc main()\n");
}

#[test]
fn import_cycles_are_refused() {
    let library = &[("a", "package a; import _ \"b\""), ("b", "package b; import _ \"a\"")];
    let found = errors(&[("main.go", "package main; import _ \"a\"; func main() {}")], library);
    assert_eq!(found, ["b.go:1:21: import cycle not allowed\n\ta imports b\n\tb imports a"]);
}

#[test]
fn a_missing_package_is_reported_once() {
    let text = "package main; import \"nowhere\"; var x nowhere.T = nowhere.F(1); func main() {}";
    let found = errors(&[("main.go", text)], &[]);
    assert_eq!(found, ["main.go:1:22: could not import nowhere (package nowhere is not in std)"]);
}

#[test]
fn files_share_the_package_but_not_the_imports() {
    let files =
        [("b.go", "package main; var x = fmt.X"), ("a.go", "package main; import \"fmt\"; var y = fmt.X; func main() {}")];
    assert_eq!(errors(&files, &[("fmt", "package fmt; var X = 1")]), ["b.go:1:23: undefined: fmt"]);
    let files = [("a.go", "package main; func main() {}"), ("b.go", "package other")];
    assert_eq!(errors(&files, &[]), ["b.go:1:9: package other; expected package main"]);
}

#[test]
fn syntax_errors_come_alone() {
    let found =
        errors(&[("a.go", "package main; var x int = \"a\"; func main() {"), ("b.go", "package main; var y string = 1")], &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("syntax error"), "{found:?}");
}

#[test]
fn variables_are_initialised_in_order_of_dependency() {
    // The order that gc gives: h, which has no initialiser, still takes its turn in the order of declaration.
    let text = "package main
var a = c + b
var b = f()
var c = 1 + d2()
var d = 3
func f() int { d++; return d }
func d2() int { return b }
var e, g = pair()
var _ = a
func pair() (int, int) { return a, h }
var h int
func main() {}";
    let inits: Vec<String> = dump(text, &[]).lines().filter_map(|l| l.strip_prefix("init ")).map(str::to_string).collect();
    assert_eq!(inits, ["d", "b", "c", "a", "_", "e, g"]);
}

#[test]
fn method_sets_follow_embedding_and_instances() {
    let text = "package main
type base struct{}
func (base) value() {}
func (*base) pointer() {}
type list[T any] struct { head T }
func (l *list[T]) first() T { return l.head }
type both struct { base; *list[string] }
func (both) value() {}
type ref struct { *base }
var n list[int]
func main() {}";
    let out = dump(text, &[]);
    let want = "package main \"main\"
type base struct{}
\tmethod (*) pointer()
\tmethod () value()
type both struct{base; *list[string]}
\tmethod () first() string  // by field 1
\tmethod (*) pointer()  // by field 0
\tmethod () value()
type list[T any] struct{head T}
\tmethod (*) first() T
func main()
var n list[int]
type ref struct{*base}
\tmethod () pointer()  // by field 0
\tmethod () value()  // by field 0
instance list[T] list[T]
instance list[int] list[int]
instance list[string] list[string]
";
    assert_eq!(out, want);
}

#[test]
fn types_local_to_a_generic_function_are_generic_themselves() {
    with_program(
        &[("main.go", "package main; func f[T any]() any { type local struct { x T }; return local{} }; func main() {}")],
        &[],
        |program, _, names, _| {
            let local = program.objects.iter().find(|o| names.resolve(o.name) == "local").unwrap().ty;
            let param = program.objects.iter().find(|o| names.resolve(o.name) == "T").unwrap().ty;
            let govm_typeck::Type::TypeParam(param) = *program.types.get(param) else { panic!("no type parameter") };
            let int = govm_typeck::Types::basic(govm_typeck::Basic::Int);
            let string = govm_typeck::Types::basic(govm_typeck::Basic::String);
            let of_int = program.types.subst(local, &[(param, int)]);
            let of_string = program.types.subst(local, &[(param, string)]);
            assert_ne!(of_int, of_string);
            let under = program.types.under(of_int);
            assert_eq!(program.type_string(under, names), "struct{x int}");
            assert_eq!(program.type_string(of_int, names), "main.local");
        },
    );
}

#[test]
fn policies_refuse_by_rule() {
    let text = "package main
import _ \"fmt\"
func main() {
	c := make(chan int)
	go func() { c <- 1 }()
	select { case <-c: }
	for range 3 { println(cap([]int{})) }
	defer func() { recover() }()
}";
    assert!(policy_errors(text, &Policy::full()).is_empty());
    let mut contract = policy_errors(text, &Policy::contract());
    contract.sort_unstable();
    contract.dedup();
    assert_eq!(contract, ["ForbiddenChannel", "ForbiddenGo", "ForbiddenSelect"]);
    let mut classic = policy_errors(text, &Policy::classic());
    classic.sort_unstable();
    classic.dedup();
    assert_eq!(classic, ["ForbiddenBuiltin", "ForbiddenGo", "ForbiddenImport", "ForbiddenRange", "ForbiddenSelect"]);
    assert!(policy_errors("package main\nfunc main() { for i := 0; i < 3; i++ { _ = i } }", &Policy::contract()).is_empty());
}

/// An embedder makes a policy of its own; what it forbids is reported with the rule and the reason.
#[test]
fn a_policy_of_ones_own() {
    let text = "package main
import (
	_ \"fmt\"
	_ \"os\"
	_ \"reflect\"
)
func main() { defer func() { recover() }(); for range 2 { go main() } }";
    let rules = [Rule::NoGo, Rule::NoImports, Rule::NoReflect, Rule::NoBuiltin(Builtin::Recover)];
    let policy =
        Policy { name: "mine".to_string(), rules: rules.into(), imports: ["fmt".to_string(), "reflect".to_string()].into() };
    let library = &[("fmt", "package fmt"), ("os", "package os"), ("reflect", "package reflect")];
    let found = with_program(&[("main.go", text)], library, |program, _, _, map| {
        let root = PackageId(program.packages.len() as u32 - 1);
        check_policy(program, root, &policy).iter().map(|d| d.line(map)).collect::<Vec<_>>()
    });
    assert_eq!(
        found,
        [
            "main.go:4:2: import of \"os\" not allowed by rule no-imports of policy mine: the code is to depend on nothing else",
            "main.go:5:2: import of \"reflect\" not allowed by rule no-reflect of policy mine: \
             what the code does is to be seen from its types",
            "main.go:7:30: built-in function recover not allowed by rule no-builtin-recover of policy mine: \
             the language of the policy does not have it",
            "main.go:7:59: go statement not allowed by rule no-go of policy mine: a call does one thing after the other",
        ]
    );
}

#[test]
fn examples_of_policy_codes() {
    for info in govm_typeck::POLICY_CODES {
        let policies = [Policy::contract(), Policy::classic()];
        assert!(policies.iter().any(|p| policy_errors(info.example, p) == [info.name]), "{}", info.name);
    }
}

/// Sources made to exhaust the checker's stack or time end with a diagnostic, or are simply right.
#[test]
fn hostile_sources() {
    let chain = |n: usize, f: &dyn Fn(usize) -> String| (0..n).map(f).collect::<String>();
    let sources = [
        (format!("func f() {{ x := 1; _ = x{} }}", " + x".repeat(20_000)), true),
        (format!("const c = 1{}", " + 1".repeat(20_000)), true),
        (format!("type I interface{{ int{} }}", " | string".repeat(1000)), false),
        (chain(3000, &|i| format!("type A{i} struct {{ a A{} }}\n", i + 1)) + "type A3000 int", false),
        (chain(100, &|i| format!("type A{i} struct {{ a, b A{} }}\n", i + 1)) + "type A100 int; var x A0; var y = x == x", true),
        (
            chain(100, &|i| format!("type A{i} struct {{ A{0}; *B{0} }}\ntype B{i} struct {{ A{0}; *B{0} }}\n", i + 1))
                + "type A100 int; type B100 int; var x A0; var y = x.z",
            false,
        ),
        ("type T[P any] struct { a *T[[]P]; b *T[*P] }; var x T[int]".to_string(), false),
        ("type T[P, Q any] struct { a *T[Q, func(P, Q)] }; var x T[int, string]".to_string(), false),
        ("func f[P any](n int) { f[[2]P](n - 1) }".to_string(), false),
        ("type P[T any] struct { a, b T }; var x ".to_string() + &"P[".repeat(50) + "int" + &"]".repeat(50), true),
        ("var a [1 << 40][1 << 40]int".to_string(), false),
        ("const c = 1 << (1 << 62)".to_string(), false),
    ];
    let run = move || {
        for (text, is_right) in sources {
            let text = format!("package p\n{text}\n");
            let found = errors(&[("a.go", &text)], &[]);
            assert_eq!(found.is_empty(), is_right, "{}: {found:?}", &text[..text.len().min(100)]);
        }
    };
    // Unoptimised code takes more stack than a test thread has.
    std::thread::Builder::new().stack_size(64 << 20).spawn(run).unwrap().join().unwrap();
}

/// A package of a module that is written for an old version of Go.
struct Old(u32);

impl Importer for Old {
    fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        Err(format!("package {path} is not in std"))
    }

    fn language(&self, _path: &str) -> Option<u32> {
        Some(self.0)
    }
}

fn errors_in(version: u32, text: &str) -> Vec<String> {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let mut map = SourceMap::new();
    let root = Root { path: "main".to_string(), files: vec![("old.go".to_string(), text.as_bytes().to_vec())] };
    let config = Config { error_limit: 100, ..Config::default() };
    let (_, diagnostics) = check_program(&mut map, &names, &arena, root, &Old(version), &config);
    diagnostics.iter().map(|d| d.line(&map)).collect()
}

#[test]
fn a_module_may_be_written_for_an_old_version() {
    let text = "package old

type G[P any] struct{}
type I interface{ ~int }

var g G[int]
var b = 0b11 + 1_000
var sh = 1
var sh2 = 1 << sh
";
    let tail = "(-lang was set to go1.12; check go.mod)";
    let expected = [
        "old.go:3:8: type parameter requires go1.18 or later",
        "old.go:3:10: predeclared any requires go1.18 or later",
        "old.go:4:19: embedding interface element ~int requires go1.18 or later",
        "old.go:6:7: type instantiation requires go1.18 or later",
        "old.go:7:9: binary literal requires go1.13 or later",
        "old.go:7:16: underscore in numeric literal requires go1.13 or later",
        "old.go:9:16: invalid operation: signed shift count sh (variable of type int) requires go1.13 or later",
    ];
    let expected: Vec<String> = expected.iter().map(|line| format!("{line} {tail}")).collect();
    assert_eq!(errors_in(12, text), expected);
    assert_eq!(errors_in(18, text), [""; 0]);
    // A file may ask for more, or less, on its own.
    let text = "//go:build go1.21\n\npackage old\n\nfunc k() {\n\t_ = min(1, 2)\n\tfor range 10 {\n\t}\n}\n";
    let expected = "cannot range over 10 (untyped int constant): requires go1.22 or later (file declares //go:build go1.21)";
    assert_eq!(errors_in(12, text), [format!("old.go:7:12: {expected}")]);
}

#[test]
fn long_chains_of_declarations() {
    let chain = |line: &dyn Fn(usize) -> String, last: &str| {
        let lines: String = (0..5000).map(line).collect();
        format!("package p\n{lines}{last}\n")
    };
    let sources = [
        chain(&|i| format!("const c{i} = c{} + 1\n", i + 1), "const c5000 = 1"),
        chain(&|i| format!("var v{i} = v{} + 1\n", i + 1), "var v5000 = 1"),
        chain(&|i| format!("type t{i} struct {{ x *t{} }}\n", i + 1), "type t5000 int"),
        chain(&|i| format!("type t{i} t{}\n", i + 1), "type t5000 int"),
    ];
    for (i, text) in sources.iter().enumerate() {
        let found = errors(&[("a.go", text)], &[]);
        assert_eq!(found.first(), None, "{i}");
    }
}
