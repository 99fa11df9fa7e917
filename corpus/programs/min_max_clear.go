// The built-ins min, max and clear, and len and cap of everything.
package main

import "fmt"

type myStr string

func main() {
	a, b, c := 3, 1, 2
	fmt.Println(min(a, b, c), max(a, b, c), min(a), max(1, 2.5, 'a'))
	fmt.Println(min("b", "a"), max("b", "a", "c"), min(myStr("x"), "y"))
	const k = min(10, 3, 7) + max(1, 2)
	var arr [k]int
	fmt.Println(len(arr), k)
	f := 2.5
	fmt.Println(min(f, 3), max(f, 3), min(f, f))
	var u uint8 = 200
	fmt.Println(min(u, 100), max(u, 255))
	s := []int{1, 2, 3, 4}
	clear(s[1:3])
	fmt.Println(s)
	m := map[string]int{"a": 1, "b": 2}
	n := m
	clear(m)
	fmt.Println(len(m), len(n), m)
	m["c"] = 3
	fmt.Println(n)
	ss := []string{"a", "b"}
	clear(ss)
	fmt.Printf("%q\n", ss)
	var nilMap map[int]int
	var nilSlice []int
	clear(nilMap)
	clear(nilSlice)
	fmt.Println(len(nilMap), len(nilSlice), cap(nilSlice))
	p := &arr
	fmt.Println(len(p), cap(p), len("héé"), len([3][4]int{}), cap(s[2:]), len(s[:0]))
	type st struct{ x []int }
	sts := []st{{[]int{1}}, {nil}}
	clear(sts)
	fmt.Println(sts)
}
