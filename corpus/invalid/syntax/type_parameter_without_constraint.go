// A type parameter has a constraint.
package main

func a[T]() {} // ERROR "syntax error: missing type constraint"

func main() {}
