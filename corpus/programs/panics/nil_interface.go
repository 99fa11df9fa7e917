// Calling a method of a nil interface.
package main

func main() {
	var e error
	_ = e.Error()
}
