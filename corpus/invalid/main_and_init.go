// Functions main and init have no parameters and no results, and init is not a name.
package main

func main(args []string) int { return 0 } // ERROR "func main must have no arguments and no return values"

func init(x int) {} // ERROR "func init must have no arguments and no return values"

func init() error { return nil } // ERROR "func init must have no arguments and no return values"

func main2[T any]() {}

var x = init // ERROR "undefined: init"

func f() { init() } // ERROR "undefined: init"
