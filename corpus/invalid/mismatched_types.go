// The operands of a binary operation have the same type, unless one is an untyped constant.
package main

type celsius float64
type fahrenheit float64

func main() {
	i, s, f, u := 1, "a", 1.5, uint(2)
	_ = i + s // ERROR "invalid operation: i + s (mismatched types int and string)"
	_ = i * f // ERROR "invalid operation: i * f (mismatched types int and float64)"
	_ = f / i // ERROR "invalid operation: f / i (mismatched types float64 and int)"
	_ = u - i // ERROR "invalid operation: u - i (mismatched types uint and int)"
	_ = celsius(1) + fahrenheit(2) // ERROR "invalid operation: celsius(1) + fahrenheit(2) (mismatched types celsius and fahrenheit)"
	_ = i == s // ERROR "invalid operation: i == s (mismatched types int and string)"
	_ = s < f // ERROR "invalid operation: s < f (mismatched types string and float64)"
	_ = i + 1.5 // ERROR "1.5 (untyped float constant) truncated to int"
	_ = s + 1 // ERROR "invalid operation: s + 1 (mismatched types string and untyped int)"
	_ = s + 'a' // ERROR "invalid operation: s + 'a' (mismatched types string and untyped rune)"
	_ = i && true // ERROR "invalid operation: i && true (mismatched types int and untyped bool)"
	_ = i == nil // ERROR "invalid operation: i == nil (mismatched types int and untyped nil)"
	_ = i == "a" // ERROR "invalid operation: i == \"a\" (mismatched types int and untyped string)"
	var e error
	_ = e == i // ERROR "invalid operation: e == i (mismatched types error and int)"
	_ = []int{} == []int{} // ERROR "invalid operation: []int{} == []int{} (slice can only be compared to nil)"
	_ = &i == &f // ERROR "invalid operation: &i == &f (mismatched types *int and *float64)"
	i += s // ERROR "invalid operation: i += s (mismatched types int and string)"
	s += i // ERROR "invalid operation: s += i (mismatched types string and int)"
	f -= u // ERROR "invalid operation: f -= u (mismatched types float64 and uint)"
	_ = 1 + "a" // ERROR "invalid operation: 1 + \"a\" (mismatched types untyped int and untyped string)"
	_ = "a" + 'b' // ERROR "invalid operation: \"a\" + 'b' (mismatched types untyped string and untyped rune)"
	_ = true + 1 // ERROR "invalid operation: true + 1 (mismatched types untyped bool and untyped int)"
}
