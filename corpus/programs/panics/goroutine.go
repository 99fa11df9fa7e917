// A panic in a goroutine that nobody recovers from ends the program, whatever others could recover.
package main

import "fmt"

func main() {
	defer func() { fmt.Println("not printed", recover()) }()
	done := make(chan bool)
	go func() {
		defer fmt.Println("deferred")
		var m map[string]int
		m["x"] = 1
		done <- true
	}()
	<-done
}
