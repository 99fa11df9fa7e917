// Keywords are no names of variables.
package main

func main() {
	for := 1 // ERROR "syntax error: unexpected :=, expected expression"
} // ERROR "syntax error: unexpected }, expected {"
