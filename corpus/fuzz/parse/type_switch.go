package p

func f() {
	switch x.(type) {
	case int, *T:
	case nil, func(), []p.T:
	default:
	}
	switch y := x.(type) {
	}
	switch a := b; y := x.(type) {
	}
	switch a(); x.(type) {
	}
}
