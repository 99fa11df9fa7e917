// ++ stands after its operand.
package main

func main() {
	x := 1
	++x // ERROR "syntax error: unexpected ++, expected }"
}
