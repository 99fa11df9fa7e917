package p

func f() {
	x = a.b.c
	x = a.(T).b
	x = a.(*p.T)
	x = struct{ A }.m
	x = interface{ m() }.m
	x = (*T).m
}
