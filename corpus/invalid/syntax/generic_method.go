// Methods have no type parameters of their own.
package main

type t struct{}

func (t) a[T any]() {} // ERROR "syntax error: method must have no type parameters"

func main() {}
