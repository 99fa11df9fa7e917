// Parameters are all named or all unnamed.
package main

func a(x int, string) {} // ERROR "syntax error: missing parameter type"

func main() {}
