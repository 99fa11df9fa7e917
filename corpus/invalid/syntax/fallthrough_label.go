// fallthrough has no label.
package main

func main() {
	switch {
	case true:
		fallthrough x // ERROR "syntax error: unexpected name x at end of statement"
	default:
	}
}
