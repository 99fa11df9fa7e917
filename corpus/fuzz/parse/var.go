package p

var a int
var b, c = 1, 2
var d, e string = "", ""
var (
	g []int
	h = f()
)
