// A raw string ends before the file does.
package main

var a = `abc // ERROR "string not terminated"

func main() {}
