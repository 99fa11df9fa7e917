// A type implements an interface if its method set has all methods; those with pointer receivers belong to the pointer type.
package main

import (
	"errors"
	"fmt"
)

type shape interface {
	Area() float64
	Name() string
}

type square struct{ s float64 }

func (s square) Area() float64 { return s.s * s.s }

type circle struct{ r float64 }

func (c *circle) Area() float64 { return c.r }
func (c *circle) Name() string  { return "circle" }

type wrong struct{}

func (wrong) Area() int    { return 1 }
func (wrong) Name() string { return "" }

type lower struct{}

func (lower) area() float64 { return 1 }
func (lower) Name() string  { return "" }

type embeds struct{ *circle }

type myErr struct{}

func (*myErr) Error() string { return "" }

func f(s shape) {}

func g() error { return myErr{} } // ERROR "cannot use myErr{} (value of struct type myErr) as error value in return statement: myErr does not implement error (method Error has pointer receiver)"

func main() {
	var s shape
	s = square{1} // ERROR "cannot use square{…} (value of struct type square) as shape value in assignment: square does not implement shape (missing method Name)"
	s = circle{1} // ERROR "cannot use circle{…} (value of struct type circle) as shape value in assignment: circle does not implement shape (method Area has pointer receiver)"
	s = &circle{1}
	s = wrong{} // ERROR "cannot use wrong{} (value of struct type wrong) as shape value in assignment: wrong does not implement shape (wrong type for method Area)"
	s = lower{} // ERROR "cannot use lower{} (value of struct type lower) as shape value in assignment: lower does not implement shape (missing method Area)"
	s = embeds{}
	s = 1 // ERROR "cannot use 1 (constant of type int) as shape value in assignment: int does not implement shape (missing method Area)"
	f(square{}) // ERROR "cannot use square{} (value of struct type square) as shape value in argument to f: square does not implement shape (missing method Name)"
	_ = []shape{&circle{}, circle{}} // ERROR "cannot use circle{} (value of struct type circle) as shape value in array or slice literal: circle does not implement shape (method Area has pointer receiver)"
	var p *shape = &s
	p.Area() // ERROR "p.Area undefined (type *shape is pointer to interface, not interface)"
	var sq square = s // ERROR "cannot use s (variable of interface type shape) as square value in variable declaration"
	_ = shape(square{}) // ERROR "cannot convert square{} (value of struct type square) to type shape: square does not implement shape (missing method Name)"
	_ = s.(square) // ERROR "impossible type assertion: s.(square)"
	_ = s.(*circle)
	_ = s.(interface{ Area() int })
	switch s.(type) {
	case wrong: // ERROR "impossible type switch case: wrong"
	case *circle, circle: // ERROR "impossible type switch case: circle"
	case fmt.Stringer:
	}
	_ = sq
	var st fmt.Stringer = errors.New("x") // ERROR "cannot use errors.New(\"x\") (value of interface type error) as fmt.Stringer value in variable declaration: error does not implement fmt.Stringer (missing method String)"
	_ = st
	f(p) // ERROR "cannot use p (variable of type *shape) as shape value in argument to f: *shape does not implement shape (type *shape is pointer to interface, not interface)"
	s = new(shape) // ERROR "cannot use new(shape) (value of type *shape) as shape value in assignment: *shape does not implement shape (type *shape is pointer to interface, not interface)"
	var e error = myErr{} // ERROR "cannot use myErr{} (value of struct type myErr) as error value in variable declaration: myErr does not implement error (method Error has pointer receiver)"
	_ = e
}
