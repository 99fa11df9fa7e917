// Type switches: several types in a case, nil, interfaces, binding, fallback, shadowing.
package main

import (
	"errors"
	"fmt"
)

type named string
type stringer interface{ String() string }

func (n named) String() string { return "named " + string(n) }

type tree struct {
	left, right any
}

func classify(v any) string {
	switch x := v.(type) {
	case nil:
		return "nil"
	case int, int64:
		return fmt.Sprintf("integer %v", x)
	case float64:
		return fmt.Sprintf("float %.1f", x*2)
	case string:
		return "string of " + fmt.Sprint(len(x))
	case stringer:
		return x.String()
	case error:
		return "error " + x.Error()
	case []int:
		return fmt.Sprint("slice ", len(x), cap(x))
	case map[string]int:
		return fmt.Sprint("map ", x["a"])
	case func(int) int:
		return fmt.Sprint("func ", x(3))
	case *int:
		*x++
		return fmt.Sprint("pointer ", *x)
	case [2]int:
		return fmt.Sprint("array ", x[1])
	case struct{ a int }:
		return fmt.Sprint("struct ", x.a)
	case bool:
		if x {
			return "yes"
		}
		return "no"
	default:
		return fmt.Sprintf("other %T", x)
	}
}

func sum(v any) int {
	switch v := v.(type) {
	case int:
		return v
	case tree:
		return sum(v.left) + sum(v.right)
	case *tree:
		if v == nil {
			return 0
		}
		return sum(*v)
	}
	return 0
}

func main() {
	n := 41
	for _, v := range []any{nil, 1, int64(2), int32(3), 1.5, "abc", named("x"), errors.New("bad"), []int{1, 2},
		map[string]int{"a": 5}, func(i int) int { return i * i }, &n, [2]int{3, 4}, struct{ a int }{9}, true, false, 'r', uint8(1), []string{}} {
		fmt.Println(classify(v))
	}
	fmt.Println(n)
	fmt.Println(sum(tree{tree{1, 2}, &tree{3, tree{4, nil}}}), sum("x"))
	var s stringer = named("iface")
	switch s.(type) {
	case named:
		fmt.Println("is named")
	}
	switch x := 5; y := any(x).(type) {
	case int:
		fmt.Println(x + y)
	}
	switch any(n).(type) {
	default:
		fmt.Println("default first")
	case string:
		fmt.Println("string")
	}
loop:
	for i := 0; ; i++ {
		switch any(i).(type) {
		case int:
			if i > 2 {
				break loop
			}
			continue loop
		}
	}
	fmt.Println("done")
}
