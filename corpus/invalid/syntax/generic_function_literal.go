// Function literals have no type parameters.
package main

var f = func[T any](x T) {} // ERROR "syntax error: function type must have no type parameters"

func main() {}
