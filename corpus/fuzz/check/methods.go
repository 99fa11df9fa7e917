package p
type T[P any] struct{ v P }
func (t T[P]) Get() P { return t.v }
func (t *T[Q]) Set(v Q) { t.v = v }
func (T[_]) Zero() {}
var get = T[int].Get
var set = (*T[int]).Set
var bound = T[string]{"x"}.Get
func (t T[P]) Map[R any](f func(P) R) T[R] { return T[R]{} }
func (t T[int]) Wrong() int { return t.v }
func (t T) Missing() {}
func (t T[P, Q]) Many() {}
func (t *U) m() {}
func (t **T[P]) n() {}
type U = T[int]
