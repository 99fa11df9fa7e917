// An error in a group leaves its other entries.
package main

import (
	"fmt" "os" // ERROR "syntax error: unexpected literal \"os\" in grouped declaration; possibly missing semicolon or newline or )"
	strings
	'c'
)

const (
	a = 1 2 // ERROR "syntax error: unexpected literal 2 in grouped declaration; possibly missing semicolon or newline or )"
	b := 3
	c 4
)

var (
	x int y // ERROR "syntax error: unexpected name y in grouped declaration; possibly missing semicolon or newline or )"
	z
	w = 1 +
)

type (
	T // ERROR "syntax error: unexpected newline in type declaration"
	U struct{} V // ERROR "syntax error: unexpected name V in grouped declaration; possibly missing semicolon or newline or )"
	W =
)

func main() {}
