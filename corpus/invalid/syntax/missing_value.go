// An assignment has a right side.
package main

func main() {
	x :=
} // ERROR "syntax error: unexpected }, expected expression"
