// Interfaces: dynamic dispatch, assertions, nil, comparison, embedding, any.
package main

import "fmt"

type shape interface {
	area() float64
	name() string
}

type square struct{ s float64 }
type rect struct{ w, h float64 }

func (q square) area() float64 { return q.s * q.s }
func (q square) name() string  { return "square" }
func (r *rect) area() float64  { return r.w * r.h }
func (r *rect) name() string   { return "rect" }

type scaler interface{ scale(float64) }

func (r *rect) scale(f float64) { r.w *= f; r.h *= f }

type both interface {
	shape
	scaler
}

type myErr struct{ code int }

func (e *myErr) Error() string { return fmt.Sprint("code ", e.code) }

func mayFail(fail bool) error {
	var e *myErr
	if fail {
		e = &myErr{7}
	}
	if e == nil {
		return nil
	}
	return e
}

func typedNil() error {
	var e *myErr
	return e
}

func main() {
	shapes := []shape{square{2}, &rect{3, 4}, square{1}}
	total := 0.0
	for _, s := range shapes {
		total += s.area()
		fmt.Print(s.name(), "=", s.area(), " ")
	}
	fmt.Println(total)
	for _, s := range shapes {
		if sc, ok := s.(scaler); ok {
			sc.scale(2)
			fmt.Println("scaled", s.area())
		}
		if q, ok := s.(square); ok {
			q.s = 100
			fmt.Println("copy", q.area(), s.area())
		}
	}
	var b both = shapes[1].(both)
	var s shape = b
	fmt.Println(s == shapes[1], shapes[0] == shape(square{2}), shapes[0] == shapes[2])
	fmt.Println(mayFail(false) == nil, mayFail(true), typedNil() == nil)
	var a any = 42
	n, ok := a.(int)
	str, ok2 := a.(string)
	fmt.Println(n, ok, str == "", ok2)
	a = nil
	_, ok = a.(any)
	fmt.Println(a == nil, ok)
	var x, y any = 1, 1.0
	fmt.Println(x == y, x == any(1), x != nil, any("a") == any("a"), any(square{1}) == any(square{1}))
	var e1, e2 error = &myErr{1}, &myErr{1}
	fmt.Println(e1 == e2, e1 == e1)
	mixed := []any{1, "two", 3.0, nil, []int{4}, map[string]int{"k": 5}, square{6}, &myErr{7}, true, 'x', 2i, [2]bool{true}}
	for _, v := range mixed {
		fmt.Printf("%T:%v ", v, v)
	}
	fmt.Println()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = a.(int)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		a = "str"
		_ = a.(int)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		_ = shapes[0].(scaler)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var p, q any = []int{1}, []int{1}
		fmt.Println(p == q)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var nilShape shape
		fmt.Println(nilShape.name())
	}()
}
