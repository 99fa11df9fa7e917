// Keywords are no names.
package main

var func = 1 // ERROR "syntax error: unexpected keyword func, expected name"

func main() {}
