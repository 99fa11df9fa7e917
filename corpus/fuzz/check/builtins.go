package p
func f(s []int, m map[string]int, c chan int, p *[4]int, z complex64, b []byte) {
	s = append(s, 1, 2); s = append(s, s...); b = append(b, "x"...); _ = copy(b, "x") + copy(s, s[1:])
	_ = len(s) + cap(s) + len(m) + len(c) + len(p) + len("x"); delete(m, "a"); clear(m); clear(s); close(c)
	_ = complex(real(z), imag(z)); _ = make([]int, 1, 2); _ = make(map[string]int, 3); _ = make(chan int); _ = *new(int)
	_ = min(1, 2.5, len(s)); _ = max("a", "b"); print(s, 1); println(); defer func() { if r := recover(); r != nil { panic(r) } }()
}
func g[T ~[]E | ~string, E any](t T) int { return len(t) }
