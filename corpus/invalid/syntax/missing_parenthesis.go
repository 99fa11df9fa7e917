// Parentheses are closed.
package main

func main() {
	x := (1 + 2 // ERROR "syntax error: unexpected newline, expected )"
}
