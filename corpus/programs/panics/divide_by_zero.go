// Integer division by zero.
package main

import "fmt"

func main() {
	for i := 2; ; i-- {
		fmt.Println(10 / i)
	}
}
