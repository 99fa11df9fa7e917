// Each broken element of an interface type is reported, and its other elements are read.
package main

type I interface {
	m() int string // ERROR "syntax error: unexpected name string in interface type; possibly missing semicolon or newline or }"
	n
	~int | 
	~
	o(a int b) // ERROR "syntax error: unexpected ) after top level declaration"
	p[T any]()
	q[]()
	r[]
	3
	s(...)
	int | | string
	func t()
	u() (int, x string) // ERROR "syntax error: non-declaration statement outside function body"
	v().w
	ok()
}

func main() {}
