//! Sources that are made to hurt: deep, long, broken and random ones. No input panics, needs a deep native stack, or takes more than a
//! multiple of its size in memory; and since a quadratic step over these sizes would take hours, none takes more than linear time.
//!
//! Everything runs on a thread with a stack of 256 KiB, in optimised and in debug builds.

use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bumpalo::Bump;
use govm_lexer::{Diagnostic, Interner, SourceMap, dump_tokens, dump_tokens_json, lex};
use govm_parser::ast::NodeId;
use govm_parser::{Link, NESTING_MAX, Node, children, dump_file, dump_file_json, parse};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The allocator counts for the whole process, sources that other tests make included: one test at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Levels of a deep source.
const DEEP: usize = 100_000;

/// Bytes of a long source.
const LONG: usize = 10 << 20;

/// Debug code is slow: it takes the sources that differ in one token only at a twentieth of the size.
const MANY: usize = if cfg!(debug_assertions) { DEEP / 20 } else { DEEP };

/// Levels of what differs from a deep source in its surroundings alone.
const FEW: usize = 5_000;

/// Most bytes of a source whose dumps are made, which are many times longer than it.
const SHOWN: usize = 100_000;

/// Bytes of memory that parsing takes at most for each byte of source, tokens and tree included. Programs take 8 to 18; lines with
/// a quote each are what takes the most.
const MEMORY_FACTOR: usize = 256;

/// What it takes for the smallest source, and for as many messages as there may be.
const MEMORY_MIN: usize = 1 << 20;

/// Runs what may need no more than a small stack.
fn on_small_stack<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(256 << 10).spawn_scoped(scope, run).expect("a thread starts");
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Takes a source through lexer, parser, visitor and dumps. Returns the diagnostics as they are shown.
fn check(source: impl Into<Vec<u8>>) -> Vec<String> {
    let source = source.into();
    on_small_stack(|| {
        let len = source.len();
        let start: String = String::from_utf8_lossy(&source[..len.min(60)]).into_owned();
        let mut map = SourceMap::new();
        let file = map.add("x.go", source).expect("the source is within the limit");

        let used = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let arena = Bump::new();
        let names = Interner::new(&arena);
        let (tree, diagnostics) = parse(&map, file, &arena, &names, NodeId(0));
        let peak = MEMORY.peak_usage() - used;

        let mut count = 0_usize;
        for decl in tree.decls {
            let mut pending = vec![(Node::Decl(*decl), 0)];
            while let Some((node, depth)) = pending.pop() {
                assert!(depth <= NESTING_MAX, "{start}");
                count += 1;
                children(node, &mut |child, link| pending.push((child, depth + u32::from(link == Link::Nested))));
            }
        }
        let nodes = tree.end_id.0 as usize + tree.decls.len();
        assert!(count <= nodes, "{start}: {count} nodes of {nodes}");
        let lines = diagnostics.iter().map(|d: &Diagnostic| d.line(&map)).collect();
        assert!(peak <= MEMORY_FACTOR * len + MEMORY_MIN, "{start}: {peak} bytes for {len}");
        if len > SHOWN {
            return lines;
        }
        let (text, json) = (dump_file(&map, &tree, &names), dump_file_json(&map, &tree, &names));
        assert!(text.lines().count() >= 1 && json.lines().count() >= 1);
        let lexed = lex(&map, file, &names);
        let tokens = dump_tokens(&map, &lexed, &names);
        assert_eq!(tokens.lines().count(), lexed.tokens.len());
        let json = dump_tokens_json(&map, &lexed, &names);
        assert_eq!(json.lines().count(), lexed.tokens.len() + lexed.comments.len());
        lines
    })
}

fn repeat(unit: &str, len: usize) -> String {
    unit.repeat(len / unit.len())
}

/// `before open*levels inner close*levels after`
fn nested(levels: usize, before: &str, open: &str, inner: &str, close: &str, after: &str) -> String {
    format!("{before}{}{inner}{}{after}", open.repeat(levels), close.repeat(levels))
}

/// What ends where its nesting exceeds the limit, or earlier with a syntax error.
fn check_too_deep(source: String) {
    let head: String = source.chars().take(60).collect();
    let lines = check(source);
    assert!(lines.iter().any(|l| l.contains("nested too deeply")), "{head}: {lines:?}");
}

