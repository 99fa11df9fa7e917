//! The programs of `corpus/programs` are accepted by the front end, with the library's own packages.

use bumpalo::Bump;
use govm_lexer::{Interner, SourceMap};
use govm_stdlib::Library;
use govm_tests::{corpus, go_files};
use govm_typeck::{Config, Root, check_program};

#[test]
fn programs_have_no_errors() {
    let mut errors = Vec::new();
    for folder in [corpus("programs"), corpus("programs/panics")] {
        for name in go_files(&folder) {
            let name = format!("{name}.go");
            let text = std::fs::read(folder.join(&name)).expect("the corpus can be read");
            let arena = Bump::new();
            let names = Interner::new(&arena);
            let mut map = SourceMap::new();
            let root = Root { path: "main".to_owned(), files: vec![(name, text)] };
            let (_, diagnostics) = check_program(
                &mut map,
                &names,
                &arena,
                root,
                &Library::whole(),
                &Config { error_limit: 100, ..Config::default() },
            );
            errors.extend(diagnostics.iter().map(|diagnostic| diagnostic.line(&map)));
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}
