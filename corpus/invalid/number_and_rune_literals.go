// Literals are complete and well formed.
package main

var a = 08 // ERROR "invalid digit '8' in octal literal"
var b = 0x // ERROR "hexadecimal literal has no digits"
var c = 0b12 // ERROR "invalid digit '2' in binary literal"
var d = 1_ // ERROR "'_' must separate successive digits"
var e = 1__0 // ERROR "'_' must separate successive digits"
var f = 0o8 // ERROR "invalid digit '8' in octal literal"
var g = 1e // ERROR "exponent has no digits"
var h = 0x1.8 // ERROR "hexadecimal mantissa requires a 'p' exponent"
var i = 0x1p // ERROR "exponent has no digits"
var j = 'ab' // ERROR "more than one character in rune literal"
var k = '' // ERROR "empty rune literal or unescaped '"
var l = '\z' // ERROR "unknown escape"
var m = "\z" // ERROR "unknown escape"
var n = "\x1" // ERROR "invalid character '\"' in hexadecimal escape"
var o = '\400' // ERROR "octal escape value 256 > 255"
var p = "\u12" // ERROR "invalid character '\"' in hexadecimal escape"
var q = '\U00110000' // ERROR "escape is invalid Unicode code point U+110000"
var r = "\ud800" // ERROR "escape is invalid Unicode code point U+D800"
var t = 0b1.0 // ERROR "invalid radix point in binary literal"
var u = 1p3 // ERROR "'p' exponent requires hexadecimal mantissa"
var v = '\''

func main() {}
