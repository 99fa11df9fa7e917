// Only names stand on the left of :=.
package main

type t struct{ x int }

func main() {
	var a t
	a.x := 1 // ERROR "non-name a.x on left side of :="
}
