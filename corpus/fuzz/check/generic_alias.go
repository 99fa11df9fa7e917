package p
type Vec[T any] = []T
type Dict[V any] = map[string]Vec[V]
type Set = Dict[struct{}]
func f(d Dict[int]) Vec[int] { return d["x"] }
var _ = f(map[string][]int{"x": {1}})
