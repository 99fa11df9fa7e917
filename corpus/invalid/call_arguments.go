// A call passes as many arguments as there are parameters, and calls a function.
package main

import "fmt"

type point struct{ x int }

func (p point) add(n int) point { return p }

func none()                       {}
func two(a int, b string)         {}
func ret2() (int, string)         { return 1, "a" }
func ret3() (int, string, bool)   { return 1, "a", true }
func many(a int, rest ...string)  {}
func noMany(a []int)              {}

func main() {
	two() // ERROR "not enough arguments in call to two"
	two(1) // ERROR "not enough arguments in call to two"
	two(1, "a", 2) // ERROR "too many arguments in call to two"
	none(1) // ERROR "too many arguments in call to none"
	two(ret2())
	two(ret3()) // ERROR "too many arguments in call to two"
	two(ret2(), 1) // ERROR "multiple-value ret2() (value of type (int, string)) in single-value context" "cannot use 1 (untyped int constant) as string value in argument to two"
	two(1, ret2()) // ERROR "multiple-value ret2() (value of type (int, string)) in single-value context"
	many() // ERROR "not enough arguments in call to many"
	many(1)
	many(ret2())
	many(1, []string{}...)
	many(1, "a", []string{}...) // ERROR "too many arguments in call to many"
	noMany([]int{}...) // ERROR "cannot use ... in call to non-variadic noMany"
	two([]int{}...) // ERROR "cannot use ... in call to non-variadic two"
	x := 1
	x() // ERROR "invalid operation: cannot call non-function x (variable of type int)"
	1() // ERROR "invalid operation: cannot call non-function 1 (untyped int constant)"
	"a"() // ERROR "invalid operation: cannot call non-function \"a\" (untyped string constant)"
	point{}() // ERROR "invalid operation: cannot call non-function point{} (value of struct type point)"
	point{}.add() // ERROR "not enough arguments in call to point{}.add"
	point{}.add(1, 2) // ERROR "too many arguments in call to point{}.add"
	point.add(1) // ERROR "not enough arguments in call to point.add"
	point.add(point{}, 1)
	func(a int) {}() // ERROR "not enough arguments in call to func(a int) {}"
	func() int { return 1 }()() // ERROR "invalid operation: cannot call non-function func() int {…}() (value of type int)"
	fmt.Println(none()) // ERROR "none() (no value) used as value"
	fmt.Sprintf() // ERROR "not enough arguments in call to fmt.Sprintf"
	two(none(), "a") // ERROR "none() (no value) used as value"
	none().x() // ERROR "none() (no value) used as value or type"
	missing(1, undefinedToo) // ERROR "undefined: missing" "undefined: undefinedToo"
	int(1, 2) // ERROR "too many arguments in conversion to int"
	int() // ERROR "missing argument in conversion to int"
	string("a", "b") // ERROR "too many arguments in conversion to string"
	_ = int // ERROR "int (type) is not an expression"
}
