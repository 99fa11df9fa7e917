// runtime.Goexit runs deferred functions, which do not see it, and ends its goroutine alone.
package main

import (
	"fmt"
	"runtime"
)

func deeper() {
	defer fmt.Println("deferred deeper")
	runtime.Goexit()
}

func main() {
	done := make(chan string)
	go func() {
		defer func() { done <- "end" }()
		defer func() { fmt.Println("recovered", recover()) }()
		defer func() {
			defer func() { fmt.Println("recovered", recover()) }()
			panic("in a deferred function")
		}()
		deeper()
		fmt.Println("not reached")
	}()
	fmt.Println(<-done)
	for i := range 3 {
		go func() {
			defer func() { done <- fmt.Sprint(i) }()
			runtime.Goexit()
		}()
	}
	n := 0
	for range 3 {
		n += len(<-done)
	}
	fmt.Println(n)
}
