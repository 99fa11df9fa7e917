package p

type I interface {
	m()
	n(a int, b ...string) (c error)
	J
	p.K
	~int | ~string | []byte
	L[int]
}
