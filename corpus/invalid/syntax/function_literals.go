// Errors in function literals leave the statements around them.
package main

func main() {
	f(func(x int y int) { // ERROR "syntax error: unexpected name y in parameter list; possibly missing comma or )"
		a b // ERROR "syntax error: unexpected name b at end of statement"
		c d // ERROR "syntax error: unexpected name d at end of statement"
	}, 1)
	go func() {
		a b // ERROR "syntax error: unexpected name b at end of statement"
	}
	defer func() {
		c d // ERROR "syntax error: unexpected name d at end of statement"
	}() e // ERROR "syntax error: unexpected name e at end of statement"
	y := func() int string { // ERROR "syntax error: unexpected name string at end of statement"
		return
	}() // ERROR "syntax error: unexpected ( after top level declaration"
	f(func() { return 1 2 }, 3 4) // ERROR "method has no receiver" "syntax error: unexpected {, expected name"
	defer (f())
	go (f)()
	go 1 2
	func() { // ERROR "method has no receiver" "syntax error: unexpected {, expected name"
	}() // ERROR "syntax error: unexpected ( after top level declaration"
	f(func[T any]() {}) // ERROR "syntax error: unexpected [, expected name or ("
}

func a() {
	x := func( { // ERROR "syntax error: unexpected {, expected )"
		f(1 2)
	}
	println() // ERROR "syntax error: non-declaration statement outside function body"
}
