//! Rules of one's own for what contracts may use.

#![allow(clippy::print_stdout, reason = "an example shows something")]
#![allow(unreachable_pub, reason = "a test runs it too")]

use std::collections::BTreeSet;
use std::sync::Arc;

use govm::{ChainConfig, Error, MemoryStore, Node, Policy, Rule, Source};

pub fn main() -> Result<(), Error> {
    // Contracts of this chain may import a few packages, and no others.
    let mut policy = Policy::contract();
    policy.name = "plain".into();
    policy.rules.insert(Rule::NoImports);
    policy.imports = BTreeSet::from(["govm".into(), "errors".into()]);
    let mut config = ChainConfig::new(1);
    config.policy = policy;
    let node = Node::open(Arc::new(MemoryStore::new()), config)?;

    let accepted = "package p\n\nimport \"errors\"\n\nfunc Fail() error { return errors.New(\"no\") }\n";
    node.compile(&Source::new(vec![("p.go".into(), accepted.into())]).expect("a file"))?;

    let refused = "package p\n\nimport \"fmt\"\n\nfunc Say() string { return fmt.Sprint(1) }\n";
    match node.compile(&Source::new(vec![("p.go".into(), refused.into())]).expect("a file")) {
        Err(Error::Source(errors)) => errors.iter().for_each(|error| println!("{} {}", error.code, error.line)),
        _ => unreachable!("fmt is not among the packages"),
    }
    Ok(())
}
