// A name is declared once in a block; a method or field once in its type.
package main

var a int
var a string // ERROR "a redeclared in this block"

const b = 1

func b() {} // ERROR "b redeclared in this block"

type c struct{}
type c int // ERROR "c redeclared in this block"

func d() {}
func d() {} // ERROR "d redeclared in this block"

type e struct {
	x int
	y string
	x bool // ERROR "x redeclared"
}

type f struct{ g int }

func (f) g() {} // ERROR "field and method with the same name g"
func (f) h() {}
func (*f) h() {} // ERROR "method f.h already declared"

type i interface {
	m()
	m() // ERROR "duplicate method m"
}

func j(p int, p string) {} // ERROR "p redeclared in this block"
func k(p int) (p string) { return "" } // ERROR "p redeclared in this block"
func (r f) l(r int)      {} // ERROR "r redeclared in this block"

func n() {
	x := 1
	x := 2 // ERROR "no new variables on left side of :="
	var x int // ERROR "x redeclared in this block"
	y, x := 1, 2
	z, z := 1, 2 // ERROR "z repeated on left side of :="
	_, _, _ = x, y, z
	_ = 1
	_ := 2 // ERROR "no new variables on left side of :="
	type t int
	type t string // ERROR "t redeclared in this block"
	const q = 1
	var q = 2 // ERROR "q redeclared in this block"
}

func o(a, b int) {
	var a string // ERROR "a redeclared in this block"
	_ = a
}

func init() {}
func init() {}

func main() {}
func main() {} // ERROR "main redeclared in this block"
