// Constant cases of a switch differ, types of a type switch differ, and there is one default.
package main

func main() {
	x, s := 1, "a"
	var a any
	var f float64
	switch x {
	case 1, 2:
	case 2: // ERROR "duplicate case 2 (constant of type int) in expression switch"
	case 1 + 2, 3: // ERROR "duplicate case 3 (constant of type int) in expression switch"
	}
	switch s {
	case "a":
	case "b", "a": // ERROR "duplicate case \"a\" (constant of type string) in expression switch"
	}
	switch a.(type) {
	case int, string:
	case bool, int: // ERROR "duplicate case int in type switch"
	case nil:
	case nil: // ERROR "duplicate case nil in type switch"
	case interface{ M() }, interface{ M() }: // ERROR "duplicate case interface{M()} in type switch"
	}
	switch f {
	case 1.0:
	case 1: // ERROR "duplicate case 1 (constant of type float64) in expression switch"
	}
	switch a {
	case 1:
	case int8(1):
	case 1: // ERROR "duplicate case 1 (constant of type int) in expression switch"
	case "a", "a": // ERROR "duplicate case \"a\" (constant of type string) in expression switch"
	}
	switch {
	case true:
	case true:
	case false, false:
	}
	switch x {
	default:
	case 1:
	default: // ERROR "multiple defaults"
	}
	switch a.(type) {
	default:
	default: // ERROR "multiple defaults"
	}
}
