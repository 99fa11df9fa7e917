//! Go programs that use the library, run through the whole pipeline. What they print is what Go prints.

use std::path::Path;
use std::sync::Arc;

use bumpalo::Bump;
use govm_interp::{
    BufferHost, Engine, IMPLICIT_PACKAGES, Instance, Limits, Module, Natives, Program, encode, lower, runtime_natives,
};
use govm_lexer::{Interner, SourceMap};
use govm_stdlib::Library;
use govm_typeck::{Config, Root, check_program};

/// A program's module, or its errors.
fn compile(library: &Library, name: &str, text: &str) -> Result<Module, String> {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let mut map = SourceMap::new();
    let config = Config { implicit: IMPLICIT_PACKAGES, ..Config::default() };
    let root = Root { path: "main".to_string(), files: vec![(name.to_string(), text.as_bytes().to_vec())] };
    let (mut program, errors) = check_program(&mut map, &names, &arena, root, library, &config);
    let module = if errors.is_empty() { lower(&mut program, &map, &names) } else { Err(errors) };
    module.map_err(|errors| {
        let line = |at| map.location(at).map_or(String::new(), |l| format!("{}:{}", l.file, l.line));
        errors.iter().map(|e| format!("{}: {}\n", line(e.span.lo), e.message)).collect()
    })
}

/// What a command prints, with the message of its failure if it fails.
fn run(name: &str, text: &str) -> String {
    let part = Library::for_program([text.as_bytes()]);
    let module = match compile(&part, name, text) {
        Ok(module) => module,
        Err(errors) => return errors,
    };
    assert!(part.is_enough(), "{name}");
    let whole = compile(&Library::whole(), name, text).expect("more of the library is no error");
    assert!(encode(&module) == encode(&whole), "{name}: the module depends on what is left out of the library");
    let mut natives = Natives::new();
    natives.extend(runtime_natives());
    natives.extend(&govm_stdlib::natives().collect::<Vec<_>>());
    let program = Arc::new(Program::load(module, &natives).expect("lowered code is sound"));
    let mut host = BufferHost::default();
    let mut instance = Instance::new(&program, Engine::Reference, Limits::default(), &mut host);
    let failure = instance.run_init().and_then(|()| instance.call_export("main", &[]).map(|_| ())).err();
    let mut printed = String::from_utf8_lossy(&host.stdout).into_owned();
    if let Some(failure) = failure {
        printed += &format!("{}\n", failure.message);
    }
    printed
}

/// A program and what Go prints for it lie side by side.
fn check(name: &str) {
    let path = |ext: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs").join(format!("{name}.{ext}"));
    let text = std::fs::read_to_string(path("go")).expect("a program");
    let want = std::fs::read(path("expected")).expect("its output");
    let want = String::from_utf8_lossy(&want);
    let found = run(&format!("{name}.go"), &text);
    let lines = found.lines().zip(want.lines()).enumerate();
    let wrong: Vec<String> =
        lines.filter(|(_, (f, w))| f != w).map(|(i, (f, w))| format!("{}:\n found {f}\n want  {w}", i + 1)).collect();
    assert!(wrong.is_empty(), "{name}: different lines\n{}", wrong.join("\n"));
    assert_eq!(found.lines().count(), want.lines().count(), "{name}: lines\n{found}");
}

#[test]
fn packages_of_the_library_check_and_lower() {
    for path in govm_stdlib::package_paths() {
        let text = format!("package main\n\nimport _ {path:?}\n\nfunc main() {{ println() }}\n");
        assert_eq!(run("main.go", &text), "", "{path}");
    }
}

#[test]
fn fmt_verbs() {
    check("fmt_verbs");
}

#[test]
fn fmt_values() {
    check("fmt_values");
}

#[test]
fn fmt_methods() {
    check("fmt_methods");
}

#[test]
fn strings() {
    check("strings");
}

#[test]
fn strconv() {
    check("strconv");
}

#[test]
fn sort() {
    check("sort");
}

#[test]
fn errors() {
    check("errors");
}

#[test]
fn math() {
    check("math");
}

#[test]
fn math_bits() {
    check("math_bits");
}

#[test]
fn time() {
    check("time");
}

#[test]
fn hashes() {
    check("hashes");
}

#[test]
fn cmplx() {
    check("cmplx");
}

#[test]
fn rand() {
    check("rand");
}

#[test]
fn flags() {
    check("flags");
}

#[test]
fn scan() {
    check("scan");
}

#[test]
fn bigs() {
    check("bigs");
}

#[test]
fn floats() {
    check("floats");
}

#[test]
fn context() {
    check("context");
}

#[test]
fn reflect() {
    check("reflect");
}

#[test]
fn bytes() {
    check("bytes");
}

#[test]
fn generic() {
    check("generic");
}

#[test]
fn unicode() {
    check("unicode");
}

#[test]
fn panics() {
    check("panics");
}

#[test]
fn io() {
    check("io");
}

#[test]
fn bufio() {
    check("bufio");
}

#[test]
fn unicode_tables() {
    check("unicode_tables");
}

#[test]
fn containers() {
    check("containers");
}

#[test]
fn path() {
    check("path");
}

#[test]
fn encodings() {
    check("encodings");
}

#[test]
fn json() {
    check("json");
}

#[test]
fn tabwriter() {
    check("tabwriter");
}

#[test]
fn regexp() {
    check("regexp");
}

#[test]
fn binary() {
    check("binary");
}

#[test]
fn text() {
    check("text");
}

#[test]
fn numbers() {
    check("numbers");
}

#[test]
fn reflected() {
    check("reflected");
}

#[test]
fn programs() {
    check("programs");
}

#[test]
fn sync() {
    check("sync");
}

#[test]
fn rest() {
    check("rest");
}

#[test]
fn gobs() {
    check("gobs");
}

/// Go's package sends maps in any order; here it is that of their keys.
#[test]
fn gob_sends_maps_sorted_by_key() {
    let text = "package main\n\nimport (\n\t\"bytes\"\n\t\"encoding/gob\"\n\t\"fmt\"\n)\n\nfunc main() {\n\tvar b bytes.Buffer\n\t\
                gob.NewEncoder(&b).Encode(map[string]int{\"z\": 1, \"a\": 2, \"m\": -3})\n\tfmt.Printf(\"%x\", b.Bytes())\n}\n";
    assert_eq!(run("main.go", text), "0d7f040102ff8000010c010400000dff800003016104016d05017a02");
}
