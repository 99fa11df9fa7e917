// Headers of if, for and switch statements.
package main

func a(x int) {
	if { // ERROR "syntax error: missing condition in if statement"
	}
	if x = 1 { // ERROR "syntax error: cannot use assignment x = 1 as value"
	}
	if x := 1 { // ERROR "syntax error: cannot use x := 1 as value"
	}
	if x := 1; { // ERROR "syntax error: missing condition in if statement"
	}
	if x := 1 // ERROR "syntax error: unexpected newline, expected { after if clause"
	{
	}
	if x == 1; y == 2; z { // ERROR "syntax error: unexpected semicolon, expected { after if clause"
	}
	if var y = 1; y == x { // ERROR "syntax error: var declaration not allowed in if initializer"
	}
	if x == 1 return // ERROR "syntax error: unexpected keyword return, expected {"
	if x, y { // ERROR "syntax error: unexpected keyword if, expected expression"
	} // ERROR "syntax error: unexpected }, expected {"
	if x++ { // ERROR "syntax error: unexpected keyword if, expected expression"
	}
	if x == T{1} { // ERROR "syntax error: unexpected { at end of statement"
	}
}

func b(x int) { // ERROR "syntax error: unexpected name b, expected ("
	for x = 1 { // ERROR "syntax error: cannot use assignment x = 1 as value"
	}
	for x := 0; x < 10 { // ERROR "syntax error: unexpected {, expected semicolon or newline"
	} // ERROR "syntax error: unexpected }, expected expression"
	for x := 0; { // ERROR "syntax error: unexpected {, expected for loop condition"
	}
	for x := 0; x < 10; x := x + 1 { // ERROR "syntax error: cannot declare in post statement of for loop"
	}
	for x := 0; x = 10; x++ { // ERROR "syntax error: cannot use assignment x = 10 as value"
	}
	for var x = 0; ; { // ERROR "syntax error: var declaration not allowed in for initializer"
	}
	for i := range x y { // ERROR "syntax error: unexpected name y, expected { after for clause"
	}
	for range { // ERROR "syntax error: unexpected {, expected expression"
	} // ERROR "syntax error: unexpected }, expected { after for clause"
	for i, j = 0 range x { // ERROR "syntax error: unexpected keyword range, expected {"
	}
	for ;;; { // ERROR "syntax error: unexpected semicolon, expected expression"
	} // ERROR "syntax error: unexpected }, expected { after for clause"
}

func c(x int) { // ERROR "syntax error: unexpected name c, expected ("
	switch x = 1 { // ERROR "syntax error: cannot use assignment x = 1 as value"
	}
	switch x := x.(type) y { // ERROR "syntax error: unexpected name y, expected {"
	}
	switch x
	{
	}
	switch var x = 1; x { // ERROR "syntax error: var declaration not allowed in switch initializer"
	}
	switch (x) y { // ERROR "syntax error: unexpected name y, expected {"
	case 1:
	}
	switch x := 1; y := x.(type) {
	}
	if y := x.(type) { // ERROR "syntax error: cannot use y := x.(type) as value"
	}
}

func main() {} // ERROR "syntax error: unexpected name main, expected ("
