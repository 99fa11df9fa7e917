// What follows a broken signature is read as its body.
package main

func a( { // ERROR "syntax error: unexpected {, expected )"
	x := := 1
}

func (b) {
	y := := 1 // ERROR "syntax error: unexpected :=, expected expression"
}

func c() int string { // ERROR "syntax error: unexpected name string after top level declaration"
	z := := 1
}

func 4() { // ERROR "syntax error: unexpected literal 4, expected name or ("
	println(5 6) // ERROR "syntax error: unexpected literal 6 in argument list; possibly missing comma or )"
}

func (t T) { // ERROR "syntax error: unexpected {, expected name"
}

func (t T, u U) d() { // ERROR "method has multiple receivers"
	println(7 8) // ERROR "syntax error: unexpected literal 8 in argument list; possibly missing comma or )"
}

func e[P any() { // ERROR "syntax error: unexpected ( in parameter list; possibly missing comma or ]"
}

func f() (
{ // ERROR "syntax error: unexpected {, expected )"
}

func g()
{ // ERROR "syntax error: unexpected semicolon or newline before {"
	println(9 10)
}

func main() {}
