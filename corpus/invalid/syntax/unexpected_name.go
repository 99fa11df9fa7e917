// Two operands without an operator.
package main

func main() {
	a b // ERROR "syntax error: unexpected name b at end of statement"
}
