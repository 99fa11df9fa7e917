// A type parameter list is not empty.
package main

func a[]() {} // ERROR "syntax error: empty type parameter list"

func main() {}
