package p
type T[P any] struct { f *T[T[P]] }
type A[P any] struct { b B[[]P] }
type B[P any] struct { a *A[P] }
func f[P any](n int) { if n > 0 { f[*P](n - 1) } }
func g[P, Q any]() { g[Q, []P]() }
var _ T[int]
