package p
type I interface { ~int | string; m() }
var _ I
type J interface { ~N | comparable }
type N int
func f[T interface{ int | error | fmt }](x T) T { return x * 2 }
var _ = f[string]("a")
var _ = f[int](1.5)
func g[T any, U []T](u U) T { return u["a"] }
