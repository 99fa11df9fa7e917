// A call with several results stands only where several values may.
package main

func none()             {}
func two() (int, int)   { return 1, 2 }
func args(a, b int) int { return a }

type t struct{ a, b int }

func main() {
	_ = two() + 1 // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	_ = two() // ERROR "assignment mismatch: 1 variable but two returns 2 values"
	x := two() // ERROR "assignment mismatch: 1 variable but two returns 2 values"
	_ = args(two())
	_ = args(two(), 1) // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	_ = []int{two()} // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	_ = t{two()} // ERROR "multiple-value two() (value of type (int, int)) in single-value context" "too few values in struct literal of type t"
	_ = map[int]int{1: two()} // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	if two() { // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	}
	_ = -two() // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	two().x // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	_ = two()[0] // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	var a, b int = two()
	var c int = two() // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	_ = none() + 1 // ERROR "none() (no value) used as value"
	_ = []int{none()} // ERROR "none() (no value) used as value"
	_ = none() == nil // ERROR "none() (no value) used as value"
	return two() // ERROR "too many return values"
	for range two() { // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	}
	_ = int(two()) // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	_, _, _, _ = x, a, b, c
	_ = &two() // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	s := []int{}
	_ = s[two()] // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	_ = append(s, two()) // ERROR "multiple-value two() (value of type (int, int)) in single-value context"
	switch none() { // ERROR "none() (no value) used as value"
	}
	x, none() = 1, 2 // ERROR "none() (no value) used as value"
	defer two()
	panic(none()) // ERROR "none() (no value) used as value"
}
