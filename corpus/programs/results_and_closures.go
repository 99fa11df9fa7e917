// What closures and deferred calls see of results, and when a deferred call looks up its method.
package main

import "fmt"

func seen() (x int) {
	defer func() func() {
		return func() { fmt.Println("deferred sees", x) }
	}()()
	return 42
}

func kept() (x int, get func() int) {
	get = func() int { return x }
	return 5, get
}

func both() (x, y int) {
	defer func() { fmt.Println(x, y) }()
	x, y = 1, 2
	return y, x
}

type closer interface{ Close() }

func nilMethod() {
	defer func() { fmt.Println(recover()) }()
	var c closer
	defer c.Close()
	fmt.Println("not reached")
}

func nilFunction() {
	defer func() { fmt.Println(recover()) }()
	var f func()
	defer f()
	fmt.Println("reached")
}

type base[T any] struct{ value T }

func (b *base[T]) get() T { return b.value }

type getter[T any] interface{ get() T }

type outer[T any] struct {
	*base[T]
	other getter[T]
}

type deep[T any] struct{ getter[T] }

func values[T any](v T) {
	o := outer[T]{base: &base[T]{v}}
	o.other = o.base
	f := o.get
	g := o.other.get
	h := deep[T]{o.base}.get
	fmt.Println(f(), g(), h())
}

func main() {
	fmt.Println(seen())
	x, get := kept()
	fmt.Println(x, get())
	fmt.Println(both())
	nilMethod()
	nilFunction()
	values(3)
	values("s")
}
