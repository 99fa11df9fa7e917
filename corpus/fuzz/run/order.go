package main

func g(n int) int { println(n); return n }
func two() (int, int) { return g(8), g(9) }
func h(x ...int) int { return len(x) }

func main() { a := []int{0, 1, 2}; i := 0; i, a[i] = 1, g(4); a[g(0)], a[g(1)] = a[1], a[0]; println(h(g(1), g(2)), h(two()), a[0], i, g(1) == 1 || g(2) == 2) }
