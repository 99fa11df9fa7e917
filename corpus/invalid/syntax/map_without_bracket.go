// The key type of a map is in brackets.
package main

type a map[string // ERROR "syntax error: unexpected newline, expected ]"

func main() {} // ERROR "syntax error: unexpected name main, expected ("
