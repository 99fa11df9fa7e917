// Statements of a switch stand in its clauses.
package main

func main() {
	switch 1 {
		println("x") // ERROR "syntax error: unexpected name println, expected case or default or }"
	case 1: // ERROR "syntax error: unexpected keyword case, expected :"
	}
}
