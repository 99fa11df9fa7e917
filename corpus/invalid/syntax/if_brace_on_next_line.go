// The brace of an if statement stands on the line of its header.
package main

func main() {
	if true // ERROR "syntax error: unexpected newline, expected { after if clause"
	{
	}
}
