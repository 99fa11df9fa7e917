// What can be compared with what, and ordered.
package main

type withSlice struct{ s []int }
type withFunc struct{ f func() }
type plain struct{ a int }
type other struct{ a int }
type iface interface{ M() }

func main() {
	var s1, s2 []int
	var m1, m2 map[int]int
	var f1, f2 func()
	var w1, w2 withSlice
	var wf withFunc
	var p plain
	var o other
	var i iface
	var a any
	_ = s1 == s2 // ERROR "invalid operation: s1 == s2 (slice can only be compared to nil)"
	_ = m1 != m2 // ERROR "invalid operation: m1 != m2 (map can only be compared to nil)"
	_ = f1 == f2 // ERROR "invalid operation: f1 == f2 (func can only be compared to nil)"
	_ = w1 == w2 // ERROR "invalid operation: w1 == w2 (struct containing []int cannot be compared)"
	_ = wf == wf // ERROR "invalid operation: wf == wf (struct containing func() cannot be compared)"
	_ = p == o // ERROR "invalid operation: p == o (mismatched types plain and other)"
	_ = p < p // ERROR "invalid operation: p < p (operator < not defined on struct)"
	_ = i == p // ERROR "invalid operation: i == p (mismatched types iface and plain)"
	_ = a == p
	_ = a == s1 // ERROR "invalid operation: a == s1 (slice can only be compared to nil)"
	_ = s1 == nil
	_ = a < a // ERROR "invalid operation: a < a (operator < not defined on interface)"
	_ = true < false // ERROR "invalid operation: true < false (operator < not defined on untyped bool)"
	_ = [2]withSlice{} == [2]withSlice{} // ERROR "invalid operation: [2]withSlice{} == [2]withSlice{} ([2]withSlice cannot be compared)"
	_ = &p == &o // ERROR "invalid operation: &p == &o (mismatched types *plain and *other)"
	_ = [2]int{} == [3]int{} // ERROR "invalid operation: [2]int{} == [3]int{} (mismatched types [2]int and [3]int)"
	_ = 1 < "a" // ERROR "invalid operation: 1 < \"a\" (mismatched types untyped int and untyped string)"
	_ = complex(1, 2) < 3i // ERROR "invalid operation: complex(1, 2) < 3i (operator < not defined on untyped complex)"
	switch s1 {
	case s2: // ERROR "invalid case s2 in switch on s1 (slice can only be compared to nil)"
	}
	switch f1 {
	case nil:
	}
	_ = p == 1 // ERROR "cannot convert 1 (untyped int constant) to type struct{a int}"
	_ = a == 1
	_ = f1 == 1 // ERROR "cannot convert 1 (untyped int constant) to type func()"
}
