// An instance with too few or too many type arguments is a type of its own.
package main

type t[A, B any] struct{ f int }

func (t[A, B]) m() {}

func g(x t[int], y t[int, int, int]) { // ERROR "not enough type arguments for type t: have 1, want 2" "too many type arguments for type t: have 3, want 2"
	x.f = 1
	x.m()
	var z t[int, string]
	x = z // ERROR "cannot use z (variable of struct type t[int, string]) as t[int] value in assignment"
	_ = y
}

type alias[A any] = []A

var v alias // ERROR "cannot use generic type alias[A any] without instantiation"
var w alias[int, int] // ERROR "too many type arguments for type alias: have 2, want 1"
var _ = alias(nil) // ERROR "cannot use generic type alias without instantiation"

func main() {}
