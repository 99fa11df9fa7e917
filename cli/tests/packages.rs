//! Programs of several packages: what each of them initialises and asks of the library is there.

use snapbox::str;

mod support;

use support::{dir, govm};

const MAIN: &str = r#"package main

import (
	"strings"

	"example.com/m/p"
)

func main() { p.Length(strings.NewReader("four")) }
"#;

const P: &str = r#"package p

import (
	"fmt"

	"example.com/m/q"
)

var _ = effect("blank")
var unused = effect("unused")

func effect(what string) int {
	fmt.Println(what)
	return 1
}

func init() { fmt.Println("init") }

func Length(x any) { q.Length(x) }
"#;

const Q: &str = r#"package q

import (
	"fmt"
	"os"
)

func Length(x any) {
	l, ok := x.(interface{ Len() int })
	fmt.Fprintln(os.Stdout, ok && l.Len() == 4)
}
"#;

#[test]
fn every_package_is_initialised_and_finds_methods_that_it_alone_names() {
    let module = "module example.com/m\n\ngo 1.24\n";
    let dir = dir(&[("go.mod", module), ("main.go", MAIN), ("p/p.go", P), ("q/q.go", Q)]);
    govm(&dir, &["run", "."]).assert().success().stderr_eq("").stdout_eq(str![[r#"
blank
unused
init
true

"#]]);
}

#[test]
fn what_the_library_does_not_have_is_told_as_of_the_whole_library() {
    let source = "package main\n\nimport \"strings\"\n\nfunc main() {\n\tstrings.index(\"\", \"\")\n\tstrings.Nothing()\n}\n";
    let dir = dir(&[("main.go", source)]);
    govm(&dir, &["run", "main.go"]).assert().code(1).stderr_eq(str![[r#"
main.go:6:10: undefined: strings.index
main.go:7:10: undefined: strings.Nothing

"#]]);
}
