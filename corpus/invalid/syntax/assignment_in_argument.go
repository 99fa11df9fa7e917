// Arguments are expressions.
package main

func f(x int) {}

func main() {
	x := 1
	f(x = 1) // ERROR "syntax error: unexpected = in argument list; possibly missing comma or )"
}
