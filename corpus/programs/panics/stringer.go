// A panic value with a String method is shown by it.
package main

type named string

func (named) String() string { return "as the method says" }

func main() {
	panic(named("raw text"))
}
