// iota counts only in constant declarations, and the blank identifier is no value.
package main

const (
	a = iota
	b
	_
	d
)

var x = iota // ERROR "cannot use iota outside constant declaration"

func f(_ int, _ string) int { return _ } // ERROR "cannot use _ as value or type"

type _ struct{}
type t struct{ _ int }

var _ = 1
var _ int = "a" // ERROR "cannot use \"a\" (untyped string constant) as int value in variable declaration"

const _ = missing // ERROR "undefined: missing"

func _() { undefinedInBlankFunc() } // ERROR "undefined: undefinedInBlankFunc"

func main() {
	_ = 1
	_ := 1 // ERROR "no new variables on left side of :="
	y := _ // ERROR "declared and not used: y" "cannot use _ as value or type"
	_++ // ERROR "cannot use _ as value or type"
	_ += 1 // ERROR "cannot use _ as value or type"
	_ = t{}._ // ERROR "t{}._ undefined (type t has no field or method _)"
	_() // ERROR "cannot use _ as value or type"
	var z _ // ERROR "declared and not used: z" "cannot use _ as value or type"
	if _ == 1 { // ERROR "cannot use _ as value or type"
	}
	_, _ = 1, 2
	_, c := 1, 2 // ERROR "declared and not used: c"
	for _ := range 3 { // ERROR "no new variables on left side of :="
	}
	for _, _ := range []int{} { // ERROR "no new variables on left side of :="
	}
	const l = iota
	const (
		k = func() int { return iota }() // ERROR "func() int {…}() (value of type int) is not constant"
	)
}
