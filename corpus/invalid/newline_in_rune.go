// A rune literal ends on its line.
package main

var a = 'a // ERROR "newline in rune literal"
var b = 1

func main() {}
