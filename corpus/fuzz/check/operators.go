package p
func f(a, b int, u uint8, s string, x float64, z complex128, p, q *int, i any, e error) {
	_ = a + b*a - b/a%b&a | b ^ a &^ b
	_ = a << u >> 3
	_ = a < b && !(x >= 1) || s != "x" && p == q && i == e && i == 1 && z == 1i
	a++; x--; a += b; s += "y"; u <<= a; a &^= 3
	_ = -a + +b ^ ^a
	_ = &[]int{1}[0]
	_ = *p + *&a
}
