// Calls do not stand outside functions.
package main

println("x") // ERROR "syntax error: non-declaration statement outside function body"

func main() {}
