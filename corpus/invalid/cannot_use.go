// A value is assignable to a place only if its type is that of the place, or one of the exceptions holds.
package main

type myInt int

type point struct{ x, y int }

func takesString(s string) {}
func takesMany(n int, rest ...string) {}
func returnsInt() int { return "a" } // ERROR "cannot use \"a\" (untyped string constant) as int value in return statement"
func returnsTwo() (int, string) {
	return "a", 1 // ERROR "cannot use \"a\" (untyped string constant) as int value in return statement" "cannot use 1 (untyped int constant) as string value in return statement"
}

func main() {
	var i int = "a" // ERROR "cannot use \"a\" (untyped string constant) as int value in variable declaration"
	var s string = 1 // ERROR "cannot use 1 (untyped int constant) as string value in variable declaration"
	var m myInt = i // ERROR "cannot use i (variable of type int) as myInt value in variable declaration"
	i = m // ERROR "cannot use m (variable of int type myInt) as int value in assignment"
	i = s // ERROR "cannot use s (variable of type string) as int value in assignment"
	i = 1.5 // ERROR "cannot use 1.5 (untyped float constant) as int value in assignment (truncated)"
	i = nil // ERROR "cannot use nil as int value in assignment"
	s = 'a' // ERROR "cannot use 'a' (untyped rune constant 97) as string value in assignment"
	var f float32 = i // ERROR "cannot use i (variable of type int) as float32 value in variable declaration"
	f = 1i // ERROR "cannot use 1i (untyped complex constant (0 + 1i)) as float32 value in assignment (overflows)"
	takesString(i) // ERROR "cannot use i (variable of type int) as string value in argument to takesString"
	takesString(1) // ERROR "cannot use 1 (untyped int constant) as string value in argument to takesString"
	takesMany(1, "a", 2) // ERROR "cannot use 2 (untyped int constant) as string value in argument to takesMany"
	takesMany("a", s) // ERROR "cannot use \"a\" (untyped string constant) as int value in argument to takesMany"
	takesMany(1, []int{1}...) // ERROR "cannot use []int{…} (value of type []int) as []string value in argument to takesMany"
	_ = point{"a", 1} // ERROR "cannot use \"a\" (untyped string constant) as int value in struct literal"
	_ = point{x: 1.5} // ERROR "cannot use 1.5 (untyped float constant) as int value in struct literal (truncated)"
	_ = []int{1, "a"} // ERROR "cannot use \"a\" (untyped string constant) as int value in array or slice literal"
	_ = map[string]int{1: 1} // ERROR "cannot use 1 (untyped int constant) as string value in map literal"
	_ = map[string]int{"a": "b"} // ERROR "cannot use \"b\" (untyped string constant) as int value in map literal"
	_ = [2]string{1: 2} // ERROR "cannot use 2 (untyped int constant) as string value in array or slice literal"
	var fn func(int) string = func(s string) int { return 0 } // ERROR "cannot use func(s string) int {…} (value of type func(s string) int) as func(int) string value in variable declaration"
	fn = takesString // ERROR "cannot use takesString (value of type func(s string)) as func(int) string value in assignment"
	var a3 [3]int
	var a4 [4]int = a3 // ERROR "cannot use a3 (variable of type [3]int) as [4]int value in variable declaration"
	var sl []int = a3 // ERROR "cannot use a3 (variable of type [3]int) as []int value in variable declaration"
	var pt *point = point{} // ERROR "cannot use point{} (value of struct type point) as *point value in variable declaration"
	var e error = s // ERROR "cannot use s (variable of type string) as error value in variable declaration: string does not implement error (missing method Error)"
	var any1 any = i
	i = any1 // ERROR "cannot use any1 (variable of interface type any) as int value in assignment: need type assertion"
	s, i = i, s // ERROR "cannot use i (variable of type int) as string value in assignment" "cannot use s (variable of type string) as int value in assignment"
	var b bool = 1 // ERROR "cannot use 1 (untyped int constant) as bool value in variable declaration"
	var by byte = 'ā' // ERROR "cannot use 'ā' (untyped rune constant 257) as byte value in variable declaration (overflows)"
	_, _, _, _, _, _, _, _, _ = m, f, fn, a4, sl, pt, e, b, by
}
