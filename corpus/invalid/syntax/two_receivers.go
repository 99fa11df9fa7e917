// A method has one receiver.
package main

type t struct{}

func (x t, y t) a() {} // ERROR "method has multiple receivers"

func main() {}
