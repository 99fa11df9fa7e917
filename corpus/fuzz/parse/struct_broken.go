package p

type S struct {
	(A)
	*(B)
	a int = 1
	a, b
	...c
	d [3]
