package p
type A struct { x int }
func (A) M() {}
func (*A) P() {}
type B struct { A; y int }
type C struct { *B; A }
type D struct { C; I }
type I interface { M(); Q() }
var d D
func _() { _ = d.y; _ = d.C.B.x; d.M(); d.Q(); d.B.P(); _ = d.x; B{}.P(); (&B{}).P(); _ = B.M; _ = (*B).P; _ = B.P }
var _ I = d
var _ I = &d
var _ interface{ M(); P() } = &B{}
