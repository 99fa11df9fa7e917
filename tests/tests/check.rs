//! The programs of `corpus/programs` are accepted by the front end, with the library's own packages.

use std::path::Path;

use bumpalo::Bump;
use govm_lexer::{Interner, SourceMap};
use govm_typeck::{Config, Importer, Root, check_program};

struct Library;

impl Importer for Library {
    fn sources(&self, path: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        let files = govm_stdlib::source(path).ok_or_else(|| format!("package {path} is not in std"))?;
        Ok(files.iter().map(|(name, text)| (format!("{path}/{name}"), text.as_bytes().to_vec())).collect())
    }
}

#[test]
fn programs_have_no_errors() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/programs");
    let mut errors = Vec::new();
    for folder in [root.clone(), root.join("panics")] {
        let entries = std::fs::read_dir(folder).expect("the corpus is there");
        let mut files: Vec<_> = entries.map(|entry| entry.expect("the corpus can be read").path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "go")) {
            let name = file.file_name().expect("a file has a name").to_string_lossy().into_owned();
            let text = std::fs::read(file).expect("the corpus can be read");
            let arena = Bump::new();
            let names = Interner::new(&arena);
            let mut map = SourceMap::new();
            let root = Root { path: "main".to_owned(), files: vec![(name, text)] };
            let (_, diagnostics) =
                check_program(&mut map, &names, &arena, root, &Library, &Config { error_limit: 100, implicit: &[] });
            errors.extend(diagnostics.iter().map(|diagnostic| diagnostic.line(&map)));
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}
