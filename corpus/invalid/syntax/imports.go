// Imports come first, and each has a path.
package main

import fmt // ERROR "syntax error: missing import path"
import "fmt" "os" // ERROR "syntax error: unexpected literal \"os\" after top level declaration"
import 1 // ERROR "syntax error: import path must be a string"
import . . "a" // ERROR "syntax error: missing import path"
import (
	"a", "b" // ERROR "syntax error: unexpected comma in grouped declaration; possibly missing semicolon or newline or )"
	x y "c"
	_ 'd'
	e.f "g"
)

var x int

import "late" // ERROR "syntax error: imports must appear before other declarations"
import "later"

func main() {}

import () // ERROR "syntax error: imports must appear before other declarations"
