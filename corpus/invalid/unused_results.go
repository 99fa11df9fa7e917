// An expression statement is a call or a receive, whose result may be dropped.
package main

type t struct{ x int }

func f() int { return 1 }

func main() {
	x, s := 1, []int{1}
	x // ERROR "x (variable of type int) is not used"
	x + 1 // ERROR "x + 1 (value of type int) is not used"
	1 // ERROR "1 (untyped int constant) is not used"
	"a" // ERROR "\"a\" (untyped string constant) is not used"
	s[0] // ERROR "s[0] (variable of type int) is not used"
	s[:] // ERROR "s[:] (value of type []int) is not used"
	t{}.x // ERROR "t{}.x (value of type int) is not used"
	&x // ERROR "&x (value of type *int) is not used"
	f // ERROR "f (value of type func() int) is not used"
	f()
	func() {} // ERROR "func() {} (value of type func()) is not used"
	t{} // ERROR "t{} (value of struct type t) is not used"
	x == 1 // ERROR "x == 1 (untyped bool value) is not used"
	-x // ERROR "-x (value of type int) is not used"
	(x) // ERROR "(x) (variable of type int) is not used"
	(f())
	int(x) // ERROR "int(x) (value of type int) is not used"
	int // ERROR "int (type) is not an expression"
	len(s) + 1 // ERROR "len(s) + 1 (value of type int) is not used"
	main // ERROR "main (value of type func()) is not used"
	nil // ERROR "nil is not used"
	any(x).(int) // ERROR "any(x).(int) (comma, ok expression of type int) is not used"
	[]int{1} // ERROR "[]int{…} (value of type []int) is not used"
	defer f // ERROR "expression in defer must be function call"
	defer int(x) // ERROR "defer requires function call, not conversion int(x) (value of type int)"
}
