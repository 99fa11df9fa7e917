package p

func f() {
	go
	defer
	go f
	defer x + 1
	go (f())
	go func() {}
}
