// An imported package must exist.
package main

import (
	"fmt"
	"no/such/package" // ERROR "could not import no/such/package (package no/such/package is not in std)"
)

func main() { fmt.Println() }
