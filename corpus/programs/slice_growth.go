// How append grows capacity is observable.
package main

import "fmt"

type big struct{ a, b, c int64 }

// keep makes every slice escape: a compiler may give those that do not another first capacity.
var keep []any

func grow[T any](label string, n int) {
	var s []T
	last := -1
	fmt.Print(label, ":")
	for range n {
		if cap(s) != last {
			last = cap(s)
			fmt.Print(" ", last)
		}
		var z T
		s = append(s, z)
		keep[0] = s
	}
	fmt.Println()
}

func main() {
	keep = make([]any, 1)
	grow[byte]("byte", 5000)
	grow[int16]("int16", 3000)
	grow[int]("int", 3000)
	grow[string]("string", 2000)
	grow[big]("big", 1000)
	grow[[5]byte]("[5]byte", 500)
	grow[struct{}]("empty", 10)
	a := append([]int{}, 1, 2, 3, 4, 5)
	b := append([]int{1, 2, 3}, 4, 5, 6, 7)
	c := append([]byte("hello"), " world!!"...)
	d := append(make([]int32, 5), 1)
	e := append([]string(nil), make([]string, 9)...)
	f := make([]int, 0, 3)
	g := append(f, 1, 2, 3, 4)
	keep = append(keep, a, b, c, d, e, f, g)
	fmt.Println(len(a), cap(a), len(b), cap(b), len(c), cap(c), cap(d), cap(e))
	fmt.Println(cap(append(f, 1)), cap(g), cap(f[1:1]), cap(f[:0:2]))
}