fn check_refused(source: String) {
    let head: String = source.chars().take(60).collect();
    assert!(!check(source).is_empty(), "{head} is accepted");
}

fn check_accepted(source: String) {
    let head: String = source.chars().take(60).collect();
    let lines = check(source);
    assert!(lines.is_empty(), "{head}: {lines:?}");
}

const EXPRESSIONS: [(&str, &str, &str); 36] = [
    ("(", "1", ")"),
    ("T{", "", "}"),
    ("T{{", "", "}}"),
    ("T{a: ", "1", "}"),
    ("[]T{", "", "}"),
    ("[...]T{", "", "}"),
    ("map[k]v{k: ", "1", "}"),
    ("struct{}{", "", "}"),
    ("f(", "", ")"),
    ("f(a, ", "b", ", c)"),
    ("a[", "0", "]"),
    ("a[", "", ":]"),
    ("a[:", "0", "]"),
    ("G[", "int", "]"),
    ("G[int, ", "int", "]"),
    ("a.b[c](", "", ")"),
    ("[]int(", "x", ")"),
    ("(*T)(", "x", ")"),
    ("interface{}(", "x", ")"),
    ("func() { _ = ", "1", "}"),
    ("func() int { return ", "1", "}()"),
    ("func(){}(", "", ")"),
    ("-", "1", ""),
    ("!", "a", ""),
    ("^", "1", ""),
    ("*", "p", ""),
    ("& ", "v", ""),
    ("<-", "c", ""),
    ("- + ! ^ & * <-", "x", ""),
    ("a+(", "1", ")"),
    ("(", "1", ")+a"),
    ("a*(b+", "1", ")"),
    ("a||(b&&", "c", ")"),
    ("x.(interface{ m(", "", ") })"),
    ("x.(map[int]", "int", ")"),
    ("[func() { _ = ", "1", "}]int{}"),
];

const TYPES: [(&str, &str, &str); 25] = [
    ("*", "int", ""),
    ("[]", "int", ""),
    ("[1]", "int", ""),
    ("[N*(", "1", ")]int"),
    ("(", "int", ")"),
    ("map[int]", "int", ""),
    ("map[", "int", "]int"),
    ("chan ", "int", ""),
    ("chan<- ", "int", ""),
    ("<-chan ", "int", ""),
    ("chan (<-", "chan int", ")"),
    ("func() ", "int", ""),
    ("func() (", "int", ")"),
    ("func(", "int", ")"),
    ("func(a ", "int", ")"),
    ("func(a, b ...", "int", ")"),
    ("struct{ a ", "int", "}"),
    ("struct{ a, b ", "int", "; c d }"),
    ("interface{ m(", "", ") }"),
    ("interface{ ", "int", "}"),
    ("interface{ ~", "int", "}"),
    ("G[", "int", "]"),
    ("p.G[int, ", "int", "]"),
    ("[]*map[string]chan func(a ", "int", ")"),
    ("[len(", "x", ")]int"),
];

const STATEMENTS: [(&str, &str, &str); 27] = [
    ("{", "", "}"),
    ("if a {", "", "}"),
    ("if a {} else {", "", "}"),
    ("if a := b; a {", "", "}"),
    ("if func() bool {", "", "}() {}"),
    ("if a := func() {", "", "}; a {}"),
    ("for {", "", "}"),
    ("for a := b; c; d {", "", "}"),
    ("for range x {", "", "}"),
    ("for a, b := range func() {", "", "} {}"),
    ("switch {\ncase a:\n", "", "}"),
    ("switch {\ncase func() {", "", "}:\n}"),
    ("switch a := b; c {\ndefault:\n", "", "}"),
    ("switch x.(type) {\ncase T:\n", "", "}"),
    ("select {\ncase <-c:\n", "", "}"),
    ("select {\ncase <-func() {", "", "}():\n}"),
    ("L: ", "a()", ""),
    ("L: for {", "", "}"),
    ("func() {", "", "}()"),
    ("go func() {", "", "}()"),
    ("defer func() {", "", "}()"),
    ("a := func() {", "", "}"),
    ("return func() {", "", "}"),
    ("c <- func() {", "", "}"),
    ("var a = func() {", "", "}"),
    ("const a = func() {", "", "}"),
    ("type T [func() {", "", "}]int"),
];

