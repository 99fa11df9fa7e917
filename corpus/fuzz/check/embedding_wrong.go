package p
type A struct { B; *C; int; *string; I; *I; []int; A2.x }
type B struct { f, f int; f string }
type C int
func (C) f() {}
func (c C) f() {}
type I interface { m(); m(int); C; *I; I }
type P *int
func (P) m() {}
func (*I) n() {}
func (int) o() {}
func ([]int) p() {}
func (x, y C) q() {}
func () r() {}
type E struct { P; x }
