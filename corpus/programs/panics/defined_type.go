// Panicking with a value of a defined type shows the type.
package main

type named int

func main() {
	panic(named(7))
}
