// Every form of range: integers, arrays, slices, strings, maps, functions.
package main

import "fmt"

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				fmt.Print("stopped ")
				return
			}
		}
		fmt.Print("finished ")
	}
}

func pairs(m []string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i, s := range m {
			if !yield(i, s) {
				return
			}
		}
	}
}

func none(yield func() bool) {
	for yield() {
	}
}

func find(n int) int {
	for i := range count(100) {
		if i*i > n {
			return i
		}
	}
	return -1
}

func nested() string {
outer:
	for i := range count(3) {
		for j := range count(3) {
			if j == 1 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	return "done"
}

func withDefer() {
	for i := range count(2) {
		defer fmt.Print("deferred", i, " ")
	}
	fmt.Print("end ")
}

func main() {
	for range 2 {
		fmt.Print("x ")
	}
	for i := range 3 {
		fmt.Print(i, " ")
	}
	var n8 int8 = 3
	for i := range n8 {
		fmt.Printf("%T ", i)
	}
	for i := range 0 {
		fmt.Print("never", i)
	}
	fmt.Println()
	var i int
	for i = range []int{7, 8, 9} {
	}
	fmt.Println(i)
	arr := [...]string{"a", "b"}
	for i := range arr {
		fmt.Print(i, " ")
	}
	for i, v := range &arr {
		fmt.Print(i, v, " ")
	}
	for _, v := range arr[1:] {
		fmt.Print(v, " ")
	}
	fmt.Println()
	for i, r := range "aé" {
		fmt.Print(i, r, " ")
	}
	for range "abc" {
		fmt.Print(".")
	}
	fmt.Println()
	for k, v := range map[string]int{"only": 1} {
		fmt.Println(k, v)
	}
	for i := range count(3) {
		fmt.Print(i, " ")
	}
	for i := range count(10) {
		if i == 2 {
			break
		}
		fmt.Print(i, " ")
	}
	fmt.Println()
	for i, s := range pairs([]string{"x", "y", "z"}) {
		if i == 1 {
			continue
		}
		fmt.Print(i, s, " ")
	}
	k := 0
	for range none {
		k++
		if k == 3 {
			break
		}
	}
	fmt.Println(k, find(50))
	fmt.Println(nested())
	withDefer()
	fmt.Println()
	x := 3
	for i := range x {
		x = 10
		fmt.Print(i, " ")
	}
	fmt.Println(x)
	s := struct{ idx int }{}
	for s.idx = range 4 {
	}
	fmt.Println(s.idx)
	var ks [2]int
	j := 0
	for j, ks[j] = range []int{5, 6} {
	}
	fmt.Println(j, ks)
}
