// A case is an expression.
package main

func main() {
	switch 1 {
	case x := 1: // ERROR "syntax error: unexpected :=, expected :"
	}
}
