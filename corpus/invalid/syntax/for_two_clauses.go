// A for statement has one clause or three.
package main

func main() {
	for i := 0; i < 10 { // ERROR "syntax error: unexpected {, expected semicolon or newline"
	} // ERROR "syntax error: unexpected }, expected expression"
}
