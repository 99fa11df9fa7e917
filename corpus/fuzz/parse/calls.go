package p

func f() {
	f()
	f(a, b,)
	f(a...)
	f(a, b...,)
	f(int, []T, func() {}, map[k]v{})
	a.b.c(d)(e)[g].h()
	[]byte(s)
	(*T)(p)
	map[int]int(m)
	struct{}(s)
	interface{ m() }(i)
	chan int(c)
}
