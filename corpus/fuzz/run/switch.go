package main

func f(x any) int { switch y := x.(type) { case nil: return 0; case int, string: _ = y; return 1; case error: return len(y.Error()); case []int: return y[1] }; return 9 }

func main() { println(f(nil), f(1), f([]int{4, 5}), f(1.5)); switch x := f(""); x { case 0, 1: println("one"); fallthrough; case 2: println("two") } }
