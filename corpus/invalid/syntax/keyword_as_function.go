// Keywords are no names of functions.
package main

func go() {} // ERROR "syntax error: unexpected keyword go, expected name or ("

func main() {}
