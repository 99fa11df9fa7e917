package p
type A interface { ~int | ~string }
type B interface { A; ~int | float64 }
type C interface { B; m() }
type D interface { int; string }
type E interface { comparable; ~[]int }
func f[T B](x T) T { return x + 1 }
func g[T D](x T) T { return x }
func h[T comparable](x, y T) bool { return x == y }
var _ = h[any](1, 2)
var _ = h[[]int](nil, nil)
var _ = h(struct{ f any }{}, struct{ f any }{})
func k[T A | B](x T) {}
var x A
