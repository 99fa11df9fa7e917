// A full slice expression has its last index.
package main

func main() {
	var a []int
	_ = a[1:2:] // ERROR "final index required in 3-index slice"
}
