// A slice type has an element type.
package main

type a [] // ERROR "syntax error: unexpected newline, expected type"

func main() {}
