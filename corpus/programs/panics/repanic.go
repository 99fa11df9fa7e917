// A panic while panicking: the first line is about the first panic.
package main

func main() {
	defer func() {
		panic("second")
	}()
	panic("first")
}
