// Keywords are no names of types.
package main

type map struct{} // ERROR "syntax error: unexpected keyword map, expected name"

func main() {}
