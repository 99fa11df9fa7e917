package main

import "fmt"

type wrapped struct{ cause any }

func (w *wrapped) Error() string { return fmt.Sprintf("wrapped: %v", w.cause) }

func main() {
	defer func() {
		if r := recover(); r != nil {
			panic(&wrapped{r})
		}
	}()
	var a []int
	a[5] = 1
}
