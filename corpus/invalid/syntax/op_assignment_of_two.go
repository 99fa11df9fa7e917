// An operation is assigned to one operand.
package main

func main() {
	i, s := 1, "a"
	i, s += 1, "a" // ERROR "syntax error: unexpected +=, expected := or = or comma"
}
