// A constant is initialised by a constant expression of a basic type.
package main

var v = 1

func f() int { return 1 }

const a = v // ERROR "v (variable of type int) is not constant"
const b = f() // ERROR "f() (value of type int) is not constant"
const c = len([]int{1}) // ERROR "len([]int{…}) (value of type int) is not constant"
const d = "abc"[0] // ERROR "\"abc\"[0] (value of type byte) is not constant"
const e []int = nil // ERROR "invalid constant type []int"
const g = nil // ERROR "nil is not constant"
const h error = nil // ERROR "invalid constant type error"
const i = &v // ERROR "&v (value of type *int) is not constant"
const j = func() {} // ERROR "func() {} (value of type func()) is not constant"
const k int = "a" // ERROR "cannot use \"a\" (untyped string constant) as int value in constant declaration"
const l = len([3]int{})
const m = len("abc")
const n, o = 1 // ERROR "missing init expr for o"
const p = 1, 2 // ERROR "extra init expr 2"
const q struct{} = struct{}{} // ERROR "invalid constant type struct{}"
const r = v + 1 // ERROR "v + 1 (value of type int) is not constant"
const s = l + m

var arr [v]int // ERROR "invalid array length v"
var arr2 [f()]int // ERROR "array length f() (value of type int) must be constant"
var arr3 [2.5]int // ERROR "array length 2.5 (untyped float constant) must be integer"
var arr4 [-1]int // ERROR "invalid array length -1 (untyped int constant)"
var arr5 ["a"]int // ERROR "array length \"a\" (untyped string constant) must be integer"
var arr6 [l]int
var arr7 [...]int // ERROR "invalid use of [...] array (outside a composite literal)"

const (
	t = iota
	u
	w = iota + v // ERROR "iota + v (value of type int) is not constant"
)

var notConst = iota // ERROR "cannot use iota outside constant declaration"

const first // ERROR "missing init expr for first"

func main() {
	switch 1 {
	case v:
	}
}
