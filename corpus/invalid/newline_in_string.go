// An interpreted string ends on its line.
package main

/* ERROR "newline in string" */ var a = "abc
var b = 1

func main() {}
