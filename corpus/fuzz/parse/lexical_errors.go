package p

var a = 08
var b = 'ab'
var c = "\q"
var dÿ = 1
var e = 1 # 2
var f = `