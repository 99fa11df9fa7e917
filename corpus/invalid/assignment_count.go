// As many values as variables; only a call may stand for several.
package main

func none()           {}
func one() int        { return 1 }
func two() (int, int) { return 1, 2 }

var g1, g2 = 1 // ERROR "assignment mismatch: 2 variables but 1 value"
var g3, g4 = 1, 2, 3 // ERROR "extra init expr 3"
var g5, g6 = one() // ERROR "assignment mismatch: 2 variables but one returns 1 value"
var g7 = two() // ERROR "multiple-value two() (value of type (int, int)) in single-value context"

func main() {
	var a, b int
	a, b = 1 // ERROR "assignment mismatch: 2 variables but 1 value"
	a, b = 1, 2, 3 // ERROR "assignment mismatch: 2 variables but 3 values"
	a, b = one() // ERROR "assignment mismatch: 2 variables but one returns 1 value"
	a = two() // ERROR "assignment mismatch: 1 variable but two returns 2 values"
	a, b, c := two() // ERROR "assignment mismatch: 3 variables but two returns 2 values"
	d, e := 1 // ERROR "assignment mismatch: 2 variables but 1 value"
	var f, g int = 1 // ERROR "assignment mismatch: 2 variables but 1 value"
	var h int = 1, 2 // ERROR "extra init expr 2"
	a = none() // ERROR "none() (no value) used as value"
	x := none() // ERROR "none() (no value) used as value"
	_ = none() // ERROR "none() (no value) used as value"
	a, b = two(), 1 // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	a = 1, 2 // ERROR "assignment mismatch: 1 variable but 2 values"
	m := map[int]int{}
	v, ok, more := m[1] // ERROR "assignment mismatch: 3 variables but 1 value"
	_, _, _, _, _, _, _, _, _ = c, d, e, f, g, h, x, v, ok
	_ = more
	_, _ = a, b
	for range m {
	}
}
