package p
type Tree struct { left, right *Tree; kids []Tree; by map[string]Tree; ch chan Tree; f func(Tree) Tree }
type F func(F) F
type M map[string]M
type I interface { Next() I; With(interface{ I }) }
type P *P
type N[T any] struct { next *N[T]; of []N[[]int] }
func even(n int) bool { return n == 0 || odd(n-1) }
func odd(n int) bool { return n != 0 && even(n-1) }
