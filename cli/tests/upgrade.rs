//! `govm upgrade`: new code for an app whose code allows it.

mod support;

use support::{dir, govm};

const FIRST: &str = r#"package counter

import (
	"errors"

	"govm"
)

var (
	owner = govm.NewVar[govm.Address]("owner")
	total = govm.NewVar[uint64]("total")
)

func Init(start uint64) {
	owner.Set(govm.Caller())
	total.Set(start)
}

func AllowUpgrade(code govm.Hash) error {
	if govm.Caller() != owner.Get() {
		return errors.New("counter: not the owner")
	}
	return nil
}

func Add(n uint64) uint64 {
	total.Set(total.Get() + n)
	return total.Get()
}
"#;

#[test]
fn an_owner_upgrades_and_others_do_not() {
    let second = FIRST.replace("+ n)", "+ 2*n)") + "\nfunc Migrate(more uint64) { total.Set(total.Get() + more) }\n";
    let dir = dir(&[("first.go", FIRST), ("second.go", &second)]);
    govm(&dir, &["deploy", "first.go", "5"]).assert().success();
    let refused = govm(&dir, &["upgrade", "--from", "bob", "counter", "second.go", "100"]).assert().code(2);
    assert!(String::from_utf8_lossy(&refused.get_output().stdout).contains("counter: not the owner"));
    govm(&dir, &["query", "counter", "AllowUpgrade", "0x00"]).assert().failure();

    let upgraded = govm(&dir, &["upgrade", "counter", "second.go", "100"]).assert().success();
    assert!(String::from_utf8_lossy(&upgraded.get_output().stdout).contains("version  2\n"));
    let call = govm(&dir, &["call", "counter", "Add", "1"]).assert().success();
    assert!(String::from_utf8_lossy(&call.get_output().stdout).contains("107"));
    govm(&dir, &["upgrade", "counter", "second.go", "100"]).assert().failure();
    govm(&dir, &["upgrade", "counter", "first.go", "1"]).assert().failure();
}
