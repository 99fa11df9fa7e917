package p
import "iter"
func Keys[M ~map[K]V, K comparable, V any](m M) iter.Seq[K] {
	return func(yield func(K) bool) { for k := range m { if !yield(k) { return } } }
}
func All[E any](s []E) iter.Seq2[int, E] {
	return func(yield func(int, E) bool) { for i, e := range s { if !yield(i, e) { break } } }
}
func _[T ~[]int | ~string, F func(func(int) bool)](t T, f F) { for i := range t { _ = i }; for x := range f { _ = x } }
func g() { for k := range Keys(map[string]int{}) { _ = k + "" }; for i, e := range All([]bool{true}) { _ = i; _ = !e } }
