//! How many golden cases each function of the library has: at least three, unless a reason says why not.
//!
//! The golden programs (tests/programs) print what Go prints. A case is a mention of a function or method in one of them: each counts as
//! often as the function around it is mentioned; one in a loop counts three times, since loops go over tables, and so does a function as a
//! value, since tables of functions are called in loops.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bumpalo::Bump;
use govm_interp::IMPLICIT_PACKAGES;
use govm_lexer::{Interner, SourceMap};
use govm_parser::ast::{Decl, Expr, ExprKind, StmtKind};
use govm_parser::{Node, children};
use govm_stdlib::Library;
use govm_typeck::{Config, ObjId, Program, Root, Type, check_program};

/// Cases that each function has at least.
const LEAST: u64 = 3;

/// Packages whose functions golden programs cannot call, and why.
const ELSEWHERE: &[(&str, &str)] = &[
    ("govm", "contracts call it, and the tests of the runtime"),
    ("math/rand/internal/tables", "the functions of math/rand read them"),
    ("runtime", "what it tells differs between machines"),
    ("testing", "`govm test` calls it, and Go's own tests of other packages do"),
];

/// Functions that no program calls three times itself, and why.
const NOT_COUNTED: &[(&str, &str)] = &[
    ("log.Fatal", "it ends the program, as all of its name do"),
    ("log.Logger.Fatal", "it ends the program"),
    ("os.Exit", "it ends the program"),
    ("os.File.Close", "there are the three standard streams only"),
    ("os.File.Sync", "a terminal says something else than a file"),
    ("encoding/json.UnmarshalFieldError.Error", "no function makes such an error any more"),
    ("math/big.Float.Format", "package fmt calls it: golden programs print numbers in loops"),
    ("math/big.Float.Scan", "package fmt calls it: golden programs scan numbers in loops"),
    ("math/big.Int.Format", "package fmt calls it"),
    ("math/big.Int.Scan", "package fmt calls it"),
    ("math/big.Rat.Scan", "package fmt calls it"),
    ("crypto.RegisterHash", "packages of hashes call it as the program begins"),
];

/// Passes the checked form of a program to a function.
fn with_checked<T>(text: &str, then: impl FnOnce(&Program<'_>, &Interner<'_>) -> T) -> T {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let config = Config { implicit: IMPLICIT_PACKAGES, ..Config::default() };
    let root = Root { path: "main".to_string(), files: vec![("main.go".to_string(), text.as_bytes().to_vec())] };
    let (program, errors) = check_program(&mut SourceMap::new(), &names, &arena, root, &Library::whole(), &config);
    assert!(errors.is_empty(), "{errors:?}");
    then(&program, &names)
}

/// `path.Name` or `path.Type.Name` of a function of the library that programs can name.
fn full_name(program: &Program<'_>, names: &Interner<'_>, func: ObjId) -> Option<String> {
    let info = program.funcs.get(&func)?;
    let path = &program.packages[info.pkg.0 as usize].path;
    let is_exported = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
    let name = names.resolve(info.decl.name.name);
    if govm_stdlib::source(path).is_none() || !is_exported(name) {
        return None;
    }
    let Some((recv, _)) = info.recv else { return Some(format!("{path}.{name}")) };
    let Type::Named(named) = program.types.get(recv) else { return None };
    let ty = names.resolve(program.object(program.types.named(*named).obj).name);
    is_exported(ty).then(|| format!("{path}.{ty}.{name}"))
}

/// All functions of the library that golden programs can call.
fn functions() -> BTreeSet<String> {
    let is_elsewhere = |path: &&str| ELSEWHERE.iter().any(|(p, _)| p == path);
    let imports: Vec<String> =
        govm_stdlib::package_paths().filter(|p| !is_elsewhere(p)).map(|p| format!("import _ {p:?}\n")).collect();
    with_checked(&format!("package main\n\n{}\nfunc main() {{}}\n", imports.concat()), |program, names| {
        let all = program.funcs.keys().filter_map(|func| full_name(program, names, *func));
        let is_not_counted = |name: &String| NOT_COUNTED.iter().any(|(p, _)| name.starts_with(p));
        all.filter(|name| !is_not_counted(name) && !ELSEWHERE.iter().any(|(p, _)| name.starts_with(&format!("{p}.")))).collect()
    })
}

