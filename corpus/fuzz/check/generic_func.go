package p
func Map[S ~[]E, E, R any](s S, f func(E) R) []R {
	var out []R
	for _, e := range s { out = append(out, f(e)) }
	return out
}
type Ints []int
var _ = Map(Ints{1, 2}, func(i int) string { return "" })
var _ = Map[Ints, int, bool]
