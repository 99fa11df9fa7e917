package main

import "fmt"

// A size hint that no address reaches is not followed, nor a negative one.
func main() {
	n := 1 << 62
	m := make(map[int]int, n)
	m[1] = 2
	fmt.Println(len(m), m[1])
	n = -1
	defer func() { fmt.Println(recover()) }()
	m = make(map[int]int, n)
	m[1] = 2
	fmt.Println(len(m), m[1])
}
