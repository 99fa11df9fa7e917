// Comparing interfaces whose dynamic type is not comparable.
package main

import "fmt"

func main() {
	var a, b any = []int{1}, []int{1}
	fmt.Println(a == b)
}
