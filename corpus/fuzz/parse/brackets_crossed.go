package p

func f() {
	x = (a]
	x = [b)
	x = {c]
	f(a[b)}
}
