// Assignments are no expressions.
package main

func main() {
	var x, y int
	x = y = 1 // ERROR "syntax error: unexpected = at end of statement"
}
