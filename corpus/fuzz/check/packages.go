package p
import ( "other"; o "other"; "fmt" )
var v = other.V["a"] + o.C
var t = other.T{A: 1}
func f(i other.I) { i.M(); i.m(); t.P(); t.m(); t.b = "x"; _ = other.hidden; _ = other.Nothing; other.C = 1; _ = other }
var g other.G[string, int]
var _ other.Alias[bool] = other.G[string, bool]{}
var k, e = g.Get()
var _ = other.F([]int{1}, func(i int) int { return i })
var _ fmt.Stringer = t
type E struct { other.T; other.G[int, int] }
var _ = E{}.Key + E{}.A
