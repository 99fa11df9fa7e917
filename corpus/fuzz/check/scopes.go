package p
var x = 1
func f(x string) (y int) {
	{ x := x + "a"; _ = x; { var x = len(x); y = x } }
	if x := 1; x > 0 { _ = x } else if y := x; y > 0 { x := "s"; _ = x }
	for x := 0; x < 3; x++ { x := x; _ = x }
	type x struct { x *x }
	var z x; _ = z.x.x
	func() { y := y; return }()
	{ y := 1; return }
}
func f() {}
var f int
type f int
