// Copies happen at assignment, call, range, send to interface; what is shared stays shared.
package main

import "fmt"

type in struct{ a [2]int }
type st struct {
	in
	s []int
	m map[string]int
	p *in
}

func byValue(s st) st {
	s.a[0] = 100
	s.s[0] = 100
	s.m["k"] = 100
	s.p.a[0] = 100
	s.s = nil
	return s
}

func (s st) valueMethod()    { s.a[1] = 7 }
func (s *st) pointerMethod() { s.a[1] = 8 }

func ret() (s st) {
	defer func() { s.a[0] = 2 }()
	s.a[0] = 1
	return s
}

func main() {
	x := st{s: []int{1}, m: map[string]int{"k": 1}, p: &in{}}
	y := byValue(x)
	fmt.Println(x.a, x.s, x.m, x.p.a, y.a, y.s == nil)
	x.valueMethod()
	fmt.Println(x.a)
	x.pointerMethod()
	fmt.Println(x.a)
	var i any = x
	x.a[0] = 55
	fmt.Println(i.(st).a, x.a)
	arr := [2]in{}
	brr := arr
	brr[0].a[0] = 1
	fmt.Println(arr, brr)
	m := map[string]in{"a": {}}
	v := m["a"]
	v.a[0] = 5
	fmt.Println(m, v)
	m["a"] = v
	fmt.Println(m)
	xs := []in{{}, {}}
	for _, e := range xs {
		e.a[0] = 9
	}
	for i := range xs {
		xs[i].a[1] = i + 1
	}
	fmt.Println(xs)
	p := &xs[0]
	xs = append(xs, in{})
	p.a[0] = 77
	fmt.Println(xs[0], *p)
	f := func(a [2]int) [2]int { a[0]++; return a }
	z := [2]int{1, 1}
	fmt.Println(f(f(z)), z)
	q, r := z, &z
	r[1] = 9
	fmt.Println(q, z)
	fmt.Println(ret().a)
	fs := []func() int{}
	for _, e := range []in{{[2]int{1, 2}}, {[2]int{3, 4}}} {
		fs = append(fs, func() int { e.a[0]++; return e.a[0] + e.a[1] })
	}
	fmt.Println(fs[0](), fs[0](), fs[1]())
	w := x
	x, w = w, x
	x.in = in{[2]int{3, 3}}
	fmt.Println(x.a, w.a)
	*x.p, x.in = x.in, *x.p
	fmt.Println(x.a, x.p.a)
}
