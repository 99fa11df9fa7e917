// Which operators are defined depends on the operand type.
package main

type pair struct{ a, b int }

func main() {
	i, s, f, b := 1, "a", 1.5, true
	p := pair{}
	_ = !i // ERROR "invalid operation: operator ! not defined on i (variable of type int)"
	_ = -s // ERROR "invalid operation: operator - not defined on s (variable of type string)"
	_ = ^f // ERROR "invalid operation: operator ^ not defined on f (variable of type float64)"
	_ = +b // ERROR "invalid operation: operator + not defined on b (variable of type bool)"
	_ = s - s // ERROR "invalid operation: operator - not defined on s (variable of type string)"
	_ = f % f // ERROR "invalid operation: operator % not defined on f (variable of type float64)"
	_ = i && i // ERROR "invalid operation: operator && not defined on i (variable of type int)"
	_ = b + b // ERROR "invalid operation: operator + not defined on b (variable of type bool)"
	_ = f & f // ERROR "invalid operation: operator & not defined on f (variable of type float64)"
	_ = p + p // ERROR "invalid operation: operator + not defined on p (variable of struct type pair)"
	_ = s * 2 // ERROR "invalid operation: s * 2 (mismatched types string and untyped int)"
	_ = b < b // ERROR "invalid operation: b < b (operator < not defined on bool)"
	_ = p < p // ERROR "invalid operation: p < p (operator < not defined on struct)"
	_ = &i < &i // ERROR "invalid operation: &i < &i (operator < not defined on pointer)"
	_ = f << 1 // ERROR "invalid operation: shifted operand f (variable of type float64) must be integer"
	_ = 1 << f // ERROR "invalid operation: shift count f (variable of type float64) must be integer"
	_ = 1.5 << 2 // ERROR "invalid operation: shifted operand 1.5 (untyped float constant) must be integer"
	_ = i << -1 // ERROR "invalid operation: negative shift count -1 (untyped int constant)"
	_ = i << "a" // ERROR "cannot convert \"a\" (untyped string constant) to type uint"
	_ = 1 << 1.5 // ERROR "1.5 (untyped float constant) truncated to uint"
	_ = s << 1 // ERROR "invalid operation: shifted operand s (variable of type string) must be integer"
	_ = f &^ f // ERROR "invalid operation: operator &^ not defined on f (variable of type float64)"
	_ = !"a" // ERROR "invalid operation: operator ! not defined on \"a\" (untyped string constant)"
	_ = -true // ERROR "invalid operation: operator - not defined on true (untyped bool constant)"
	_ = ^1.5 // ERROR "invalid operation: operator ^ not defined on 1.5 (untyped float constant)"
	_ = *i // ERROR "invalid operation: cannot indirect i (variable of type int)"
	_ = <-i // ERROR "invalid operation: cannot receive from non-channel i (variable of type int)"
	b++ // ERROR "invalid operation: b++ (non-numeric type bool)"
	s++ // ERROR "invalid operation: s++ (non-numeric type string)"
	p-- // ERROR "invalid operation: p-- (non-numeric type pair)"
	b -= b // ERROR "invalid operation: operator - not defined on b (variable of type bool)"
}
