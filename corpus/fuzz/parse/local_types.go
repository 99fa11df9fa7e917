package p

func f() {
	type T struct{ a T }
	type A = B
	type G[P any] []P
	type (
		U int
	)
	var x, y T
}
