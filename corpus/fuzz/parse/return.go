package p

func f() {
	return
	return a
	return a, b, func() {}
	return T{}
}
