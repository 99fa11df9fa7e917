// A return statement separates its values by commas.
package main

func main() {
	return 1 2 // ERROR "syntax error: unexpected literal 2 at end of statement"
}
