// Panicking with a number.
package main

func main() {
	panic(42)
}
