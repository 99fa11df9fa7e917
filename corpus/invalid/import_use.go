// A package name is no value.
package main

import (
	"fmt"
	"strings" // ERROR "\"strings\" imported and not used"
)

func main() {
	x := fmt // ERROR "use of package fmt not in selector"
	_ = x
	fmt = 1 // ERROR "use of package fmt not in selector"
	var t strings // ERROR "strings is not a type"
	_ = t
	fmt.Println(strings) // ERROR "use of package strings not in selector"
	var r fmt.Println // ERROR "fmt.Println (value of type func(a ...any) (n int, err error)) is not a type"
	_ = r
	fmt.Println = nil // ERROR "cannot assign to fmt.Println (neither addressable nor a map index expression)" "use of package fmt not in selector"
	fmt() // ERROR "use of package fmt not in selector"
}
