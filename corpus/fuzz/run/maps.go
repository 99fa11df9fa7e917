package main

func main() { m := map[string][]int{"a": {1}}; m["b"] = append(m["b"], 2); delete(m, "a"); v, ok := m["c"]; for k, x := range m { println(k, x[0]) }; println(len(m), v == nil, ok); n := map[any]int{1: 2, "x": 3}; n[[2]int{}]++; println(n[1]); n[[]int{}] = 1 }
