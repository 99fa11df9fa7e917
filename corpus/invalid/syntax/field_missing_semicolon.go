// Fields are separated by semicolons.
package main

type a struct {
	x int, y int // ERROR "syntax error: unexpected comma in struct type; possibly missing semicolon or newline or }"
}

func main() {}
