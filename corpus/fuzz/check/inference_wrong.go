package p
func f[T any](x, y T) T { return x }
var _ = f(1, "a")
var _ = f[int, int](1, 2)
func g[K comparable, V any]() map[K]V { return nil }
var _ = g[int]()
var _ = f
func h[T any](...func(T)) {}
func _() { h(); h(g); h(func(int) {}, func(string) {}) }
