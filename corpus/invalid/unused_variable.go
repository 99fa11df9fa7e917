// A variable declared inside a function must be used; assigning to it is no use.
package main

func f() (int, error) { return 0, nil }

func main() {
	a := 1 // ERROR "declared and not used: a"
	var b int // ERROR "declared and not used: b"
	var c, d = 1, 2 // ERROR "declared and not used: d"
	_ = c
	e := 0 // ERROR "declared and not used: e"
	e = 2
	n, err := f() // ERROR "declared and not used: err"
	_ = n
	func() {
		inner := 3 // ERROR "declared and not used: inner"
	}()
	for i, v := range []int{1} { // ERROR "declared and not used: v"
		_ = i
	}
	var x any = 1
	switch t := x.(type) { // ERROR "t declared and not used"
	case int:
	}
	used := func() int { return 1 }
	used()
	if k := 1; true { // ERROR "declared and not used: k"
	}
	var p *int
	*p = 1
	var s struct{ f int }
	s.f = 1
	var arr [3]int
	arr[0] = 1
	const unusedConstantsAreFine = 1
	type unusedTypesToo int
}
