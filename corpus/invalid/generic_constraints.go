// A type argument satisfies the constraint of its type parameter.
package main

import "fmt"

type number interface{ ~int | ~float64 }
type exact interface{ int | string }
type stringer interface{ String() string }
type both interface {
	~int
	String() string
}

type myInt int
type strInt int

func (strInt) String() string { return "" }

type ptrStr struct{}

func (*ptrStr) String() string { return "" }

func num[T number](x T)                  {}
func ex[T exact](x T)                    {}
func str[T stringer](x T)                {}
func bo[T both](x T)                     {}
func cmp[T comparable](x T)              {}
func fs[T fmt.Stringer](x T)             {}
func outer[T any](x T) {
	num(x) // ERROR "T does not satisfy number"
	cmp(x) // ERROR "T does not satisfy comparable"
	str(x) // ERROR "in call to str, T (type T) does not satisfy stringer (missing method String)"
}
func outer2[T number](x T) {
	num(x)
	cmp(x)
	ex(x) // ERROR "T does not satisfy exact"
}

type set[T comparable] map[T]bool
type nums[T number] []T
type pair[A, B any] struct {
	a A
	b B
}

func main() {
	num(1)
	num("a") // ERROR "string does not satisfy number (string missing in ~int | ~float64)"
	num(myInt(1))
	ex(myInt(1)) // ERROR "myInt does not satisfy exact (possibly missing ~ for int in exact)"
	ex(1.5) // ERROR "float64 does not satisfy exact (float64 missing in int | string)"
	str(1) // ERROR "int does not satisfy stringer (missing method String)"
	str(strInt(1))
	str(ptrStr{}) // ERROR "in call to str, T (type ptrStr) does not satisfy stringer (method String has pointer receiver)"
	str(&ptrStr{})
	bo(1) // ERROR "int does not satisfy both (missing method String)"
	bo(strInt(1))
	bo(myInt(1)) // ERROR "in call to bo, T (type myInt) does not satisfy both (missing method String)"
	cmp([]int{}) // ERROR "[]int does not satisfy comparable"
	cmp(func() {}) // ERROR "func() does not satisfy comparable"
	cmp(struct{ x []int }{}) // ERROR "struct{x []int} does not satisfy comparable"
	cmp(any(1))
	fs("a") // ERROR "string does not satisfy fmt.Stringer (missing method String)"
	var a set[[]int] // ERROR "[]int does not satisfy comparable"
	var b set[string]
	var c nums[string] // ERROR "string does not satisfy number (string missing in ~int | ~float64)"
	var d nums[float64]
	var e pair[int] // ERROR "not enough type arguments for type pair: have 1, want 2"
	var f pair[int, string, bool] // ERROR "too many type arguments for type pair: have 3, want 2"
	var g pair // ERROR "cannot use generic type pair[A, B any] without instantiation"
	var h number // ERROR "cannot use type number outside a type constraint: interface contains type constraints"
	var i int[string] // ERROR "invalid operation: int[string] (int is not a generic type)"
	_, _, _, _, _, _, _, _, _ = a, b, c, d, e, f, g, h, i
	num[string](1) // ERROR "string does not satisfy number (string missing in ~int | ~float64)" "cannot use 1 (untyped int constant) as string value in argument to num[string]"
	num[int, int](1) // ERROR "got 2 type arguments but want 1"
	main[int]() // ERROR "invalid operation: cannot index main (value of type func())"
	_ = pair[int, string]{1, 2} // ERROR "cannot use 2 (untyped int constant) as string value in struct literal"
	_ = pair{1, 2} // ERROR "cannot use generic type pair[A, B any] without instantiation"
	cmp[func()](nil) // ERROR "func() does not satisfy comparable"
}
