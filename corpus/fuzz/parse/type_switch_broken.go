package p

func f() {
	switch x, y := z.(type) {
	}
	switch x = y.(type) {
	}
	if x := y.(type); x {
	}
	switch x.(type) {
	case int:
		fallthrough
	case 1 + 2:
	}
	x.(type)
}
