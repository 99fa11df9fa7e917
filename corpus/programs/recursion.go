// Recursion: mutual, through closures, methods, interfaces, generic functions; deep.
package main

import "fmt"

func even(n int) bool {
	if n == 0 {
		return true
	}
	return odd(n - 1)
}

func odd(n int) bool {
	if n == 0 {
		return false
	}
	return even(n - 1)
}

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func depth(n int) int {
	var pad [8]int
	pad[n%8] = n
	if n == 0 {
		return 0
	}
	return depth(n-1) + 1 + pad[(n+1)%8]
}

type expr interface{ eval(env map[string]int) int }
type lit int
type ref string
type bin struct {
	op   byte
	l, r expr
}
type let struct {
	name string
	v    expr
	body expr
}

func (l lit) eval(map[string]int) int     { return int(l) }
func (r ref) eval(env map[string]int) int { return env[string(r)] }
func (b bin) eval(env map[string]int) int {
	l, r := b.l.eval(env), b.r.eval(env)
	switch b.op {
	case '+':
		return l + r
	case '*':
		return l * r
	}
	panic("bad op " + string(rune(b.op)))
}
func (l let) eval(env map[string]int) int {
	inner := map[string]int{l.name: l.v.eval(env)}
	for k, v := range env {
		if _, ok := inner[k]; !ok {
			inner[k] = v
		}
	}
	return l.body.eval(inner)
}

func pow[T ~int | ~float64](b T, n int) T {
	if n == 0 {
		return 1
	}
	h := pow(b, n/2)
	if n%2 == 1 {
		return h * h * b
	}
	return h * h
}

func flatten(v any) (out []int) {
	switch v := v.(type) {
	case int:
		return []int{v}
	case []any:
		for _, e := range v {
			out = append(out, flatten(e)...)
		}
	}
	return
}

func subsets(xs []string) [][]string {
	if len(xs) == 0 {
		return [][]string{{}}
	}
	rest := subsets(xs[1:])
	out := rest
	for _, r := range rest {
		out = append(out, append([]string{xs[0]}, r...))
	}
	return out
}

func main() {
	fmt.Println(even(10), odd(7), even(1001))
	fmt.Println(fib(20), depth(5000))
	e := let{"x", bin{'+', lit(2), lit(3)}, bin{'*', ref("x"), let{"y", lit(4), bin{'+', ref("y"), ref("x")}}}}
	fmt.Println(e.eval(nil))
	fmt.Println(pow(3, 13), pow(1.5, 5))
	fmt.Println(flatten([]any{1, []any{2, []any{3, 4}, "skip"}, 5}))
	fmt.Println(subsets([]string{"a", "b", "c"}))
	var ycomb func(func(func(int) int) func(int) int) func(int) int
	ycomb = func(f func(func(int) int) func(int) int) func(int) int {
		return f(func(n int) int { return ycomb(f)(n) })
	}
	fmt.Println(ycomb(func(self func(int) int) func(int) int {
		return func(n int) int {
			if n == 0 {
				return 1
			}
			return n * self(n-1)
		}
	})(6))
	defer func() { fmt.Println("recovered:", recover()) }()
	bin{'-', lit(1), lit(2)}.eval(nil)
}
