// x op= y is x = x op y, with x evaluated once; ++ and -- want numbers.
package main

type t struct{ x int }

func f() int { return 1 }

func main() {
	i, s, b, fl := 1, "a", true, 1.5
	var p *int
	var u8 uint8
	m := map[string]int{}
	i += "a" // ERROR "invalid operation: i += \"a\" (mismatched types int and untyped string)"
	i += 1.5 // ERROR "1.5 (untyped float constant) truncated to int"
	s += 1 // ERROR "invalid operation: s += 1 (mismatched types string and untyped int)"
	s += s
	s -= s // ERROR "invalid operation: operator - not defined on s (variable of type string)"
	b += true // ERROR "invalid operation: operator + not defined on b (variable of type bool)"
	b &= b // ERROR "invalid operation: operator & not defined on b (variable of type bool)"
	fl %= 2 // ERROR "invalid operation: operator % not defined on fl (variable of type float64)"
	fl <<= 1 // ERROR "invalid operation: shifted operand fl (variable of type float64) must be integer"
	i <<= fl // ERROR "invalid operation: shift count fl (variable of type float64) must be integer"
	i <<= -1 // ERROR "invalid operation: negative shift count -1 (untyped int constant)"
	p += 1 // ERROR "invalid operation: p += 1 (mismatched types *int and untyped int)"
	p++ // ERROR "invalid operation: p++ (non-numeric type *int)"
	u8 += 256 // ERROR "256 (untyped int constant) overflows uint8"
	u8 <<= 8
	u8 -= i // ERROR "invalid operation: u8 -= i (mismatched types uint8 and int)"
	m["a"] += 1
	m["a"]++
	f() += 1 // ERROR "cannot assign to f() (neither addressable nor a map index expression)"
	1++ // ERROR "cannot assign to 1 (neither addressable nor a map index expression)"
	nil++ // ERROR "invalid operation: nil++ (non-numeric type untyped nil)"
	t{}.x++ // ERROR "cannot assign to t{}.x (neither addressable nor a map index expression)"
	i &^= 1.5 // ERROR "1.5 (untyped float constant) truncated to int"
	i /= 0 // ERROR "invalid operation: division by zero"
	missing += 1 // ERROR "undefined: missing"
	missing++ // ERROR "undefined: missing"
	_ += 1 // ERROR "cannot use _ as value or type"
}
