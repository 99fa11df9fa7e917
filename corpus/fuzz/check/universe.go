package p
type int string
var true = false
func len(x int) int { return x }
const iota = 3
type error interface{ any }
type any = comparable
var _ = len("x")
var nil = 1
func string(x float64) rune { return byte(nil) }
