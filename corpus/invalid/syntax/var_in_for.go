// Only simple statements stand in the header of a for statement.
package main

func main() {
	for var i = 0; i < 10; i++ { // ERROR "syntax error: var declaration not allowed in for initializer"
	}
}
