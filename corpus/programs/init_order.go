// Package-level variables are initialised by dependency, then init functions run in source order.
package main

import "fmt"

var (
	a = c + b
	b = f()
	c = trace("c", 1)
)

var x, y = pair()

var d = trace("d", 3)

var table = map[string]func() int{"e": func() int { return e }}

var e = trace("e", d+1)

var _ = trace("blank", 0)

var viaMethod = t{}.get()

var late = trace("late", 9)

type t struct{}

func (t) get() int { return late + trace("get", 1) }

var p = &q
var q = trace("q", 5)

func f() int {
	d++
	return trace("f", d)
}

func pair() (int, int) { return trace("pair", 1), trace("pair2", a) }

func trace(s string, n int) int {
	fmt.Print(s, "=", n, " ")
	return n
}

func init() {
	fmt.Println()
	fmt.Println("init 1", a, b, c, d, x, y)
	a = 100
}

var initialised = func() bool { fmt.Print("literal "); return true }()

func init() {
	fmt.Println("init 2", a, initialised, *p, viaMethod)
	*p = 6
}

func main() {
	fmt.Println("main", a, q, table["e"]())
}
