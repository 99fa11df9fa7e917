package main

import "runtime"

func main() {
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { runtime.Goexit() }()
		panic("replaced by Goexit")
	}()
	<-done
	var m map[string]int
	m["a"] = 1
}
