package p

const a = 1
const b, c int = 1, 2
const (
	d = iota
	e
	f, g = 1 << iota, "s"
)
const ()
