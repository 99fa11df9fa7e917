// nil has no type of its own and is a value of pointers, functions, slices, maps, channels and interfaces only.
package main

var a = nil // ERROR "use of untyped nil in variable declaration"

func f(i int)     {}
func g(args ...any) {}

func main() {
	x := nil // ERROR "use of untyped nil in assignment"
	var y = nil // ERROR "use of untyped nil in variable declaration"
	var i int = nil // ERROR "cannot use nil as int value in variable declaration"
	var s string = nil // ERROR "cannot use nil as string value in variable declaration"
	var st struct{} = nil // ERROR "cannot use nil as struct{} value in variable declaration"
	f(nil) // ERROR "cannot use nil as int value in argument to f"
	g(nil)
	_ = nil == nil // ERROR "invalid operation: nil == nil (operator == not defined on untyped nil)"
	_ = i == nil // ERROR "invalid operation: i == nil (mismatched types int and untyped nil)"
	_ = s != nil // ERROR "invalid operation: s != nil (mismatched types string and untyped nil)"
	_ = nil // ERROR "use of untyped nil in assignment to _ identifier"
	nil() // ERROR "invalid operation: cannot call non-function nil"
	_ = *nil // ERROR "invalid operation: cannot indirect nil"
	_ = nil.x // ERROR "nil.x undefined (type untyped nil has no field or method x)"
	_ = nil + nil // ERROR "invalid operation: operator + not defined on nil"
	_ = -nil // ERROR "invalid operation: operator - not defined on nil"
	_ = [2]int(nil) // ERROR "cannot convert nil to type [2]int"
	_ = []int(nil)
	_ = &nil // ERROR "invalid operation: cannot take address of nil"
	_ = nil[0] // ERROR "invalid operation: cannot index nil"
	switch nil { // ERROR "use of untyped nil in switch expression"
	}
	for range nil { // ERROR "cannot range over nil"
	}
	_, _, _ = st, x, y
	var p *int = nil
	_ = p < nil // ERROR "invalid operation: p < nil (operator < not defined on pointer)"
}
