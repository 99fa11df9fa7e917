package p

import "a"
import b "b"
import . "c"
import _ "d"
import (
	"e"
	f "f/g"
)
