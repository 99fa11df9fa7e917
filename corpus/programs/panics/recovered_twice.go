package main

func main() {
	defer func() {
		defer func() { panic("c") }()
		defer func() { recover() }()
		panic("b")
	}()
	panic("a")
}
