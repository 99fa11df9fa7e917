// Package sort: slices, custom orders, stability, searching, interfaces.
package main

import (
	"fmt"
	"sort"
	"strings"
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
	a := []int{5, 2, 8, 1, 9, 3, 7, 4, 6, 0}
	sort.Ints(a)
	fmt.Println(a, sort.IntsAreSorted(a))
	s := strings.Fields("pear apple fig banana kiwi")
	sort.Strings(s)
	fmt.Println(s, sort.SearchStrings(s, "fig"))
	f := []float64{2.5, -1, 3, 0}
	sort.Float64s(f)
	fmt.Println(f)
	sort.Sort(sort.Reverse(sort.IntSlice(a)))
	fmt.Println(a)
	ps := []person{{"Ann", 30}, {"Bob", 25}, {"Cid", 30}, {"Dee", 25}, {"Eve", 20}}
	sort.Stable(byAge(ps))
	fmt.Println(ps)
	sort.SliceStable(ps, func(i, j int) bool { return ps[i].age > ps[j].age })
	fmt.Println(ps)
	sort.Slice(ps, func(i, j int) bool {
		if len(ps[i].name) != len(ps[j].name) {
			return len(ps[i].name) < len(ps[j].name)
		}
		return ps[i].name > ps[j].name
	})
	fmt.Println(ps)
	i := sort.Search(100, func(i int) bool { return i*i >= 50 })
	fmt.Println(i, sort.SearchInts([]int{1, 3, 5, 7}, 4))
	big := make([]int, 500)
	x := uint32(12345)
	for i := range big {
		x = x*1664525 + 1013904223
		big[i] = int(x >> 20)
	}
	sort.Ints(big)
	fmt.Println(sort.IntsAreSorted(big), big[0], big[250], big[499])
	words := map[string]int{}
	for _, w := range strings.Fields("a b a c b a d") {
		words[w]++
	}
	keys := make([]string, 0, len(words))
	for k := range words {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		if words[keys[i]] != words[keys[j]] {
			return words[keys[i]] > words[keys[j]]
		}
		return keys[i] < keys[j]
	})
	for _, k := range keys {
		fmt.Print(k, "=", words[k], " ")
	}
	fmt.Println()
}
