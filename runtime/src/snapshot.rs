//! What the compiler made of a contract, with its source, for snapshot tests.

use std::fmt::Write;

use govm_interp::{dump_module, lower};
use govm_lexer::{Diagnostic, FileId, SourceMap, snapshot_head};
use govm_typeck::{Policy, dump_package};

use crate::app::Source;
use crate::compile::{PATH, check, root_of};
use crate::packages::Packages;

/// A contract's source with the types of its declarations, or with its errors.
///
/// ```
/// # use govm_runtime::{Source, snapshot_types};
/// let text = "package p\n\nconst Max = 1 << 3\n\nfunc Twice(n int) int { return 2 * n }\n";
/// let source = Source::new(vec![("p.go".into(), text.into())])?;
/// insta::assert_snapshot!(snapshot_types(&source), @r#"
/// --- p.go
///   1  package p
///   2
///   3  const Max = 1 << 3
///   4
///   5  func Twice(n int) int { return 2 * n }
/// --- types
/// package p "app"
/// const Max untyped int = 8
/// func Twice(int) int
/// "#);
/// # Ok::<(), String>(())
/// ```
#[must_use]
pub fn snapshot_types(source: &Source) -> String {
    let mut map = SourceMap::new();
    let types = check(source, &Policy::contract(), &Packages::default(), &mut map, |program, _, names| {
        let root = root_of(program);
        Ok(dump_package(program, root, names))
    });
    match types {
        Ok(types) => format!("{}--- types\n{types}", head(source, &map, &[])),
        Err(errors) => head(source, &map, &errors),
    }
}

/// The bytecode of functions of a contract, a method's name with that of its type before it. Each line of the source stands above
/// its instructions, each block has its energy. Where the contract has errors, they are there instead, with the source.
///
/// ```
/// # use govm_runtime::{Source, snapshot_bytecode};
/// let source = Source::new(vec![("p.go".into(), "package p\n\nfunc Twice(n int) int { return 2 * n }\n".into())])?;
/// insta::assert_snapshot!(snapshot_bytecode(&source, &["Twice"]), @r"
/// func app.Twice params 1 results 1 regs 4
/// b0: ; energy 5
///   ; p.go:3  func Twice(n int) int { return 2 * n }
///   const r3, 2
///   mul r2, r3, r1
///   return r2
/// ");
/// # Ok::<(), String>(())
/// ```
#[must_use]
pub fn snapshot_bytecode(source: &Source, functions: &[&str]) -> String {
    let mut map = SourceMap::new();
    let module = match check(source, &Policy::contract(), &Packages::default(), &mut map, lower) {
        Ok(module) => module,
        Err(errors) => return head(source, &map, &errors),
    };
    let text = |name: &String| map.files().iter().find(|file| file.name == *name).map(|file| file.text.as_slice());
    let texts = module.files.iter().map(|name| std::str::from_utf8(text(name).unwrap_or_default()).unwrap_or_default());
    let dump = dump_module(&module, &texts.collect::<Vec<_>>());
    let mut shown = String::new();
    for function in functions {
        let _ = match function_of(&dump, function) {
            Some(text) => writeln!(shown, "{text}"),
            None => writeln!(shown, "no function {function}"),
        };
    }
    shown
}

/// The source and its errors.
fn head(source: &Source, map: &SourceMap, errors: &[Diagnostic]) -> String {
    let is_own = |name: &String| source.files().iter().any(|(own, _)| own == name);
    let files = map.files().iter().enumerate().filter(|(_, file)| is_own(&file.name)).map(|(i, _)| FileId(i as u32));
    snapshot_head(map, &files.collect::<Vec<_>>(), errors)
}

/// The part of a dump that is about a function of the contract.
fn function_of<'d>(dump: &'d str, function: &str) -> Option<&'d str> {
    let start = dump.find(&format!("\nfunc {PATH}.{function} "))? + 1;
    let end = dump[start..].find("\nfunc ").map_or(dump.len(), |at| start + at);
    Some(dump[start..end].trim_end())
}
