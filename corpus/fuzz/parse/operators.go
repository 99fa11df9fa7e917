package p

func f() {
	x = a || b && c == d + e * -f
	x = a | b ^ c &^ d << e >> g % h / i & j
	x = !a != ^b
	x = <-a - *b + &c
	x = a < b && c <= d || e > f && g >= h
}
