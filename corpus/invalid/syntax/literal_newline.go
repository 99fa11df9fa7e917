// The last element before a newline is followed by a comma.
package main

var a = []int{
	1,
	2 // ERROR "syntax error: unexpected newline in composite literal; possibly missing comma or }"
}

func main() {}
