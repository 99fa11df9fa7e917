// In a generic function only that is allowed which every type of the type set allows.
package main

type number interface{ ~int | ~float64 }
type ints interface{ ~int | ~int8 }
type slices interface{ []int | []string }
type bytes interface{ []byte | string }
type method interface{ M() }

func f[T any](a, b T) T {
	_ = a + b // ERROR "invalid operation: operator + not defined on a (variable of type T constrained by any)"
	_ = a == b // ERROR "invalid operation: a == b (incomparable types in type set)"
	_ = a < b // ERROR "invalid operation: a < b (type parameter T cannot use operator <)"
	_ = a.x // ERROR "a.x undefined (type T has no field or method x)"
	a.M() // ERROR "a.M undefined (type T has no field or method M)"
	_ = a[0] // ERROR "invalid operation: cannot index a (variable of type T constrained by any)"
	_ = len(a) // ERROR "invalid argument: a (variable of type T constrained by any) for built-in len"
	for range a { // ERROR "cannot range over a (variable of type T constrained by any): no core type"
	}
	var i int = a // ERROR "cannot use a (variable of type T constrained by any) as int value in variable declaration"
	_ = i
	_ = T(1) // ERROR "cannot convert 1 (untyped int value) to type T: T does not contain specific types"
	_ = int(a) // ERROR "cannot convert a (variable of type T constrained by any) to type int"
	a = 1 // ERROR "cannot use 1 (untyped int constant) as T value in assignment"
	a = nil // ERROR "cannot use nil as T value in assignment"
	_ = a.(int) // ERROR "invalid operation: cannot use type assertion on type parameter value a (variable of type T constrained by any)"
	_ = any(a).(int)
	switch a.(type) { // ERROR "cannot use type switch on type parameter value a (variable of type T constrained by any)"
	}
	if a { // ERROR "non-boolean condition in if statement"
	}
	a++ // ERROR "invalid operation: a++ (non-numeric type T)"
	_ = *a // ERROR "invalid operation: cannot indirect a (variable of type T constrained by any)"
	a() // ERROR "invalid operation: cannot call non-function a (variable of type T constrained by any)"
	return nil // ERROR "cannot use nil as T value in return statement"
}

func g[T number](a T) T {
	_ = a + 1
	_ = a + 1.5 // ERROR "cannot convert 1.5 (untyped float constant) to type T"
	_ = a % 2 // ERROR "invalid operation: operator % not defined on a (variable of type T constrained by number)"
	_ = a << 1 // ERROR "invalid operation: shifted operand a (variable of type T constrained by number) must be integer"
	_ = a == a
	_ = a < a
	_ = a & a // ERROR "invalid operation: operator & not defined on a (variable of type T constrained by number)"
	_ = -a
	_ = !a // ERROR "invalid operation: operator ! not defined on a (variable of type T constrained by number)"
	_ = a + "a" // ERROR "invalid operation: a + \"a\" (mismatched types T and untyped string)"
	var i int = a // ERROR "cannot use a (variable of type T constrained by number) as int value in variable declaration"
	_ = i
	_ = int(a)
	_ = string(a) // ERROR "cannot convert a (variable of type T constrained by number) to type string: cannot convert float64 (in T) to type string"
	a = 300
	a = 1.5 // ERROR "cannot use 1.5 (untyped float constant) as T value in assignment"
	const c = T(1) // ERROR "T(1) (value of type T constrained by number) is not constant"
	return a
}

func h[T ints](a T) T {
	_ = a % 2
	_ = a << 1
	_ = a + 300 // ERROR "cannot convert 300 (untyped int constant) to type T"
	_ = a + 100
	return 1000 // ERROR "cannot use 1000 (untyped int constant) as T value in return statement"
}

func k[T slices](a T) {
	_ = a[0] // ERROR "invalid operation: cannot index a (variable of type T constrained by slices)"
	_ = len(a)
	a[0] = 1 // ERROR "invalid operation: cannot index a (variable of type T constrained by slices)"
	for i, v := range a { // ERROR "cannot range over a (variable of type T constrained by slices): no core type"
		_, _ = i, v
	}
	_ = append(a, 1) // ERROR "first argument to append must be a slice; a (variable of type T constrained by slices) has no core type"
}

func l[T bytes](a T) {
	_ = a[0]
	a[0] = 1 // ERROR "cannot assign to a[0] (neither addressable nor a map index expression)"
	_ = a[1:2]
	for range a { // ERROR "cannot range over a (variable of type T constrained by bytes): no core type"
	}
}

func m[T method](a T, p *T) {
	a.M()
	p.M() // ERROR "p.M undefined (type *T is pointer to type parameter, not type parameter)"
	var x method = a
	_ = x
}

func n[T any, PT interface{ *T }](p PT, x T) {
	_ = *p
	p = &x
	_ = T{} // ERROR "invalid composite literal type T (no core type)"
	_ = new(T)
	_ = make(T) // ERROR "invalid argument: cannot make T: no core type"
	_ = make([]T, 1)
	var arr [len(x)]int // ERROR "invalid argument: x (variable of type T constrained by any) for built-in len"
	_ = arr
}

func o[T comparable, U any](a, b T, c U) {
	_ = a == b
	_ = a == c // ERROR "invalid operation: a == c (mismatched types T and U)"
	_ = a < b // ERROR "invalid operation: a < b (type parameter T cannot use operator <)"
	_ = map[T]int{}
	_ = map[U]int{} // ERROR "invalid map key type U (missing comparable constraint)"
}

func main() {}
