//! The readable form of every stage is stable: tokens, tree, types, and canonical bytecode with its energy.

use std::fs;

use govm_runtime::{Source, snapshot_bytecode, snapshot_types};
use govm_tests::{corpus, snapshots};

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
    let (name, text) = text_of("snippet");
    snapshot("tokens__snippet", &govm_lexer::snapshot(&name, text.as_slice()));
    snapshot("tree__snippet", &govm_parser::snapshot(&name, text));
}

#[test]
fn types_and_bytecode() {
    for (contract, functions) in CONTRACTS {
        let source = Source::new(vec![text_of(contract)]).expect("a contract has a file");
        // Most contracts are long, and stand in the corpus.
        let types = snapshot_types(&source);
        let types =
            if contract == "snippet" { Some(types.as_str()) } else { types.split_once("--- types\n").map(|(_, types)| types) };
        snapshot(&format!("types__{contract}"), types.expect("the contract has no errors"));
        snapshot(&format!("bytecode__{contract}"), &snapshot_bytecode(&source, functions));
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
