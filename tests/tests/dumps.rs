//! The readable form of every stage is stable: tokens, tree, types, and canonical bytecode with its energy.

use std::fmt::Write as _;
use std::fs;

use bumpalo::Bump;
use govm_interp::{IMPLICIT_PACKAGES, dump_module, lower};
use govm_lexer::{Interner, SourceMap, dump_tokens, lex};
use govm_parser::ast::NodeId;
use govm_parser::{dump_file, parse};
use govm_tests::{Library, corpus, snapshots};
use govm_typeck::{Config, PackageId, Root, check_program, dump_package};

/// The contracts, and of each the functions whose bytecode is held. They have in them what no other has: nested calls, slices that
/// shrink, several results, switches without a tag, embedded fields, products of 128 bits.
const CONTRACTS: [(&str, &[&str]); 7] = [
    ("auction", &["Seal", "phase"]),
    ("exchange", &["mulDiv", "Side.other"]),
    ("multisig", &["Kind.String", "count"]),
    ("names", &["isPlain", "mine"]),
    ("nft", &["mayMove", "TokensOf"]),
    ("snippet", &["Turn"]),
    ("token", &["take", "add"]),
];

fn text_of(contract: &str) -> (String, Vec<u8>) {
    let name = format!("{contract}.go");
    let text = fs::read(corpus("contracts").join(contract).join(&name)).expect("the corpus can be read");
    (name, text)
}

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({omit_expression => true}, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn tokens_and_tree() {
    let arena = Bump::new();
    let names = Interner::new(&arena);
    let mut map = SourceMap::new();
    let (name, text) = text_of("snippet");
    let file = map.add(name, text).expect("the file is small");
    let lexed = lex(&map, file, &names);
    assert!(lexed.diagnostics.is_empty());
    snapshot("tokens__snippet", &dump_tokens(&map, &lexed, &names));
    let (tree, diagnostics) = parse(&map, file, &arena, &names, NodeId(0));
    assert!(diagnostics.is_empty());
    snapshot("tree__snippet", &dump_file(&map, &tree, &names));
}

#[test]
fn types_and_bytecode() {
    for (contract, functions) in CONTRACTS {
        let arena = Bump::new();
        let names = Interner::new(&arena);
        let mut map = SourceMap::new();
        let root = Root { path: "app".to_owned(), files: vec![text_of(contract)] };
        let config = Config { implicit: IMPLICIT_PACKAGES, ..Config::default() };
        let (mut program, errors) = check_program(&mut map, &names, &arena, root, &Library, &config);
        assert!(errors.is_empty(), "{contract}: {}", errors[0].line(&map));
        let root = PackageId(program.packages.len() as u32 - 1);
        snapshot(&format!("types__{contract}"), &dump_package(&mut program, root, &names));
        let module = lower(&mut program, &map, &names).unwrap_or_else(|errors| panic!("{contract}: {}", errors[0].line(&map)));
        let dump = dump_module(&module, &[]);
        let mut text = String::new();
        for function in functions {
            writeln!(text, "{}", function_of(&dump, function)).expect("strings take all text");
        }
        snapshot(&format!("bytecode__{contract}"), &text);
    }
}

/// No snapshot is left of what is not dumped.
#[test]
fn snapshots_are_of_dumps() {
    let mut names: Vec<String> = CONTRACTS.iter().map(|(contract, _)| format!("bytecode__{contract}")).collect();
    names.extend(["tokens__snippet".to_owned(), "tree__snippet".to_owned()]);
    names.extend(CONTRACTS.iter().map(|(contract, _)| format!("types__{contract}")));
    assert_eq!(snapshots("dumps__"), names);
}

/// The part of a dump that is about a function of the contract.
fn function_of<'d>(dump: &'d str, function: &str) -> &'d str {
    let head = format!("\nfunc app.{function} ");
    let start = dump.find(&head).unwrap_or_else(|| panic!("no {head:?} in:\n{dump}")) + 1;
    let end = dump[start..].find("\nfunc ").map_or(dump.len(), |at| start + at);
    dump[start..end].trim_end()
}
