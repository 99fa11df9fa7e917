// A deferred function literal is called.
package main

func main() {
	defer func() {} // ERROR "expression in defer must be function call"
}
