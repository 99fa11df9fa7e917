package p
func w(a int, b ...string) (n int, err error) { return }
func two() (int, string, bool) { return 1, "", true }
func _() {
	w(); w("a"); w(1, 2); w(1, []int{}...); w(1, "a", []string{}...); w(two()); w(two(), 1); w(w); 3(); "a"(1); w.x(); w(1)(2)
	x := w(1); x, y, z := w(1); defer 1; go w; defer int(3); defer len("a"); defer recover(); w; w(1)
	var f func(int); f(1, 2); f(); f("x"...); new(); new(1); make(int); make([]int); make([]int, "a"); make([]int, 3, 2); make([]int, -1)
}
