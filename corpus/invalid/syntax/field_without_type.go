// A field has a type.
package main

type a struct {
	x,
} // ERROR "syntax error: unexpected }, expected name"

func main() {}
