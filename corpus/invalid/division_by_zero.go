// Dividing an integer by a constant zero is an error; a float only by a constant one in a constant expression.
package main

const z = 0

var a = 1 / 0 // ERROR "invalid operation: division by zero"
var b = 1 % 0 // ERROR "invalid operation: division by zero"
var c = 1.0 / 0.0 // ERROR "invalid operation: division by zero"
var d = 1 / z // ERROR "invalid operation: division by zero"
var e = 1i / 0i // ERROR "invalid operation: division by zero"

func main() {
	x, f := 1, 1.5
	_ = x / 0 // ERROR "invalid operation: division by zero"
	_ = x % z // ERROR "invalid operation: division by zero"
	x /= 0 // ERROR "invalid operation: division by zero"
	x %= 0 // ERROR "invalid operation: division by zero"
	_ = f / 0
	_ = 1.5 / z // ERROR "invalid operation: division by zero"
	_ = x / 0.0 // ERROR "invalid operation: division by zero"
	_ = uint8(1) / uint8(z) // ERROR "invalid operation: division by zero"
}
