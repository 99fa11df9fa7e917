// An imported package must be used.
package main

import (
	"errors" // ERROR "\"errors\" imported and not used"
	"fmt"
	m "math" // ERROR "\"math\" imported as m and not used"
	. "sort" // ERROR "\"sort\" imported and not used"
	_ "strconv"
	str "strings" // ERROR "\"strings\" imported as str and not used"
	"unicode/utf8" // ERROR "\"unicode/utf8\" imported and not used"
)

func main() {
	fmt.Println("x")
	str := 1
	_ = str
}
