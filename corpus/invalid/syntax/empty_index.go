// An index expression has an index.
package main

func main() {
	var a []int
	_ = a[] // ERROR "syntax error: unexpected ], expected operand"
}