/// Just within the limit or just beyond it: nothing recurses natively either way.
#[test]
fn as_deep_as_may_be() {
    let _alone = alone();
    for (before, units, after) in [
        ("package p\nvar x = ", &EXPRESSIONS[..], "\n"),
        ("package p\nvar x ", &TYPES[..], "\n"),
        ("package p\nfunc f() { ", &STATEMENTS[..], " }\n"),
    ] {
        for (open, inner, close) in units {
            let source = |n: usize| format!("{before}{}{inner}{}{after}", open.repeat(n), close.repeat(n));
            // A repetition is one level, two or three.
            for levels in [1, 2, 3] {
                check(source((NESTING_MAX as usize - 3) / levels));
            }
            assert!(!check(source(50)).iter().any(|l| l.contains("nested too deeply")), "{open} {close}");
        }
    }
}

#[test]
fn deep_expressions() {
    let _alone = alone();
    for (open, inner, close) in EXPRESSIONS {
        check_too_deep(nested(DEEP, "package p\nvar x = ", open, inner, close, "\n"));
        check_too_deep(nested(FEW, "package p\nfunc f() { x = ", open, inner, close, " }\n"));
        check_refused(nested(FEW, "package p\nvar x = ", open, "", "", ""));
        check_refused(nested(FEW, "package p\nfunc f() { if x == ", open, "", "", ""));
    }
}

#[test]
fn deep_types() {
    let _alone = alone();
    for (open, inner, close) in TYPES {
        check_too_deep(nested(DEEP, "package p\nvar x ", open, inner, close, "\n"));
        check_too_deep(nested(FEW, "package p\nfunc f(a ", open, inner, close, ") {}\n"));
        check_too_deep(nested(FEW, "package p\ntype T[P ", open, inner, close, "] int\n"));
        check_refused(nested(FEW, "package p\nvar x ", open, "", "", ""));
        check_refused(nested(FEW, "package p\ntype T struct { a ", open, "", "", ""));
    }
}

#[test]
fn deep_statements() {
    let _alone = alone();
    for (open, inner, close) in STATEMENTS {
        check_too_deep(nested(DEEP, "package p\nfunc f() { ", open, inner, close, " }\n"));
        check_refused(nested(FEW, "package p\nfunc f() { ", open, "", "", ""));
    }
}

/// Each link is an operand of the next.
#[test]
fn long_postfix_chains() {
    let _alone = alone();
    for link in [".a", "[0]", "[:]", "()", ".(T)", "(a, b...)", "[int, T]", ".a().b[c]"] {
        check_too_deep(format!("package p\nvar x = a{}\n", link.repeat(DEEP)));
    }
    check_refused(format!("package p\nvar x = T{}\n", "{}".repeat(DEEP)));
}

#[test]
fn chains_may_have_any_length() {
    let _alone = alone();
    let operators =
        ["||", "&&", "==", "!=", "<", "<=", ">", ">=", "+", "-", "|", "^", "*", "/", "%", "<<", ">>", "&", "&^", "+b*", "*b+"];
    for operator in operators {
        check_accepted(format!("package p\nvar x = a{}\n", format!("{operator}a").repeat(MANY)));
    }
    check_accepted(format!("package p\nfunc f() {{\nif a {{\n}}{}\n}}\n", " else if b {\n}".repeat(DEEP)));
    check_accepted(format!("package p\ntype T interface {{ a{} }}\n", " | ~b".repeat(DEEP)));
    check_refused(format!("package p\nfunc f() {{ if a {{}}{}", " else if b {\n}".repeat(DEEP)));
}

