// Variadic functions, spreading, multiple results as arguments.
package main

import (
	"fmt"
	"strings"
)

func sum(xs ...int) (t int) {
	for _, x := range xs {
		t += x
	}
	return
}

func info(prefix string, xs ...any) string {
	return fmt.Sprint(prefix, len(xs), xs == nil, xs)
}

func modify(xs ...int) {
	if len(xs) > 0 {
		xs[0] = -1
	}
}

func pair() (int, int)                        { return 3, 4 }
func triple() (string, int, bool)             { return "t", 1, true }
func join(sep string, parts ...string) string { return strings.Join(parts, sep) }

type list struct{ items []string }

func (l *list) add(items ...string) *list { l.items = append(l.items, items...); return l }

func apply(f func(...int) int, xs ...int) int { return f(xs...) }

func main() {
	fmt.Println(sum(), sum(1), sum(1, 2, 3), sum([]int{4, 5}...), sum(nil...))
	fmt.Println(info("a"), info("b", 1, "x"), info("c", nil), info("d", []any{1, 2}...), info("e", []int{1, 2}))
	s := []int{1, 2}
	modify(s...)
	modify(s[0], 5)
	fmt.Println(s, sum(pair()))
	fmt.Println(triple())
	fmt.Println(info(triple()))
	fmt.Println(join("-"), join("-", "a"), join(", ", "a", "b", "c"))
	l := (&list{}).add("x").add().add("y", "z")
	fmt.Println(l.items, len(l.items))
	fmt.Println(apply(sum, 1, 2, 3), apply(func(x ...int) int { return len(x) }))
	f := sum
	fmt.Printf("%T %d\n", f, f(9, 9))
	args := []any{"%d-%s\n", 5, "five"}
	fmt.Printf(args[0].(string), args[1:]...)
	fmt.Println(append([]int{1}, append([]int{2}, 3)...))
}
