// A failed assertion to an interface type.
package main

import "fmt"

type t struct{}

func main() {
	var a any = t{}
	fmt.Println(a.(fmt.Stringer))
}
