// Only the last parameter is variadic.
package main

func a(x ...int, y int) {} // ERROR "can only use ... with final parameter in list"

func main() {}
