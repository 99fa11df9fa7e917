// A composite literal in the header of a statement needs parentheses.
package main

type point struct{ x int }

func main() {
	var p point
	if p == point{1} { // ERROR "syntax error: unexpected { at end of statement"
	}
} // ERROR "syntax error: non-declaration statement outside function body"
