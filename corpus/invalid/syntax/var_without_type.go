// A variable declaration has a type or a value.
package main

var a // ERROR "syntax error: unexpected newline, expected type"

func main() {}
