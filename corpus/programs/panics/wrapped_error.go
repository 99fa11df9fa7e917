// Panicking with a wrapped error from the library.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	_, err := strconv.Atoi("x1")
	panic(fmt.Errorf("parse: %w", err))
}
