// After the main goroutine has ended itself the others go on, and then there is nobody left.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	go func() { fmt.Println("still here") }()
	defer fmt.Println("deferred", recover())
	runtime.Goexit()
}
