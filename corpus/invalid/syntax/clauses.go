// Clauses of switch and select statements.
package main

func a(x int, c chan int) {
	switch x {
	case 1 2: // ERROR "syntax error: unexpected literal 2, expected :"
	case 3 // ERROR "syntax error: unexpected newline, expected :"
	case: // ERROR "syntax error: unexpected :, expected expression"
	case 5, :
	default 6:
	defalt:
	println() // ERROR "syntax error: unexpected ), expected :"
	case 7:
		println(
	case 8: // ERROR "syntax error: unexpected keyword case, expected expression"
	} // ERROR "syntax error: unexpected } in argument list; possibly missing comma or )"
	select {
	case c <- 1 2: // ERROR "syntax error: unexpected literal 2, expected :"
	case x := <-c y: // ERROR "syntax error: unexpected name y, expected :"
	case <-c // ERROR "syntax error: unexpected newline, expected :"
		println()
	case: // ERROR "syntax error: unexpected :, expected expression"
	default:
	print
	} // ERROR "syntax error: unexpected }, expected :"
	switch {
	println() // ERROR "syntax error: unexpected name println, expected case or default or }"
	case true: // ERROR "syntax error: unexpected keyword case, expected :"
	}
	case 9:
	default:
}

func b(x int) { // ERROR "syntax error: unexpected name b, expected ("
	switch x {
	case 4 { // ERROR "syntax error: unexpected {, expected :"
	}
}

func main() {} // ERROR "syntax error: unexpected name main, expected ("
