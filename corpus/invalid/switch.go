// The cases of a switch must be comparable with its tag; those of a type switch must be types that are possible.
package main

type iface interface{ M() }
type impl struct{}

func (impl) M() {}

func two() (int, int) { return 1, 2 }

func main() {
	x, s := 1, "a"
	var a any
	var i iface
	switch x {
	case "a": // ERROR "cannot convert \"a\" (untyped string constant) to type int"
	case 1.5: // ERROR "1.5 (untyped float constant) truncated to int"
	case s: // ERROR "invalid case s in switch on x (mismatched types string and int)"
	case nil: // ERROR "cannot convert nil to type int"
	case 1.0:
	case 'a':
	}
	switch s {
	case 1, "b", 'c': // ERROR "cannot convert 1 (untyped int constant) to type string" "cannot convert 'c' (untyped rune constant 99) to type string"
	}
	switch {
	case x: // ERROR "invalid case x in switch on true (mismatched types int and bool)"
	case x > 1:
	case 1: // ERROR "cannot convert 1 (untyped int constant) to type bool"
	}
	switch a {
	case 1, "a", nil, []int{}: // ERROR "invalid case []int{} in switch on a (slice can only be compared to nil)"
	}
	switch i {
	case impl{}:
	case 1: // ERROR "cannot convert 1 (untyped int constant) to type interface{M()}"
	case nil:
	}
	switch i.(type) {
	case impl:
	case int: // ERROR "impossible type switch case: int"
	case *impl:
	case any:
	}
	switch x := i.(type) {
	case impl:
		_ = x.y // ERROR "x.y undefined (type impl has no field or method y)"
	}
	switch two() { // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	}
	switch main {
	}
	switch main() { // ERROR "main() (no value) used as value"
	}
	switch x := 1; x {
	case x == 1: // ERROR "cannot convert x == 1 (untyped bool value) to type int"
	}
	switch true {
	case x == 1:
	case 1: // ERROR "cannot convert 1 (untyped int constant) to type bool"
	}
}