/// What a function of a program mentions, with the number of times that it does so.
type Mentions = Vec<(ObjId, u64)>;

/// The function that a name or selector stands for.
fn named_function(program: &Program<'_>, x: &Expr<'_>) -> Option<ObjId> {
    let id = match x.kind {
        ExprKind::Selector { sel, .. } => sel.id,
        ExprKind::Index { x, .. } => return named_function(program, x),
        _ => x.id,
    };
    program.info.uses[id.0 as usize].filter(|obj| program.funcs.contains_key(obj))
}

fn mentions<'a>(program: &Program<'a>, node: Node<'a>, times: u64, out: &mut Mentions) {
    let mut inner = times;
    match node {
        Node::Expr(x) => {
            if let ExprKind::Call { fun, .. } = x.kind
                && let Some(func) = named_function(program, fun)
            {
                out.push((func, times));
                // What is called is not mentioned as a value besides.
                children(node, &mut |child, _| match child {
                    Node::Expr(y) if std::ptr::eq(y, fun) => children(child, &mut |z, _| mentions(program, z, times, out)),
                    _ => mentions(program, child, times, out),
                });
                return;
            }
            if let Some(func) = named_function(program, x) {
                out.push((func, times.saturating_mul(LEAST)));
            }
        }
        Node::Stmt(stmt) if matches!(stmt.kind, StmtKind::For { .. } | StmtKind::Range { .. }) => {
            inner = times.saturating_mul(LEAST)
        }
        _ => {}
    }
    children(node, &mut |child, _| mentions(program, child, inner, out));
}

/// How often a program calls the functions of the library, by full name.
fn count(text: &str, into: &mut BTreeMap<String, u64>) {
    with_checked(text, |program, names| {
        let main = program.packages.iter().find(|p| p.path == "main").expect("the program");
        let mut bodies: BTreeMap<Option<ObjId>, Mentions> = BTreeMap::new();
        for decl in main.files.iter().flat_map(|f| f.decls) {
            let func = match decl {
                Decl::Func(f) => program.info.defs[f.name.id.0 as usize],
                _ => None,
            };
            // Variables, methods (fmt and others call them) and main run once.
            let is_root = |obj: &ObjId| program.funcs[obj].recv.is_some() || names.resolve(program.object(*obj).name) == "main";
            mentions(program, Node::Decl(*decl), 1, bodies.entry(func.filter(|f| !is_root(f))).or_default());
        }
        // The mentions of each function, those in functions that it mentions first; a function within itself counts once.
        fn visit(
            of: Option<ObjId>,
            times: u64,
            open: &mut Vec<ObjId>,
            bodies: &BTreeMap<Option<ObjId>, Mentions>,
            found: &mut BTreeMap<ObjId, u64>,
        ) {
            for (func, each) in bodies.get(&of).into_iter().flatten() {
                let times = times.saturating_mul(*each).min(1 << 20);
                if bodies.contains_key(&Some(*func)) {
                    if !open.contains(func) {
                        open.push(*func);
                        visit(Some(*func), times, open, bodies, found);
                        open.pop();
                    }
                } else {
                    *found.entry(*func).or_default() += times;
                }
            }
        }
        let mut found = BTreeMap::new();
        visit(None, 1, &mut Vec::new(), &bodies, &mut found);
        for (func, times) in found {
            if let Some(name) = full_name(program, names, func) {
                *into.entry(name).or_default() += times;
            }
        }
    });
}

#[test]
fn every_function_has_golden_cases() {
    let mut cases = BTreeMap::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the programs").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "go")) {
        count(&std::fs::read_to_string(file).expect("a program"), &mut cases);
    }
    let all = functions();
    let short: Vec<String> = all
        .iter()
        .filter_map(|name| {
            let n = cases.get(name).copied().unwrap_or(0);
            (n < LEAST).then(|| format!("{name} {n}"))
        })
        .collect();
    assert!(
        short.is_empty(),
        "{} of {} functions have fewer than {LEAST} golden cases:\n{}",
        short.len(),
        all.len(),
        short.join("\n")
    );
}
