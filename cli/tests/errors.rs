//! What the command says, and how it exits, when something is wrong with a source, a call, or a store.

use snapbox::str;
use tempfile::TempDir;

mod support;

use support::{dir, govm};

const COUNTER: &str = r#"package counter

import "govm"

var total = govm.NewVar[uint64]("total")

func Init(start uint64) { total.Set(start) }

func Add(n uint64) uint64 {
	total.Set(total.Get() + n)
	return total.Get()
}
"#;

/// A directory with the counter, deployed into the store `store`.
fn deployed() -> TempDir {
    let dir = dir(&[("counter.go", COUNTER)]);
    govm(&dir, &["deploy", "--store", "store", "counter.go", "5"]).assert().success();
    dir
}

/// Commands that compile `main.go` all say the same about it.
fn refused_by(commands: &[&[&str]], source: &str, expected: impl snapbox::IntoData + Clone) {
    let dir = dir(&[("main.go", source)]);
    for command in commands {
        govm(&dir, command).assert().code(1).stdout_eq("").stderr_eq(expected.clone());
    }
}

const COMPILERS: &[&[&str]] =
    &[&["check", "main.go"], &["run", "main.go"], &["dump", "types", "main.go"], &["dump", "bytecode", "main.go"]];
const DEPLOY: &[&[&str]] = &[&["deploy", "--store", "store", "main.go"]];

