package p

func f() {
	x = a.
	x = a.1
	x = a.(
	x = a.()
	x = a.(type)
	x = a..b
	x = .b
}
