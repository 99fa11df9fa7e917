// Conditions are boolean.
package main

type myBool bool

func f() int          { return 1 }
func g() (bool, bool) { return true, true }

func main() {
	x := 1
	if x { // ERROR "non-boolean condition in if statement"
	}
	if 1 { // ERROR "non-boolean condition in if statement"
	}
	if "a" { // ERROR "non-boolean condition in if statement"
	}
	if nil { // ERROR "non-boolean condition in if statement"
	}
	if f() { // ERROR "non-boolean condition in if statement"
	}
	if g() { // ERROR "multiple-value g() (value of type (bool, bool)) in single-value context"
	}
	for x { // ERROR "non-boolean condition in for statement"
	}
	for i := 0; i; i++ { // ERROR "non-boolean condition in for statement"
	}
	for f() { // ERROR "non-boolean condition in for statement"
	}
	if x == 1 && x { // ERROR "invalid operation: x == 1 && x (mismatched types untyped bool and int)"
	}
	if !x { // ERROR "invalid operation: operator ! not defined on x (variable of type int)"
	}
	if myBool(true) {
	}
	var p *int
	if p { // ERROR "non-boolean condition in if statement"
	}
	if main { // ERROR "non-boolean condition in if statement"
	}
	if x := 1; x { // ERROR "non-boolean condition in if statement"
	}
	if x > 0 == true {
	}
}
