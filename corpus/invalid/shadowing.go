// The innermost declaration of a name counts, from its point of declaration to the end of its block.
package main

type t int

func f(t int) {
	var x t // ERROR "t is not a type"
	_ = x
}

func g() {
	int := 1
	var x int // ERROR "int is not a type"
	_ = x
}

func h() {
	string := func(x int) int { return x }
	_ = string("a") // ERROR "cannot use \"a\" (untyped string constant) as int value in argument to string"
	len := 1
	_ = len("a") // ERROR "invalid operation: cannot call non-function len (variable of type int)"
}

func k() {
	_ = later // ERROR "undefined: later"
	later := 1
	_ = later
	if a := 1; a > 0 {
		_ = a
	} else {
		_ = a
	}
	_ = a // ERROR "undefined: a"
	for i := 0; i < 1; i++ {
	}
	_ = i // ERROR "undefined: i"
	switch b := 1; b {
	}
	_ = b // ERROR "undefined: b"
	x := x // ERROR "declared and not used: x" "undefined: x"
	func() { _ = inner }() // ERROR "undefined: inner"
	var rec func()
	rec = func() { rec() }
	bad := func() { bad() } // ERROR "declared and not used: bad" "undefined: bad"
	type node struct{ next *node }
	const c = c // ERROR "undefined: c"
	nil := 1
	var p *t = nil // ERROR "cannot use nil (variable of type int) as *t value in variable declaration"
	_ = p
	true := "a"
	if true { // ERROR "non-boolean condition in if statement"
	}
}

func main() {}
