package p
func f(s []int, m map[string]int, c <-chan int) {
	append(s, 1); _ = append(s, "a"); _ = append(1, 2); _ = append(); _ = copy(s, m); _ = copy(s); _ = len(1); _ = len(s, s); _ = cap(m)
	delete(m, 1); delete(s, 1); close(c); close(1); clear(1); _ = complex(1, "a"); _ = complex(float32(1), float64(2)); _ = real("x")
	_ = min(); _ = min(1, "a"); _ = max(s, s); _ = len; len("a"); _ = new(3); _ = panic("x"); panic(); panic(1, 2); recover(1); _ = print(1)
	_ = cap("x"); _ = imag(1); _ = make(m); _ = append(nil, 1); _ = make([]int, 1 << 62)
}
