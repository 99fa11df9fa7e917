// The left side of an assignment is addressable, a map element or blank.
package main

type point struct{ x, y int }

const c = 1

func f() int       { return 1 }
func g() point     { return point{} }
func h() [2]int    { return [2]int{} }
func p() *point    { return &point{} }

func main() {
	c = 2 // ERROR "cannot assign to c (neither addressable nor a map index expression)"
	f() = 1 // ERROR "cannot assign to f() (neither addressable nor a map index expression)"
	g().x = 1 // ERROR "cannot assign to g().x (neither addressable nor a map index expression)"
	h()[0] = 1 // ERROR "cannot assign to h()[0] (neither addressable nor a map index expression)"
	p().x = 1
	s := "abc"
	s[0] = 'x' // ERROR "cannot assign to s[0] (neither addressable nor a map index expression)"
	m := map[string]point{}
	m["a"].x = 1 // ERROR "cannot assign to struct field m[\"a\"].x in map"
	m["a"] = point{}
	1 = 2 // ERROR "cannot assign to 1 (neither addressable nor a map index expression)"
	s + s = "a" // ERROR "cannot assign to s + s (neither addressable nor a map index expression)"
	nil = 1 // ERROR "cannot assign to nil (neither addressable nor a map index expression)"
	main = nil // ERROR "cannot assign to main (neither addressable nor a map index expression)"
	int = 1 // ERROR "int (type) is not an expression"
	point{}.x = 1 // ERROR "cannot assign to point{}.x (neither addressable nor a map index expression)"
	(s) = "ok"
	c++ // ERROR "cannot assign to c (neither addressable nor a map index expression)"
	f()++ // ERROR "cannot assign to f() (neither addressable nor a map index expression)"
	true = false // ERROR "cannot assign to true (neither addressable nor a map index expression)"
	"abc"[0] = 'a' // ERROR "cannot assign to \"abc\"[0] (neither addressable nor a map index expression)"
	len = nil // ERROR "len (built-in) must be called"
	for c = range 3 { // ERROR "cannot assign to c (neither addressable nor a map index expression)"
	}
	_ = &c // ERROR "invalid operation: cannot take address of c (untyped int constant 1)"
	_ = &f() // ERROR "invalid operation: cannot take address of f() (value of type int)"
	_ = &m["a"] // ERROR "invalid operation: cannot take address of m[\"a\"] (map index expression of struct type point)"
	_ = &s[0] // ERROR "invalid operation: cannot take address of s[0] (value of type byte)"
	_ = &1 // ERROR "invalid operation: cannot take address of 1 (untyped int constant)"
	_ = &g().x // ERROR "invalid operation: cannot take address of g().x (value of type int)"
	_ = &h()[0] // ERROR "invalid operation: cannot take address of h()[0] (value of type int)"
	_ = &p().x
	_ = &point{}
	_ = &main // ERROR "invalid operation: cannot take address of main (value of type func())"
	_ = h()[:] // ERROR "invalid operation: h() (value of type [2]int) (slice of unaddressable value)"
}
