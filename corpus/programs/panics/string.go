// Panicking with a string.
package main

func main() {
	panic("something is wrong")
}
