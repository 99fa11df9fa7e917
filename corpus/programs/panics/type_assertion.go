// A failed type assertion.
package main

func main() {
	var a any = "text"
	_ = a.(int)
}
