package p

type S struct {
	a, b int `tag`
	E
	*F
	p.G "t"
	H[int]
	c [4]int
	d []int
	e func(); f struct{}
}
