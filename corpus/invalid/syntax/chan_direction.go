// An arrow stands before or after chan.
package main

type a chan<-

func main() {} // ERROR "syntax error: unexpected name main, expected ("
