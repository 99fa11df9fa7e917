// Generic functions: inference, constraints, explicit instantiation, generic closures.
package main

import (
	"fmt"
	"strconv"
)

type number interface {
	~int | ~int8 | ~int64 | ~uint | ~float32 | ~float64
}

type myInt int

func (m myInt) String() string { return "my" + strconv.Itoa(int(m)) }

func sum[T number](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}

func mapf[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func filter[S ~[]E, E any](s S, keep func(E) bool) S {
	var out S
	for _, x := range s {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}

func reduce[T, A any](xs []T, init A, f func(A, T) A) A {
	for _, x := range xs {
		init = f(init, x)
	}
	return init
}

func index[T comparable](xs []T, want T) int {
	for i, x := range xs {
		if x == want {
			return i
		}
	}
	return -1
}

func maxOf[T interface{ ~int | ~string | ~float64 }](a, b T) T {
	if a > b {
		return a
	}
	return b
}

func zero[T any]() (z T) { return }

func ptr[T any](v T) *T { return &v }

func keys[K comparable, V any](m map[K]V) int { return len(m) }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func show[T fmt.Stringer](xs []T) (s string) {
	for _, x := range xs {
		s += x.String() + ";"
	}
	return
}

func compose[A, B, C any](f func(A) B, g func(B) C) func(A) C {
	return func(a A) C { return g(f(a)) }
}

func typeName[T any](v T) string {
	switch any(v).(type) {
	case int:
		return "int"
	case string:
		return "string"
	case []T:
		return "slice of itself"
	}
	return fmt.Sprintf("%T", v)
}

type ints []int

func main() {
	fmt.Println(sum(1, 2, 3), sum(1.5, 2), sum[float32](), sum(myInt(1), 2), sum([]int8{100, 27, 1}...))
	fmt.Println(mapf([]int{1, 2, 3}, strconv.Itoa), mapf([]string{"a", "bb"}, func(s string) int { return len(s) }))
	f := filter(ints{1, 2, 3, 4}, func(i int) bool { return i%2 == 0 })
	fmt.Printf("%T %v\n", f, f)
	fmt.Println(reduce([]int{1, 2, 3}, "", func(a string, i int) string { return a + strconv.Itoa(i) }))
	fmt.Println(index([]string{"a", "b"}, "b"), index([]float64{1}, 2), index([]any{1, "x"}, any("x")))
	fmt.Println(maxOf("a", "b"), maxOf(2, 1), maxOf(1.5, 2))
	fmt.Println(zero[int](), zero[string]() == "", zero[*int]() == nil, zero[[2]bool](), zero[error]() == nil)
	p := ptr(5)
	*p++
	fmt.Println(*p, *ptr("s"), keys(map[string]int{"a": 1}))
	fmt.Println(must(strconv.Atoi("42")), show([]myInt{1, 2}))
	fmt.Println(compose(strconv.Itoa, func(s string) []byte { return []byte(s + "!") })(7))
	fmt.Println(typeName(1), typeName("s"), typeName(1.5), typeName(myInt(3)), typeName(ints{}))
	g := sum[int]
	h := mapf[int, bool]
	fmt.Println(g(4, 5), h([]int{0, 1}, func(i int) bool { return i > 0 }))
	fmt.Printf("%T\n", h)
	defer func() { fmt.Println("recovered:", recover()) }()
	must(strconv.Atoi("x"))
}
