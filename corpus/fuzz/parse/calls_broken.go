package p

func f() {
	f(
	f(a b)
	f(,)
	f(a,,b)
	f(a..., b)
	f(...)
	f(a
	)
}
