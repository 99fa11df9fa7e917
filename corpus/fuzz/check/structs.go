package p
type S struct { a, b int `json:"a"`; _ int; _ string; c struct{ d []struct{ e map[string]*S } } }
var s S
var _ = s.c.d[0].e["x"].c.d
var _ = struct{ x int }{1} == struct{ x int }{2}
var _ = struct{ f func() }{} == struct{ f func() }{}
var _ struct{ x int } = struct{ x int "tag" }{1}
func f(x struct{ S; p *S }) { x.a = 1; x.p.c.d = nil; x.z = 1; x.S.a++; S.a = 1; x.p.a() }
