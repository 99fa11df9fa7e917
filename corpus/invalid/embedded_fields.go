// An embedded field is a type name or a pointer to one, and not a pointer or interface pointer itself.
package main

type a struct{ x int }
type p *a
type i interface{ M() }

type s1 struct{ p } // ERROR "embedded field type cannot be a pointer"
type s2 struct{ *p } // ERROR "embedded field type cannot be a pointer"
type s3 struct{ *i } // ERROR "embedded field type cannot be a pointer to an interface"
type s4 struct {
	a
	*a // ERROR "a redeclared"
}
type s5 struct {
	a
	a int // ERROR "a redeclared"
}
type s6 struct {
	i
	a
}
type s7 struct{ missing } // ERROR "undefined: missing"
type s8 struct {
	int
	string
	x, x int // ERROR "x redeclared"
	_, _ int
}

type e1 interface{ a }
type e2 interface {
	i // ERROR "duplicate method M"
	M() int
}
type e3 interface{ *i }

type s9[T any] struct{ T } // ERROR "embedded field type cannot be a (pointer to a) type parameter"

func main() {
	var v e1 // ERROR "cannot use type e1 outside a type constraint: interface contains type constraints"
	_ = s6{}.M
	_ = v
}
