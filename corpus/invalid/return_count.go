// A return statement gives what the signature promises.
package main

func f1() int {
	return // ERROR "not enough return values"
}

func f2() {
	return 1 // ERROR "too many return values"
}

func f3() (int, string) {
	return 1 // ERROR "not enough return values"
}

func f4() int {
	return 1, 2 // ERROR "too many return values"
}

func f5() (int, error) {
	return 1, "a", nil // ERROR "too many return values"
}

func two() (int, int) { return 1, 2 }

func f6() int {
	return two() // ERROR "too many return values"
}

func f7() (int, int, int) {
	return two() // ERROR "not enough return values"
}

func f8() (int, int) {
	return two()
}

func f9() (n int, err error) {
	if n := 1; n > 0 {
		return // ERROR "result parameter n not in scope at return"
	}
	{
		err := error(nil)
		_ = err
		return // ERROR "result parameter err not in scope at return"
	}
}

func f10() (int, string) {
	return two() // ERROR "cannot use two() (value of type int) as string value in return statement"
}

func f11() int {
	return f2() // ERROR "f2() (no value) used as value"
}

func main() {
	return nil // ERROR "too many return values"
}
