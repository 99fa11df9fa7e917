//! Checked programs: diagnostics stand in the file and in order, the result is the same wherever the file lies, every package has a dump,
//! broken ones too, every policy has an opinion, and what is accepted is known completely: types, values, uses.

use bumpalo::Bump;
use govm_lexer::{BytePos, Diagnostic, Interner, SourceMap, Symbol};
use govm_parser::ast::{Expr, ExprKind};
use govm_parser::{Node, children};
use govm_typeck::{
    Basic, Config, Importer, Mode, PackageId, Policy, Program, Purpose, Root, Rules, Type, TypeAndValue, Value, check_policy,
    check_program, dump_package,
};

/// Native stack that checking may take whatever the file is. Frames of a build without optimisation are many times larger.
const STACK: usize = if cfg!(debug_assertions) { 128 << 20 } else { 1 << 20 };

/// Messages show types by their spelling, which is bounded, and there may be several in one.
const MESSAGE_MAX: usize = 64 << 10;

/// Checks what holds for the program of any bytes.
pub(super) fn check(bytes: &[u8]) {
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || {
            for (rules, purpose) in [(Rules::Gc, Purpose::Run), (Rules::GoTypes, Purpose::Check)] {
                let first = outcome(bytes, rules, purpose, Before::Nothing);
                let again = outcome(bytes, rules, purpose, Before::AnotherFile);
                assert_eq!(first, again, "the place of the file, and what was known before it, is seen");
            }
        });
        if let Err(panic) = worker.expect("a thread can be started").join() {
            std::panic::resume_unwind(panic);
        }
    });
}

/// What the map and the interner know before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Nothing,
    AnotherFile,
}

/// Packages that the programs of the corpus import, as far as they need them, and one with every kind of object.
struct Few;

impl Importer for Few {
    fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        let text = match path {
            "errors" => {
                "package errors\nfunc New(text string) error { return nil }\nfunc Is(err, target error) bool { return err == target }\n"
            }
            "fmt" => {
                "package fmt\ntype Stringer interface{ String() string }\nfunc Println(args ...any) (n int, err error) { return }\n\
                 func Printf(format string, args ...any) {}\nfunc Sprint(args ...any) string { return \"\" }\n\
                 func Sprintf(format string, args ...any) string { return \"\" }\nfunc Errorf(format string, args ...any) error { return nil }\n"
            }
            "iter" => "package iter\ntype Seq[V any] func(yield func(V) bool)\ntype Seq2[K, V any] func(yield func(K, V) bool)\n",
            "strings" => {
                "package strings\ntype Builder struct{ buf []byte }\nfunc (b *Builder) WriteString(s string) {}\n\
                 func (b *Builder) String() string { return string(b.buf) }\nfunc Repeat(s string, count int) string { return s }\n"
            }
            "cmp" => {
                "package cmp\ntype Ordered interface{ ~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~float64 | ~string }\n\
                 func Compare[T Ordered](x, y T) int { if x < y { return -1 }; return 1 }\n"
            }
            "other" => {
                "package other\nimport \"fmt\"\nconst C = 1 << 3\nvar V = map[string]int{}\nvar hidden int\n\
                 type T struct { A int; b string; *fmtT }\ntype fmtT struct{ F fmt.Stringer }\nfunc (T) M() {}\nfunc (*T) P() int { return C }\n\
                 func (T) m() {}\ntype G[K comparable, E any] struct { Key K; elem E }\nfunc (g *G[K, E]) Get() (K, E) { return g.Key, g.elem }\n\
                 type I interface { M(); m() }\ntype Alias[E any] = G[string, E]\nfunc F[S ~[]E, E any](s S, f func(E) E) S { return s }\n"
            }
            _ => return Err(format!("package {path} is not in std")),
        };
        Ok(vec![(format!("{path}/{path}.go"), text.as_bytes().to_vec())])
    }
}

/// All that is seen of the check: errors as a compiler prints them, dumps, and what the policies say.
fn outcome(bytes: &[u8], rules: Rules, purpose: Purpose, before: Before) -> String {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let mut map = SourceMap::new();
    if before == Before::AnotherFile {
        map.add("before.go", "package q\n").expect("the file is small");
        for name in ["y", "x", "M", "T", "p"] {
            names.intern(name);
        }
    }
    let root = Root { path: "main".to_string(), files: vec![("a.go".to_string(), bytes.to_vec())] };
    let config = Config { error_limit: 200, purpose, rules, ..Config::default() };
    let (mut program, diagnostics) = check_program(&mut map, &names, &arena, root, &Few, &config);
    assert!(diagnostics.len() <= 200, "{} errors", diagnostics.len());
    check_errors(&map, &diagnostics);
    let mut out = String::new();
    for diagnostic in &diagnostics {
        out.push_str(&format!("{} {}\n", diagnostic.code.id, diagnostic.line(&map)));
    }
    let root = PackageId((program.packages.len() as u32).saturating_sub(1));
    for id in (0u32..).map(PackageId).take(program.packages.len()) {
        out.push_str(&dump_package(&mut program, id, &names));
        if diagnostics.is_empty() {
            let view = View { program: &program, names: &names, map: &map };
            // Of imported packages that are merely checked the bodies are not looked at.
            if id == root || purpose == Purpose::Run {
                view.package(id);
            }
            for policy in [Policy::full(), Policy::contract(), Policy::classic()] {
                let refused = check_policy(&program, id, &policy);
                check_errors(&map, &refused);
                out.extend(refused.iter().map(|d| format!("{} {}\n", d.code.id, d.line(&map))));
            }
        }
    }
    out
}

