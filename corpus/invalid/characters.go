// Characters that are in no token.
package main

func main() {
	var x€ = 1 // ERROR "declared and not used: x€" "invalid character U+20AC '€' in identifier"
	var … = 1 // ERROR "declared and not used: …" "invalid character U+2026 '…' in identifier"
	var a = 1 # // ERROR "invalid character U+0023 '#'"
	var b = @1 // ERROR "declared and not used: b" "invalid character U+0040 '@'"
	_ = a ? // ERROR "invalid character U+003F '?'"
}
