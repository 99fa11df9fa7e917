// A method has a receiver.
package main

func () a() {} // ERROR "method has no receiver"

func main() {}
