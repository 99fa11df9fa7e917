// Keys of maps are comparable; lengths of arrays are constants that are not negative.
package main

type s struct{ f []int }
type ok struct{ a [2]int }

var m1 map[[]int]string // ERROR "invalid map key type []int"
var m2 map[func()]string // ERROR "invalid map key type func()"
var m3 map[map[string]int]string // ERROR "invalid map key type map[string]int"
var m4 map[s]string // ERROR "invalid map key type s"
var m5 map[ok]string
var m6 map[any]string
var m7 map[[2][]int]string // ERROR "invalid map key type [2][]int"
var m8 map[*s]string

var n = 3

var a1 [n]int // ERROR "invalid array length n"
var a2 [-1]int // ERROR "invalid array length -1 (untyped int constant)"
var a3 [1.5]int // ERROR "array length 1.5 (untyped float constant) must be integer"
var a4 [2.0]int
var a5 ["a"]int // ERROR "array length \"a\" (untyped string constant) must be integer"
var a6 [1 << 3]int
var a7 [len("abc")]int
var a8 [len(a6)]int
var a9 [nil]int // ERROR "invalid array length nil"
var a10 [...]int // ERROR "invalid use of [...] array (outside a composite literal)"
var a11 [missing]int // ERROR "undefined array length missing or missing type constraint"
var a12 [int]int // ERROR "invalid array length int"
var a13 ['a']int
var a14 [true]int // ERROR "array length true (untyped bool constant) must be integer"

func main() {
	const c = 2
	var b [c]int
	b[c] = 1 // ERROR "invalid argument: index 2 out of bounds [0:2]"
	m6[m1] = ""
	m5[ok{}] = 1 // ERROR "cannot use 1 (untyped int constant) as string value in assignment"
	_ = m6[[]int{}]
}
