package p

var a func()
var b func(int, ...string) (x, y error)
var c func() func() (func(), error)
var d = func(func()) {}
var e = (func())(nil)
var f = func() int (x)
