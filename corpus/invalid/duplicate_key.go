// Constant keys of a composite literal differ, and a field is given once.
package main

type point struct{ x, y int }

var m1 = map[string]int{"a": 1, "b": 2, "a": 3} // ERROR "duplicate key \"a\" in map literal"
var m2 = map[int]string{1: "a", 1: "b"} // ERROR "duplicate key 1 in map literal"
var m3 = map[any]int{1: 1, int8(1): 2, "1": 3, 1: 4} // ERROR "duplicate key 1 in map literal"
var m4 = map[bool]int{true: 1, false: 2, true: 3} // ERROR "duplicate key true in map literal"
var m5 = map[float64]int{1: 1, 1.0: 2} // ERROR "duplicate key 1 in map literal"
var m6 = map[point]int{{1, 2}: 1, {1, 2}: 2}
var a1 = []int{0: 1, 2: 3, 2: 4} // ERROR "duplicate index 2 in array or slice literal"
var a2 = [...]int{1: 1, 2, 1: 3} // ERROR "duplicate index 1 in array or slice literal"
var p1 = point{x: 1, x: 2} // ERROR "duplicate field name x in struct literal"

func main() {}
