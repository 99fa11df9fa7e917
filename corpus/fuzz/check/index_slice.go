package p
func f(s []int, a [4]int, p *[4]int, m map[string]int, t string, i uint8) {
	_, _, _, _, _ = s[i], a[3], p[0], m["x"], t[1]; _ = s[1:2:3]; _ = a[:]; _ = p[1:]; _ = t[:2]; _ = "abc"[1]
	_ = s[-1]; _ = a[4]; _ = p["a"]; _ = m[1]; _ = t[1:2:3]; _ = s[2:1]; _ = [3]int{}[:]; _ = 1[0]; _ = s[1.0]; _ = s[1.5]; _ = "abc"[5]
	t[0] = 'x'; m[:] = nil; _ = s[]; _ = s[1:2:]; _ = s[1, 2]; _ = a[1 << 70]
}
func g[T []int | [4]int | map[int]int](t T, p *[]int) int { p[0] = 1; return t[0] }
