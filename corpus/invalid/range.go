// What can be ranged over, and with which variables.
package main

func yield1(func(int) bool)          {}
func yield2(func(int, string) bool)  {}
func yield0(func() bool)             {}
func noBool(func(int))               {}
func hasResult(func() bool) int      { return 1 }

func main() {
	var p *[3]int
	var ps *[]int
	var st struct{}
	x, f := 10, 1.5
	for range f { // ERROR "cannot range over f (variable of type float64)"
	}
	for range st { // ERROR "cannot range over st (variable of type struct{})"
	}
	for range ps { // ERROR "cannot range over ps (variable of type *[]int)"
	}
	for range nil { // ERROR "cannot range over nil"
	}
	for range true { // ERROR "cannot range over true (untyped bool constant)"
	}
	for i, v := range 10 { // ERROR "range over 10 (untyped int constant) permits only one iteration variable"
		_, _ = i, v
	}
	for i, v := range x { // ERROR "range over x (variable of type int) permits only one iteration variable"
		_, _ = i, v
	}
	for i := range p {
		_ = i
	}
	for i, r := range "abc" { // ERROR "declared and not used: i"
		var s string = r // ERROR "cannot use r (variable of type rune) as string value in variable declaration"
		i = "a" // ERROR "cannot use \"a\" (untyped string constant) as int value in assignment"
		_ = s
	}
	for k, v := range map[string]int{} {
		var i int = k // ERROR "cannot use k (variable of type string) as int value in variable declaration"
		var s string = v // ERROR "cannot use v (variable of type int) as string value in variable declaration"
		_, _ = i, s
	}
	var s string // ERROR "declared and not used: s"
	for s = range []int{} { // ERROR "cannot use s (value of type int) as string value in assignment"
	}
	for _, s = range []int{} { // ERROR "cannot use s (value of type int) as string value in assignment"
	}
	for i := range 1.5 { // ERROR "cannot range over 1.5 (untyped float constant)"
		_ = i
	}
	for i := range yield1 {
		var s string = i // ERROR "cannot use i (variable of type int) as string value in variable declaration"
		_ = s
	}
	for i, v := range yield1 { // ERROR "range over yield1 (value of type func(func(int) bool)) permits only one iteration variable"
		_, _ = i, v
	}
	for i, v := range yield2 {
		_, _ = i, v
	}
	for i := range yield0 { // ERROR "range over yield0 (value of type func(func() bool)) permits no iteration variables"
		_ = i
	}
	for range noBool { // ERROR "cannot range over noBool (value of type func(func(int))): func must be func(yield func(...) bool): yield func does not return bool"
	}
	for range hasResult { // ERROR "cannot range over hasResult (value of type func(func() bool) int): func must be func(yield func(...) bool): unexpected results"
	}
	for range main { // ERROR "cannot range over main (value of type func()): func must be func(yield func(...) bool): wrong argument count"
	}
	for i := range 1 << 70 { // ERROR "cannot use 1 << 70 (untyped int constant 1180591620717411303424) as int value in range clause (overflows)"
		_ = i
	}
	for 1 = range 3 { // ERROR "cannot assign to 1 (neither addressable nor a map index expression)"
	}
	var i8 int8 // ERROR "declared and not used: i8"
	for i8 = range 300 { // ERROR "cannot use 300 (untyped int constant) as int8 value in range clause (overflows)"
	}
	for i8 = range x { // ERROR "cannot use x (variable of type int) as int8 value in range clause"
	}
	for _, _ = range x { // ERROR "range over x (variable of type int) permits only one iteration variable"
	}
	for range 3.0 { // ERROR "cannot range over 3.0 (untyped float constant 3)"
	}
}
