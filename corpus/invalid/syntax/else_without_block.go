// else is followed by a block or an if statement.
package main

func main() {
	if true {
	} else println("x") // ERROR "syntax error: else must be followed by if or statement block"
}
