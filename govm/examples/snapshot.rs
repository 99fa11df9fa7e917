//! What the compiler makes of a contract, held in a snapshot test: a change of the compiler that changes the contract's bytecode or
//! energy is seen in review. In a project of yours, `main` is a `#[test]`.

#![allow(unreachable_pub, reason = "a test runs it too")]

use govm::{Source, snapshot_bytecode, snapshot_types};

pub fn main() {
    let source = Source::new(vec![("counter.go".into(), include_bytes!("counter.go").to_vec())]).expect("a file");
    let types = snapshot_types(&source);
    let (_, types) = types.split_once("--- types\n").expect("the source is right");
    insta::assert_snapshot!(types, @r#"
    package counter "app"
    import "govm"
    func Add(int) int
    func CountOf(govm.Address) int
    var counts govm.Map[govm.Address,int]
    init counts
    instance NewMap[govm.Address,int] func(string) govm.Map[govm.Address,int]
    "#);
    insta::assert_snapshot!(snapshot_bytecode(&source, &["CountOf"]), @r"
    func app.CountOf params 3 results 1 regs 11
    b0: ; energy 15
      ; counter.go:16  func CountOf(who govm.Address) int { return counts.Get(who) }
      gaddr r5, globals+0
      ld.64 r7, r5, +0
      movn r8, r1, x3
      call window r6, govm.Map[...].Get
      mov r4, r6
      return r4
    ");
}