#[test]
fn syntax_error() {
    let source = "package main\n\nfunc main() {\n\tx := 1 +\n}\n";
    refused_by(
        COMPILERS,
        source,
        str![[r#"
main.go:5:1: syntax error: unexpected }, expected expression

"#]],
    );
    refused_by(
        DEPLOY,
        source,
        str![[r#"
govm: the source is refused [X0001]:
main.go:5:1: syntax error: unexpected }, expected expression

"#]],
    );
}

#[test]
fn type_error() {
    let source = "package main\n\nfunc main() {\n\tvar s string = 1\n\t_ = s\n}\n";
    refused_by(
        COMPILERS,
        source,
        str![[r#"
main.go:4:17: cannot use 1 (untyped int constant) as string value in variable declaration

"#]],
    );
    refused_by(
        DEPLOY,
        source,
        str![[r#"
govm: the source is refused [X0001]:
main.go:4:17: cannot use 1 (untyped int constant) as string value in variable declaration

"#]],
    );
}

#[test]
fn forbidden_import() {
    let source = "package main\n\nimport \"os/exec\"\n\nfunc main() { exec.Command(\"ls\") }\n";
    refused_by(
        COMPILERS,
        source,
        str![[r#"
main.go:3:8: could not import os/exec (package os/exec is not available: it reaches outside of the machine, and a program may only depend on its input)

"#]],
    );
    refused_by(
        DEPLOY,
        source,
        str![[r#"
govm: the source is refused [X0001]:
main.go:3:8: could not import os/exec (package os/exec is not available: it reaches outside of the machine, and a program may only depend on its input)

"#]],
    );
}

#[test]
fn process_in_a_contract() {
    let source = "package main\n\nimport \"os\"\n\nfunc main() { os.Exit(3) }\n";
    refused_by(
        DEPLOY,
        source,
        str![[r#"
govm: the source is refused [X0001]:
main.go:3:8: import of "os" not allowed by rule no-process of policy contract: there is no process around a call: it fails by a panic or an error

"#]],
    );
}

#[test]
fn goroutine_in_a_contract() {
    let source = "package main\n\nfunc main() {}\n\nfunc F() { go main() }\n";
    refused_by(
        &[&["check", "--policy", "contract", "main.go"]],
        source,
        str![[r#"
main.go:5:12: go statement not allowed by rule no-go of policy contract: a call does one thing after the other

"#]],
    );
    refused_by(
        DEPLOY,
        source,
        str![[r#"
govm: the source is refused [X0001]:
main.go:5:12: go statement not allowed by rule no-go of policy contract: a call does one thing after the other

"#]],
    );
}

#[test]
fn reflection_in_a_contract() {
    let source = "package main\n\nimport \"reflect\"\n\nfunc main() { println(reflect.TypeOf(1).Kind() == reflect.Int) }\n";
    refused_by(
        &[&["check", "--policy", "contract", "main.go"]],
        source,
        str![[r#"
main.go:3:8: import of "reflect" not allowed by rule no-reflect of policy contract: what the code does is to be seen from its types

"#]],
    );
}

/// A package that is merely checked may leave main, and bodies, to others.
#[test]
fn missing_main() {
    let dir = dir(&[("main.go", "package main\n\nfunc f()\n")]);
    govm(&dir, &["check", "main.go"]).assert().success().stdout_eq("").stderr_eq("");
    govm(&dir, &["run", "main.go"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
main.go:3:6: missing function body

"#]]);
}

#[test]
fn no_such_file() {
    let dir = dir(&[]);
    for command in [&["check", "main.go"][..], &["run", "main.go"], &["dump", "tokens", "main.go"], &["deploy", "main.go"]] {
        govm(&dir, command).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: main.go: No such file or directory (os error 2)

"#]]);
    }
}

#[test]
fn too_little_energy_for_a_program() {
    let dir = dir(&[("main.go", "package main\n\nfunc main() {\n\tfor {\n\t}\n}\n")]);
    govm(&dir, &["run", "--energy", "10", "main.go"]).assert().code(2).stdout_eq("").stderr_eq(str![[r#"
out of energy

goroutine 1 [running]:
main.main(...)
	main.go:4
exit status 2

"#]]);
}

#[test]
fn too_little_energy_for_a_deployment() {
    let dir = dir(&[("counter.go", COUNTER)]);
    govm(&dir, &["deploy", "--store", "store", "--energy", "10", "counter.go", "5"])
        .assert()
        .code(2)
        .stdout_eq(str![[r#"
status   out of energy
failure  X0104 out of energy
energy   10 (code 0, memory 0, data 0, host 10)

"#]])
        .stderr_eq("");
}

#[test]
fn too_little_energy_for_a_call() {
    let dir = deployed();
    govm(&dir, &["call", "--store", "store", "--energy", "10", "counter", "Add", "1"])
        .assert()
        .code(2)
        .stdout_eq(str![[r#"
status   out of energy
failure  X0104 out of energy
energy   10 (code 0, memory 0, data 0, host 10)

"#]])
        .stderr_eq("");
    govm(&dir, &["state", "list", "--store", "store", "counter"]).assert().success().stdout_eq("total = 5\n");
}

#[test]
fn unknown_function() {
    let dir = deployed();
    for command in ["call", "query"] {
        govm(&dir, &[command, "--store", "store", "counter", "Sub", "1"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: app 0xe346c93b1ff2df2a435c36667c990c346a343af0deb00cb7fc74a1faf8c81b5a has no function Sub [X0006]

"#]]);
    }
}

#[test]
fn unknown_app() {
    let dir = deployed();
    govm(&dir, &["call", "--store", "store", "token", "Add", "1"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: no app token in the store

"#]]);
}

#[test]
fn arguments_of_the_wrong_type() {
    let dir = deployed();
    govm(&dir, &["call", "--store", "store", "counter", "Add", "many"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: cannot use "many" as uint64 value in argument n [X0004]

"#]]);
    govm(&dir, &["deploy", "--store", "store", "counter.go", "-1"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: cannot use -1 as uint64 value in argument start (overflows)

"#]]);
}

#[test]
fn too_few_and_too_many_arguments() {
    let dir = deployed();
    govm(&dir, &["call", "--store", "store", "counter", "Add"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: not enough arguments in call to Add: have 0, want 1 (n uint64) [X0004]

"#]]);
    govm(&dir, &["call", "--store", "store", "counter", "Add", "1", "2"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: too many arguments in call to Add: have 2, want 1 (n uint64) [X0004]

"#]]);
}

#[test]
fn store_that_is_a_file() {
    let dir = dir(&[("counter.go", COUNTER)]);
    govm(&dir, &["deploy", "--store", "counter.go", "counter.go", "5"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: cannot open the store counter.go: Not a directory (os error 20) [D0001]

"#]]);
}

#[test]
fn store_that_is_another_directory() {
    let dir = dir(&[("counter.go", COUNTER)]);
    govm(&dir, &["deploy", "--store", ".", "counter.go", "5"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: not a GoVM store: . is a directory with other files [D0004]

"#]]);
    govm(&dir, &["state", "list", "--store", "nothing"]).assert().code(1).stdout_eq("").stderr_eq(str![[r#"
govm: no store in nothing

"#]]);
}
