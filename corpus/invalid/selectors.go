// Selectors find fields and methods at the shallowest depth, if there is just one, through at most one pointer.
package main

type a struct{ x, y int }
type b struct{ x, z int }

func (a) m() {}
func (b) m() {}

type ab struct {
	a
	b
}

type deep struct {
	ab
	x int
}

type iface interface{ M() }

type ptrMethod struct{}

func (*ptrMethod) pm() {}

type named *a

func main() {
	var v ab
	_ = v.x // ERROR "ambiguous selector v.x"
	_ = v.y
	v.m() // ERROR "ambiguous selector v.m"
	var d deep
	_ = d.x
	_ = d.y
	d.m() // ERROR "ambiguous selector d.m"
	var p *a
	pp := &p
	_ = p.x
	_ = pp.x // ERROR "pp.x undefined (type **a has no field or method x)"
	pp.m() // ERROR "pp.m undefined (type **a has no field or method m)"
	var i iface
	pi := &i
	pi.M() // ERROR "pi.M undefined (type *iface is pointer to interface, not interface)"
	i.N() // ERROR "i.N undefined (type iface has no field or method N)"
	_ = i.x // ERROR "i.x undefined (type iface has no field or method x)"
	ptrMethod{}.pm() // ERROR "cannot call pointer method pm on ptrMethod"
	(&ptrMethod{}).pm()
	ptrMethod.pm(ptrMethod{}) // ERROR "invalid method expression ptrMethod.pm (needs pointer receiver (*ptrMethod).pm)"
	(*ptrMethod).pm(nil)
	_ = a.m
	_ = a.nope // ERROR "a.nope undefined (type a has no field or method nope)"
	_ = a.x // ERROR "a.x undefined (type a has no method x)"
	_ = iface.M
	var n named
	_ = n.x
	n.m() // ERROR "n.m undefined (type named has no field or method m)"
	x := 1
	_ = x.y // ERROR "x.y undefined (type int has no field or method y)"
	_ = main.x // ERROR "main.x undefined (type func() has no field or method x)"
	_ = "a".len // ERROR "\"a\".len undefined (type untyped string has no field or method len)"
	_ = v._ // ERROR "v._ undefined (type ab has no field or method _)"
	map[string]ptrMethod{}["a"].pm() // ERROR "cannot call pointer method pm on ptrMethod"
	_ = ab{}.a.z // ERROR "ab{}.a.z undefined (type a has no field or method z)"
	_ = []a{}.x // ERROR "[]a{}.x undefined (type []a has no field or method x)"
}
