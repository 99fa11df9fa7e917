// An unlock of a mutex that nobody holds is fatal.
package main

import (
	"fmt"
	"sync"
)

func main() {
	defer func() { fmt.Println("not printed", recover()) }()
	var mu sync.Mutex
	mu.Lock()
	mu.Unlock()
	fmt.Println("unlocked")
	mu.Unlock()
}
