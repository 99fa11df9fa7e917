package main

import "fmt"

// The type of a variadic parameter is named without the slice that it stands for, and without that alone.
func main() {
	fmt.Printf("%T\n", func(...int) {})
	fmt.Printf("%T\n", func(string, ...[]int) {})
	fmt.Printf("%T\n", func(...[][]int) (int, error) { return 0, nil })
	var x any = func(...[]byte) {}
	_, ok := x.(func(...byte))
	fmt.Println(ok)
}
