// Elements are separated by commas.
package main

var a = []int{1 2} // ERROR "syntax error: unexpected literal 2 in composite literal; possibly missing comma or }"

func main() {}
