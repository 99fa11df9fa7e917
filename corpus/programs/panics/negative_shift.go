// A negative shift count.
package main

import "fmt"

func main() {
	n := -2
	fmt.Println(1 << n)
}
