// Equality of every comparable kind.
package main

import "fmt"

type inner struct {
	a int
	b string
}

type outer struct {
	inner
	p   *int
	i   any
	arr [2]inner
}

type iface interface{ m() }
type impl1 struct{ n int }
type impl2 struct{ n int }

func (impl1) m()  {}
func (*impl2) m() {}

func main() {
	n := 1
	o1 := outer{inner{1, "x"}, &n, 1, [2]inner{{1, "a"}, {2, "b"}}}
	o2 := o1
	fmt.Println(o1 == o2)
	o2.arr[1].b = "c"
	fmt.Println(o1 == o2, o1 != o2)
	o2 = o1
	o2.i = int8(1)
	fmt.Println(o1 == o2)
	o2.i = 1
	m := 1
	o2.p = &m
	fmt.Println(o1 == o2, *o1.p == *o2.p)
	var a, b iface = impl1{1}, impl1{1}
	x := &impl2{1}
	var c, d iface = x, x
	fmt.Println(a == b, c == d, a == c, c == iface(&impl2{1}), a == impl1{1}, d == x)
	var nilIface iface
	var nilPtr *impl2
	fmt.Println(nilIface == nil, iface(nilPtr) == nil, iface(nilPtr) == iface((*impl2)(nil)))
	var e1, e2 any
	fmt.Println(e1 == e2, e1 == nil)
	e1, e2 = "a"+fmt.Sprint(1), "a1"
	fmt.Println(e1 == e2)
	e1, e2 = [2]string{"a", "b"}, [2]string{"a", "b"}
	fmt.Println(e1 == e2)
	e1 = struct{ a int }{1}
	e2 = struct{ b int }{1}
	fmt.Println(e1 == e2)
	fmt.Println([3]int{1, 2, 3} == [3]int{1, 2, 3}, [2]float64{0, 1} == [2]float64{-1 * 0, 1})
	f := 0.0
	nan := f / f
	s1 := struct{ f float64 }{nan}
	fmt.Println(s1 == s1, any(nan) == any(nan), f == -f)
	p, q := &o1, &o1
	fmt.Println(p == q, p == &o2, &o1.arr[0] == &p.arr[0])
	t := true
	fmt.Println(t == (n == 1), !t != t, "" == "", "a" != "b")
	type key struct {
		x, y int
		s    string
	}
	set := map[key]int{}
	for i := range 6 {
		set[key{i % 2, i % 3, "k"}]++
	}
	fmt.Println(len(set), set[key{1, 1, "k"}], set[key{}])
	var z1, z2 struct {
		_ int
		a int
	}
	fmt.Println(z1 == z2, 'a' == 97, 1.0 == 1, 2i == 2i)
}