#[test]
fn long_lists() {
    let _alone = alone();
    let names = |n: usize, separator: &str| (0..n).map(|i| format!("a{i}")).collect::<Vec<_>>().join(separator);
    let many = names(MANY, ", ");
    for (before, after) in [
        ("package p\nfunc f(", " int) {}\n"),
        ("package p\nfunc f(", ") {}\n"),
        ("package p\nfunc f() (", " int)\n"),
        ("package p\nfunc f[", " any]() {}\n"),
        ("package p\ntype T[", " any] int\n"),
        ("package p\ntype T struct { ", " int }\n"),
        ("package p\nvar ", " int\n"),
        ("package p\nvar x = f(", ")\n"),
        ("package p\nvar x = G[", "]\n"),
        ("package p\nvar x = []T{", "}\n"),
        ("package p\nfunc f() { switch { case ", ": } }\n"),
        ("package p\nfunc f() { switch x.(type) { case ", ": } }\n"),
        ("package p\nfunc f() { ", " = 1 }\n"),
        ("package p\nfunc f() { ", " := f() }\n"),
        ("package p\nfunc f() { return ", " }\n"),
    ] {
        check_accepted(format!("{before}{many}{after}"));
        check_refused(format!("{before}{many} +"));
    }
    for (before, unit, after) in [
        ("package p\n", "import \"a\"\n", ""),
        ("package p\nimport (", "\"a\";", ")\n"),
        ("package p\nconst (\n", "a = iota\n", ")\n"),
        ("package p\nvar (\n", "a, b = f()\n", ")\n"),
        ("package p\ntype (\n", "T struct{}\n", ")\n"),
        ("package p\n", "func f() {}\n", ""),
        ("package p\ntype T interface {\n", "m(a int)\n", "}\n"),
        ("package p\ntype T struct {\n", "a, b, c int \"tag\"\n", "}\n"),
        ("package p\nfunc f() {\n", "a = b\n", "}\n"),
        ("package p\nfunc f() {\n", "a;", "}\n"),
        ("package p\nfunc f() {\n", "switch { case a: default: }\n", "}\n"),
        ("package p\nfunc f() {\nswitch a {\n", "case b:\n", "}\n}\n"),
        ("package p\nfunc f() {\nselect {\n", "case <-a:\n", "}\n}\n"),
        ("package p\nfunc f() {\n", "{}\n", "}\n"),
        ("package p\nvar x = T{", "{}, ", "}\n"),
        ("package p\nvar x = T{", "a: {b}, ", "}\n"),
        ("package p\nvar x = f(", "func() { a() }, ", ")\n"),
    ] {
        check_accepted(format!("{before}{}{after}", unit.repeat(MANY)));
    }
}

/// More than one mistake for every few bytes.
#[test]
fn many_mistakes() {
    let _alone = alone();
    for unit in [
        "a b\n",
        "x{}{}{} \n",
        "break\n",
        "continue\n",
        "fallthrough\n",
        "goto L\n",
        "L:\n",
        "s[1::2];",
        "s[::];",
        "go (f())\n",
        "if x = y {\n}\n",
        "if x := 1 {}\n",
        "for a, b, c := range d {\n}\n",
        "case 1:\n",
        "}\n",
        "{\n",
        ")\n",
        "(\n",
        "]\n",
        "else\n",
        "var x\n",
        "func\n",
        "1 2;",
        "f(a b)\n",
        "T{a b}\n",
        "'ab'\n",
        "08\n",
        "\"\\q\\q\\q\"\n",
        "# ",
        "\"\n",
        "x :=\n",
        "<-<-chan int(c)\n",
        "(T){1}\n",
        "~\n",
        "...\n",
        ":",
        "type T[P any,, Q] int\n",
        "func(a, b c, d) {}\n",
        "struct{(A);(B)}{}\n",
        "import \"a\"\n",
        "package q\n",
        "switch {a\n",
        "select {a\n",
    ] {
        check(format!("package p\nfunc f() {{\n{}}}\n", repeat(unit, 2 * MANY)));
        check(format!("package p\n{}", repeat(unit, 2 * MANY)));
        check(format!("package p\nvar x = ({}", repeat(unit, 2 * MANY)));
    }
    for unit in [
        "func () m() {}\n",
        "func (a, b T) m() {}\n",
        "func (T) m[P any]() {}\n",
        "var x int\nimport \"a\"\n",
        "func f(a, b c, d) {}\n",
        "type T struct{(A)}\n",
        "func f() int\n{\n}\n",
    ] {
        check_refused(format!("package p\n{}", repeat(unit, 2 * MANY)));
    }
}

