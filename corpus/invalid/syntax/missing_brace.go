// Blocks are closed before the file ends.
package main

func main() {
	if true {
		println("x")
	} // ERROR "syntax error: unexpected EOF, expected }"