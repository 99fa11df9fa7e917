// A method of an interface has its results in parentheses if there are several.
package main

type a interface {
	m() int string // ERROR "syntax error: unexpected name string in interface type; possibly missing semicolon or newline or }"
}

func main() {}
