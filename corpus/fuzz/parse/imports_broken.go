package p

import
import 1
import a
import (
	"a" "b"
	c d "e"
)
var x int
import "late"
