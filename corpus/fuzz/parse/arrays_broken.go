package p

var a [3 4]int
var b [...]int
var c []
var d [1,]int
var e [1,2]int
