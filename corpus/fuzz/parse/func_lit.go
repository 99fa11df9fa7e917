package p

func f() {
	func() {}()
	x := func(a int) int { return a }
	go func() { x() }()
	defer func() {
		recover()
	}()
	if func() bool { return true }() {
	}
}
