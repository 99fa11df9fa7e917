// sort: natives for numbers and texts, and Go code with a function or methods that compare.
package main

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strconv"
)

type person struct {
	name string
	age  int
}

type byAge []person

func (p byAge) Len() int           { return len(p) }
func (p byAge) Less(i, j int) bool { return p[i].age < p[j].age }
func (p byAge) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }

func main() {
	const n = 60000
	x := uint32(1)
	next := func() int {
		x = x*1664525 + 1013904223
		return int(x >> 8)
	}
	sum := 0
	for range 3 {
		ints, texts, people := make([]int, n), make([]string, n), make([]person, n)
		for i := range n {
			ints[i] = next()
			texts[i] = strconv.Itoa(next())
			people[i] = person{texts[i], next() % 1000}
		}
		sort.Ints(ints)
		sort.Strings(texts)
		sort.Sort(byAge(people))
		slices.SortFunc(people, func(a, b person) int { return cmp.Compare(a.name, b.name) })
		sort.SliceStable(people, func(i, j int) bool { return people[i].age > people[j].age })
		sum += ints[n/2] + len(texts[n/2]) + people[n/3].age
	}
	fmt.Println(sum)
}
