// Structs: literals, nested and anonymous structs, copying, comparison, pointers to fields, tags ignored.
package main

import "fmt"

type point struct{ x, y int }

type line struct {
	from, to point
	label    string `json:"label"`
}

type node struct {
	value int
	next  *node
}

func move(p point) point { p.x++; return p }
func movePtr(p *point)   { p.x++ }

func (n *node) push(v int) *node { return &node{v, n} }

func main() {
	var zero line
	fmt.Println(zero, zero == line{}, zero.label == "")
	p := point{1, 2}
	q := point{y: 5}
	l := line{from: p, to: q, label: "l"}
	p.x = 100
	fmt.Println(l, p, q, l.from == point{1, 2})
	fmt.Println(move(p), p)
	movePtr(&p)
	movePtr(&l.to)
	fmt.Println(p, l.to)
	px := &l.from.x
	*px = 42
	fmt.Println(l.from, l)
	c := l
	c.from.y = -1
	fmt.Println(l.from, c.from, c == l)
	pp := &c
	pp.label = "changed"
	pp.to = point{9, 9}
	fmt.Println(c, (*pp).label)
	anon := struct {
		name string
		pos  point
	}{"anon", point{3, 4}}
	anon.pos.x *= 2
	fmt.Println(anon)
	fmt.Printf("%v %+v %T\n", l, l, l)
	fmt.Printf("%v %+v\n", anon, anon)
	var list *node
	for i := range 4 {
		list = list.push(i)
	}
	for n := list; n != nil; n = n.next {
		fmt.Print(n.value, " ")
	}
	fmt.Println()
	arr := [2]point{{1, 2}, {3, 4}}
	for i := range arr {
		arr[i].x += 10
	}
	for _, a := range arr {
		a.y = 0
	}
	fmt.Println(arr)
	ps := []*point{{1, 1}, {2, 2}}
	for _, a := range ps {
		a.y = 7
	}
	fmt.Println(*ps[0], *ps[1])
	np := new(point)
	np.y = 3
	fmt.Println(*np, np == new(point), *np == point{0, 3})
	type local struct {
		point
		tags []string
	}
	lo := local{point{1, 2}, []string{"a"}}
	lo2 := lo
	lo2.tags[0] = "b"
	lo2.x = 50
	fmt.Println(lo, lo2)
	fmt.Println(struct{}{} == struct{}{}, struct{ a int }{1} == struct{ a int }{1})
	m := map[string]point{"a": {1, 2}}
	t := m["a"]
	t.x = 9
	fmt.Println(m["a"], t, m["missing"].y)
}