/// Errors are about the file, in order, and can be shown.
fn check_errors(map: &SourceMap, diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        let place = map.location(diagnostic.span.lo).unwrap_or_else(|| panic!("{diagnostic:?} has no place"));
        assert!(place.line > 0 && place.column > 0 && diagnostic.span.lo <= diagnostic.span.hi, "{diagnostic:?}");
        let file = map.files().iter().find(|f| f.name == place.file).expect("a place is in a file");
        let end = BytePos(file.start.0 + file.text.len() as u32);
        assert!(file.start <= diagnostic.span.lo && diagnostic.span.hi <= end, "{diagnostic:?} leaves its file");
        for label in &diagnostic.labels {
            assert!(map.location(label.span.lo).is_some(), "{label:?} has no place");
        }
        let message = &diagnostic.message;
        assert!(!message.is_empty() && message.len() <= MESSAGE_MAX, "{} bytes of message", message.len());
        assert!(message.lines().skip(1).all(|line| line.starts_with('\t')), "{message:?} breaks its line");
        assert!(!message.contains(['\r', '\0']) && !message.contains("\n\n"), "{message:?} breaks its line");
    }
    let key = |d: &Diagnostic| (d.span, d.code.id, d.message.clone());
    assert!(diagnostics.windows(2).all(|pair| key(&pair[0]) <= key(&pair[1])), "diagnostics are not in order");
}

/// A program that was accepted.
struct View<'v, 'a> {
    program: &'v Program<'a>,
    names: &'v Interner<'a>,
    map: &'v SourceMap,
}

impl<'a> View<'_, 'a> {
    /// Whoever goes through the trees of a package finds all facts that lowering asks for.
    fn package(&self, id: PackageId) {
        let package = &self.program.packages[id.0 as usize];
        for (_, obj) in &package.members {
            let ty = self.program.object(*obj).ty;
            let text = self.program.type_string(ty, self.names);
            assert!(!text.contains("invalid type"), "a member has type {text}");
        }
        let mut pending: Vec<Node<'a>> = package.files.iter().flat_map(|f| f.decls).map(|d| Node::Decl(*d)).collect();
        while let Some(node) = pending.pop() {
            let mut tags = Vec::new();
            if let Node::Expr(x) = node {
                self.expr(x);
                if let ExprKind::StructType { fields } = x.kind {
                    tags.extend(fields.iter().filter_map(|f| f.tag).map(|tag| tag.id));
                }
            }
            // Tags are no expressions.
            children(node, &mut |child, _| match child {
                Node::Expr(x) if tags.contains(&x.id) => {}
                _ => pending.push(child),
            });
        }
    }

    fn expr(&self, x: &Expr<'_>) {
        let at = || format!("{} {:?}", self.map.location(x.span.lo).map(|at| at.to_string()).unwrap_or_default(), self.text(x));
        let info = &self.program.info;
        match x.kind {
            ExprKind::Bad => panic!("{}: a broken node was accepted", at()),
            // Its object says everything, or the field that is a key; blank and what stands for an imported package has no type.
            ExprKind::Ident(name) if info.types[x.id.0 as usize].is_none() => {
                let is_object = info.uses[x.id.0 as usize].is_some() || info.defs[x.id.0 as usize].is_some();
                let is_known = is_object || info.selections.contains_key(&x.id) || name == Symbol::BLANK;
                assert!(is_known, "{}: nothing is known of the name", at());
                return;
            }
            ExprKind::Selector { sel, .. } => {
                let is_known = info.uses[sel.id.0 as usize].is_some() || info.selections.contains_key(&x.id);
                assert!(is_known, "{}: nothing is known of what is selected", at());
            }
            _ => {}
        }
        let Some(fact) = &info.types[x.id.0 as usize] else { panic!("{}: no type", at()) };
        self.fact(fact, &at);
    }

    fn fact(&self, fact: &TypeAndValue, at: &dyn Fn() -> String) {
        let ty = self.program.types.get(fact.ty);
        // A built-in function has a type, as in this call, only where the call is no constant.
        if fact.mode == Mode::Builtin {
            return;
        }
        assert!(fact.mode != Mode::Invalid && *ty != Type::Basic(Basic::Invalid), "{}: an invalid fact {fact:?}", at());
        let has_value = matches!(&fact.value, Some(value) if !matches!(value, Value::Unknown));
        assert_eq!(fact.mode == Mode::Constant, has_value, "{}: {fact:?}", at());
        let is_untyped = self.program.type_string(fact.ty, self.names).starts_with("untyped ");
        let may_be_untyped = matches!(fact.mode, Mode::Constant | Mode::NilValue);
        assert!(!is_untyped || may_be_untyped, "{}: {fact:?} was never converted", at());
    }

    fn text(&self, x: &Expr<'_>) -> String {
        String::from_utf8_lossy(self.map.text(x.span)).chars().take(60).collect()
    }
}
