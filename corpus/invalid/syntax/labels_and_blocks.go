// Labels stand before statements, and blocks end.
package main

func a() {
	{
	L:
	}
	switch {
	case true:
	M: // ERROR "syntax error: missing statement after label"
	case false:
	N: // ERROR "syntax error: missing statement after label"
	O: // ERROR "syntax error: missing statement after label"
	default:
		goto L
	}
	P: Q: else // ERROR "syntax error: missing statement after label"
	R: ) // ERROR "syntax error: unexpected name R after top level declaration"
	if true {
	} else
	if true {
	} else println()
	if true {
	}
	else {
	}
}
}

x := 1

func b() {
	for {
		if true {
			println(
		} // ERROR "syntax error: unexpected }, expected expression"
	}
}

println() // ERROR "syntax error: non-declaration statement outside function body"
{
}

func main() {
