// Panicking with an error value shows its text.
package main

import "fmt"

type failure struct{ code int }

func (f failure) Error() string { return fmt.Sprintf("failure %d", f.code) }

func main() {
	defer fmt.Println("deferred calls run")
	panic(failure{3})
}
