//go:build go1.17
package p
func f[T any](x T) {}
type A[T any] = []T
func g() { for range 10 {}; _ = min(1, 2); clear(map[int]int{}) }
