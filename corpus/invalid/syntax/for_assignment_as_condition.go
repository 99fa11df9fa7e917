// An assignment is no condition of a for statement.
package main

func main() {
	var i int
	for i = 0 { // ERROR "syntax error: cannot use assignment i = 0 as value"
	}
}
