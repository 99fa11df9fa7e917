// Package p declares and uses generic types and functions, rightly and wrongly.
package p

type number interface {
	~int | ~int64 | ~float64
}

type stringer interface{ String() string }

type myInt int

func (myInt) String() string { return "" }

func sum[T number](list ...T) (total T) {
	for _, x := range list {
		total += x
	}
	return
}

func apply[A, B any](list []A, f func(A) B) (out []B) {
	for _, a := range list {
		out = append(out, f(a))
	}
	return
}

func keys[M ~map[K]V, K comparable, V any](m M) (out []K) {
	for k := range m {
		out = append(out, k)
	}
	return
}

type pair[A, B any] struct {
	first  A
	second B
}

func (p pair[A, B]) swap() pair[B, A]       { return pair[B, A]{p.second, p.first} }
func (p *pair[X, _]) set(x X)               { p.first = x }
func (p pair[A]) wrong()                    {} // ERROR "receiver declares 1 type parameter, but receiver base type declares 2"
func makePair[A, B any](a A, b B) pair[A, B] { return pair[A, B]{a, b} }

type set[T comparable] map[T]struct{}

func (s set[T]) add(x T) { s[x] = struct{}{} }

type showable interface {
	number
	stringer
}

func show[T showable](x T) string { return x.String() }

type named map[string]int

func pointerTo[T any, P interface {
	*T
	reset()
}](x T) {
	P(&x).reset()
}

type counter struct{ n int }

func (c *counter) reset() { c.n = 0 }

type vec[T any] = []T

var (
	a1 int              = sum(1, 2, 3)
	a2 float64          = sum(1, 2.5)
	a3 myInt            = sum(myInt(1))
	a4 []string         = apply([]int{1}, func(i int) string { return "" })
	a5 []string         = keys(named{})
	a6 pair[string, int] = makePair(1, "a").swap()
	a7                  = show(myInt(1))
	a8 set[string]      = set[string]{"a": {}}
	a9 func(...int) int = sum[int]
	b1 vec[int]         = []int{1}
	b2 func([]int, func(int) bool) []bool = apply
)

func use() {
	pointerTo[counter](counter{})
	pointerTo(counter{})
	a8.add("x")
	p := makePair(1, 2)
	p.set(3)
}

var (
	c1 = sum("a")             // ERROR "string does not satisfy number (string missing in ~int | ~int64 | ~float64)"
	c2 = sum(1, myInt(2), 2.5) // ERROR "cannot use 2.5 (untyped float constant) as myInt value in argument to sum (truncated)"
	c3 set[[]int]             // ERROR "[]int does not satisfy comparable"
	c4 pair[int]              // ERROR "not enough type arguments for type pair: have 1, want 2"
	c5 pair                   // ERROR "cannot use generic type pair[A, B any] without instantiation"
	c6 = makePair[int]        // ERROR "cannot infer B"
	c7 number                 // ERROR "cannot use type number outside a type constraint: interface contains type constraints"
	c8 myInt2[int]            // ERROR "undefined: myInt2"
	c9 myInt[int]             // ERROR "myInt is not a generic type"
	d1 = show(1)              // ERROR "int does not satisfy showable (missing method String)"
	d2 = apply([]int{}, 1)    // ERROR "in call to apply, cannot infer B"
)

func zero[T any]() (t T) { return }

var d3 = zero() // ERROR "in call to zero, cannot infer T"

func bodies[T any, N number, S ~[]E, E comparable](t T, n N, s S) {
	_ = t == t       // ERROR "incomparable types in type set"
	_ = n + 1
	_ = n + "a"      // ERROR "mismatched types N and untyped string"
	_ = s[0] == s[1]
	_ = t.foo        // ERROR "t.foo undefined (type T has no field or method foo)"
	var x E = s      // ERROR "cannot use s"
	_ = x
	_ = any(t).(int)
	type local struct{ t T }
	_ = local{t}
	for range n { // ERROR "cannot range over n"
	}
	clear(s)
}

type p1[P *int,] struct{}
type p2[P *T, T any] struct{}
type p3[P any] P // ERROR "cannot use a type parameter as RHS in type declaration"

func bound[P any, Q P](p P) {} // ERROR "cannot use a type parameter as constraint"

type union interface {
	int | stringer // ERROR "cannot use p.stringer in union (p.stringer contains methods)"
	int | ~int     // ERROR "overlapping terms ~int and int"
	~myInt         // ERROR "invalid use of ~ (underlying type of myInt is int)"
}
