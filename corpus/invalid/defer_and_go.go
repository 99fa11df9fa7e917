// defer and go take a call.
package main

func f() int { return 1 }

func main() {
	defer f()
	defer func() {}()
	defer int(1) // ERROR "defer requires function call, not conversion int(1) (constant 1 of type int)"
	defer len("a") // ERROR "defer discards result of len(\"a\") (constant 1 of type int)"
	defer append([]int{}, 1) // ERROR "defer discards result of append([]int{}, 1) (value of type []int)"
	defer missing() // ERROR "undefined: missing"
	defer f(1) // ERROR "too many arguments in call to f"
	defer panic("x")
	defer println("a")
	go len("a") // ERROR "go discards result of len(\"a\") (constant 1 of type int)"
	go f(1, 2) // ERROR "too many arguments in call to f"
	defer f()() // ERROR "invalid operation: cannot call non-function f() (value of type int)"
	defer new(int) // ERROR "defer discards result of new(int) (value of type *int)"
	defer nil() // ERROR "invalid operation: cannot call non-function nil"
}
