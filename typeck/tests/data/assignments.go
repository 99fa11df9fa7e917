package p

import "errors"

type T struct{ x int }

func two() (int, string) { return 1, "" }
func none()              {}

func assign() {
	var i int
	var s string
	i = "a" // ERROR "cannot use "a" (untyped string constant) as int value in assignment"
	s = i   // ERROR "cannot use i (variable of type int) as string value in assignment"
	i, s = two()
	i, s = 1 // ERROR "assignment mismatch: 2 variables but 1 value"
	i = two() // ERROR "assignment mismatch: 1 variable but two returns 2 values"
	i, s = none() // ERROR "none() (no value) used as value"
	a, b, c := two() // ERROR "assignment mismatch: 3 variables but two returns 2 values"
	i := 1 // ERROR "no new variables on left side of :="
	i, j := 1, 2 // ERROR "declared and not used: j"
	j, j := 1, 2 // ERROR "j repeated on left side of :="
	_ = nil // ERROR "use of untyped nil in assignment to _ identifier"
	n := nil // ERROR "use of untyped nil in assignment"
	m := map[string]T{}
	m["a"].x = 1 // ERROR "cannot assign to struct field m["a"].x in map"
	m["a"] = T{}
	v, ok := m["b"]
	two() = 1, 2 // ERROR "assignment mismatch: 1 variable but 2 values"
	"a" = s // ERROR "cannot assign to "a" (neither addressable nor a map index expression)"
	i += 1
	i += "a" // ERROR "mismatched types int and untyped string"
	s++ // ERROR "invalid operation: s++ (non-numeric type string)"
	_, _, _, _, _, _ = a, b, c, n, v, ok
}

func unused() {
	a := 1 // ERROR "declared and not used: a"
	var b int // ERROR "declared and not used: b"
	b = 2
	c := 3 // ERROR "declared and not used: c"
	_ = func() {
		c = 4
		d := 5 // ERROR "declared and not used: d"
	}
	for i, e := range []int{} { // ERROR "declared and not used: e"
		_ = i
	}
	var f any
	switch g := f.(type) { // ERROR "g declared and not used"
	case int:
	}
	switch h := f.(type) {
	case int:
	case string:
		_ = h
	}
}

func results() (int, error) {
	if true {
		return 1 // ERROR "not enough return values\n\thave (number)\n\twant (int, error)"
	}
	if true {
		return 1, nil, 2 // ERROR "too many return values"
	}
	if true {
		return "", nil // ERROR "cannot use "" (untyped string constant) as int value in return statement"
	}
	return 0, errors.New("")
}

func named() (x int, err error) {
	if true {
		x := 2
		_ = x
		return // ERROR "result parameter x not in scope at return"
	}
	return
}

func missing() int {
	for i := 0; i < 3; i++ {
	}
} // ERROR "missing return"

func loops() int {
L:
	for {
		for {
			break L
		}
	}
} // ERROR "missing return"

func forever() int {
	for {
		for {
			break
		}
	}
}

func switches(x int) int {
	switch {
	case x > 0:
		return 1
	default:
		panic("")
	}
}
