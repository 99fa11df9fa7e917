// Every name must be declared; a selector must name a field, a method or an exported member of a package.
package main

import (
	"fmt"
	"strings"
)

type point struct{ x, y int }

func (p point) Norm() int { return p.x*p.x + p.y*p.y }

type shape interface{ Area() float64 }

func main() {
	fmt.Println(a) // ERROR "undefined: a"
	var b missing // ERROR "undefined: missing"
	_ = b
	c = 1 // ERROR "undefined: c"
	p := point{1, 2}
	fmt.Println(p.z) // ERROR "p.z undefined (type point has no field or method z)"
	fmt.Println(p.norm()) // ERROR "p.norm undefined (type point has no field or method norm, but does have method Norm)"
	fmt.Println(p.X) // ERROR "p.X undefined (type point has no field or method X, but does have field x)"
	p.Scale(2) // ERROR "p.Scale undefined (type point has no field or method Scale)"
	strings.Foo("x") // ERROR "undefined: strings.Foo"
	strings.genSplit("a", "b", 0, 0) // ERROR "name genSplit not exported by package strings"
	fmt.println("x") // ERROR "undefined: fmt.println"
	var s shape
	s.Perimeter() // ERROR "s.Perimeter undefined (type shape has no field or method Perimeter)"
	{
		inner := 1
		_ = inner
	}
	fmt.Println(inner) // ERROR "undefined: inner"
	math.Sqrt(2) // ERROR "undefined: math"
	var f func(undef) int // ERROR "undefined: undef"
	_ = f
}

func g(x nope) nada { return nil } // ERROR "undefined: nope" "undefined: nada"
