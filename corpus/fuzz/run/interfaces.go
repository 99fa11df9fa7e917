package main

type i interface{ m() int }
type a int
type b struct{ i }

func (x a) m() int { return int(x) }

func main() { var x i = b{a(3)}; y, ok := x.(a); switch z := x.(type) { case a: println(z) ; case b: println(z.m(), z.i == a(3)) }; println(y, ok); var e any = x; println(e.(interface{ n() })) }
