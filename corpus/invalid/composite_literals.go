// Composite literals of structs, arrays, slices and maps: keys, counts and types of the elements.
package main

import "strings"

type point struct {
	x, y int
}

type outer struct {
	point
	z int
}

type intT int

type fn func()

func main() {
	_ = point{1} // ERROR "too few values in struct literal of type point"
	_ = point{1, 2, 3} // ERROR "too many values in struct literal of type point"
	_ = point{x: 1, 2} // ERROR "mixture of field:value and value elements in struct literal"
	_ = point{1, y: 2} // ERROR "mixture of field:value and value elements in struct literal"
	_ = point{z: 1} // ERROR "unknown field z in struct literal of type point"
	_ = point{"x": 1} // ERROR "invalid field name \"x\" in struct literal"
	_ = outer{x: 1} // ERROR "unknown field x in struct literal of type outer"
	_ = []int{"a": 1} // ERROR "cannot convert \"a\" (untyped string constant) to type int"
	_ = []int{-1: 1} // ERROR "invalid argument: index -1 (constant of type int) must not be negative"
	_ = [2]int{1, 2, 3} // ERROR "index 2 is out of bounds (>= 2)"
	_ = [2]int{5: 1} // ERROR "invalid argument: index 5 out of bounds [0:2]"
	_ = map[string]int{1} // ERROR "missing key in map literal"
	_ = intT{1} // ERROR "invalid composite literal type intT"
	_ = int{1} // ERROR "invalid composite literal type int"
	_ = fn{} // ERROR "invalid composite literal type fn"
	_ = missing{1} // ERROR "undefined: missing"
	_ = []point{{1, 2}, {3}} // ERROR "too few values in struct literal of type point"
	_ = [][]int{{1}, {"a"}, 1} // ERROR "cannot use \"a\" (untyped string constant) as int value in array or slice literal" "cannot use 1 (untyped int constant) as []int value in array or slice literal"
	_ = map[point]string{{1, 2}: "a", {1}: "b"} // ERROR "too few values in struct literal of type point"
	_ = []int{1.5: 1} // ERROR "1.5 (untyped float constant) truncated to int"
	_ = &point{x: "a"} // ERROR "cannot use \"a\" (untyped string constant) as int value in struct literal"
	_ = strings.Builder{nil, nil} // ERROR "implicit assignment to unexported field addr in struct literal of type strings.Builder" "implicit assignment to unexported field buf in struct literal of type strings.Builder"
	_ = strings.Builder{buf: nil} // ERROR "cannot refer to unexported field buf in struct literal of type strings.Builder"
	_ = struct{ a, b int }{1, 2, 3} // ERROR "too many values in struct literal of type struct{a int; b int}"
	x := 1
	_ = [x]int{} // ERROR "invalid array length x"
	_ = []int{x: 1} // ERROR "index x must be integer constant"
	_ = []missing2{1, 2} // ERROR "undefined: missing2"
	_ = map[[]int]string{} // ERROR "invalid map key type []int"
	_ = *point{1, 2} // ERROR "invalid operation: cannot indirect point{…} (value of struct type point)"
	_ = point{}.x.y // ERROR "point{}.x.y undefined (type int has no field or method y)"
	_ = [...]int{5: 1}[6] // ERROR "invalid argument: index 6 out of bounds [0:6]"
}
