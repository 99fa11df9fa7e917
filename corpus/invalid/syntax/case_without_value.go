// A case has at least one value.
package main

func main() {
	switch 1 {
	case: // ERROR "syntax error: unexpected :, expected expression"
	} // ERROR "syntax error: unexpected }, expected :"
}
