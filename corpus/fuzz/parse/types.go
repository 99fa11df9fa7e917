package p

type A int
type B = string
type (
	C struct{}
	D interface{}
)
type E []map[string]*[3]chan<- func(int) error
