// The built-in functions check their arguments.
package main

type st struct{ a int }

func two() (int, int) { return 1, 2 }

func main() {
	x, s, m := 1, []int{1}, map[string]int{}
	var p *[3]int
	var e any
	_ = len(x) // ERROR "invalid argument: x (variable of type int) for built-in len"
	_ = len() // ERROR "invalid operation: not enough arguments for len() (expected 1, found 0)"
	_ = len(s, s) // ERROR "invalid operation: too many arguments for len(s, s) (expected 1, found 2)"
	_ = cap(m) // ERROR "invalid argument: m (variable of type map[string]int) for built-in cap"
	_ = cap("abc") // ERROR "invalid argument: \"abc\" (untyped string constant) for built-in cap"
	_ = len(p) + cap(p)
	_ = append(x, 1) // ERROR "first argument to append must be a slice; have x (variable of type int)"
	_ = append(s, "a") // ERROR "cannot use \"a\" (untyped string constant) as int value in argument to append"
	_ = append() // ERROR "invalid operation: not enough arguments for append() (expected 1, found 0)"
	_ = append(s, s) // ERROR "cannot use s (variable of type []int) as int value in argument to append"
	_ = append(s, m...) // ERROR "cannot use m (variable of type map[string]int) as []int value in argument to append"
	_ = append(nil, 1) // ERROR "first argument to append must be a slice; have untyped nil"
	_ = append([]byte{}, "abc"...)
	append(s, 1) // ERROR "append(s, 1) (value of type []int) is not used"
	copy(s, x) // ERROR "invalid argument: copy expects slice arguments; found s (variable of type []int) and x (variable of type int)"
	copy(s, []string{}) // ERROR "invalid argument: arguments to copy s (variable of type []int) and []string{} (value of type []string) have different element types int and string"
	copy(s) // ERROR "invalid operation: not enough arguments for copy(s) (expected 2, found 1)"
	copy("abc", []byte{}) // ERROR "invalid argument: copy expects slice arguments; found \"abc\" (untyped string constant) and []byte{} (value of type []byte)"
	copy([]byte{}, "abc")
	delete(s, 1) // ERROR "invalid argument: s (variable of type []int) is not a map"
	delete(m, 1) // ERROR "cannot use 1 (untyped int constant) as string value in argument to delete"
	delete(m) // ERROR "invalid operation: not enough arguments for delete(m) (expected 2, found 1)"
	_ = make(int) // ERROR "invalid argument: cannot make int; type must be slice, map, or channel"
	_ = make([]int) // ERROR "invalid operation: make([]int) expects 2 or 3 arguments; found 1"
	_ = make([]int, -1) // ERROR "invalid argument: index -1 (constant of type int) must not be negative"
	_ = make([]int, "a") // ERROR "cannot convert \"a\" (untyped string constant) to type int"
	_ = make([]int, 2, 1) // ERROR "invalid argument: length and capacity swapped"
	_ = make([]int, 1.5) // ERROR "1.5 (untyped float constant) truncated to int"
	_ = make([]int, 1, 2, 3) // ERROR "invalid operation: make([]int, 1, 2, 3) expects 2 or 3 arguments; found 4"
	_ = make(map[string]int, 1, 2) // ERROR "invalid operation: make(map[string]int, 1, 2) expects 1 or 2 arguments; found 3"
	_ = make(st) // ERROR "invalid argument: cannot make st; type must be slice, map, or channel"
	_ = make() // ERROR "invalid operation: not enough arguments for make() (expected 1, found 0)"
	_ = make(x) // ERROR "x is not a type"
	_ = new() // ERROR "invalid operation: not enough arguments for new() (expected 1, found 0)"
	_ = new(int, int) // ERROR "invalid operation: too many arguments for new(int, int) (expected 1, found 2)"
	_ = new(x) // ERROR "x is not a type"
	panic() // ERROR "invalid operation: not enough arguments for panic() (expected 1, found 0)"
	panic(1, 2) // ERROR "invalid operation: too many arguments for panic(1, 2) (expected 1, found 2)"
	_ = recover(1) // ERROR "invalid operation: too many arguments for recover(1) (expected 0, found 1)"
	_ = min() // ERROR "invalid operation: not enough arguments for min() (expected 1, found 0)"
	_ = min(1, "a") // ERROR "invalid argument: mismatched types untyped int (previous argument) and untyped string (type of \"a\")"
	_ = max(x, 1.5) // ERROR "1.5 (untyped float constant) truncated to int"
	_ = max(s) // ERROR "invalid argument: s (variable of type []int) cannot be ordered"
	_ = min(true, false) // ERROR "invalid argument: true (untyped bool constant) cannot be ordered"
	clear(x) // ERROR "invalid argument: cannot clear x (variable of type int): argument must be (or constrained by) map or slice"
	clear(s, s) // ERROR "invalid operation: too many arguments for clear(s, s) (expected 1, found 2)"
	_ = clear(s) // ERROR "clear(s) (no value) used as value"
	_ = complex(1, "a") // ERROR "invalid operation: complex(1, \"a\") (mismatched types untyped float and untyped string)"
	_ = complex(x, x) // ERROR "invalid argument: arguments have type int, expected floating-point"
	_ = real(x) // ERROR "invalid argument: argument has type int, expected complex type"
	_ = imag("a") // ERROR "invalid argument: argument has type untyped string, expected complex type"
	_ = complex(1.5, float32(1))
	len(s) // ERROR "len(s) (value of type int) is not used"
	cap(s) // ERROR "cap(s) (value of type int) is not used"
	make([]int, 1) // ERROR "make([]int, 1) (value of type []int) is not used"
	new(int) // ERROR "new(int) (value of type *int) is not used"
	min(1, 2) // ERROR "min(1, 2) (untyped int constant 1) is not used"
	f := len // ERROR "declared and not used: f" "len (built-in) must be called"
	_ = print("x") // ERROR "print(\"x\") (no value) used as value"
	_ = len(two()) // ERROR "invalid operation: too many arguments for len(two()) (expected 1, found 2)"
	defer len(s) // ERROR "defer discards result of len(s) (value of type int)"
	defer recover()
	defer append(s, 1) // ERROR "defer discards result of append(s, 1) (value of type []int)"
	_ = len(e) // ERROR "invalid argument: e (variable of interface type any) for built-in len"
	print("x", x)
	_ = append // ERROR "append (built-in) must be called"
	_ = nil // ERROR "use of untyped nil in assignment to _ identifier"
}
