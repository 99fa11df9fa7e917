// A binary operator has a right operand.
package main

func main() {
	x := 1 +
} // ERROR "syntax error: unexpected }, expected expression"
