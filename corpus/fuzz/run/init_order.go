package main

var a, b = f(c), c + 1
var c = f(2)

func f(n int) int { println(n); return n * 2 }
func init() { a++ }
func init() { b-- }
func main() { println(a, b, c) }
