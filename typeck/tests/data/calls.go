package p

import "strconv"

type S struct{ f func(int) int }

func (s S) M(int) {}
func (s *S) P()   {}

type I interface{ M(int) }

func add(a, b int) int           { return a + b }
func sum(first int, rest ...int) {}
func pair() (int, int)           { return 1, 2 }

func calls() {
	var s S
	add(1, 2)
	add(1) // ERROR "not enough arguments in call to add\n\thave (number)\n\twant (int, int)"
	add(1, 2, 3) // ERROR "too many arguments in call to add"
	add("a", 2) // ERROR "cannot use "a" (untyped string constant) as int value in argument to add"
	add(pair())
	sum(pair())
	sum() // ERROR "not enough arguments in call to sum\n\thave ()\n\twant (int, ...int)"
	sum(1, []int{}...)
	sum(1, 2, []int{}...) // ERROR "too many arguments in call to sum"
	add(1, []int{}...) // ERROR "cannot use ... in call to non-variadic add"
	s.f(1)
	s.M(1)
	s.P()
	S{}.P() // ERROR "cannot call pointer method P on S"
	S.M(s, 1)
	(*S).P(&s)
	S.P(s) // ERROR "invalid method expression S.P (needs pointer receiver (*S).P)"
	s.Q() // ERROR "s.Q undefined (type S has no field or method Q)"
	s.m(1) // ERROR "s.m undefined (type S has no field or method m, but does have method M)"
	I.M(s, 1)
	var i I = s
	i.M(1)
	(&i).M(1) // ERROR "type *I is pointer to interface, not interface"
	i = 1 // ERROR "cannot use 1 (constant of type int) as I value in assignment: int does not implement I (missing method M)"
	s() // ERROR "cannot call non-function s (variable of struct type S)"
	strconv.Itoa(1)
	strconv.Foo() // ERROR "undefined: strconv.Foo"
	_ = strconv // ERROR "use of package strconv not in selector"
	_ = int("a") // ERROR "cannot convert "a" (untyped string constant) to type int"
	_ = []byte("abc")
	_ = string(65)
	_ = string([]rune{1})
	_ = [2]int([]int{1, 2})
	_ = float64(s) // ERROR "cannot convert s (variable of struct type S) to type float64"
	add // ERROR "add (value of type func(a int, b int) int) is not used"
	len("a") // ERROR "len("a") (constant 1 of type int) is not used"
	_ = len // ERROR "len (built-in) must be called"
	_ = int // ERROR "int (type) is not an expression"
	defer add(1, 2)
	defer int(1) // ERROR "defer requires function call, not conversion"
	defer len("a") // ERROR "defer discards result of"
	go func() {}()
}

func Map[T, U any](list []T, f func(T) U) []U { return nil }
func id[T any](x T) T                         { return x }
func zero[T any]() (t T)                      { return }

type Number interface{ ~int | ~float64 }

func total[N Number](list ...N) (n N) {
	for _, x := range list {
		n += x
	}
	return n
}

func generics() {
	var a []string = Map([]int{1}, func(i int) string { return "" })
	var b []int = Map([]int{1}, id)
	var f func(string) string = id
	_ = zero() // ERROR "in call to zero, cannot infer T"
	_ = zero[int]()
	_ = id // ERROR "cannot use generic function id without instantiation"
	_ = total(1, 2.5)
	_ = total("a") // ERROR "string does not satisfy Number"
	_ = id[int]("a") // ERROR "cannot use "a" (untyped string constant) as int value in argument to id[int]"
	_ = id[int, int](1) // ERROR "got 2 type arguments but want 1"
	_, _, _ = a, b, f
}
