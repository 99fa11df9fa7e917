package p
func v(a int, b ...string) (int, ...string)
func w(a int, b ...string) (n int, err error) { return }
type T struct{ f func(int) func() T }
func (t T) m(xs ...any) T { return t.m(xs...).m(1, "a", nil) }
func _() {
	w(1); w(1, "a", "b"); w(1, []string{}...); w(w2())
	_ = T.m(T{}, 1).f(2)().m; func(x int) {}(3); defer T{}.m(); go func() {}()
	var g = (*T).m; g(nil)
}
func w2() (int, string) { return 1, "" }
