// A full slice expression has its middle index.
package main

func main() {
	var a []int
	_ = a[::3] // ERROR "middle index required in 3-index slice"
}