/// A message quotes what it is about, but not a page of it, and not again at every level.
#[test]
fn messages_are_short() {
    let _alone = alone();
    let long = "a".repeat(1 << 20);
    let list = repeat("a, ", 1 << 20) + "a";
    let sources = [
        format!("package p\nfunc f() {{ if {long} = {long} {{}} }}\n"),
        format!("package p\nfunc f() {{ if x = {}y {{}} }}\n", repeat("a + ", 1 << 20)),
        format!("package p\nfunc f() {{ {}a b {} }}\n", "if x = func() {".repeat(DEEP), "} {}".repeat(DEEP)),
        format!("package p\nfunc f() {{ {} {} }}\n", "if x = func() {".repeat(300), "}() {}".repeat(300)),
        format!("package p\nfunc f() {{ {} {list} := f(); L: }}\n", "goto L;".repeat(DEEP)),
        format!("package p\nvar x = 1 {long}\n"),
        format!("package p\nvar x = 1 `{}`\n", repeat("a\n", 1 << 20)),
        format!("package p\nvar x = 1 \"{long}\"\n"),
        format!("package p\nfunc f() {{ {long}: {long}: goto {long}; break {long} }}\n"),
        format!("package p\nvar x = T[{}]{{}}\n", "1".repeat(1 << 20)),
        format!("package p\nvar x = 0b{}2\n", "1".repeat(1 << 20)),
        format!("package p\nvar x = 0b{}2i\n", "1".repeat(1 << 20)),
    ];
    for source in sources {
        let lines = check(source);
        assert!(!lines.is_empty());
        for line in lines {
            assert!(line.len() < 1000, "{} bytes: {}", line.len(), &line[..200]);
            assert!(!line.contains('\n'));
        }
    }
}

/// What an attacker need not think about: one thing over and over.
#[test]
fn one_thing_over_and_over() {
    let _alone = alone();
    for unit in [
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "`",
        "\\",
        "/*",
        "//",
        "\n",
        ";",
        ",",
        ".",
        ":",
        "-",
        "*",
        "&",
        "<-",
        "a ",
        "a\n",
        "a.",
        "a,",
        "1 ",
        "\0",
        "\u{FEFF}",
        "é",
        "\u{A0}",
        "func",
        "func ",
        "func(",
        "struct{",
        "if ",
        "else ",
        "case ",
        "chan ",
        "map[",
        "package p;",
        "var x=",
    ] {
        for before in ["", "package p\nvar x = ", "package p\nfunc f() {"] {
            check(format!("{before}{}", repeat(unit, if before.is_empty() { 10 * MANY } else { MANY })));
        }
    }
    for unit in ["(", "\"", "\n"] {
        check(repeat(unit, LONG));
    }
    for bytes in [&b"\xff"[..], b"\xc3", b"\xe4\xb8", b"\xed\xa0\x80", b"a\xff"] {
        check(bytes.repeat(LONG / 10 / bytes.len()));
    }
}

#[test]
fn long_lines_and_many_names() {
    let _alone = alone();
    check_accepted(format!("package p; func f() {{ {} }}", repeat("x = f(a, b[1], \"s\") + 1; ", LONG / (DEEP / MANY))));
    check_accepted(format!("package p; var x = \"{}\"", "a".repeat(LONG)));
    check_accepted(format!("package p; var {} int", "a".repeat(LONG)));
    check_accepted(format!("package p; var x = 1{}", "0".repeat(LONG)));
    let mut source = "package p\nvar x = f(".to_owned();
    for i in 0..1_000_000 {
        write!(source, "a{i},").expect("strings take all text");
    }
    source.push_str(")\n");
    check_accepted(source);
}

/// Bytes, and words of Go in any order, from a fixed seed.
#[test]
fn random_sources() {
    let _alone = alone();
    let mut state: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    };
    check((0..LONG).map(|_| random(256) as u8).collect::<Vec<u8>>());
    check((0..LONG / 10).map(|_| random(128) as u8).collect::<Vec<u8>>());
    let words = "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return \
                 select struct switch type var a b T 1 \"s\" 'r' . ... , ; : := = + - * / & ^ ~ ! < <- ++ += == ( ) [ ] { } ( ) [ ] { } \n \n";
    let words: Vec<&str> = words.split(' ').collect();
    for before in ["", "package p\n", "package p\nfunc f() {\n", "package p\nvar x = "] {
        for len in [100_000, 1_000, 1_000, 100, 100, 100, 30, 30, 30, 30, 30] {
            let mut source = before.to_owned();
            for _ in 0..len {
                source.push_str(words[random(words.len())]);
                source.push(' ');
            }
            check(source);
        }
    }
}
