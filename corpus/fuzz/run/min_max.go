package main

func main() { x, y := 2.5, -0.0; println(min(x, y), max(1, 2, 3), min("b", "a"), max(x, 1)); m := map[float64]int{y / y: 1}; clear(m); println(len(m)) }
