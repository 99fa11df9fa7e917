package p

type I interface {
	m() {}
	a int
	~
	m[T any]()
	int |
}
