package p
func two() (int, string) { return 1, "" }
func f() {
	a, b := two(); a, c := 1, 'x'; _, _ = b, c
	var d, e = two(); d, _ = 2, e
	m := map[string][]int{}; m["a"] = append(m["a"], 1, a); m["b"][0], d = d, m["b"][0]
	v, ok := m["x"]; _, ok = any(v).(int); ch := make(chan int); x, ok := <-ch; _ = x
	var p struct{ q [2]int }; p.q[1] = 1; (&p).q[0]++; *(&a) = 3
	if ok := two; ok != nil { _ = ok }
}
