// A panic deep in calls runs every deferred function on the way.
package main

import "fmt"

func f(n int) {
	defer fmt.Println("leaving", n)
	if n == 0 {
		var a [2]int
		i := 2
		a[i%3] = 1
	}
	f(n - 1)
}

func main() {
	f(3)
}
