//go:build a

//line b.go:7
package p

//go:noinline
func f()

var x = /*line c.go:1:2*/ 1
