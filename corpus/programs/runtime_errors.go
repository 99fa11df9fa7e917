// Run-time errors are values of type error with Go's words.
package main

import "fmt"

type node struct{ v, w int }
type iface interface{ M() }
type impl struct{}

func (impl) M() {}

func try(name string, f func()) {
	defer func() {
		r := recover()
		_, isErr := r.(error)
		fmt.Println(name, "->", r, isErr)
	}()
	f()
}

func main() {
	var (
		s    = []int{1, 2, 3}
		a    [3]int
		str  = "abc"
		m    map[string]int
		p    *node
		e    any
		i    iface
		f    func()
		zero int
		n    = 5
		neg  = -1
		z8   int8
	)
	try("index", func() { _ = s[n] })
	try("index negative", func() { _ = s[neg] })
	try("index array", func() { _ = a[n] })
	try("index string", func() { _ = str[n] })
	try("index store", func() { s[n] = 1 })
	try("slice high", func() { _ = s[:n] })
	try("slice low high", func() { _ = s[n-2 : 2] })
	try("slice low", func() { _ = s[n:] })
	try("slice negative", func() { _ = s[neg:] })
	try("slice three", func() { _ = s[0:2:n] })
	try("slice three order", func() { _ = s[0 : 3 : n-3] })
	try("slice string", func() { _ = str[n:] })
	try("slice string high", func() { _ = str[:n] })
	try("slice string order", func() { _ = str[3 : n-4] })
	try("slice array", func() { _ = a[n:] })
	try("to array", func() { _ = [5]int(s) })
	try("nil map", func() { m["a"] = 1 })
	try("nil pointer", func() { _ = p.w })
	try("nil pointer store", func() { p.v = 1 })
	try("nil slice index", func() { _ = []int(nil)[zero] })
	try("nil func", func() { f() })
	try("nil interface", func() { i.M() })
	try("divide", func() { _ = n / zero })
	try("remainder", func() { _ = n % zero })
	try("divide int8", func() { _ = int8(n) / z8 })
	try("assert nil", func() { _ = e.(int) })
	try("assert nil iface", func() { _ = e.(iface) })
	e = "s"
	try("assert type", func() { _ = e.(int) })
	try("assert iface", func() { _ = e.(iface) })
	try("assert same name", func() {
		type node struct{}
		var x any = node{}
		_ = x.(*impl)
	})
	i = impl{}
	try("assert concrete", func() { _ = i.(interface{ N() }) })
	try("compare", func() {
		var x, y any = s, s
		_ = x == y
	})
	try("compare struct", func() {
		var x, y any = struct{ f []int }{s}, struct{ f []int }{s}
		_ = x == y
	})
	try("map key", func() { map[any]int{}[func() {}] = 1 })
	try("map lookup key", func() { _ = map[any]int{1: 1}[s] })
	try("shift", func() { _ = 1 << neg })
	try("make", func() { _ = make([]int, neg) })
	try("make cap", func() { _ = make([]int, n, n-1) })
	func() {
		defer func() { fmt.Println("panic nil ->", recover() != nil) }()
		panic(nil)
	}()
	try("panic err", func() { panic(fmt.Errorf("wrapped %d", 1)) })
	try("array pointer", func() {
		var ap *[3]int
		fmt.Println(len(ap))
		for i := range ap {
			fmt.Print(i)
		}
		_ = ap[1]
	})
}
