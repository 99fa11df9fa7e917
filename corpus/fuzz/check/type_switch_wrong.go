package p
func f(x interface{ m() }, n int) {
	switch x.(type) { case int: case string, int: default: default: case nil, nil: fallthrough; case 3: case undefinedT: }
	switch y := x.(type) { }
	switch y := n.(type) { case int: }
	_ = x.(int); _ = n.(int); _ = x.(type)
	var _, ok, z = x.(error)
	switch x := x.(type) { case error: x.n() }
}
