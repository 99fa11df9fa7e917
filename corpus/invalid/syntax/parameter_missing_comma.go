// Parameters are separated by commas.
package main

func a(x int y int) {} // ERROR "syntax error: unexpected name y in parameter list; possibly missing comma or )"

func main() {}
