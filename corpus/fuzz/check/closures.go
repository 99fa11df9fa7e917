package p
func counter() func() int { n := 0; return func() int { n++; return n } }
func f(fs ...func(int) func(string) (bool, error)) (r func()) {
	r = func() { defer r(); _ = func() (x int) { x = len(fs); return }() }
	for i, g := range fs { func() { _, _ = g(i)("x") }() }
	var rec func(int) int
	rec = func(n int) int { if n == 0 { return 0 }; return rec(n - 1) }
	return
}
