// Composite literals: separators, keys, and the types that they may have.
package main

var a = []int{1 2} // ERROR "syntax error: unexpected literal 2 in composite literal; possibly missing comma or }"
var b = []int{1 // ERROR "syntax error: unexpected newline in composite literal; possibly missing comma or }"
}
var c = map[int]int{1: 2 3: 4} // ERROR "syntax error: unexpected literal 3 in composite literal; possibly missing comma or }"
var d = map[int]int{1: } // ERROR "syntax error: unexpected }, expected expression"
var e = T{a: 1; b: 2} // ERROR "syntax error: unexpected semicolon in composite literal; possibly missing comma or }"
var g = T{,} // ERROR "syntax error: unexpected comma, expected expression"
var h = (T){1} // ERROR "syntax error: cannot parenthesize type in composite literal"
var i = [...]{1} // ERROR "syntax error: unexpected {, expected type"
var j = T{1}{2} // ERROR "syntax error: unexpected { after top level declaration"
var k = f(){1} // ERROR "syntax error: unexpected { after top level declaration"
var l = {1} // ERROR "syntax error: unexpected {, expected expression"
var m = []int{1,,2} // ERROR "syntax error: unexpected comma, expected expression"
var n = [3 4]int{} // ERROR "syntax error: unexpected literal 4, expected ]"
var o = struct{a int b int}{1, 2} // ERROR "syntax error: unexpected name b in struct type; possibly missing semicolon or newline or }"
var p = T{1 // ERROR "syntax error: unexpected newline in composite literal; possibly missing comma or }"

func main() {} // ERROR "syntax error: unexpected ) after top level declaration"
