package p

func f() {
	x = (a)
	x = ((a + b) * (c))
	(f)()
	(*p).x = 1
	((x)) = ((y))
}
