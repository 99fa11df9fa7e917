// Results are not variadic.
package main

func a() (...int) { return nil } // ERROR "can only use ... with final parameter in list" "cannot use nil as int value in return statement"

func main() {}
