// Constants take no part in the order of initialisation, wherever they are declared.
package main

import "fmt"

var (
	v0 = step("v0", size)
	v1 = step("v1", 1)
	v2 = step("v2", later())
	v3 = step("v3", 3)
)

const size = half * 2

func later() int { return v3 + size }

func step(name string, n int) int {
	fmt.Println(name, n)
	return n + double
}

const (
	half   = 21
	double = half + half
)

func main() { fmt.Println(v0, v1, v2, v3) }
