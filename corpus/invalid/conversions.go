// What can be converted to what.
package main

type a struct{ x int }
type b struct{ x int }
type c struct{ y int }
type myInt int

func main() {
	x, s, f := 1, "a", 1.5
	var p *int
	var sl []int
	var e any
	_ = int(s) // ERROR "cannot convert s (variable of type string) to type int"
	_ = int("1") // ERROR "cannot convert \"1\" (untyped string constant) to type int"
	_ = string(f) // ERROR "cannot convert f (variable of type float64) to type string"
	_ = string(x)
	_ = bool(x) // ERROR "cannot convert x (variable of type int) to type bool"
	_ = int(true) // ERROR "cannot convert true (untyped bool constant) to type int"
	_ = []int(s) // ERROR "cannot convert s (variable of type string) to type []int"
	_ = []byte(s)
	_ = []rune("a")
	_ = string(sl) // ERROR "cannot convert sl (variable of type []int) to type string"
	_ = string([]byte{})
	_ = b(a{})
	_ = c(a{}) // ERROR "cannot convert a{} (value of struct type a) to type c"
	_ = (*myInt)(p)
	_ = (*float64)(p) // ERROR "cannot convert p (variable of type *int) to type *float64"
	_ = float64(s) // ERROR "cannot convert s (variable of type string) to type float64"
	_ = [2]int(sl)
	_ = [2]string(sl) // ERROR "cannot convert sl (variable of type []int) to type [2]string"
	_ = []int([2]int{}) // ERROR "cannot convert [2]int{} (value of type [2]int) to type []int"
	_ = map[string]int(sl) // ERROR "cannot convert sl (variable of type []int) to type map[string]int"
	_ = int(e) // ERROR "cannot convert e (variable of interface type any) to type int: need type assertion"
	_ = error(x) // ERROR "cannot convert x (variable of type int) to type error: int does not implement error (missing method Error)"
	_ = any(x)
	_ = int(nil) // ERROR "cannot convert nil to type int"
	_ = complex128(x) // ERROR "cannot convert x (variable of type int) to type complex128"
	_ = float64(1i) // ERROR "cannot convert 1i (untyped complex constant (0 + 1i)) to type float64"
	_ = int(3.0)
	_ = uint8("a"[0])
	_ = a(1) // ERROR "cannot convert 1 (untyped int constant) to type a"
	_ = int8(f)
	_ = (int)(x)
	_ = *(*int)(p)
	_ = myInt(s) // ERROR "cannot convert s (variable of type string) to type myInt"
}
