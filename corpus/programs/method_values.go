// Method values bind their receiver when evaluated; method expressions take it as an argument.
package main

import "fmt"

type counter struct{ n int }

func (c counter) get() int         { return c.n }
func (c *counter) inc(by int)      { c.n += by }
func (c *counter) chain() *counter { c.n++; return c }

type getter interface{ get() int }

type myFunc func(int) int

func (f myFunc) twice(x int) int { return f(f(x)) }

type ints []int

func (s ints) sum() (t int) {
	for _, v := range s {
		t += v
	}
	return
}
func (s *ints) add(v int) { *s = append(*s, v) }

type num int

func (n num) plus(m num) num { return n + m }

func trace(s string) *counter { fmt.Println("trace", s); return &counter{1} }

func main() {
	c := counter{10}
	get := c.get
	inc := c.inc
	c.n = 20
	inc(5)
	fmt.Println(get(), c.n, c.get())
	ge := counter.get
	ie := (*counter).inc
	gp := (*counter).get
	ie(&c, 100)
	fmt.Println(ge(c), gp(&c))
	fmt.Printf("%T %T %T\n", ge, ie, get)
	var g getter = c
	gv := g.get
	c.n = 0
	fmt.Println(gv(), getter.get(g))
	c.chain().chain().inc(1)
	fmt.Println(c.n)
	fmt.Println(myFunc(func(x int) int { return x * 3 }).twice(2))
	var s ints
	s.add(1)
	s.add(2)
	add := s.add
	add(3)
	fmt.Println(s.sum(), s, ints.sum(ints{4, 5}))
	fs := []func(num) num{num(1).plus, num(2).plus, func(n num) num { return n }}
	for _, f := range fs {
		fmt.Print(f(10), " ")
	}
	fmt.Println()
	h := trace("once").inc
	h(1)
	h(2)
	m := map[string]func(*counter, int){"inc": (*counter).inc}
	m["inc"](&c, 7)
	fmt.Println(c)
	defer func() { fmt.Println("recovered:", recover() != nil) }()
	var p *counter
	q := p.inc
	fmt.Println("bound nil receiver")
	q(1)
}
