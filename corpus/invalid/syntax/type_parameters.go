// Lists of type parameters, and what looks like one.
package main

type A[P] struct{}
type B[P any Q any] struct{} // ERROR "syntax error: unexpected name Q in parameter list; possibly missing comma or ]"
type C[P any,, Q any] struct{} // ERROR "syntax error: unexpected comma, expected ]"
type D[P *int,] struct{}
type E[P *T] int
type F[] int
type G[P any] // ERROR "syntax error: unexpected newline in type declaration"
type H[P []int] struct{}
type I[P [2]] struct{} // ERROR "syntax error: missing type parameter name or invalid array length"
type J[P, Q] struct{} // ERROR "syntax error: missing type constraint"
type K[P any](x int) // ERROR "syntax error: unexpected name int, expected )"
type L[2 3] int // ERROR "syntax error: unexpected literal 3, expected ]"
type M[P int | ] struct{} // ERROR "syntax error: unexpected ], expected ~ term or type"
type N[~int] struct{}
type O[P ~int, ~string] struct{} // ERROR "syntax error: missing type parameter name"
type P[1, 2] int // ERROR "syntax error: unexpected comma; expected ]"
type Q[P func()] struct{}
type R[P interface{] struct{} // ERROR "syntax error: unexpected ], expected ~ term or type"

func a[]() {} // ERROR "syntax error: empty type parameter list"
func b[P]() {} // ERROR "syntax error: missing type constraint"
func c[P any Q any]() {} // ERROR "syntax error: unexpected name Q in parameter list; possibly missing comma or ]"
func d[P any(x int) {} // ERROR "syntax error: unexpected ( in parameter list; possibly missing comma or ]"
func (T) e[P any]() {} // ERROR "syntax error: unexpected name any, expected ]"
func (T) f[]() {} // ERROR "syntax error: method must have no type parameters"

var g = func[P any]() {} // ERROR "syntax error: function type must have no type parameters"
var h func[P any]() // ERROR "syntax error: function type must have no type parameters"
var i T[] // ERROR "syntax error: unexpected ], expected type argument list"
var j T[int string] // ERROR "syntax error: unexpected name string, expected ]"
var k = f[int string]() // ERROR "syntax error: unexpected name string, expected comma, : or ]"
var l = f[]() // ERROR "syntax error: unexpected ], expected operand"
var m = f[1, 2]() // ERROR "syntax error: unexpected literal 2, expected ]"

func main() {}
