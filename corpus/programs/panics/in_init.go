// A panic in an initialiser.
package main

import "fmt"

var table = build(0)

func build(n int) int {
	fmt.Println("initialising")
	return 10 / n
}

func main() {
	fmt.Println("never")
}
