// A selector has a name.
package main

func main() {
	x := 1
	x.
} // ERROR "syntax error: unexpected }, expected name or ("
