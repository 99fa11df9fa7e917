// Each broken field of a struct type is reported, and its other fields are read.
package main

type T struct {
	a int b // ERROR "syntax error: unexpected name b in struct type; possibly missing semicolon or newline or }"
	c, d
	+
	e := 1
	(F) // ERROR "syntax error: unexpected ) after top level declaration"
	*(G)
	(*H)
	h func()) int // ERROR "method has no receiver" "syntax error: unexpected ), expected name"
	i [2 3]int // ERROR "syntax error: non-declaration statement outside function body"
	j map int]int
	k.l.m
	n ...int
	func o()
	P[] // ERROR "syntax error: non-declaration statement outside function body"
	q [](
	ok int
}

func main() {}
