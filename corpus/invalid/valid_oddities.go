// Nothing here is an error, whatever it looks like: unreachable code, unused parameters, results, constants, types, functions
// and labels' blocks, shadowed predeclared names, empty statements, odd constants.
package main

import (
	"fmt"
	_ "strconv"
)

type unusedType struct{ unusedField int }

const unusedConst = 1 << 100 >> 98

var unusedVar = 1

func unusedFunc(unusedParam int) (unusedResult error) { return }

type any2 = interface{ any }

func unreachable() int {
	return 1
	fmt.Println("never")
	return 2
}

func afterPanic() int {
	panic("x")
	for {
	}
}

func shadow(len int, string bool) {
	true := false
	nil := 1
	_, _, _, _ = len, string, true, nil
	type int = float64
	var x int = 1.5
	_ = x
}

func labels() {
outer:
	for {
		for {
			break outer
		}
	}
	goto end
end:
}

type recursive struct {
	children []recursive
	parent   *recursive
	visit    func(recursive) recursive
	byName   map[string]recursive
}

type fn func(fn) fn

func main() {
	;
	{
	}
	var x, y any = 1, "a"
	fmt.Println(x == y, x != nil)
	if x := 1; x > 0 {
	} else if y := 2; y > x {
	}
	switch {
	}
	switch x := x.(type) {
	default:
		_ = x
	}
	for range 0 {
	}
	var a [0]int
	for range a {
	}
	_ = [...]string{2: "c", 0: "a"}
	_ = 'a' * 1.0
	_ = 1.0 << 3
	_ = "a" + `b`
	const huge = 1 << 500
	_ = huge >> 499
	var f32 float32 = 1e-60
	_ = f32
	_ = map[string][]int{"a": {1}, "b": nil}
	var p *[3]int
	_ = len(p)
	func() {}()
	_ = func(int, ...string) {}
	_ = append([]byte("a"), "b"...)
	_ = struct{}{} == struct{}{}
	var e interface{ Error() string } = error(nil)
	_ = e
	_, _ = x.(interface{ M() })
	_ = -5 % 3
	_ = ^0
	_ = uint8(255) + 0
	var i8 int8 = -1 << 7
	_ = i8 << 100
	if true {
		return
	}
	unreachable()
}
