package main

import "fmt"

// The parameter lives on the heap, and the result has no name: a recovered panic returns zero.
func unnamed(x int) int {
	defer func() {
		if r := recover(); r != nil {
			x++
			fmt.Println("recovered", r, x)
		}
	}()
	if x > 2 {
		panic("large")
	}
	return x
}

func wide(x [40]int) (int, string) {
	defer func() {
		x[3] = 7
		recover()
	}()
	return x[x[0]], "fine"
}

func main() {
	fmt.Println(unnamed(1), unnamed(3))
	fmt.Println(wide([40]int{2, 5, 9}))
	fmt.Println(wide([40]int{50}))
}
