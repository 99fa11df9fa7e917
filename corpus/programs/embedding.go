// Embedding promotes fields and methods, through pointers and interfaces, and the shallowest wins.
package main

import "fmt"

type animal struct{ name string }

func (a animal) Name() string     { return a.name }
func (a *animal) Rename(n string) { a.name = n }
func (a animal) Describe() string { return "animal " + a.Name() }

type dog struct {
	animal
	breed string
}

func (d dog) Describe() string { return "dog " + d.Name() + " (" + d.animal.Describe() + ")" }

type puppy struct {
	*dog
	age int
}

type namer interface{ Name() string }

type wrapper struct {
	namer
	prefix string
}

func (w wrapper) Name() string { return w.prefix + w.namer.Name() }

type a struct{ x, y int }
type b struct{ x, z int }
type ab struct {
	a
	b
	y string
}

type logger struct{ lines []string }

func (l *logger) log(s string) { l.lines = append(l.lines, s) }

type service struct {
	logger
	name string
}

type inner struct{ v int }

func (i inner) get() int   { return i.v }
func (i *inner) set(v int) { i.v = v }

type outer struct{ inner }
type outermost struct{ *outer }

func main() {
	d := dog{animal{"rex"}, "lab"}
	fmt.Println(d.name, d.Name(), d.Describe(), d.animal.Describe())
	d.Rename("max")
	fmt.Println(d.name)
	p := puppy{&d, 1}
	p.Rename("tiny")
	fmt.Println(d.Name(), p.Name(), p.breed, p.Describe())
	var n namer = p
	fmt.Println(n.Name())
	w := wrapper{d, "mr "}
	w2 := wrapper{w, "dear "}
	fmt.Println(w.Name(), w2.Name())
	v := ab{a{1, 2}, b{3, 4}, "y"}
	fmt.Println(v.a.x, v.b.x, v.y, v.a.y, v.z)
	s := service{name: "svc"}
	s.log("one")
	s.log("two")
	fmt.Println(s.lines, len(s.logger.lines))
	o := outermost{&outer{inner{1}}}
	o.set(5)
	fmt.Println(o.get(), o.inner.v, o.outer.inner.get())
	f := o.get
	o.set(6)
	g := o.set
	g(7)
	fmt.Println(f(), o.v)
	var e wrapper
	defer func() { fmt.Println("recovered:", recover()) }()
	fmt.Println(e.Name())
}
