// Scopes: shadowing of variables, parameters, types and predeclared names.
package main

import (
	"errors"
	"fmt"
)

var x = "package"

type t int

func show() { fmt.Println(x) }

func param(x int) int {
	{
		x := x * 2
		x++
		_ = x
	}
	return x
}

func results() (err error) {
	if true {
		_, err := 1, errors.New("inner")
		_ = err
	}
	return
}

func main() {
	fmt.Println(x)
	x := "main"
	show()
	if x := 1; x > 0 {
		fmt.Println(x)
		x := 2.5
		fmt.Println(x)
	} else if y := x + 1; y > 0 {
		fmt.Println(y)
	}
	fmt.Println(x)
	for x := 0; x < 2; x++ {
		x := x * 10
		fmt.Print(x, " ")
	}
	fmt.Println(x)
	switch x := len(x); x {
	case 4:
		x := "four"
		fmt.Println(x)
	}
	func() {
		x = "changed by closure"
		x := 5
		_ = x
	}()
	fmt.Println(x, param(3), results())
	len := func(s string) int { return -1 }
	fmt.Println(len("abc"))
	type t struct{ v string }
	fmt.Println(t{"local type"})
	{
		type t []int
		fmt.Println(t{1, 2})
		true := false
		fmt.Println(true)
	}
	a, b := 1, 2
	{
		a, c := 10, 20
		b = a + c
	}
	fmt.Println(a, b)
	var fn func(int) int
	fn = func(n int) int {
		if n == 0 {
			return 0
		}
		return n + fn(n-1)
	}
	fmt.Println(fn(4))
	const c = 1
	{
		const c = c + 10
		fmt.Println(c)
	}
	fmt.Println(c)
	if v, ok := any(x).(string); !ok {
		fmt.Println("no")
	} else if w := v + "!"; ok {
		fmt.Println(w)
	}
	int := "a string called int"
	fmt.Println(int)
}
