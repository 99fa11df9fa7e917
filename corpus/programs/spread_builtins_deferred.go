package main

import "fmt"

func two() (int, string)  { return 1, "x" }
func three() (a, b, c int) { return 3, 1, 2 }
func pair() ([]int, []int) { return s, []int{7, 8} }
func entry() (map[string]int, string) { return m, "a" }
func floats() (x, y float64) { return 2, -0.5 }
func words() (x, y string) { return "b", "a" }

var s = []int{1, 2, 3}
var m = map[string]int{"a": 1}

func f() {
	defer println(two())
	defer copy(pair())
	defer delete(entry())
	fmt.Println(s, m)
}

func main() {
	f()
	fmt.Println(s, m)
	fmt.Println(min(three()), max(three()), max(floats()), min(words()))
}
