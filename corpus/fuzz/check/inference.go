package p
func Apply[A, B any](a A, f func(A) B) B { return f(a) }
func Id[T any](x T) T { return x }
func Ptr[P interface{ *T; Set(int) }, T any](x int) (t T) { P(&t).Set(x); return }
type C struct{ n int }
func (c *C) Set(n int) { c.n = n }
var a = Apply(1, Id[int])
var b = Apply("x", func(s string) []byte { return []byte(s) })
var c = Ptr[*C](3)
var d func(int) int = Id
func Max[T interface{ ~int | ~float64 }](x, y T) T { if x > y { return x }; return y }
var e = Max(1, 2.5)
