// Maps: lookup, comma ok, delete, zero values, nil maps, struct keys, maps of maps.
package main

import (
	"fmt"
	"sort"
)

type key struct {
	a int
	b string
}

func main() {
	m := map[string]int{"one": 1, "two": 2}
	m["three"] = 3
	v, ok := m["four"]
	fmt.Println(m["one"], v, ok, len(m))
	if v, ok := m["two"]; ok {
		fmt.Println("two is", v)
	}
	delete(m, "one")
	delete(m, "nothing")
	_, ok = m["one"]
	fmt.Println(ok, len(m), m)
	var n map[string]int
	fmt.Println(n == nil, n["x"], len(n))
	delete(n, "x")
	for range n {
		fmt.Println("never")
	}
	k := map[key]bool{{1, "a"}: true}
	k[key{2, "b"}] = false
	fmt.Println(k[key{1, "a"}], k[key{1, "b"}], len(k))
	mm := map[string]map[int]string{}
	for i, w := range []string{"x", "y", "x"} {
		if mm[w] == nil {
			mm[w] = map[int]string{}
		}
		mm[w][i] = w
	}
	fmt.Println(mm)
	counts := map[rune]int{}
	for _, r := range "mississippi" {
		counts[r]++
	}
	var rs []string
	for r, c := range counts {
		rs = append(rs, fmt.Sprint(string(r), c))
	}
	sort.Strings(rs)
	fmt.Println(rs)
	groups := map[bool][]int{}
	for i := range 6 {
		groups[i%2 == 0] = append(groups[i%2 == 0], i)
	}
	fmt.Println(groups)
	anyKeys := map[any]string{1: "int", "1": "string", 1.0: "float", int8(1): "int8", key{1, "z"}: "key", nil: "nil", true: "bool"}
	fmt.Println(anyKeys[1], anyKeys["1"], anyKeys[1.0], anyKeys[int8(1)], anyKeys[key{1, "z"}], anyKeys[nil], anyKeys[int16(1)] == "", anyKeys[true])
	d := map[int]int{}
	for i := range 100 {
		d[i] = i
	}
	sum := 0
	for k := range d {
		if k%3 != 0 {
			delete(d, k)
		}
	}
	for _, v := range d {
		sum += v
	}
	fmt.Println(len(d), sum)
	clear(d)
	fmt.Println(len(d))
	type pt struct{ x, y int }
	pm := map[string]*pt{"a": {1, 2}}
	pm["a"].x = 10
	fmt.Println(*pm["a"])
	fn := map[string]func(int) int{"double": func(x int) int { return 2 * x }}
	fmt.Println(fn["double"](21))
	f := map[float64]int{}
	nan := 0.0
	nan = nan / nan
	f[nan] = 1
	f[nan] = 2
	_, ok = f[nan]
	fmt.Println(len(f), ok)
	ref := m
	ref["shared"] = 1
	fmt.Println(m["shared"])
	defer func() { fmt.Println(recover()) }()
	anyKeys[[]int{1}] = "boom"
}
