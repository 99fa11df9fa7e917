package main

import "fmt"

func main() {
	defer func() {
		r := recover()
		panic(fmt.Sprint("after ", r))
	}()
	panic(fmt.Errorf("wrapped: %w", fmt.Errorf("inner")))
}
