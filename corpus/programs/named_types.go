// Defined types over every kind, their methods, conversions and underlying operations.
package main

import (
	"fmt"
	"sort"
	"strings"
)

type celsius float64
type fahrenheit float64
type id string
type ids []id
type set map[id]bool
type pred func(id) bool
type flags uint8
type grid [2][2]int
type opt struct{ v *int }
type chain = []ids

const (
	read flags = 1 << iota
	write
	exec
)

func (c celsius) toF() fahrenheit   { return fahrenheit(c*9/5 + 32) }
func (f fahrenheit) String() string { return fmt.Sprintf("%.1fF", float64(f)) }
func (s ids) Len() int              { return len(s) }
func (s ids) Less(i, j int) bool    { return s[i] < s[j] }
func (s ids) Swap(i, j int)         { s[i], s[j] = s[j], s[i] }
func (s set) add(i id) set          { s[i] = true; return s }
func (p pred) not() pred            { return func(i id) bool { return !p(i) } }
func (i id) upper() id              { return id(strings.ToUpper(string(i))) }

func (f flags) has(g flags) bool { return f&g == g }
func (f *flags) setFlag(g flags) { *f |= g }
func (f flags) String() string {
	var parts []string
	for i, n := range []string{"r", "w", "x"} {
		if f.has(1 << i) {
			parts = append(parts, n)
		}
	}
	return "[" + strings.Join(parts, "|") + "]"
}

func (g grid) trace() int { return g[0][0] + g[1][1] }

func (o opt) or(d int) int {
	if o.v == nil {
		return d
	}
	return *o.v
}

func (s ids) filter(p pred) (out ids) {
	for _, i := range s {
		if p(i) {
			out = append(out, i)
		}
	}
	return
}

func main() {
	fmt.Println(celsius(100).toF(), celsius(-40).toF() == -40)
	s := ids{"c", "a", "b"}
	sort.Sort(s)
	fmt.Println(s, s[0].upper()+"z", len(s[0]), s[0][0])
	st := set{}.add("x").add("y").add("x")
	fmt.Println(len(st), st["x"], st["q"])
	isA := pred(func(i id) bool { return i == "a" })
	fmt.Println(s.filter(isA), s.filter(isA.not()), isA("a"))
	f := read
	f.setFlag(exec)
	fmt.Println(f, f.has(write), read|write|exec, ^read&7, flags(0))
	fmt.Println(grid{{1, 2}, {3, 4}}.trace())
	n := 5
	fmt.Println(opt{}.or(1), opt{&n}.or(1))
	var raw []string
	for _, i := range s {
		raw = append(raw, string(i))
	}
	fmt.Println(strings.Join(raw, "+"))
	var c chain = []ids{s, nil}
	fmt.Printf("%T %T %v\n", c, s, len(c))
	type local int
	var a any = local(1)
	_, isInt := a.(int)
	l, isLocal := a.(local)
	fmt.Println(isInt, isLocal, int(l)+1)
	x := []int{1, 2}
	type ints []int
	var y ints = x
	x = y
	y[0] = 9
	fmt.Println(x, y)
	type e struct{ A, B int }
	anon := struct{ A, B int }{1, 2}
	var named e = anon
	fmt.Println(named, e(anon) == named)
}
