// Type arguments are inferred from arguments, if these determine them without contradiction.
package main

type number interface{ ~int | ~float64 }

func zero[T any]() T                             { var z T; return z }
func same[T any](a, b T)                         {}
func apply[T, U any](x T, f func(T) U) U         { return f(x) }
func sum[T number](xs ...T) T                    { var z T; return z }
func slice[S ~[]E, E any](s S) E                 { return s[0] }
func mapOf[K comparable, V any](m map[K]V)       {}
func ptr[T any](p *T)                            {}
func conv[To, From any](x From) To               { var z To; return z }

type list[T any] struct{ x T }

func (l list[T]) get() T    { return l.x }
func take[T any](l list[T]) {}

func main() {
	zero() // ERROR "in call to zero, cannot infer T"
	_ = zero[int]()
	var s string = zero[int]() // ERROR "cannot use zero[int]() (value of type int) as string value in variable declaration"
	same(1, "a") // ERROR "in call to same, mismatched types untyped int and untyped string (cannot infer T)"
	same(1, 1.5)
	same[int](1, "a") // ERROR "cannot use \"a\" (untyped string constant) as int value in argument to same[int]"
	same(1, nil) // ERROR "cannot use nil as int value in argument to same"
	same(nil, nil) // ERROR "in call to same, cannot infer T"
	x := 1
	same(x, 1.5) // ERROR "cannot use 1.5 (untyped float constant) as int value in argument to same (truncated)"
	same(x, "a") // ERROR "cannot use \"a\" (untyped string constant) as int value in argument to same"
	_ = apply(1, func(s string) int { return 1 }) // ERROR "cannot use 1 (untyped int constant) as string value in argument to apply"
	_ = apply(1, 2) // ERROR "in call to apply, cannot infer U"
	_ = apply[int](1, func(i int) string { return "" })
	sum() // ERROR "in call to sum, cannot infer T"
	sum("a") // ERROR "string does not satisfy number (string missing in ~int | ~float64)"
	sum(1, 2.5)
	sum([]int{1}...)
	_ = slice(1) // ERROR "in call to slice, cannot infer E"
	_ = slice([]string{"a"}) + 1 // ERROR "invalid operation: slice([]string{…}) + 1 (mismatched types string and untyped int)"
	mapOf([]int{}) // ERROR "in call to mapOf, type []int of []int{} does not match map[K]V (cannot infer K and V)"
	ptr(1) // ERROR "in call to ptr, cannot infer T"
	ptr(&x)
	ptr(nil) // ERROR "in call to ptr, cannot infer T"
	conv(1) // ERROR "in call to conv, cannot infer To"
	_ = conv[string](1)
	_ = conv[string, int, bool](1) // ERROR "got 3 type arguments but want 2"
	_ = conv[string, int]("a") // ERROR "cannot use \"a\" (untyped string constant) as int value in argument to conv[string, int]"
	take(1) // ERROR "in call to take, cannot infer T"
	take(list[int]{})
	take[string](list[int]{}) // ERROR "cannot use list[int]{} (value of struct type list[int]) as list[string] value in argument to take[string]"
	var f func(string) = ptr // ERROR "type func(string) of f does not match func(p *T) (cannot infer T)"
	var g func(*string) = ptr
	h := same // ERROR "cannot use generic function same without instantiation"
	_, _, _, _ = s, f, g, h
	same() // ERROR "not enough arguments in call to same"
	same(1) // ERROR "not enough arguments in call to same"
	same(1, 2, 3) // ERROR "too many arguments in call to same"
	apply(nil, nil) // ERROR "in call to apply, cannot infer T"
	_ = list[int]{"a"}.get() // ERROR "cannot use \"a\" (untyped string constant) as int value in struct literal"
	apply(1, zero) // ERROR "in call to apply, type func[T any]() T of zero does not match func(T) U (cannot infer T, U, and T)"
	var i int = apply(1, func(int) string { return "" }) // ERROR "cannot use apply(1, func(int) string {…}) (value of type string) as int value in variable declaration"
	_ = i
}
