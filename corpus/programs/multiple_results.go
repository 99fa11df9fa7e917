// Multiple and named results, blank results, naked returns, swaps.
package main

import (
	"errors"
	"fmt"
	"strconv"
)

func divmod(a, b int) (q, r int, err error) {
	if b == 0 {
		err = errors.New("division by zero")
		return
	}
	q, r = a/b, a%b
	return
}

func named() (x int, s string) {
	x = 1
	s = "a"
	if x := 2; x > 1 {
		return x * 10, s + "b"
	}
	return
}

func deferred() (n int) {
	defer func() { n *= 2 }()
	n = 3
	return n + 1
}

func swap(a, b string) (string, string) { return b, a }

func parse(s string) (n int, ok bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil
}

func minMax(xs ...int) (lo, hi int) {
	lo, hi = xs[0], xs[0]
	for _, x := range xs {
		lo, hi = min(lo, x), max(hi, x)
	}
	return lo, hi
}

func funcs() (func() int, func() int) {
	return func() int { return 1 }, func() int { return 2 }
}

func main() {
	fmt.Println(divmod(17, 5))
	q, _, err := divmod(1, 0)
	fmt.Println(q, err)
	fmt.Println(named())
	fmt.Println(deferred())
	a, b := swap("x", "y")
	a, b = swap(a, b)
	a, b = b, a
	fmt.Println(a, b)
	fmt.Println(parse("12"))
	fmt.Println(parse("1x"))
	lo, hi := minMax(3, 1, 4, 1, 5)
	fmt.Println(lo, hi)
	f, g := funcs()
	fmt.Println(f() + g())
	var x, y, z = 1, "two", 3.0
	x, w := 10, x
	fmt.Println(x, y, z, w)
	i, arr := 0, []int{1, 2, 3}
	i, arr[i] = 2, 100
	fmt.Println(i, arr)
	arr[0], arr[1], arr[2] = arr[2], arr[0], arr[1]
	fmt.Println(arr)
	m := map[string]int{}
	m["a"], m["b"] = 1, 2
	m["a"], m["b"] = m["b"], m["a"]
	fmt.Println(m)
}
