// Operands that are missing, and what is no operator.
package main

var a = 1 +
var b = * / 2 // ERROR "syntax error: unexpected keyword var, expected expression"
var c = 1 ! 2
var d = (1
var e = 1) // ERROR "syntax error: unexpected ) after top level declaration"
var f = [] // ERROR "syntax error: unexpected newline, expected type"
var g = [3] // ERROR "syntax error: unexpected newline, expected type"
var h = map[int] // ERROR "syntax error: unexpected newline, expected type"
var i = a ? b : c // ERROR "invalid character U+003F '?'" "syntax error: unexpected name b after top level declaration"
var j = a = b // ERROR "syntax error: unexpected = after top level declaration"
var k = a && || b // ERROR "syntax error: unexpected ||, expected expression"
var l = -
var m = a b
var n = &
var o = if
var p = 1 2 3
var q = "a" "b"
var r = a.1
var s = func
var t = struct
var u = interface {
var v = 1

func main() {} // ERROR "syntax error: unexpected ) after top level declaration"
