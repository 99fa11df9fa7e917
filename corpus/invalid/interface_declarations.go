// Interfaces list each method once, and embed interfaces only.
package main

type a interface {
	M()
	M(int) // ERROR "duplicate method M"
}

type b interface {
	a2 // ERROR "duplicate method M"
	M() string
}

type a2 interface{ M() }

type c interface {
	a2
	M()
}

type d interface {
	int
}

type e interface{ *a2 }

type f interface {
	_() // ERROR "methods must have a unique non-blank name"
	missing // ERROR "undefined: missing"
}

type s struct{}

type g interface{ s }

var v1 d // ERROR "cannot use type d outside a type constraint: interface contains type constraints"
var v2 g // ERROR "cannot use type g outside a type constraint: interface contains type constraints"
var v3 = func(x d) {} // ERROR "cannot use type d outside a type constraint: interface contains type constraints"

type h interface {
	m(x missing2) (y, missing3) // ERROR "undefined: missing2" "undefined: y" "undefined: missing3"
}

func main() {
	var x c = s{} // ERROR "cannot use s{} (value of struct type s) as c value in variable declaration: s does not implement c (missing method M)"
	var y interface{ M() } = x
	var z interface {
		M()
		N()
	} = x // ERROR "cannot use x (variable of interface type c) as interface{M(); N()} value in variable declaration: c does not implement interface{M(); N()} (missing method N)"
	_, _ = y, z
	_ = interface{ int }(1) // ERROR "cannot use interface interface{int} in conversion (contains specific type constraints or is comparable)"
}
