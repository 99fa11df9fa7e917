// A type must not contain itself.
package main

type a struct{ x a } // ERROR "invalid recursive type: a refers to itself"
type b [2]b // ERROR "invalid recursive type: b refers to itself"
type c struct{ d d } // ERROR "invalid recursive type c"
type d struct{ c c }
type e e // ERROR "invalid recursive type: e refers to itself"
type f g // ERROR "invalid recursive type f"
type g f
type h interface{ h } // ERROR "invalid recursive type: h refers to itself"
type i interface{ j } // ERROR "invalid recursive type i"
type j interface{ i }
type k = l // ERROR "invalid recursive type k"
type l = k
type m struct {
	next *m
	all  []m
	by   map[string]m
	f    func(m) m
}
type n []n
type o *o
type p func(p) p
type q struct{ r [3]r } // ERROR "invalid recursive type q"
type r struct{ q q }
type s[T any] struct{ x s[T] } // ERROR "invalid recursive type: s refers to itself"
type t struct{ u[t] } // ERROR "invalid recursive type t"
type u[T any] struct{ v T }

func main() {}
