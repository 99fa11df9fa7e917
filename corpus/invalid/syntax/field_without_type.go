// A field has a type.
package main

type a struct {
	x,
} // ERROR "syntax error: unexpected }, expected name"

func main() {} // ERROR "syntax error: unexpected keyword func, expected field name or embedded type"
