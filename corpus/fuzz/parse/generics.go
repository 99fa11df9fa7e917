package p

func f[P any, Q ~int | string, R interface{ m() }](p P) Q { return g[P, int](p) }
type L[T any] struct{ next *L[T] }
type A[P *C,] int
type B[P *C | D] int
type M[K comparable, V any] = map[K]V
