package p

var a [3]int
var b = [...]int{1, 2}
var c [2][N * 2]T
var d [len(x)]p.T
