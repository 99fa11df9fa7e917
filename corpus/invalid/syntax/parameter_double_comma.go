// Between two commas stands a parameter.
package main

func a(x int,, y int) {} // ERROR "syntax error: unexpected comma, expected )"

func main() {}
