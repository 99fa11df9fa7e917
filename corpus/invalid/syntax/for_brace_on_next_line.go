// The brace of a for statement stands on the line of its header.
package main

func main() {
	for true
	{ // ERROR "syntax error: unexpected {, expected for loop condition"
	}
}
