// A literal is no name on the left of :=.
package main

func main() {
	1 := 2 // ERROR "non-name 1 on left side of :="
}
