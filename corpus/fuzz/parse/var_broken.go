package p

var
var x
var x := 1
var x = 
var (a = 1 b = 2)
var x, = 1
