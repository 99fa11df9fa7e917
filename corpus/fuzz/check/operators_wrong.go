package p
func f(a int, b int8, s string, m map[string]int, g func(), i interface{ m() }, p *int) {
	_ = a + b; _ = s - s; _ = !a; _ = -s; _ = m == m; _ = g == g; _ = g != nil; _ = i == a
	_ = a << 1.5; _ = 1.0 << a == 1.5; _ = s << 1; a << -1; a == 1; _ = &1; _ = &f(); _ = *a
	_ = p + 1; _ = nil == nil; _ = a && true; a / 0; _ = ^1.5; s++; nil++; _ = <-a; _ = [2]func(){} == [2]func(){}
}
