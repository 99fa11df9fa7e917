// A type is no expression and an expression is no type.
package main

type t struct{ x int }

var v = 1

func f() {}

func g(x v)       {} // ERROR "v is not a type"
func h() f        { return nil } // ERROR "f is not a type"
func k(x int.y)   {} // ERROR "int.y is not a type"
func l(x t.x)     {} // ERROR "t.x is not a type"

func main() {
	var a v // ERROR "v is not a type"
	_ = int // ERROR "int (type) is not an expression"
	_ = t // ERROR "t (type) is not an expression"
	x := t // ERROR "t (type) is not an expression"
	_ = t + 1 // ERROR "t (type) is not an expression"
	_ = int == int // ERROR "int (type) is not an expression"
	var b f // ERROR "f is not a type"
	var c []v // ERROR "v is not a type"
	var d map[v]int // ERROR "v is not a type"
	_ = []f{} // ERROR "f is not a type"
	_ = v{} // ERROR "v is not a type"
	_ = new(v) // ERROR "v is not a type"
	if int { // ERROR "int (type) is not an expression"
	}
	for range t { // ERROR "t (type) is not an expression"
	}
	return t // ERROR "t (type) is not an expression"
	_ = len(int) // ERROR "int (type) is not an expression"
	_, _, _, _, _ = a, x, b, c, d
	var e true // ERROR "true is not a type"
	var g nil // ERROR "nil is not a type"
	var h iota // ERROR "iota is not a type"
	_, _, _ = e, g, h
	_ = _ // ERROR "cannot use _ as value or type"
	_ = t.x // ERROR "t.x undefined (type t has no method x)"
	var i len // ERROR "len is not a type"
	_ = i
	println(int, t) // ERROR "int (type) is not an expression" "t (type) is not an expression"
	f(int) // ERROR "int (type) is not an expression" "too many arguments in call to f"
}
