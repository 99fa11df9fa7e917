// Declarations among statements, and statements that are none.
package main

func main() {
	var x // ERROR "syntax error: unexpected newline, expected type"
	var y int z // ERROR "syntax error: unexpected name z at end of statement"
	var = 1 // ERROR "syntax error: unexpected =, expected name"
	const c := 1 // ERROR "syntax error: unexpected :=, expected ="
	const d 4 // ERROR "syntax error: unexpected literal 4 at end of statement"
	type T // ERROR "syntax error: unexpected newline in type declaration"
	type U struct{ a b c } // ERROR "syntax error: unexpected name c in struct type; possibly missing semicolon or newline or }"
	x y // ERROR "syntax error: unexpected name y at end of statement"
	x, y // ERROR "syntax error: unexpected newline, expected := or = or comma"
	x, y += 1 // ERROR "syntax error: unexpected +=, expected := or = or comma"
	x := 1 2 // ERROR "syntax error: unexpected literal 2 at end of statement"
	x = 
	:= 1 // ERROR "syntax error: unexpected :=, expected expression"
	x++ y
	++x
	goto // ERROR "syntax error: unexpected keyword goto at end of statement"
	goto 1 // ERROR "syntax error: unexpected keyword goto, expected name"
	break 1 // ERROR "syntax error: unexpected literal 1 at end of statement"
	continue + 1 // ERROR "syntax error: unexpected + at end of statement"
	return 1 2 // ERROR "syntax error: unexpected literal 2 at end of statement"
	fallthrough x // ERROR "syntax error: unexpected name x at end of statement"
	defer
	go // ERROR "syntax error: unexpected keyword go, expected expression"
	else { // ERROR "syntax error: unexpected keyword else, expected expression"
	}
	package p // ERROR "syntax error: non-declaration statement outside function body"
	range x
	...
	_ = 1
}

func a() {
	type V = 
	import "fmt" // ERROR "syntax error: unexpected keyword import in type declaration"
}

func b() {
	func f() {} // ERROR "syntax error: unexpected name f, expected ("
	x y // ERROR "syntax error: non-declaration statement outside function body"
}
