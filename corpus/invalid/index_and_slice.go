// Indices are integers, not negative, and in range where that is known.
package main

func main() {
	var a [3]int
	s, str, m := []int{1}, "abc", map[string]int{}
	var p *[3]int
	var ps *[]int
	x, f := 1, 1.5
	_ = a[3] // ERROR "invalid argument: index 3 out of bounds [0:3]"
	_ = a[-1] // ERROR "invalid argument: index -1 (constant of type int) must not be negative"
	_ = a["a"] // ERROR "cannot convert \"a\" (untyped string constant) to type int"
	_ = a[1.5] // ERROR "1.5 (untyped float constant) truncated to int"
	_ = a[1.0]
	_ = a[f] // ERROR "invalid argument: index f (variable of type float64) must be integer"
	_ = s[-1] // ERROR "invalid argument: index -1 (constant of type int) must not be negative"
	_ = s[100]
	_ = s["a"] // ERROR "cannot convert \"a\" (untyped string constant) to type int"
	_ = str[-1] // ERROR "invalid argument: index -1 (constant of type int) must not be negative"
	_ = "abc"[3] // ERROR "invalid argument: index 3 out of bounds [0:3]"
	_ = "abc"[2]
	_ = str[100]
	_ = m[1] // ERROR "cannot use 1 (untyped int constant) as string value in map index"
	_ = m["a"]
	_ = x[0] // ERROR "invalid operation: cannot index x (variable of type int)"
	_ = f[0] // ERROR "invalid operation: cannot index f (variable of type float64)"
	_ = p[3] // ERROR "invalid argument: index 3 out of bounds [0:3]"
	_ = p[2]
	_ = ps[0] // ERROR "invalid operation: cannot index ps (variable of type *[]int)"
	_ = a[1:4] // ERROR "invalid argument: index 4 out of bounds [0:4]"
	_ = a[2:1] // ERROR "invalid slice indices: 1 < 2"
	_ = s[2:1] // ERROR "invalid slice indices: 1 < 2"
	_ = s[-1:] // ERROR "invalid argument: index -1 (constant of type int) must not be negative"
	_ = s[1:2:1] // ERROR "invalid slice indices: 1 < 2"
	_ = str[1:2:3] // ERROR "invalid operation: 3-index slice of string"
	_ = str[2:1] // ERROR "invalid slice indices: 1 < 2"
	_ = "abc"[1:5] // ERROR "invalid argument: index 5 out of bounds [0:4]"
	_ = m[1:2] // ERROR "invalid operation: cannot slice m (variable of type map[string]int)"
	_ = x[:] // ERROR "invalid operation: cannot slice x (variable of type int)"
	_ = [3]int{}[:] // ERROR "invalid operation: [3]int{} (value of type [3]int) (slice of unaddressable value)"
	_ = (&[3]int{})[:]
	_ = s[f:] // ERROR "invalid argument: index f (variable of type float64) must be integer"
	_ = s["a":] // ERROR "cannot convert \"a\" (untyped string constant) to type int"
	_ = s[1<<70] // ERROR "1 << 70 (untyped int constant 1180591620717411303424) overflows int"
	_ = main[0] // ERROR "invalid operation: cannot index main (value of type func())"
	_ = struct{}{}[0] // ERROR "invalid operation: cannot index struct{}{} (value of type struct{})"
	_ = s[nil] // ERROR "cannot convert nil to type int"
	_ = a[len(a)] // ERROR "invalid argument: index 3 out of bounds [0:3]"
	_ = a[uint8(3)] // ERROR "invalid argument: index 3 out of bounds [0:3]"
	_ = s[:1.0]
}
