// A type declaration has a type.
package main

type a // ERROR "syntax error: unexpected newline in type declaration"

func main() {}
