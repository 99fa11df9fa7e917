package p

func f() {
	go f()
	defer f()
	go (f())
	defer (f)()
	go func() {}()
}
