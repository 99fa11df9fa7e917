// All goroutines wait: nothing can be recovered from, no deferred function runs.
package main

import "fmt"

func main() {
	defer fmt.Println("not printed")
	defer func() { recover() }()
	c := make(chan int)
	go func() { c <- 1 }()
	fmt.Println(<-c)
	go func() { <-c }()
	go func() { select {} }()
	for v := range c {
		fmt.Println(v)
	}
}
