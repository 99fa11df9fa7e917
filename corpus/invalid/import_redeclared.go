// A package name may be declared once in a file, and not beside a package-level name of the same spelling.
package main

import (
	"fmt"
	"fmt" // ERROR "\"fmt\" imported and not used" "fmt redeclared in this block"
	"sort" // ERROR "\"sort\" imported and not used"
	strings "strconv"
	"strings" // ERROR "\"strings\" imported and not used" "strings redeclared in this block"
)

func sort() {} // ERROR "sort already declared through import of package sort (\"sort\")"

func main() {
	fmt.Println(strings.Itoa(1))
}
