// ... follows the last argument.
package main

func f(x ...int) {}

func main() {
	var a []int
	f(a..., 1) // ERROR "syntax error: unexpected literal 1, expected )"
}
