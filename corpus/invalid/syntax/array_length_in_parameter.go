// An array type whose length is counted stands in composite literals only.
package main

func f(x [...]int) {} // ERROR "syntax error: unexpected ..., expected expression"

func main() {}
