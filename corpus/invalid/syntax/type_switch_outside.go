// .(type) stands in the header of a switch only.
package main

func main() {
	var x any
	_ = x.(type) // ERROR "use of .(type) outside type switch"
}
