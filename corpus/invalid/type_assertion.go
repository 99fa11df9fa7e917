// Only the dynamic type of an interface value can be asserted.
package main

func main() {
	x, s := 1, "a"
	var a any
	_ = x.(int) // ERROR "invalid operation: x (variable of type int) is not an interface"
	_ = s.(any) // ERROR "invalid operation: s (variable of type string) is not an interface"
	_ = a.(missing) // ERROR "undefined: missing"
	_ = a.(x) // ERROR "x is not a type"
	switch x.(type) { // ERROR "x (variable of type int) is not an interface"
	case int:
	}
	switch y := a.(type) {
	case x: // ERROR "x is not a type"
	case nil:
		_ = y + 1 // ERROR "invalid operation: y + 1 (mismatched types any and int)"
	case int:
		_ = y + "a" // ERROR "invalid operation: y + \"a\" (mismatched types int and untyped string)"
	case int8, int16:
		_ = y + 1 // ERROR "invalid operation: y + 1 (mismatched types any and int)"
	}
	v, ok := a.(int), true
	_, _ = v, ok
	var b, c = a.(int)
	_, _ = b, c
	n := a.(int) + a // ERROR "invalid operation: a.(int) + a (mismatched types int and any)"
	_ = n
}
