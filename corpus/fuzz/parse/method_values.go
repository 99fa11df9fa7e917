package p

func f() {
	x := t.m
	x()
	T.m(t)
	(*T).m(p)
	f(t.m, T.m)
}
