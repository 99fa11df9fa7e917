package p
var ( a = b + c(); b = d; d, e = two(); g = func() int { return h }(); h = i.m(); i T )
func c() int { return e }
func two() (int, int) { return j, 2 }
type T struct{}
func (T) m() int { return k }
var j, k = 1, l
var l = 3
var _ = g
func init() { a = 1 }
func init() {}
