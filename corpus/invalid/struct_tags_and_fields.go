// Fields of a struct have different names, and those of other packages are reached only when exported.
package main

import (
	"errors"
	"strings"
)

type a struct {
	x int
	x string // ERROR "x redeclared"
	y int `tag`
	y int "tag" // ERROR "y redeclared"
}

type b struct {
	*c
	c int // ERROR "c redeclared"
}

type c struct{}

func main() {
	var sb strings.Builder
	_ = sb.buf // ERROR "sb.buf undefined (cannot refer to unexported field buf)"
	_ = sb.addr // ERROR "sb.addr undefined (cannot refer to unexported field addr)"
	sb.copyCheck() // ERROR "sb.copyCheck undefined (cannot refer to unexported method copyCheck)"
	sb.Nope() // ERROR "sb.Nope undefined (type strings.Builder has no field or method Nope)"
	_ = errors.errorString{} // ERROR "name errorString not exported by package errors"
	var e error = errors.New("x")
	_ = e.s // ERROR "e.s undefined (type error has no field or method s)"
	_ = e.error // ERROR "e.error undefined (type error has no field or method error, but does have method Error)"
	e.Error = nil // ERROR "cannot assign to e.Error (neither addressable nor a map index expression)"
	var s struct{ f func() }
	s.f = main
	s.f = 1 // ERROR "cannot use 1 (untyped int constant) as func() value in assignment"
	s.g() // ERROR "s.g undefined (type struct{f func()} has no field or method g)"
}
