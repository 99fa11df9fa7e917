// A composite literal has a type.
package main

func main() {
	_ = {1, 2} // ERROR "syntax error: unexpected {, expected expression"
} // ERROR "syntax error: non-declaration statement outside function body"
