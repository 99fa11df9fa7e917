package main

func seq(n int) func(func(int, string) bool) { return func(yield func(int, string) bool) { for i := range n { if !yield(i, "v") { return } } } }

func f() int { outer: for i := range seq(5) { for j, s := range seq(4) { defer println("d", i, j); if j == 2 { continue outer }; if i == 2 { return j + len(s) } } }; return -1 }

func main() { println(f()) }
