package p

func f() {
	x = a +
	x = * 
	x = a b
	x = a ++ b
	x = ~a
	x = a === b
	x = (a +) b
	x = a ? b : c
}
