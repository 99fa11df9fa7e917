package p

func f() {
	a = 
	= 1
	a, = 1
	a, b += 1
	a := := 1
	1 := 2
	a++ + b
	++a
	a := b := c
	a = b = c
}
