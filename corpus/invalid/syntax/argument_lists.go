// Argument lists: separators, and what stands where an argument belongs.
package main

func f(...int) {}

func main() {
	f(1 2) // ERROR "syntax error: unexpected literal 2 in argument list; possibly missing comma or )"
	f(1 // ERROR "syntax error: unexpected newline in argument list; possibly missing comma or )"
	)
	f(1; 2) // ERROR "syntax error: unexpected semicolon in argument list; possibly missing comma or )"
	f(,) // ERROR "syntax error: unexpected comma, expected expression"
	f(1,,2) // ERROR "syntax error: unexpected comma, expected expression"
	f(x := 1) // ERROR "syntax error: unexpected := in argument list; possibly missing comma or )"
	f(return) // ERROR "syntax error: unexpected keyword return, expected expression"
	f(x ... 2) // ERROR "syntax error: unexpected literal 2 in argument list; possibly missing comma or )"
	f(x..., 2) // ERROR "syntax error: unexpected literal 2, expected )"
	f(1, 2)
	f(if) // ERROR "syntax error: unexpected keyword if, expected expression"
	f((1)
	f([)
	f(} // ERROR "syntax error: unexpected }, expected expression"
}
