// ... follows an argument.
package main

func f(x ...int) {}

func main() {
	f(...) // ERROR "syntax error: unexpected ..., expected expression"
}
