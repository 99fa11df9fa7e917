package p

func f() {
	a = 1
	a, b = b, a
	a, b := f()
	a += 1
	a -= 1
	a *= 1
	a /= 1
	a %= 1
	a &= 1
	a |= 1
	a ^= 1
	a <<= 1
	a >>= 1
	a &^= 1
	*p = 1
	a[i], b.c = 1, 2
	a++
	b.c--
}
