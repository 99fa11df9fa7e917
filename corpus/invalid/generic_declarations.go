// Where type parameters and constraints may stand.
package main

type number interface{ ~int | ~float64 }
type myInt int

type a[T any] T // ERROR "cannot use a type parameter as RHS in type declaration"
type b[T any] struct{ T } // ERROR "embedded field type cannot be a (pointer to a) type parameter"
type c[T number] struct{ x T }
type d[T missing] struct{} // ERROR "undefined: missing"
type e[T int] struct{}
type g[T, T any] struct{} // ERROR "T redeclared in this block"
type h[T any] struct{ x h2[T] } // ERROR "T does not satisfy number"
type h2[T number] struct{ x T }
type i interface{ ~myInt | ~int } // ERROR "invalid use of ~ (underlying type of myInt is int)" "overlapping terms ~int and ~main.myInt"
type j interface{ int | int } // ERROR "overlapping terms int and int"
type k interface{ int | number }
type k2 interface{ int | error } // ERROR "cannot use error in union (error contains methods)"
type k3 interface{ int | comparable } // ERROR "cannot use comparable in union"
type l[T any] interface{ T | int } // ERROR "term cannot be a type parameter"
type m[T interface{ m() }] struct{}
type n[T n[T]] struct{} // ERROR "invalid recursive type: n refers to itself"
type o[P *Q, Q any] struct{}
type q[T any] = []T

var v1 number // ERROR "cannot use type number outside a type constraint: interface contains type constraints"
var v2 []number // ERROR "cannot use type number outside a type constraint: interface contains type constraints"
var v3 comparable // ERROR "cannot use type comparable outside a type constraint: interface is (or embeds) comparable"
var v4 struct{ number } // ERROR "cannot use type number outside a type constraint: interface contains type constraints"

func f1(x number)               {} // ERROR "cannot use type number outside a type constraint: interface contains type constraints"
func f2[T any, T any](x T)      {} // ERROR "T redeclared in this block"
func f3[T any](T int)           {} // ERROR "T redeclared in this block"
func f4[T any]() (x T)          { return }
func f5[T T2, T2 any](x T)      {} // ERROR "cannot use a type parameter as constraint"
func f6[T any](x T) { type local[U any] struct{ t T; u U } }
func f7[number number](x number) {} // ERROR "cannot use a type parameter as constraint"

func (x a[int]) m1()       {}
func (x c[T]) m2() T       { return x.x }
func (x c) m3()            {} // ERROR "cannot use generic type c[T number] without instantiation"
func (x c[T, U]) m4()      {} // ERROR "receiver declares 2 type parameters, but receiver base type declares 1"
func (x *c[_]) m5()        {}
func (x c[T]) m2()         {} // ERROR "method c.m2 already declared"
func (x myInt[T]) m6()     {} // ERROR "myInt is not a generic type"

func main() {
	var x c // ERROR "cannot use generic type c[T number] without instantiation"
	var y c[int]
	_ = y.x + "a" // ERROR "invalid operation: y.x + \"a\" (mismatched types int and untyped string)"
	_ = x
	f4() // ERROR "in call to f4, cannot infer T"
	_ = f4 // ERROR "cannot use generic function f4 without instantiation"
	_ = f4[int]
	_ = f4[5] // ERROR "5 is not a type"
	f1[int](1) // ERROR "invalid operation: cannot index f1 (value of type func(x number))"
	var z q[int] = []string{} // ERROR "cannot use []string{} (value of type []string) as q[int] value in variable declaration"
	_ = z
	type loc[T any] struct{ next *loc[[]T] }
}
